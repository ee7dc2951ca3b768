"""How facts add up to what an activity truly asks; never the root of a sum of squares."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.comfort.facts import WEIGHTS
from app.comfort.model import LOWEST_DEMAND

Values: TypeAlias = NDArray[np.float64]


@dataclass(frozen=True)
class Burden:
    """`weight` (9,) of each fact for most people, the `norm` they add up in, and its `scale`."""

    weight: Values
    norm: float
    scale: float

    def demands(self, felt_weight: Values, facts: Values) -> Values:
        """(N, M) what activities `facts` (M, 9) ask of people who feel `felt_weight` (N, 9)."""
        return LOWEST_DEMAND + self.scale * _length(felt_weight, facts, self.norm)


def make_burden(dice: np.random.Generator, norm: float, facts: Values) -> Burden:
    """Weights near those that were fitted to people's answers, but not the same.

    The scale keeps the mean demand of `facts` where those answers put it, in whatever norm; only
    how demand is spread over activities differs from the model.
    """
    weight = WEIGHTS * dice.lognormal(0, 0.25, len(WEIGHTS))
    fitted = _length(WEIGHTS[None], facts, 2.0).mean()
    return Burden(weight, norm, float(fitted / _length(weight[None], facts, norm).mean()))


def _length(weight: Values, facts: Values, norm: float) -> Values:
    return np.asarray(np.power((weight**norm) @ (facts**norm).T, 1.0 / norm))
