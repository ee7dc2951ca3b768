"""What this room does when it hears of something in a lower one."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.activities.models import Occurrence
from app.attendance.rsvps import seats
from app.attendance.rsvps.models import Rsvp
from app.core import clock
from app.core.events import CapacityChanged, ExamplesLeave


def resize(session: Session, event: CapacityChanged) -> None:
    """Offer the places that a larger date has to whoever waits."""
    seats.settle(session, event.occurrence_id, clock.now())


def forget(session: Session, event: ExamplesLeave) -> None:
    """Take away the places that somebody trying Alongside out holds at examples."""
    dates = select(Occurrence.id).where(Occurrence.activity_id.in_(event.activity_ids))
    session.execute(
        delete(Rsvp).where(Rsvp.occurrence_id.in_(dates)),
        execution_options={"synchronize_session": False},
    )
