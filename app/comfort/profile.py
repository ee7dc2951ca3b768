from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

from app.comfort.checks import number_within, only_known_keys
from app.comfort.facts import FACTS, WEIGHTS

LEVELS: Final = {1: 0.84, 2: 0.42, 3: 0.0, 4: -0.42, 5: -0.84}
LEVEL_VARIANCE: Final = 0.8
SENSITIVITY_VARIANCE: Final = 0.25

THETA_LIMIT: Final = 3.0
SENSITIVITY_LIMIT: Final = 1.2
VARIANCE_LIMIT: Final = 2.0


@dataclass(frozen=True)
class Profile:
    """How a person tends to feel among people, as numbers; made on and kept by their device.

    `theta` (-3 to 3, higher = more at ease) and its `variance` (0 to 2); per fact a sensitivity
    (-1.2 to 1.2, 0 = as most people, higher = harder) and its variance (0 to 2). Missing facts
    are as most people, with variance .25. Raises ValueError for anything else.
    """

    theta: float = 0.0
    variance: float = 1.0
    sensitivities: Mapping[str, float] = field(default_factory=dict)
    sensitivity_variances: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        theta = number_within("theta", self.theta, -THETA_LIMIT, THETA_LIMIT)
        object.__setattr__(self, "theta", theta)
        variance = number_within("variance", self.variance, 0, VARIANCE_LIMIT)
        object.__setattr__(self, "variance", variance)
        sensitivities = checked_sensitivities(self.sensitivities)
        object.__setattr__(self, "sensitivities", sensitivities)
        only_known_keys("sensitivity_variances", self.sensitivity_variances, FACTS)
        variances = {
            fact: number_within(
                f"variance of the sensitivity {fact}",
                self.sensitivity_variances.get(fact, SENSITIVITY_VARIANCE),
                0,
                VARIANCE_LIMIT,
            )
            for fact in FACTS
        }
        object.__setattr__(self, "sensitivity_variances", variances)

    @cached_property
    def felt_squares(self) -> NDArray[np.float64]:
        """What each fact adds to R^2 (9,), for a squared effective value of 1: (w_k e^s_k)^2."""
        return np.square(WEIGHTS * np.exp(sensitivity_values(self)))

    @classmethod
    def from_level(cls, level: int | None) -> Self:
        """Return the profile of a level from 1 (hardly ever anxious) to 5 (very); None = not told.

        Raises ValueError for any other level.
        """
        if level is None:
            return cls()
        if isinstance(level, bool) or not isinstance(level, int) or level not in LEVELS:
            raise ValueError("level must be a whole number from 1 to 5")
        return cls(theta=LEVELS[level], variance=LEVEL_VARIANCE)


def checked_sensitivities(given: Mapping[str, float]) -> dict[str, float]:
    """Return all nine sensitivities, 0 where none is given; ValueError outside -1.2 to 1.2."""
    only_known_keys("sensitivities", given, FACTS)
    limit = SENSITIVITY_LIMIT
    return {
        fact: number_within(f"sensitivity {fact}", given.get(fact, 0.0), -limit, limit)
        for fact in FACTS
    }


def sensitivity_values(profile: Profile) -> NDArray[np.float64]:
    """Return the nine sensitivities as an array (9,)."""
    return np.array(list(profile.sensitivities.values()), dtype=np.float64)
