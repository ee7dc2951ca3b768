"""How alike two listings are, 0 to 1: words, place and time of the week. Pure.

The same either way round, and 1 for a listing and itself.
"""

import re
import unicodedata
from dataclasses import dataclass
from math import exp

from app.places.distance import haversine_km

NEAR_KM, NEAR_MINUTES = 2.0, 90.0
WEEK = 7 * 24 * 60
WORDS, PLACE, TIME = 0.5, 0.25, 0.25
ALIKE = 0.75


@dataclass(frozen=True)
class Outline:
    """What is compared: the words, the point, the first start as a minute of the week."""

    text: str
    point: tuple[float, float] | None = None
    minute: int | None = None


def likeness(one: Outline, other: Outline) -> float:
    """How alike two listings are."""
    return (
        WORDS * alike_words(one.text, other.text)
        + PLACE * _near(one.point, other.point)
        + TIME * _same_time(one.minute, other.minute)
    )


def plain(text: str) -> str:
    """Words without marks, case or punctuation."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    return " ".join(
        re.findall(r"[^\W_]+", "".join(c for c in bare if not unicodedata.combining(c)))
    )


def alike_words(one: str, other: str) -> float:
    """How alike two texts are, 0 to 1: shared runs of three letters, of all that there are."""
    first, second = _threes(plain(one)), _threes(plain(other))
    union = first | second
    return len(first & second) / len(union) if union else 1.0


def _threes(text: str) -> set[str]:
    padded = f"  {text} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)} if text else set()


def _near(one: tuple[float, float] | None, other: tuple[float, float] | None) -> float:
    if one is None or other is None:
        return float(one is other)
    return 1.0 if one == other else exp(-float(haversine_km(*one, *other)) / NEAR_KM)


def _same_time(one: int | None, other: int | None) -> float:
    if one is None or other is None:
        return float(one is other)
    apart = abs(one - other) % WEEK
    return exp(-min(apart, WEEK - apart) / NEAR_MINUTES)
