"""The places of one date: a counter that can't go over, and whoever waited longest is asked first.

All changes to a date go through its row: it is locked first, so that they come one by one.
"""

from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from app.activities.models import Activity, Occurrence
from app.attendance.rsvps import tellings
from app.attendance.rsvps.models import CANCELLED, OFFER_ENDED, OFFERED, WAITLISTED, Rsvp
from app.attendance.rsvps.offer_times import offer_until


def lock(session: Session, occurrence_id: int) -> Occurrence | None:
    """A date's row, held until the transaction ends (SQLite holds the whole file)."""
    query = select(Occurrence).where(Occurrence.id == occurrence_id)
    locked = query.with_for_update().execution_options(populate_existing=True)
    return session.scalars(locked).one_or_none()


def take(session: Session, occurrence: Occurrence, count: int) -> bool:
    """Take some places, all or none, in one statement; False where there are not as many."""
    taken = Occurrence.taken + count
    there_are = or_(Occurrence.capacity.is_(None), taken <= Occurrence.capacity)
    statement = (
        update(Occurrence)
        .where(Occurrence.id == occurrence.id, there_are)
        .values(taken=taken)
        .returning(Occurrence.taken)
    )
    found = session.execute(statement).first() is not None
    session.refresh(occurrence)
    return found


def free(session: Session, occurrence: Occurrence, count: int) -> None:
    """Give places back."""
    session.execute(
        update(Occurrence)
        .where(Occurrence.id == occurrence.id)
        .values(taken=Occurrence.taken - count)
    )
    session.refresh(occurrence)


def next_number(session: Session, occurrence: Occurrence) -> int:
    """The number of whoever comes now; numbers only grow."""
    statement = (
        update(Occurrence)
        .where(Occurrence.id == occurrence.id)
        .values(arrivals=Occurrence.arrivals + 1)
        .returning(Occurrence.arrivals)
    )
    number: int = session.execute(statement).scalar_one()
    session.refresh(occurrence)
    return number


def position(session: Session, rsvp: Rsvp) -> int:
    """How far a waiting person has come: 1 is the next to be asked."""
    before = select(func.count()).where(
        Rsvp.occurrence_id == rsvp.occurrence_id,
        Rsvp.status == WAITLISTED,
        Rsvp.number < rsvp.number,
    )
    return int(session.scalar(before) or 0) + 1


def pass_on(session: Session, occurrence: Occurrence, now: datetime) -> None:
    """End offers that ran out, and offer what is free to whoever waited longest.

    An offer is of as many places as are free, up to the party; offered places count as taken.
    """
    _end_offers(session, occurrence, now)
    if occurrence.status != "scheduled" or occurrence.starts_at <= now:
        return
    zone = session.get_one(Activity, occurrence.activity_id).time_zone
    while (head := _head(session, occurrence)) and (size := _offerable(occurrence, head)):
        take(session, occurrence, size)
        head.status, head.offered_size = OFFERED, size
        head.offer_until = offer_until(now, occurrence.starts_at, zone)
        head.changed_at = now
        session.flush()
        tellings.offered(session, head, occurrence, now)


def settle(session: Session, occurrence_id: int, now: datetime) -> None:
    """Pass on what is due on a date, by itself."""
    occurrence = lock(session, occurrence_id)
    if occurrence:
        pass_on(session, occurrence, now)


def _end_offers(session: Session, occurrence: Occurrence, now: datetime) -> None:
    over = select(Rsvp).where(
        Rsvp.occurrence_id == occurrence.id, Rsvp.status == OFFERED, Rsvp.offer_until <= now
    )
    for rsvp in session.scalars(over.order_by(Rsvp.number)).all():
        end(session, occurrence, rsvp, now)
        rsvp.reason = OFFER_ENDED
        session.flush()


def end(session: Session, occurrence: Occurrence, rsvp: Rsvp, now: datetime) -> None:
    """Take a person off a date; their places are free afterwards."""
    seats = rsvp.seats
    rsvp.left_from, rsvp.status, rsvp.reason = rsvp.status, CANCELLED, None
    rsvp.offered_size = rsvp.offer_until = None
    rsvp.changed_at = now
    session.flush()
    tellings.ended(session, rsvp)
    if seats:
        free(session, occurrence, seats)


def _head(session: Session, occurrence: Occurrence) -> Rsvp | None:
    waiting = select(Rsvp).where(Rsvp.occurrence_id == occurrence.id, Rsvp.status == WAITLISTED)
    return session.scalars(waiting.order_by(Rsvp.number).limit(1)).first()


def _offerable(occurrence: Occurrence, head: Rsvp) -> int:
    if occurrence.capacity is None:
        return head.party_size
    return min(occurrence.capacity - occurrence.taken, head.party_size)
