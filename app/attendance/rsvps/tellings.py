"""What the people on a date are to be told, written and taken back with its cause."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.preferences import (
    CANCELLATION,
    CHANGE,
    MESSAGE,
    OFFER,
    REMINDER,
    STILL_FINE,
    TAKEN_DOWN,
)
from app.activities.models import Activity, Occurrence
from app.attendance.rsvps.models import CANCELLED, GOING, OFFERED, Rsvp
from app.attendance.rsvps.telling_times import URGENT, reminder_at, still_fine_at
from app.notices import outbox
from app.notices.models import Notice
from app.notices.outbox import Telling

A_WHILE, MOST_A_WHILE = timedelta(hours=6), 3
GONE = (TAKEN_DOWN, CANCELLATION)
ALL = (REMINDER, STILL_FINE, OFFER, CHANGE, CANCELLATION, MESSAGE, TAKEN_DOWN)


@dataclass(frozen=True)
class When:
    """When a notice is due and until when it is worth telling; `acts_at` is when it matters."""

    due_at: datetime
    ends_at: datetime
    acts_at: datetime | None = None


def held(session: Session, rsvp: Rsvp, occurrence: Occurrence, now: datetime) -> None:
    """Somebody holds a place now: they can be reminded, and asked whether it is still fine."""
    starts_at, zone = occurrence.starts_at, _zone(session, occurrence)
    if reminder := reminder_at(now, starts_at, zone):
        _write(session, rsvp, occurrence, REMINDER, When(reminder, starts_at))
    asked = still_fine_at(now, starts_at, zone)
    if asked and not rsvp.confirmed_at:
        _write(session, rsvp, occurrence, STILL_FINE, When(asked, starts_at))


def offered(session: Session, rsvp: Rsvp, occurrence: Occurrence, now: datetime) -> None:
    """A place is kept for somebody who waited."""
    if rsvp.offer_until:
        when = When(now, rsvp.offer_until, acts_at=occurrence.starts_at)
        _write(session, rsvp, occurrence, OFFER, when)


def accepted(session: Session, rsvp: Rsvp, occurrence: Occurrence, now: datetime) -> None:
    """The offered place is taken."""
    outbox.void(session, rsvp.id, (OFFER,))
    held(session, rsvp, occurrence, now)


def confirmed(session: Session, rsvp: Rsvp) -> None:
    """They said that it is still fine: there is no need to ask."""
    outbox.void(session, rsvp.id, (STILL_FINE,))


def ended(session: Session, rsvp: Rsvp) -> None:
    """They are off the date, by themselves or because an offer ran out."""
    outbox.void(session, rsvp.id, ALL)


def moved(session: Session, occurrence: Occurrence, was: datetime, now: datetime) -> None:
    """The date is another one than people were told: it began at `was`."""
    for rsvp in people_on(session, occurrence):
        moved_for(session, rsvp, occurrence, was, now)


def moved_for(
    session: Session, rsvp: Rsvp, occurrence: Occurrence, was: datetime, now: datetime
) -> None:
    """Tell one person that the date is another one."""
    when = When(now, max(occurrence.ends_at, was), acts_at=min(occurrence.starts_at, was))
    outbox.void(session, rsvp.id, (REMINDER, STILL_FINE, CHANGE, CANCELLATION))
    _write(session, rsvp, occurrence, CHANGE, when)
    if rsvp.status == GOING:
        held(session, rsvp, occurrence, now)


def cancelled(session: Session, occurrence: Occurrence, now: datetime) -> None:
    """The date does not take place."""
    for rsvp in people_on(session, occurrence):
        cancelled_for(session, rsvp, occurrence, now)


def cancelled_for(session: Session, rsvp: Rsvp, occurrence: Occurrence, now: datetime) -> None:
    """Tell one person that the date does not take place."""
    when = When(now, occurrence.ends_at, acts_at=occurrence.starts_at)
    outbox.void(session, rsvp.id, ALL)
    _write(session, rsvp, occurrence, CANCELLATION, when)


def messaged(session: Session, occurrence: Occurrence, now: datetime) -> None:
    """Its organiser wrote to everybody who holds a place, or is asked whether they take one."""
    when = When(now, occurrence.ends_at, acts_at=occurrence.starts_at)
    for rsvp in people_on(session, occurrence):
        if rsvp.status in {GOING, OFFERED}:
            _write(session, rsvp, occurrence, MESSAGE, when)


def taken_down(session: Session, occurrence: Occurrence, now: datetime) -> None:
    """What meets on the date is hidden: nobody can say any more whether it takes place."""
    when = When(now, occurrence.ends_at, acts_at=occurrence.starts_at)
    for rsvp in people_on(session, occurrence):
        _write(session, rsvp, occurrence, TAKEN_DOWN, when)


def back_again(session: Session, occurrence: Occurrence, now: datetime) -> None:
    """It is not hidden any more: whoever was told that it is gone is told that it is not."""
    when = When(now, occurrence.ends_at, acts_at=occurrence.starts_at)
    for rsvp in people_on(session, occurrence):
        was_told = any(outbox.has_left(session, rsvp.id, kind) for kind in GONE)
        outbox.void(session, rsvp.id, GONE)
        if was_told:
            _write(session, rsvp, occurrence, CHANGE, when)
        if rsvp.status == GOING:
            held(session, rsvp, occurrence, now)


def still_stands(session: Session, notice: Notice, now: datetime) -> bool:
    """Whether what a notice says is true at this moment; asked right before it is sent."""
    rsvp = session.get(Rsvp, notice.rsvp_id, populate_existing=True)
    date = session.get(Occurrence, notice.occurrence_id, populate_existing=True)
    if rsvp is None or date is None or rsvp.status == CANCELLED:
        return False
    activity = session.get_one(Activity, date.activity_id, populate_existing=True)
    takes_place = date.status == "scheduled" and activity.state == "published"
    if notice.kind == TAKEN_DOWN:
        return activity.state == "hidden" and date.status == "scheduled"
    if notice.kind == CANCELLATION:
        return not takes_place
    return takes_place and _is_true(notice, rsvp, date, now)


def _is_true(notice: Notice, rsvp: Rsvp, date: Occurrence, now: datetime) -> bool:
    """Whether somebody on a date that takes place is still what a notice says they are."""
    if notice.kind == OFFER:
        return rsvp.status == OFFERED and rsvp.offer_until is not None and rsvp.offer_until > now
    if notice.kind == MESSAGE:
        return rsvp.status in {GOING, OFFERED}
    if notice.kind == CHANGE:
        return True
    is_asked = notice.kind == REMINDER or rsvp.confirmed_at is None
    return rsvp.status == GOING and date.starts_at == notice.starts_at and is_asked


def people_on(session: Session, occurrence: Occurrence) -> list[Rsvp]:
    """Everybody on a date, those who wait too, in the order in which they came."""
    query = select(Rsvp).where(Rsvp.occurrence_id == occurrence.id, Rsvp.status != CANCELLED)
    return list(session.scalars(query.order_by(Rsvp.number)))


def _calmly(session: Session, rsvp: Rsvp, kind: str, when: When) -> When:
    """Not before a while has passed, for what was told several times lately and is not soon.

    Whatever else changes until then is told with it: an organiser who can't decide, or wants to
    be noticed, fills nobody's mailbox.
    """
    is_soon = when.acts_at is None or when.acts_at - when.due_at <= URGENT + A_WHILE
    if kind not in {CHANGE, CANCELLATION} or is_soon:
        return when
    sent = outbox.sent_since(session, rsvp.id, kind, when.due_at - A_WHILE)
    if len(sent) < MOST_A_WHILE:
        return when
    return replace(when, due_at=max(when.due_at, sent[MOST_A_WHILE - 1] + A_WHILE))


def _write(session: Session, rsvp: Rsvp, date: Occurrence, kind: str, when: When) -> None:
    when = _calmly(session, rsvp, kind, when)
    telling = Telling(
        person_id=rsvp.person_id,
        rsvp_id=rsvp.id,
        occurrence_id=date.id,
        kind=kind,
        due_at=when.due_at,
        ends_at=when.ends_at,
        starts_at=date.starts_at,
        time_zone=_zone(session, date),
        is_urgent=when.acts_at is not None and when.acts_at - when.due_at <= URGENT,
    )
    outbox.write(session, telling)


def _zone(session: Session, occurrence: Occurrence) -> str:
    return session.get_one(Activity, occurrence.activity_id).time_zone
