"""Reading a person's own places."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.activities.models import Activity, Occurrence, Place
from app.attendance.rsvps.models import Rsvp

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
        .options(selectinload(Activity.place))
        .order_by(Occurrence.starts_at, Rsvp.id)
    )
    return [Mine(*row) for row in session.execute(query)]
