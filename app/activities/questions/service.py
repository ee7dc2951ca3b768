"""Asking the organiser, and what they read of it. Never commits."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.activities.models import Activity, ToldFact
from app.activities.questions.models import Question
from app.activities.vocabulary import ACCESS
from app.comfort import FACT_WORDS, FACTS, SUPPORT_WORDS, SUPPORTS
from app.core.db import insert_into
from app.core.errors import SENTENCE, Invalid, NotFound
from app.core.events import SomethingAsked, publish

KEYS = (*FACTS, *SUPPORTS, *ACCESS)
KEPT_FOR = timedelta(days=180)
TOLD = "Some of it is told already. The page says it."


def ask(session: Session, activity_id: int | None, keys: Sequence[str], now: datetime) -> list[str]:
    """Note what somebody would like to be told; gives what is open of it.

    Raises NotFound for an activity that nobody can open, and Invalid where all of it is told.
    """
    activity = session.get(Activity, activity_id) if activity_id is not None else None
    if activity is None or activity.state != "published":
        raise NotFound("This activity is not here. It may have ended, or the link is wrong.")
    told = _told(session, activity.id)
    wanted = [key for key in keys if key not in told]
    if not wanted:
        raise Invalid(SENTENCE, {"facts": [TOLD if keys else "Please choose what to ask."]})
    is_news = not set(wanted) <= set(open_keys(session, activity.id))
    for key in wanted:
        row = {"activity_id": activity.id, "key": key, "asked_on": now.date()}
        session.execute(
            insert_into(session, Question)
            .values(row)
            .on_conflict_do_update(
                index_elements=["activity_id", "key"], set_={"asked_on": now.date()}
            )
        )
    if is_news:
        publish(session, SomethingAsked(activity.id, "question"))
    return wanted


def open_keys(session: Session, activity_id: int) -> list[str]:
    """What was asked of an activity and is not told yet, in the order of the vocabulary."""
    asked = set(
        session.scalars(select(Question.key).where(Question.activity_id == activity_id)).all()
    )
    open_ones = asked - _told(session, activity_id)
    return [key for key in KEYS if key in open_ones]


def question_words(key: str) -> str:
    """`whether newcomers speak`: what a key asks, to follow `Somebody asks`."""
    if key in FACTS:
        return FACT_WORDS[key].ask
    words = SUPPORT_WORDS[key].unknown if key in SUPPORTS else ACCESS[key].unknown
    said = words[:1].lower() + words[1:]
    return said.removeprefix("not told ")


def forget_old(session: Session, now: datetime) -> int:
    """Take away what nobody asked for half a year, and what was told since; how many."""
    is_told = (
        select(ToldFact.key)
        .where(ToldFact.activity_id == Question.activity_id, ToldFact.key == Question.key)
        .exists()
    )
    is_old = Question.asked_on < (now - KEPT_FOR).date()
    gone = session.execute(
        delete(Question).where(is_old | is_told).returning(Question.key),
        execution_options={"synchronize_session": False},
    )
    return len(gone.all())


def _told(session: Session, activity_id: int) -> set[str]:
    return set(
        session.scalars(select(ToldFact.key).where(ToldFact.activity_id == activity_id)).all()
    )
