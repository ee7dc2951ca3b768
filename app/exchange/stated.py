"""What a source's own words say of comfort, access, audience, age, booking and cost."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from app.exchange.phrases import (
    AGE_FROM,
    AGE_RANGE,
    AUDIENCES,
    BOOKING_NEEDED,
    BOOKING_OPTIONAL,
    BOOKING_SAID,
    FACTS,
    FREE,
    NO_BOOKING,
    ON_REQUEST,
    PRICE,
    Value,
    any_of,
)

__all__ = ["Stated", "Value", "audience_of", "stated_in"]

SENTENCE = re.compile(r"[.!?\n]+\s*")
A_NUMBER = re.compile(r"\d")
OLDEST = 120
ANY_FACT = any_of(*(phrase for _, _, phrases in FACTS for phrase in phrases))
FACT_PATTERNS = tuple((key, value, any_of(*phrases)) for key, value, phrases in FACTS)
AUDIENCE_PATTERNS = tuple((key, any_of(*phrases)) for key, phrases in AUDIENCES)


@dataclass(frozen=True, kw_only=True)
class Stated:
    """What a source's words say; None and empty where they say nothing.

    `told` holds facts, supports and access facts by key.
    """

    told: dict[str, Value] = field(default_factory=dict)
    audience: tuple[str, ...] = ()
    age_min: int | None = None
    age_max: int | None = None
    booking: str | None = None
    is_free: bool | None = None

    def free(self) -> "Stated":
        """The same, and that it costs nothing."""
        return replace(self, is_free=True)


def stated_in(text: str, headings: Iterable[str] = ()) -> Stated:
    """Read facts, age limits, booking and cost from `text`, audience from `headings`.

    Headings are the title and the source's own categories: running text mentions too many
    people it is not for.
    """
    text = text.lower()
    youngest, oldest = _ages(text)
    return Stated(
        told=_told(text),
        audience=audience_of(headings),
        age_min=youngest,
        age_max=oldest,
        booking=_booking(text),
        is_free=True if FREE.search(text) and not PRICE.search(text) else None,
    )


def audience_of(headings: Iterable[str]) -> tuple[str, ...]:
    """The audiences that headings name, in the vocabulary's order."""
    text = " \n ".join(headings).lower()
    found = (key for key, pattern in AUDIENCE_PATTERNS if pattern.search(text))
    return tuple(dict.fromkeys(found))


def _told(text: str) -> dict[str, Value]:
    # Most texts say nothing, or nothing of most: one look at the whole spares many at its parts.
    if not ANY_FACT.search(text):
        return {}
    rows = [row for row in FACT_PATTERNS if row[2].search(text)]
    if not rows:
        return {}
    sentences = [s for s in SENTENCE.split(text) if s and not ON_REQUEST.search(s)]
    told: dict[str, Value] = {}
    for key, value, pattern in rows:
        if key not in told and any(map(pattern.search, sentences)):
            told[key] = value
    return told


def _ages(text: str) -> tuple[int | None, int | None]:
    if not A_NUMBER.search(text):
        return None, None
    ranged = AGE_RANGE.search(text)
    if ranged:
        low, high = int(ranged[1]), int(ranged[2])
        return (low, high) if low <= high <= OLDEST else (None, None)
    start = AGE_FROM.search(text)
    return (int(next(filter(None, start.groups()))), None) if start else (None, None)


def _booking(text: str) -> str | None:
    if not BOOKING_SAID.search(text):
        return None
    if NO_BOOKING.search(text):
        return "none"
    if BOOKING_NEEDED.search(text):
        return "needed"
    return "optional" if BOOKING_OPTIONAL.search(text) else None
