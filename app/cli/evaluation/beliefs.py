"""The shipped model for many people at once; a test holds it to the shipped functions."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import pi
from typing import Self

import numpy as np

from app.cli.evaluation.catalogue import Numbers, Values
from app.comfort import Profile
from app.comfort.facts import WEIGHTS
from app.comfort.learning import (
    DRIFT_PER_WEEK,
    LEAST_VARIANCE,
    LONGEST_STEP,
    WENT_OK,
)
from app.comfort.model import LOWEST_DEMAND, SLOPE
from app.comfort.profile import SENSITIVITY_LIMIT, THETA_LIMIT, VARIANCE_LIMIT, sensitivity_values


@dataclass
class Beliefs:
    """What the model holds of N people: `theta` and `variance` (N,), `sense` and its (N, 9)."""

    theta: Values
    variance: Values
    sense: Values
    sense_variance: Values

    @classmethod
    def of(cls, profiles: Sequence[Profile]) -> Self:
        """The beliefs that profiles hold."""
        return cls(
            np.array([one.theta for one in profiles]),
            np.array([one.variance for one in profiles]),
            np.array([sensitivity_values(one) for one in profiles]),
            np.array([list(one.sensitivity_variances.values()) for one in profiles]),
        )

    def strains(self, effects: Values) -> Values:
        """(N, M) demands above ease for activities of (M, 9) squared effective values."""
        scale = np.square(WEIGHTS * np.exp(self.sense))
        return np.asarray(np.sqrt(scale @ effects.T) + LOWEST_DEMAND - self.theta[:, None])

    def chances(self, effects: Values, ease: Values | float = 0.0) -> Values:
        """(N, M) chances; `ease` is what own visits there add to theta."""
        slope = SLOPE / np.sqrt(1.0 + pi / 8.0 * SLOPE**2 * self.variance)
        added = _there(self.theta[:, None], ease) - self.theta[:, None]
        beyond = self.strains(effects) - added
        return np.asarray(1.0 / (1.0 + np.exp(slope[:, None] * beyond)))

    def observe(self, who: Numbers, effects: Values, felt: Values, weeks: Values) -> None:
        """Learn from one visit of each of `who` (K,): `effects` (K, 9), `felt` and `weeks` (K,)."""
        self.observe_again(who, effects, felt, weeks, np.zeros(len(who)))

    def observe_again(
        self, who: Numbers, effects: Values, felt: Values, weeks: Values, ease: Values
    ) -> None:
        """The same for places that earlier visits say `ease` (K,) of."""
        variance = np.minimum(self.variance[who] + DRIFT_PER_WEEK * weeks, VARIANCE_LIMIT)
        sense, known = self.sense[who], self.sense_variance[who]
        parts = np.square(WEIGHTS * np.exp(sense)) * effects
        length = np.sqrt(parts.sum(axis=1))
        pulls = -np.divide(parts, length[:, None], out=np.zeros_like(parts), where=parts > 0)
        there = _there(self.theta[who], ease)
        foreseen = 1.0 / (1.0 + np.exp(-SLOPE * (there - LOWEST_DEMAND - length)))
        weight = SLOPE**2 * foreseen * (1.0 - foreseen)
        widening = 1.0 + weight * (variance + (np.square(pulls) * known).sum(axis=1))
        stays = (felt >= WENT_OK) & (felt < foreseen)
        gain = np.where(stays, 0.0, SLOPE * (felt - foreseen) / widening)
        shrink = weight / widening
        step = _moved(there, variance * gain, THETA_LIMIT) - there
        self.theta[who] = np.clip(self.theta[who] + step, -THETA_LIMIT, THETA_LIMIT)
        self.sense[who] = _moved(sense, known * pulls * gain[:, None], SENSITIVITY_LIMIT)
        self.variance[who] = _shrunk(variance, np.square(variance) * shrink)
        drop = np.square(known * pulls) * shrink[:, None]
        self.sense_variance[who] = _shrunk(known, drop)


def _there(theta: Values, ease: Values | float) -> Values:
    return np.asarray(np.clip(theta + ease, -THETA_LIMIT, THETA_LIMIT))


def _moved(value: Values, step: Values, limit: float) -> Values:
    return np.clip(value + np.clip(step, -LONGEST_STEP, LONGEST_STEP), -limit, limit)


def _shrunk(variance: Values, by: Values) -> Values:
    return np.minimum(variance, np.maximum(variance - by, LEAST_VARIANCE))
