from typing import Final

from app.comfort.checks import number_within

COMFORTABLE: Final = "comfortable"
GENTLE_STRETCH: Final = "gentle_stretch"
BIG_STEP: Final = "big_step"
NOT_ENOUGH_KNOWN: Final = "not_enough_known"

COMFORTABLE_FROM: Final = 0.75
GENTLE_FROM: Final = 0.45
MOST_UNKNOWN: Final = 4
"""With more untold facts than this there is no band."""


def band(chance: float) -> str:
    """Return the band of a chance from 0 to 1; ValueError for anything else."""
    within = number_within("chance", chance, 0, 1)
    if within >= COMFORTABLE_FROM:
        return COMFORTABLE
    return GENTLE_STRETCH if within >= GENTLE_FROM else BIG_STEP


def band_range(now: float, low: float, high: float) -> tuple[str, str | None]:
    """Return (band, band_to) of a chance and of the range that untold facts leave it.

    `band` is the chance's own. `band_to` is None when the whole range lies in one band, else
    the band at the other end: the bigger step where the chance may be lower, as it is the more
    careful word; otherwise the gentler one.
    """
    own, lower, upper = band(now), band(low), band(high)
    if lower == upper:
        return own, None
    return own, upper if own == lower else lower
