"""All published activities as NumPy columns: one row an activity, and its starts beside it."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Small = NDArray[np.int8]

UNKNOWN = -1
IN_PERSON, ONLINE, PHONE = 1, 2, 4
FORMAT_BITS = {
    "in_person": IN_PERSON,
    "online": ONLINE,
    "phone": PHONE,
    "hybrid": IN_PERSON | ONLINE,
}
DAY_MINUTES = 24 * 60
THURSDAY = 3
MORNING_STARTS, AFTERNOON_STARTS, EVENING_STARTS = 5 * 60, 12 * 60, 17 * 60


@dataclass(frozen=True, kw_only=True)
class Columns:
    """N activities and M occurrences, sorted by activity id, then start, then occurrence id.

    `lat`, `lon` degrees (nan without a place); `kind`, `zone`, `language` and `currency` are
    positions in their lists; `topics` (N, T) and `access` (N, A) flags; `forms` bits; `cost`
    minor units or UNKNOWN; ages with UNKNOWN; `window` (N, 2) local days since 1970 of an
    arrangement; `effects` (N, 9) squared effective demand values; `organiser` ids; `is_rated`
    whether enough visitors told how it was for their answers to be counted.
    Only occurrences that start after `since` are in them.
    `owner` is the row of an occurrence's activity; `start` seconds since 1970, `local` local
    minutes since 1970, `occurrence` ids.
    """

    sequence: int
    since: datetime
    ids: Ints
    lat: Floats
    lon: Floats
    kind: Ints
    topics: Flags
    forms: Ints
    access: Flags
    cost: Ints
    currency: Ints
    language: Ints
    age_min: Ints
    age_max: Ints
    zone: Ints
    by_arrangement: Flags
    window: Ints
    effects: NDArray[np.float32]
    organiser: Ints
    is_rated: Flags
    occurrence: Ints
    owner: Ints
    start: Ints
    local: Ints
    zones: tuple[str, ...]
    languages: tuple[str, ...]
    currencies: tuple[str, ...]

    def __len__(self) -> int:
        """The number of activities."""
        return len(self.ids)

    @cached_property
    def weekday(self) -> Small:
        """(M,) 0 Monday to 6 Sunday of each occurrence."""
        return weekday(self.local).astype(np.int8)

    @cached_property
    def part_of_day(self) -> Small:
        """(M,) 0 morning, 1 afternoon, 2 evening of each occurrence."""
        return part_of_day(self.local).astype(np.int8)

    @cached_property
    def topic_bits(self) -> NDArray[np.uint64]:
        """(W, N) topics of each activity as bits, the first topic lowest in the first word."""
        return bits(self.topics)


def part_of_day(local: Ints) -> Ints:
    """0 morning (05-12), 1 afternoon (12-17), 2 evening (17-05) of local minutes since 1970."""
    minute = local % DAY_MINUTES
    is_day = (minute >= MORNING_STARTS) & (minute < EVENING_STARTS)
    return np.where(is_day, np.where(minute < AFTERNOON_STARTS, 0, 1), 2)


def weekday(local: Ints) -> Ints:
    """0 Monday to 6 Sunday of local minutes since 1970 (which began on a Thursday)."""
    return (local // DAY_MINUTES + THURSDAY) % 7


def bits(flags: Flags) -> NDArray[np.uint64]:
    """(W, N) the flags (N, T) of each row as bits of W words of 64."""
    count, width = flags.shape
    padded = np.zeros((count, -(-width // 64) * 64), bool)
    padded[:, :width] = flags
    packed = np.packbits(padded, axis=1, bitorder="little")
    return np.ascontiguousarray(packed.view(np.uint64).T)
