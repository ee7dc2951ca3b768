"""Offers that ran out go on to whoever waited longest, also when nobody looks."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.attendance.rsvps import seats
from app.attendance.rsvps.models import OFFERED, Rsvp

AT_ONCE = 50


def end_offers(session: Session, now: datetime) -> int:
    """End what ran out on some dates and pass it on; the number of dates."""
    over = select(Rsvp.occurrence_id).where(Rsvp.status == OFFERED, Rsvp.offer_until <= now)
    # In one order, so that two workers never wait for each other.
    dates = session.scalars(over.distinct().order_by(Rsvp.occurrence_id).limit(AT_ONCE)).all()
    for date_id in dates:
        occurrence = seats.lock(session, date_id)
        if occurrence:
            seats.pass_on(session, occurrence, now)
    return len(dates)
