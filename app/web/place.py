"""One's own place on a date as the words of its page: what it is now, and the ways on."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from werkzeug.datastructures import MultiDict

from app.activities.consent import CONSENT
from app.activities.models import Activity, Occurrence
from app.attendance.rsvps.models import CANCELLED, GOING, OFFERED, WAITLISTED, Rsvp
from app.attendance.rsvps.service import UNDO_WITHIN, Held
from app.attendance.rsvps.shape import shape
from app.core.ids import show_id
from app.web import place_words, times
from app.web.hold_form import Typed, show_details

ASKED_AHEAD = range(1, 3)
NOON = timedelta(hours=12)


@dataclass(frozen=True)
class Own:
    """A person's place with all that its page tells: the date, what meets, who runs it."""

    held: Held
    activity: Activity
    now: datetime

    @property
    def date(self) -> Occurrence:
        """The date it is for."""
        return self.held.occurrence

    @property
    def rsvp(self) -> Rsvp:
        """What the person has on it."""
        return self.held.rsvp

    @property
    def zone(self) -> ZoneInfo:
        """The zone of the clock on the wall there."""
        return ZoneInfo(self.activity.time_zone)

    @property
    def state(self) -> str:
        """What to say first; an offer that has run out says so already."""
        told = shape(self.rsvp, self.date, self.activity, None, self.now)
        if told["occurrence"]["status"] == "gone":
            return "gone"
        if told["occurrence"]["status"] == CANCELLED:
            return "called_off"
        if self.date.starts_at <= self.now:
            return "over" if self.date.ends_at <= self.now else "begun"
        if told["status"] == CANCELLED:
            return told.get("reason") or f"left_{self.rsvp.left_from or GOING}"
        return str(told["status"])

    @property
    def is_open(self) -> bool:
        """True while somebody can still come to this date."""
        return self.state not in {"gone", "called_off", "over", "begun"}


def show_place(own: Own, typed: Typed | None = None) -> dict[str, Any]:
    """Everything the page says; `typed` is a change that did not fit, kept to be mended."""
    state, rsvp, activity = own.state, own.rsvp, own.activity
    is_here = own.is_open and rsvp.status in {GOING, WAITLISTED} and state == rsvp.status
    return {
        "id": show_id(own.date.id),
        "activity": show_id(activity.id),
        "title": activity.title,
        "state": state,
        "icon": place_words.ICONS.get(state, "cal"),
        "heading": heading(own),
        "said": place_words.SAID.get(state),
        "starts": own.date.starts_at.isoformat(),
        "ends": own.date.ends_at.isoformat(),
        "when": when(own),
        "clock": times.zone_words(activity.time_zone),
        "moved": moved(own),
        "note": own.date.note if own.is_open else None,
        "done": done(own),
        "position": position(own) if state == WAITLISTED else None,
        "offer": offer(own) if state == OFFERED else None,
        "still_fine": still_fine(own),
        "next": place_words.what_next(own, seen(own)),
        "where": where(activity),
        "form": show_details(activity.party_limit, typed or as_held(rsvp)) if is_here else None,
        "again": again(own),
        "can_tell": state in {"over", "begun"}
        and rsvp.status == GOING
        and activity.state != "hidden",
    }


def heading(own: Own) -> str:
    """The first words of the page."""
    if own.state == GOING and own.rsvp.party_size > 1:
        return f"Your {own.rsvp.party_size} places are held"
    return place_words.HEADINGS[own.state]


def when(own: Own) -> str:
    """`Tue 24 November, 14:00 to 15:30`, on the clock of the place."""
    starts, ends = own.date.starts_local, own.date.ends_local
    day = times.long_day(starts.date(), own.now.astimezone(own.zone).date())
    if ends <= starts:
        return f"{day}, {starts:%H:%M}"
    is_another_day = ends.date() != starts.date() and ends - starts >= NOON
    last = f"{times.DAYS[ends.weekday()]} {ends.day}, " if is_another_day else ""
    return f"{day}, {starts:%H:%M} to {last}{ends:%H:%M}"


def moved(own: Own) -> str | None:
    """Where the date was before it was moved."""
    was = own.date.planned_local
    if was == own.date.starts_local or not own.is_open:
        return None
    today = own.now.astimezone(own.zone).date()
    return f"It was planned for {times.long_day(was.date(), today)}, {was:%H:%M}."


def done(own: Own) -> dict[str, Any] | None:
    """What was done a moment ago, and what takes it back; None later."""
    rsvp = own.rsvp
    confirmed = rsvp.confirmed_at is not None and own.now - rsvp.confirmed_at <= UNDO_WITHIN
    if not own.is_open or not (confirmed or own.now - rsvp.changed_at <= UNDO_WITHIN):
        return None
    if own.state == GOING and confirmed and rsvp.confirmed_at != rsvp.changed_at:
        return {"said": "Thank you. Nothing more to do.", "undo": None}
    is_first = rsvp.changed_at == rsvp.made_at
    return place_words.done(own.state, is_first=is_first)


def position(own: Own) -> dict[str, Any]:
    """How far one has come in the list: only one's own."""
    number = own.held.position or 1
    return {"number": number, "said": place_words.ordinal(number)}


def offer(own: Own) -> dict[str, Any]:
    """Until when a place is kept, and for how many where that is fewer than asked for."""
    rsvp = own.rsvp
    until = (rsvp.offer_until or own.date.starts_at).astimezone(own.zone)
    size, asked = rsvp.offered_size or 1, rsvp.party_size
    fewer = f"There is room for {place_words.people(size)}. You asked for {asked}."
    return {
        "until": f"{until:%H:%M} on {place_words.full_day(until)}",
        "fewer": fewer if size < asked else None,
    }


def still_fine(own: Own) -> str | None:
    """`Still fine for Thursday?`, one or two days before, to who has not said so."""
    starts = own.date.starts_local.date()
    ahead = (starts - own.now.astimezone(own.zone).date()).days
    if own.state != GOING or own.rsvp.confirmed_at or ahead not in ASKED_AHEAD:
        return None
    return f"Still fine for {place_words.weekday(starts)}?"


def seen(own: Own) -> str:
    """What the organiser sees: a name that was given for that, or quiet guests."""
    rsvp = own.rsvp
    count = rsvp.party_size
    if rsvp.visibility == "named" and rsvp.alias:
        more = "" if count == 1 else f" and {count - 1} more"
        return f"“{rsvp.alias}{more}”"
    return f"“{count} quiet {'guest' if count == 1 else 'guests'}”"


def where(activity: Activity) -> dict[str, Any] | None:
    """Where to go, as on the activity's page."""
    place = activity.place
    if place is None:
        return None
    return {
        "name": place.name or place.area,
        "address": place.address,
        "area": place.area if place.name else None,
        "finding_us": place.finding_us,
    }


def as_held(rsvp: Rsvp) -> Typed:
    """The form as it is held now."""
    values = {"party_size": str(rsvp.party_size), "alias": rsvp.alias, "needs": rsvp.needs}
    return Typed(MultiDict({name: value for name, value in values.items() if value}))


def again(own: Own) -> dict[str, Any] | None:
    """What holding it again sends, for somebody who gave it back or whose offer ended."""
    if not own.is_open or own.state in {GOING, WAITLISTED, OFFERED}:
        return None
    is_support = own.activity.kind == "support_meetup"
    return {
        "values": as_held(own.rsvp).values,
        "consent": CONSENT if is_support else None,
    }
