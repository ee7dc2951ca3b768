"""Invented people who hold places at a few examples, so that some are full and some nearly.

They have no browser, no address and no words, and are told nothing.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.sessions import make_guest
from app.activities.models import Activity, Occurrence
from app.attendance.rsvps.models import Rsvp
from app.attendance.rsvps.service import MOST_HELD, Wish, hold
from app.privacy.person import erase

# The one that is shown, and the one after it for an instance that is not started every day.
DATES_AHEAD = 2


def bring_guests(session: Session, source: str, expected: Mapping[str, int], now: datetime) -> None:
    """Let as many come to the next dates of examples as `expected` says, by their source_id.

    Whoever is there already stays; more than there are places wait. Asked again, nobody comes.
    """
    for source_id, count in expected.items():
        query = (
            select(Occurrence.id)
            .join(Activity, Activity.id == Occurrence.activity_id)
            .where(Activity.source == source, Activity.source_id == source_id)
            .where(Occurrence.status == "scheduled", Occurrence.starts_at > now)
        )
        dates = session.scalars(query.order_by(Occurrence.starts_at).limit(DATES_AHEAD)).all()
        for date_id in dates:
            _fill(session, date_id, count, now)


def remove_guests(session: Session, now: datetime) -> None:
    """Take every invented person away, with whatever they hold."""
    people = select(Person.id).where(Person.is_example).order_by(Person.id)
    for person_id in session.scalars(people).all():
        erase(session, person_id, now)


def _fill(session: Session, date_id: int, count: int, now: datetime) -> None:
    there = select(func.count()).select_from(Rsvp).join(Person, Person.id == Rsvp.person_id)
    on_it = there.where(Rsvp.occurrence_id == date_id, Person.is_example)
    for _ in range(count - int(session.scalar(on_it) or 0)):
        hold(session, date_id, _somebody(session, date_id, now), Wish(), now)


def _somebody(session: Session, date_id: int, now: datetime) -> int:
    """An invented person who is not on the date and may hold one more place."""
    is_on_it = select(Rsvp.id).where(Rsvp.person_id == Person.id, Rsvp.occurrence_id == date_id)
    held = (
        select(func.count())
        .select_from(Rsvp)
        .join(Occurrence, Occurrence.id == Rsvp.occurrence_id)
        .where(Rsvp.person_id == Person.id, Occurrence.starts_at > now)
        .scalar_subquery()
    )
    query = select(Person.id).where(Person.is_example, ~is_on_it.exists(), held < MOST_HELD)
    found = session.scalar(query.order_by(Person.id).limit(1))
    if found is not None:
        return found
    person = make_guest(session, now)
    person.is_example = True
    session.flush()
    return person.id
