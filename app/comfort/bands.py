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


def band_range(low: float, high: float) -> tuple[str, str | None]:
    """Return (band, band_to) for a range of chances.

    `band` is the lower one (the bigger step); `band_to` the upper one, None if they are the same.
    """
    lower, upper = band(low), band(high)
    return lower, None if lower == upper else upper
