"""Saying what one found after a visit, and having it taken away. Never commits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.activities.models import Activity, Occurrence, ToldFact
from app.attendance.feedback.models import Feedback
from app.attendance.rsvps.models import CANCELLED, GOING, Rsvp
from app.attendance.rsvps.queries import find_rsvp
from app.comfort import FACTS
from app.core.db import insert_into
from app.core.errors import SENTENCE, DomainError, Invalid, NotFound
from app.core.pseudonyms import pseudonym

KEPT_FOR = timedelta(days=365)
AT_ONCE = 500


class NotYet(DomainError):
    """The date has not begun: nobody knows yet."""

    code = "not_started"


@dataclass(frozen=True, kw_only=True)
class Found:
    """What a visitor found: facts as choices 0 to 3, or all as described; would they go again."""

    facts: Mapping[str, int] = field(default_factory=dict)
    as_described: bool = False
    again: str | None = None


def give(
    session: Session, occurrence_id: int | None, person_id: int, found: Found, now: datetime
) -> None:
    """Keep what somebody found who held a place that was going at the start.

    Said again, it takes the place of what they said of the same activity before. Raises
    NotFound for anybody else, NotYet before the start, Invalid where nothing is said.
    """
    date_row = visited(session, occurrence_id, person_id)
    if date_row.starts_at > now:
        raise NotYet("This has not begun yet. You can say what you found once you were there.")
    activity_id = date_row.activity_id
    facts = dict(_claims(session, activity_id)) if found.as_described else {}
    facts |= found.facts
    if not facts and found.again is None:
        raise Invalid(SENTENCE, {"facts": ["Please answer one of these, or leave it."]})
    row = {
        "voter": voter_of(person_id, activity_id),
        "activity_id": activity_id,
        "week": monday(now),
        "facts": facts,
        "again": found.again,
    }
    said_before = insert_into(session, Feedback).values(row)
    session.execute(said_before.on_conflict_do_update(index_elements=["voter"], set_=row))


def visited(session: Session, occurrence_id: int | None, person_id: int) -> Occurrence:
    """The date on which a person's place was going at the start; raises NotFound for others."""
    date_row = session.get(Occurrence, occurrence_id) if occurrence_id is not None else None
    rsvp = find_rsvp(session, date_row.id, person_id) if date_row else None
    if date_row is None or rsvp is None or not _was_going(rsvp, date_row):
        raise NotFound("You held no place on this date.")
    activity = session.get_one(Activity, date_row.activity_id)
    if date_row.status != "scheduled" or activity.state == "hidden":
        raise NotFound("This date did not take place.")
    return date_row


def own_rows(session: Session, person_id: int) -> list[Feedback]:
    """All that a person said, found by making their pseudonyms again."""
    known = session.scalars(select(Feedback.activity_id).distinct()).all()
    voters = [voter_of(person_id, activity_id) for activity_id in known]
    rows: list[Feedback] = []
    for first in range(0, len(voters), AT_ONCE):
        some = Feedback.voter.in_(voters[first : first + AT_ONCE])
        rows += session.scalars(select(Feedback).where(some))
    return rows


def forget_person(session: Session, person_id: int) -> None:
    """Take away all that a person said; what is shown follows at the next batch."""
    for row in own_rows(session, person_id):
        session.delete(row)
    session.flush()


def forget_old(session: Session, now: datetime) -> int:
    """Take away what was said more than a year ago; how many."""
    old = delete(Feedback).where(Feedback.week < (now - KEPT_FOR).date())
    return len(session.execute(old.returning(Feedback.voter)).all())


def voter_of(person_id: int, activity_id: int) -> str:
    """What stands for an account at one activity."""
    return pseudonym("feedback", person_id, activity_id)


def monday(now: datetime) -> date:
    """The first day of the week, in UTC."""
    return (now - timedelta(days=now.weekday())).date()


def _was_going(rsvp: Rsvp, date_row: Occurrence) -> bool:
    left_later = rsvp.left_from == GOING and rsvp.changed_at >= date_row.starts_at
    return rsvp.status == GOING or (rsvp.status == CANCELLED and left_later)


def _claims(session: Session, activity_id: int) -> dict[str, int]:
    """The facts as the listing tells them."""
    query = select(ToldFact.key, ToldFact.value).where(
        ToldFact.activity_id == activity_id, ToldFact.key.in_(FACTS)
    )
    return {row.key: row.value for row in session.execute(query)}
