"""What this room does when it hears of something in another one."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.activities.models import Occurrence
from app.attendance.rsvps import seats, tellings
from app.attendance.running import news
from app.attendance.running.models import MessageToAll, OrganiserNews
from app.core import clock
from app.core.events import ActivityHidden, ActivityRestored, ExamplesLeave, SomethingAsked


def tell_of_hiding(session: Session, event: ActivityHidden) -> None:
    """Tell everybody on a date to come that nobody vouches for it any more."""
    now = clock.now()
    for date in _dates_to_come(session, event.activity_id, now):
        tellings.taken_down(session, date, now)


def tell_of_return(session: Session, event: ActivityRestored) -> None:
    """Tell whoever was told that it is gone that it is back."""
    now = clock.now()
    for date in _dates_to_come(session, event.activity_id, now):
        tellings.back_again(session, date, now)


def note_asked(session: Session, event: SomethingAsked) -> None:
    """Remember that there is something for the organiser to look at."""
    news.note(session, event.activity_id, event.what, clock.now())


def forget(session: Session, event: ExamplesLeave) -> None:
    """Take away what was written and noted about examples."""
    dates = select(Occurrence.id).where(Occurrence.activity_id.in_(event.activity_ids))
    for gone in (
        delete(MessageToAll).where(MessageToAll.occurrence_id.in_(dates)),
        delete(OrganiserNews).where(OrganiserNews.activity_id.in_(event.activity_ids)),
    ):
        session.execute(gone, execution_options={"synchronize_session": False})


def _dates_to_come(session: Session, activity_id: int, now: datetime) -> list[Occurrence]:
    """The dates that take place and that somebody ever came to, each locked, in one order."""
    query = select(Occurrence.id).where(
        Occurrence.activity_id == activity_id,
        Occurrence.status == "scheduled",
        Occurrence.ends_at > now,
        Occurrence.arrivals > 0,
    )
    found = [seats.lock(session, one) for one in session.scalars(query.order_by(Occurrence.id))]
    return [date for date in found if date]
