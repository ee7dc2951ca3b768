"""Reading a person's own places."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from app.activities.models import Activity, Occurrence, Place
from app.attendance.rsvps.models import CANCELLED, Rsvp

PAST_SHOWN = timedelta(days=30)


@dataclass(frozen=True)
class Mine:
    """One row of a person's plans."""

    rsvp: Rsvp
    occurrence: Occurrence
    activity: Activity


def find_place(session: Session, activity: Activity) -> Place | None:
    """Where an activity meets."""
    return session.get(Place, activity.place_id) if activity.place_id else None


def my_rsvps(session: Session, person_id: int, now: datetime) -> list[Mine]:
    """Everything a person holds, waits for or gave back, from a month ago on, by time."""
    query = (
        select(Rsvp, Occurrence, Activity)
        .join(Occurrence, Occurrence.id == Rsvp.occurrence_id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(Rsvp.person_id == person_id, Occurrence.ends_at > now - PAST_SHOWN)
        .options(selectinload(Activity.place), selectinload(Activity.topics))
        .order_by(Occurrence.starts_at, Rsvp.id)
    )
    return [Mine(*row) for row in session.execute(query)]


def find_rsvp(session: Session, occurrence_id: int, person_id: int) -> Rsvp | None:
    """What a person has on a date, as the database has it now."""
    query = select(Rsvp).where(Rsvp.occurrence_id == occurrence_id, Rsvp.person_id == person_id)
    return session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def count_held(session: Session, person_id: int, now: datetime) -> int:
    """On how many dates to come a person holds, is offered or waits for a place."""
    query = (
        select(func.count())
        .select_from(Rsvp)
        .join(Occurrence, Occurrence.id == Rsvp.occurrence_id)
        .where(
            Rsvp.person_id == person_id,
            Rsvp.status != CANCELLED,
            Occurrence.status == "scheduled",
            Occurrence.starts_at > now,
        )
    )
    return int(session.scalar(query) or 0)
