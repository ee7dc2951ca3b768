"""How alike two listings are, 0 to 1: words, place and time of the week. Pure.

The same either way round, and 1 for a listing and itself.
"""

import re
import unicodedata
import zlib
from dataclasses import dataclass
from functools import lru_cache
from math import exp

from app.places.distance import haversine_km

NEAR_KM, NEAR_MINUTES = 2.0, 90.0
WEEK = 7 * 24 * 60
WORDS, PLACE, TIME = 0.5, 0.25, 0.25
ALIKE = 0.75
# So many bits stand for all runs of three letters, of which a long text has some thousands.
BITS = 1 << 16


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
    first, second = _threes(one), _threes(other)
    union = first | second
    return (first & second).bit_count() / union.bit_count() if union else 1.0


@lru_cache(maxsize=1024)
def _threes(text: str) -> int:
    """The runs of three letters of a text as the bits of one number, which is soon compared.

    Kept for a while: one new text is compared with hundreds that are there already.
    """
    words, bits = plain(text), bytearray(BITS // 8)
    padded = f"  {words} ".encode("utf-32-le", "surrogatepass") if words else b""
    for at in range(0, len(padded) - 8, 4):
        bit = zlib.crc32(padded[at : at + 12]) % BITS
        bits[bit >> 3] |= 1 << (bit & 7)
    return int.from_bytes(bits, "little")


def _near(one: tuple[float, float] | None, other: tuple[float, float] | None) -> float:
    if one is None or other is None:
        return float(one is other)
    return 1.0 if one == other else exp(-float(haversine_km(*one, *other)) / NEAR_KM)


def _same_time(one: int | None, other: int | None) -> float:
    if one is None or other is None:
        return float(one is other)
    apart = abs(one - other) % WEEK
    return exp(-min(apart, WEEK - apart) / NEAR_MINUTES)
