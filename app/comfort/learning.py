"""What one visit, or one answer about an imagined visit, teaches about a person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import exp
from typing import Final

from app.comfort.checks import number_within, only_known_keys
from app.comfort.facts import FACTS
from app.comfort.listing import Comfort
from app.comfort.model import LOWEST_DEMAND, SLOPE, demand
from app.comfort.profile import SENSITIVITY_LIMIT, THETA_LIMIT, VARIANCE_LIMIT, Profile
from app.comfort.situations import SITUATIONS

ANSWERS: Final = {"fine": 0.97, "nervous": 0.70, "very_nervous": 0.25, "avoid": 0.05}
"""What each answer to a situation stands for, as the `felt` of an imagined visit."""
FEELINGS: Final = {"harder": 0.7, "usual": 0.0, "easier": -0.7}
"""What each word about a fact adds to its sensitivity."""
TODAY: Final = {"easier": 0.42, "usual": 0.0, "harder": -0.42}
"""What the word for a day adds to theta: as much as one level."""

MODERATE, PEAK_WIDTH, HIGHEST_PEAK = 5.0, 0.6, 10.0
LONGEST_STEP = 0.4
LEAST_VARIANCE = 0.03
DRIFT_PER_WEEK = 0.004
_MOST_WEEKS = 1e9
WENT_OK: Final = 0.5
"""A visit from here on went OK: at most moderately anxious."""


@dataclass(frozen=True)
class _Step:
    """One Kalman step: `gain` per unit of variance, `shrink` of squared variance, `pulls` J_k."""

    gain: float
    shrink: float
    pulls: dict[str, float]

    def moved(self, value: float, variance: float, pull: float, limit: float) -> float:
        return _clip(value + _clip(variance * pull * self.gain, LONGEST_STEP), limit)

    def shrunk(self, variance: float, pull: float) -> float:
        after = variance - variance**2 * pull**2 * self.shrink
        return min(variance, max(after, LEAST_VARIANCE))


def observe(
    profile: Profile,
    comfort: Comfort,
    peak_anxiety: float | None = None,
    weeks: float = 0,
    felt: float | None = None,
) -> Profile:
    """Return the profile after one visit: one step of a diagonal extended Kalman filter.

    Give either `peak_anxiety` (0 to 10, the most anxious moment) or `felt` (0 to 1, how well it
    went); `weeks` since the last visit widen the variance of theta first. A visit that went OK
    never makes a person look more anxious: then only the variances shrink.
    Raises ValueError that names what is out of range.
    """
    went = how_it_went(peak_anxiety, felt)
    drift = DRIFT_PER_WEEK * number_within("weeks", weeks, 0, _MOST_WEEKS)
    variance = min(profile.variance + drift, VARIANCE_LIMIT)
    step = _step(profile, variance, comfort, went)
    variances = profile.sensitivity_variances
    return Profile(
        theta=step.moved(profile.theta, variance, 1.0, THETA_LIMIT),
        variance=step.shrunk(variance, 1.0),
        sensitivities={
            fact: step.moved(value, variances[fact], step.pulls[fact], SENSITIVITY_LIMIT)
            for fact, value in profile.sensitivities.items()
        },
        sensitivity_variances={
            fact: step.shrunk(value, step.pulls[fact]) for fact, value in variances.items()
        },
    )


def profile_from_words(
    level: int | None, answers: Mapping[str, str], sensitivities: Mapping[str, str]
) -> Profile:
    """Return the profile that a person's own words make.

    `level` 1 to 5 or None; `answers` situation -> key of ANSWERS, applied in the order of
    SITUATIONS as imagined visits; then `sensitivities` fact -> key of FEELINGS are added and
    clipped. Raises ValueError for an unknown key or word.
    """
    only_known_keys("answers", answers, tuple(situation.key for situation in SITUATIONS))
    only_known_keys("sensitivities", sensitivities, FACTS)
    profile = Profile.from_level(level)
    for situation in SITUATIONS:
        if situation.key in answers:
            felt = _meaning(f"answer {situation.key}", answers[situation.key], ANSWERS)
            profile = observe(profile, situation.comfort, felt=felt)
    added = {
        fact: _meaning(f"sensitivity {fact}", word, FEELINGS)
        for fact, word in sensitivities.items()
    }
    felt_harder = {
        fact: _clip(value + added.get(fact, 0.0), SENSITIVITY_LIMIT)
        for fact, value in profile.sensitivities.items()
    }
    return replace(profile, sensitivities=felt_harder)


def on_a_day(profile: Profile, word: str) -> Profile:
    """Return the profile as it is on one day that feels `easier`, `usual` or `harder`.

    Raises ValueError for another word.
    """
    moved = profile.theta + _meaning("today", word, TODAY)
    return replace(profile, theta=_clip(moved, THETA_LIMIT))


def how_it_went(peak_anxiety: float | None, felt: float | None = None) -> float:
    """Return y, 0 to 1: how well a visit went, from its most anxious moment (0 to 10) or as given.

    Raises ValueError that names what is out of range, or when not exactly one is given.
    """
    if felt is None and peak_anxiety is not None:
        peak = number_within("peak_anxiety", peak_anxiety, 0, HIGHEST_PEAK)
        return _sigmoid((MODERATE - peak) / PEAK_WIDTH)
    if felt is not None and peak_anxiety is None:
        return number_within("felt", felt, 0, 1)
    raise ValueError("give either peak_anxiety or felt")


def _step(profile: Profile, variance: float, comfort: Comfort, went: float) -> _Step:
    asked = demand(comfort, profile.sensitivities)
    pulls = {fact: -share * (asked.value - LOWEST_DEMAND) for fact, share in asked.shares.items()}
    foreseen = _sigmoid(SLOPE * (profile.theta - asked.value))
    weight = SLOPE**2 * foreseen * (1.0 - foreseen)
    uncertain = variance + sum(
        pulls[fact] ** 2 * known for fact, known in profile.sensitivity_variances.items()
    )
    widening = 1.0 + weight * uncertain
    stays = WENT_OK <= went < foreseen
    gain = 0.0 if stays else SLOPE * (went - foreseen) / widening
    return _Step(gain, weight / widening, pulls)


def _meaning(name: str, word: str, meanings: Mapping[str, float]) -> float:
    if word not in meanings:
        raise ValueError(f"{name} must be one of {', '.join(meanings)}")
    return meanings[word]


def _sigmoid(value: float) -> float:
    return 1.0 / (1.0 + exp(-value))


def _clip(value: float, limit: float) -> float:
    return max(-limit, min(limit, value))
