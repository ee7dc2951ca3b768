"""What this room does when it hears of something in a lower one."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.activities.models import Occurrence
from app.attendance.rsvps import restoring, seats, tellings
from app.attendance.rsvps.models import Rsvp
from app.core import clock
from app.core.events import (
    CapacityChanged,
    ExamplesLeave,
    OccurrenceCancelled,
    OccurrenceMoved,
    OccurrenceRestored,
)
from app.notices import outbox


def resize(session: Session, event: CapacityChanged) -> None:
    """Offer the places that a larger date has to whoever waits."""
    seats.settle(session, event.occurrence_id, clock.now())


def tell_of_move(session: Session, event: OccurrenceMoved) -> None:
    """Tell everybody on a date that it is another one, and remind them of the new one."""
    occurrence = seats.lock(session, event.occurrence_id)
    if occurrence:
        tellings.moved(session, occurrence, event.was, clock.now())


def tell_of_cancel(session: Session, event: OccurrenceCancelled) -> None:
    """Tell everybody on a date that it does not take place."""
    occurrence = seats.lock(session, event.occurrence_id)
    if occurrence:
        tellings.cancelled(session, occurrence, clock.now())


def tell_of_return(session: Session, event: OccurrenceRestored) -> None:
    """An edit of a date was taken back: tell whom it had reached."""
    occurrence = seats.lock(session, event.occurrence_id)
    if occurrence:
        restoring.restored(session, occurrence, event, clock.now())


def forget(session: Session, event: ExamplesLeave) -> None:
    """Take away the places that somebody trying Alongside out holds at examples."""
    dates = select(Occurrence.id).where(Occurrence.activity_id.in_(event.activity_ids))
    outbox.forget_dates(session, dates)
    session.execute(
        delete(Rsvp).where(Rsvp.occurrence_id.in_(dates)),
        execution_options={"synchronize_session": False},
    )
