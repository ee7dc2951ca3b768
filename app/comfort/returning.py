"""What visits to one activity say of the next one there (docs/fit-model.md, *A known place*)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.comfort.checks import number_within
from app.comfort.learning import ANSWERS, HIGHEST_PEAK, MODERATE, PEAK_WIDTH, observe
from app.comfort.listing import Comfort
from app.comfort.model import LOWEST_DEMAND, Reals, Values, comfort_chance, effective, lengths
from app.comfort.profile import THETA_LIMIT, Profile
from app.comfort.reasons import WORTH_SAYING

PEAKS_PER_EASE: Final = 2.5
"""How much lower a peak is where one is one more at ease, on the scale of theta."""
MOST_EASE: Final = 1.2
"""Visits move the guess of one place by no more, as with a sensitivity."""
MOST_TIMES: Final = 1_000_000


@dataclass(frozen=True)
class Been:
    """Visits to one activity so far: how many `times`, and the mean of their peaks, 0 to 10.

    Raises ValueError that names what is out of range.
    """

    times: int
    peak: float

    def __post_init__(self) -> None:
        times = number_within("times", self.times, 1, MOST_TIMES)
        if times != int(times):
            raise ValueError("times must be a whole number")
        object.__setattr__(self, "times", int(times))
        object.__setattr__(self, "peak", number_within("peak", self.peak, 0, HIGHEST_PEAK))

    def again(self, peak: float) -> "Been":
        """Return the same after one visit more."""
        times = self.times + 1
        mean = self.peak + (number_within("peak", peak, 0, HIGHEST_PEAK) - self.peak) / times
        return Been(min(times, MOST_TIMES), min(max(mean, 0.0), HIGHEST_PEAK))


def peak_of(felt: float) -> float:
    """Return the peak, 0 to 10, that `felt` (between 0 and 1) stands for."""
    within = number_within("felt", felt, 0.001, 0.999)
    return MODERATE - PEAK_WIDTH * log(within / (1.0 - within))


FINE, TOO_MUCH = peak_of(ANSWERS["fine"]), peak_of(ANSWERS["avoid"])
"""The peaks of the first and the last word there is: they also stand for all that lies beyond."""


def beside_foreseen(foreseen: Reals, peaks: Values) -> Values:
    """Return (N,) how much lower than foreseen these mean peaks are, on the scale of theta.

    `foreseen` are peaks too, on a scale without ends. No visit can be calmer than fine or harder
    than too much, so that a peak there is never held against a foreseen one that lies farther out.
    """
    within = np.clip(foreseen, np.minimum(peaks, FINE), np.maximum(peaks, TOO_MUCH))
    return np.asarray((within - peaks) / PEAKS_PER_EASE)


def eases(profile: Profile, effective_values: NDArray[np.floating], been: Sequence[Been]) -> Values:
    """Return (N,) how much more at ease than foreseen one is at each of N known activities.

    What is left between the peaks there and what `profile` foresees is half the place's and half
    the day's, so one visit counts half, two count two thirds, and so on. Below 0 it is harder.
    """
    times = np.array([one.times for one in been], dtype=np.float64)
    peaks = np.array([one.peak for one in been], dtype=np.float64)
    strain = LOWEST_DEMAND + lengths(profile, effective_values) - profile.theta
    left = beside_foreseen(MODERATE + PEAKS_PER_EASE * strain, peaks)
    return np.clip(times / (times + 1.0) * left, -MOST_EASE, MOST_EASE)


def ease_at(profile: Profile, comfort: Comfort, been: Been) -> float:
    """Return the same of one activity."""
    return float(eases(profile, effective([comfort]), [been])[0])


def at_place(profile: Profile, ease: float) -> Profile:
    """Return the profile as it is at a place where one is that much more at ease."""
    return replace(profile, theta=float(np.clip(profile.theta + ease, -THETA_LIMIT, THETA_LIMIT)))


def observe_again(  # noqa: PLR0913, PLR0917
    profile: Profile,
    comfort: Comfort,
    been: Been,
    peak_anxiety: float | None = None,
    weeks: float = 0,
    felt: float | None = None,
) -> Profile:
    """Return what `observe` does, for a place where one has `been` before.

    What was foreseen is what earlier visits there made likely: the same place, hard for its own
    reasons, does not make a person look more anxious with each visit.
    """
    there = at_place(profile, ease_at(profile, comfort, been))
    after = observe(there, comfort, peak_anxiety, weeks, felt)
    moved = profile.theta + (after.theta - there.theta)
    return replace(after, theta=float(np.clip(moved, -THETA_LIMIT, THETA_LIMIT)))


def beside_guess(profile: Profile, comfort: Comfort, ease: float) -> str:
    """Return `calmer`, `harder` or `as_guessed`: visits beside what is told of the activity."""
    guess, now = (comfort_chance(one, [comfort])[0] for one in (profile, at_place(profile, ease)))
    if abs(now - guess) < WORTH_SAYING:
        return "as_guessed"
    return "calmer" if now > guess else "harder"
