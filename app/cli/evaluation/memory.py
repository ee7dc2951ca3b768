"""What each person's own visits to a place say of it, for many at once; held to the shipped model.

A test holds it to `app.comfort.returning`.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from app.cli.evaluation.beliefs import Beliefs
from app.cli.evaluation.catalogue import Numbers, Values
from app.comfort.learning import MODERATE
from app.comfort.returning import MOST_EASE, PEAKS_PER_EASE, beside_foreseen


@dataclass
class Memory:
    """How often N people went to M activities (`times`), and the sums of their `peaks`."""

    times: Values
    peaks: Values

    @classmethod
    def empty(cls, people: int, activities: int) -> Self:
        """Nobody went anywhere yet."""
        return cls(np.zeros((people, activities)), np.zeros((people, activities)))

    def eases(self, beliefs: Beliefs, effects: Values, weight: float = 1.0) -> Values:
        """(N, M) how much more at ease than foreseen each person is there; 0 where never gone.

        `weight` of one visit beside a guess without any: 1 as shipped.
        """
        mean = self.peaks / np.maximum(self.times, 1.0)
        left = beside_foreseen(MODERATE + PEAKS_PER_EASE * beliefs.strains(effects), mean)
        counts = weight * self.times / (weight * self.times + 1.0)
        return np.clip(counts * left, -MOST_EASE, MOST_EASE)

    def add(self, who: Numbers, where: Numbers, peak: Values) -> None:
        """One visit of each of `who` (K,)."""
        self.times[who, where] += 1
        self.peaks[who, where] += peak
