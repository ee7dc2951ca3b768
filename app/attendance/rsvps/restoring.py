"""A date is as it was before an edit that was taken back: whom to tell, and whom not at all."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts.preferences import CANCELLATION, CHANGE, OFFER, REMINDER, STILL_FINE
from app.activities.models import Occurrence
from app.attendance.rsvps import tellings
from app.attendance.rsvps.models import GOING, OFFERED, Rsvp
from app.core.events import OccurrenceRestored
from app.notices import outbox, taking_back

NEWS = (CHANGE, CANCELLATION)


def restored(
    session: Session, occurrence: Occurrence, event: OccurrenceRestored, now: datetime
) -> None:
    """Take back what nobody read yet; whom the edit had reached hears how it is now."""
    for rsvp in tellings.people_on(session, occurrence):
        was_there = taking_back.has_news(session, rsvp.id, NEWS, event.since)
        if not was_there or taking_back.has_reached(session, rsvp.id, NEWS, event.since, now):
            _tell(session, rsvp, occurrence, event.was, now)
        else:
            _take_back(session, rsvp, occurrence, event.since, now)


def _tell(
    session: Session, rsvp: Rsvp, occurrence: Occurrence, was: datetime, now: datetime
) -> None:
    if occurrence.status == "cancelled":
        tellings.cancelled_for(session, rsvp, occurrence, now)
    else:
        tellings.moved_for(session, rsvp, occurrence, was, now)


def _take_back(
    session: Session, rsvp: Rsvp, occurrence: Occurrence, since: datetime, now: datetime
) -> None:
    """Nobody heard of the edit; what they had not heard before it is due again."""
    outbox.void(session, rsvp.id, (*NEWS, REMINDER, STILL_FINE))
    span = (rsvp.made_at, since)
    is_on = occurrence.status == "scheduled"
    kind = CHANGE if is_on else CANCELLATION
    taking_back.revive(session, rsvp.id, (kind,), span, occurrence.starts_at)
    if is_on and rsvp.status == OFFERED:
        taking_back.revive(session, rsvp.id, (OFFER,), span, occurrence.starts_at)
    if is_on and rsvp.status == GOING:
        tellings.held(session, rsvp, occurrence, now)
