"""The weekly batch: what at least five accounts found becomes what the listing says.

A fact is (4 x claim + sum of the answers) / (4 + n). It is made anew only when another five
accounts answered it, or five fewer: so what is shown changes with no single answer, and nobody
can tell from two weeks what the one who answered in between said.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.activities.corrections import AGAIN, Correction
from app.activities.models import ToldFact
from app.attendance.feedback.models import Feedback, WeeklyBatch
from app.attendance.feedback.service import KEPT_FOR, monday
from app.comfort import FACTS
from app.core.db import insert_into
from app.core.events import ActivityChanged, VisitorsDiffer, publish

NAME = "corrections"
LEAST = 5
WEIGHT_OF_CLAIM = 4
Answers = dict[str, list[int]]


def make_batch(session: Session, now: datetime) -> int:
    """Make the batch of this week, once; gives how many activities say something else now."""
    week = monday(now)
    if not _is_mine(session, week):
        return 0
    answers = _answers(session, week)
    claims = _claims(session)
    standing = _standing(session)
    changed = 0
    for activity_id in sorted({*answers, *standing}):
        made = _remake(
            answers.get(activity_id, {}),
            claims.get(activity_id, {}),
            standing.get(activity_id, {}),
        )
        if made is not None:
            _put(session, activity_id, made, week)
            changed += 1
    return changed


def corrected(claim: int | None, answers: Sequence[int]) -> float:
    """A fact as visitors found it, 0 to 3; the listing's own word weighs as four of them."""
    if claim is None:
        return sum(answers) / len(answers)
    return (WEIGHT_OF_CLAIM * claim + sum(answers)) / (WEIGHT_OF_CLAIM + len(answers))


def forget_corrections(session: Session, now: datetime) -> int:
    """Take away what no answer of the last year stands for any more; gives how many facts.

    The weekly batch does so too; this also reaches what is made while no batch runs.
    """
    answered = (
        select(Feedback.activity_id).where(Feedback.activity_id == Correction.activity_id).exists()
    )
    old = Correction.made_on < (now - KEPT_FOR).date()
    gone = delete(Correction).where(old, ~answered).returning(Correction.activity_id)
    options: dict[str, Any] = {"synchronize_session": False}
    ids = session.scalars(gone, execution_options=options).all()
    for activity_id in sorted(set(ids)):
        publish(session, ActivityChanged(activity_id))
    return len(ids)


def _remake(
    answers: Answers, claims: dict[str, int], standing: dict[str, Correction]
) -> dict[str, tuple[int | None, float, int]] | None:
    """What each fact says now as (claim, value, count); None where nothing has to change."""
    made: dict[str, tuple[int | None, float, int]] = {}
    is_changed = False
    for key in (*FACTS, AGAIN):
        said, was = answers.get(key, []), standing.get(key)
        count = len(said) - len(said) % LEAST
        claim = claims.get(key)
        if was and was.count == count and was.claim == claim:
            made[key] = (was.claim, was.value, was.count)
            continue
        is_changed |= bool(was) or count >= LEAST
        if count >= LEAST:
            made[key] = (claim, corrected(claim, said), count)
    return made if is_changed else None


def _put(
    session: Session,
    activity_id: int,
    made: dict[str, tuple[int | None, float, int]],
    week: date,
) -> None:
    session.execute(delete(Correction).where(Correction.activity_id == activity_id))
    rows = [
        Correction(
            activity_id=activity_id, key=key, claim=claim, value=value, count=count, made_on=week
        )
        for key, (claim, value, count) in made.items()
    ]
    session.add_all(rows)
    session.flush()
    publish(session, ActivityChanged(activity_id))
    if any(row.is_news for row in rows):
        publish(session, VisitorsDiffer(activity_id))


def _is_mine(session: Session, week: date) -> bool:
    """Whether nobody made this week's batch yet; from here on it is made."""
    row = insert_into(session, WeeklyBatch).values(name=NAME, week=week)
    taking = row.on_conflict_do_update(
        index_elements=["name"], set_={"week": week}, where=WeeklyBatch.week < week
    )
    return session.execute(taking.returning(WeeklyBatch.name)).first() is not None


def _answers(session: Session, week: date) -> dict[int, Answers]:
    """Answers of the weeks before, by activity and fact."""
    found: defaultdict[int, Answers] = defaultdict(lambda: defaultdict(list))
    query = select(Feedback).where(Feedback.week < week).order_by(Feedback.voter)
    for row in session.scalars(query):
        for key, value in row.facts.items():
            found[row.activity_id][key].append(value)
        if row.again is not None:
            found[row.activity_id][AGAIN].append(int(row.again == "yes"))
    return dict(found)


def _claims(session: Session) -> dict[int, dict[str, int]]:
    claims: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for row in session.scalars(select(ToldFact).where(ToldFact.key.in_(FACTS))):
        claims[row.activity_id][row.key] = row.value
    return dict(claims)


def _standing(session: Session) -> dict[int, dict[str, Correction]]:
    standing: defaultdict[int, dict[str, Correction]] = defaultdict(dict)
    for row in session.scalars(select(Correction)):
        standing[row.activity_id][row.key] = row
    return dict(standing)
