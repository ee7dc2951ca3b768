"""A person's own plans as their private calendar shows them."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value

from app.accounts.models import Organiser
from app.attendance.rsvps.models import CANCELLED, GOING, OFFERED, WAITLISTED, Rsvp
from app.attendance.rsvps.queries import Mine, my_rsvps
from app.core.ids import show_id
from app.exchange import entries
from app.exchange.writers.icalendar import Entry

SHOWN_AFTER_LEAVING = timedelta(days=30)
HIDDEN_TITLE = "Alongside"
BEFORE_TITLE = {WAITLISTED: "Waiting list: ", OFFERED: "Place offered: "}
SAID = {
    GOING: "You hold a place.",
    WAITLISTED: "You are on the waiting list. No place is held yet.",
    OFFERED: "A place is offered to you. The page says until when.",
    CANCELLED: "You hold no place on this date.",
}


def plan_entries(
    session: Session, person_id: int, now: datetime, home: str, *, hides_titles: bool
) -> list[Entry]:
    """What a person holds, waits for or gave back in the last month, one entry a date."""
    found = []
    for mine in my_rsvps(session, person_id, now):
        organiser = session.get_one(Organiser, mine.activity.organiser_id)
        set_committed_value(mine.activity, "organiser", organiser)
        is_left = mine.rsvp.status == CANCELLED
        if is_left and now - mine.rsvp.changed_at > SHOWN_AFTER_LEAVING:
            continue
        found.append(_entry(mine, now, home, hides_titles=hides_titles))
    return found


def _entry(mine: Mine, now: datetime, home: str, *, hides_titles: bool) -> Entry:
    """One plan. Its identity is that of the held place, which nobody else knows."""
    rsvp, date, activity = mine.rsvp, mine.occurrence, mine.activity
    is_over = _is_over(rsvp, now)
    held = CANCELLED if is_over else rsvp.status
    public = entries.public_entry(activity, date, home)
    is_bare = hides_titles or activity.state == "hidden"
    return Entry(
        uid=f"{show_id(rsvp.id)}@alongside",
        title=HIDDEN_TITLE if is_bare else BEFORE_TITLE.get(held, "") + public.title,
        starts_at=date.starts_at,
        ends_at=date.ends_at,
        time_zone=activity.time_zone,
        status=_status(held) if public.status == entries.CONFIRMED else entries.CANCELLED,
        # An offer that ran out reads as it will once the next person has it.
        revision=public.revision + rsvp.revision + is_over,
        changed_at=max(public.changed_at, rsvp.changed_at, *_ended(rsvp, is_over=is_over)),
        where="" if is_bare else public.where,
        notes="" if is_bare else _notes(held, public),
        point=None if is_bare else public.point,
        page=None if is_bare else f"{home}/occurrences/{show_id(date.id)}/place",
        is_private=True,
    )


def _is_over(rsvp: Rsvp, now: datetime) -> bool:
    return rsvp.status == OFFERED and rsvp.offer_until is not None and rsvp.offer_until <= now


def _ended(rsvp: Rsvp, *, is_over: bool) -> list[datetime]:
    return [rsvp.offer_until] if is_over and rsvp.offer_until else []


def _status(held: str) -> str:
    if held == GOING:
        return entries.CONFIRMED
    return entries.CANCELLED if held == CANCELLED else "TENTATIVE"


def _notes(held: str, public: Entry) -> str:
    said = SAID[held] if public.status == entries.CONFIRMED else "This date does not take place."
    return f"{said}\n\n{public.notes}"
