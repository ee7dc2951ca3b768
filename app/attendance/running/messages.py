"""Writing to everybody who holds a place on a date, and reading what was written. Never commits."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.activities.models import Activity, Occurrence
from app.attendance.rsvps import seats, tellings
from app.attendance.rsvps.models import GOING, OFFERED, Rsvp
from app.attendance.rsvps.refusals import Cancelled
from app.attendance.rsvps.service import KEPT_AFTER
from app.attendance.running.models import MessageToAll
from app.core.errors import DomainError

A_DAY = timedelta(days=1)
MOST_A_DAY = 3
READERS = (GOING, OFFERED)


class TooManyMessages(DomainError):
    """Whoever holds a place did not ask for many letters."""

    code = "too_many_messages"


class DateOver(DomainError):
    """There is nobody left to tell."""

    code = "date_over"


def write_to_all(
    session: Session, date: Occurrence, activity: Activity, text: str, now: datetime
) -> MessageToAll:
    """Put words on the page of everybody who holds a place, and tell them that they are there.

    Raises Cancelled and DateOver where nobody comes, and TooManyMessages for a fourth in a day.
    """
    seats.lock(session, date.id)
    if date.status != "scheduled" or activity.state != "published":
        raise Cancelled("This date does not take place, and everybody on it was told so.")
    if date.ends_at <= now:
        raise DateOver("This date is over. Nobody is told anything about it any more.")
    if _count_since(session, date.id, now - A_DAY) >= MOST_A_DAY:
        raise TooManyMessages(
            f"You sent {MOST_A_DAY} messages about this date within a day, which is the most. "
            "You can send another one tomorrow."
        )
    message = MessageToAll(occurrence_id=date.id, text=text, sent_at=now)
    session.add(message)
    session.flush()
    tellings.messaged(session, date, now)
    return message


def sent(session: Session, occurrence_id: int) -> list[MessageToAll]:
    """Everything that was written about a date, the latest first."""
    query = select(MessageToAll).where(MessageToAll.occurrence_id == occurrence_id)
    return list(session.scalars(query.order_by(MessageToAll.sent_at.desc(), MessageToAll.id)))


def read_by(session: Session, rsvps: Iterable[Rsvp]) -> dict[int, list[MessageToAll]]:
    """What people may read, by the date of each of their places; who waits reads nothing yet."""
    dates = [rsvp.occurrence_id for rsvp in rsvps if rsvp.status in READERS]
    query = select(MessageToAll).where(MessageToAll.occurrence_id.in_(dates))
    found: defaultdict[int, list[MessageToAll]] = defaultdict(list)
    for row in session.scalars(query.order_by(MessageToAll.sent_at.desc(), MessageToAll.id)):
        found[row.occurrence_id].append(row)
    return dict(found)


def forget_past(session: Session, now: datetime) -> int:
    """Delete what was written about dates that ended 30 days ago; how many."""
    over = select(Occurrence.id).where(Occurrence.ends_at < now - KEPT_AFTER)
    gone = session.execute(
        delete(MessageToAll).where(MessageToAll.occurrence_id.in_(over)).returning(MessageToAll.id),
        execution_options={"synchronize_session": False},
    )
    return len(gone.all())


def _count_since(session: Session, occurrence_id: int, since: datetime) -> int:
    query = select(func.count()).select_from(MessageToAll)
    mine = query.where(MessageToAll.occurrence_id == occurrence_id, MessageToAll.sent_at > since)
    return int(session.scalar(mine) or 0)
