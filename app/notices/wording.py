"""Notices in words that may stand on a lock screen: no title, place or name, and no reason why.

Each language is one entry of `LANGUAGES`; a person's own is looked up there, else English.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.accounts.preferences import (
    CANCELLATION,
    CHANGE,
    MESSAGE,
    OFFER,
    REMINDER,
    STILL_FINE,
    TAKEN_DOWN,
)
from app.core import clock
from app.notices.models import CONFIRM_ADDRESS, Notice

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True)
class Words:
    """What a notice says: one line, and a sentence or two."""

    title: str
    text: str


@dataclass(frozen=True)
class Moments:
    """The times a notice may name, on the clock where the activity is."""

    now: datetime
    starts: datetime
    ends: datetime


def _english(kind: str, at: Moments) -> Words:
    starts = _english_time(at.starts, at.now)
    table = {
        REMINDER: Words(f"Reminder: {starts}", "Open Alongside to see your plan."),
        CHANGE: Words("A plan of yours has changed", f"It is now {starts}. Please have a look."),
        CANCELLATION: Words(
            "A plan of yours is cancelled",
            f"What was planned for {starts} does not take place. Nothing is left for you to do.",
        ),
        TAKEN_DOWN: Words(
            "A plan of yours was taken down",
            f"What was planned for {starts} is not on Alongside at the moment. We do not know "
            "whether it takes place. Nothing is left for you to do.",
        ),
        MESSAGE: Words(
            f"A message about {DAYS[at.starts.weekday()]}'s plan",
            "Open Alongside to read it. You can't answer it, and need not.",
        ),
        OFFER: Words(
            "A place is kept for you",
            f"It is for {starts}. It stays yours to take or to leave until "
            f"{_english_time(at.ends, at.now)}.",
        ),
        STILL_FINE: Words(
            f"Still fine for {DAYS[at.starts.weekday()]}?",
            f"It is {starts}. Yes and not this time are both fine.",
        ),
        CONFIRM_ADDRESS: Words(
            "Is this your address?",
            "Somebody, perhaps you, asked Alongside to send notices here. If it was not you, "
            "there is nothing to do: no more mail comes.",
        ),
    }
    return table[kind]


def _english_time(moment: datetime, now: datetime) -> str:
    """`tomorrow 18:00`, `Thursday 3 December, 18:00`."""
    near = {0: "today", 1: "tomorrow"}.get((moment.date() - now.date()).days)
    day = near or f"{DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]},"
    return f"{day} {moment:%H:%M}"


LANGUAGES: dict[str, Callable[[str, Moments], Words]] = {"en": _english}


def say(notice: Notice, language: str | None, now: datetime) -> Words:
    """A notice as it is said at `now` (aware), in a person's language."""
    zone = clock.zone(notice.time_zone)
    moments = Moments(
        now=now.astimezone(zone),
        starts=(notice.starts_at or notice.ends_at).astimezone(zone),
        ends=notice.ends_at.astimezone(zone),
    )
    return LANGUAGES.get(language or "en", _english)(notice.kind, moments)
