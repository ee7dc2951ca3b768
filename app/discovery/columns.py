"""All published activities as NumPy columns: one row an activity, and its starts beside it."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

UNKNOWN = -1
IN_PERSON, ONLINE, PHONE = 1, 2, 4
FORMAT_BITS = {
    "in_person": IN_PERSON,
    "online": ONLINE,
    "phone": PHONE,
    "hybrid": IN_PERSON | ONLINE,
}
DAY_MINUTES = 24 * 60


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
