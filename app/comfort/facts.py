"""The numbers of the model: weights, how supports ease, what is assumed when nobody told us.

Sources and reasons: docs/fit-model.md. Every array is read-only.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

FACTS: Final = (
    "speak",
    "watched",
    "strangers",
    "people",
    "assert",
    "start",
    "body",
    "sensory",
    "stuck",
)
SUPPORTS: Final = (
    "greeter",
    "leave_ok",
    "watch_ok",
    "bring_friend",
    "small_steps",
    "info_ahead",
    "quiet_space",
    "hello_first",
)
KINDS: Final = ("volunteering", "interest_group", "support_meetup")

HIGHEST_CHOICE: Final = 3
NOT_SURE: Final = 0.3
"""How much of a support is counted on when nobody told whether it is there."""

TABLE_VERSION: Final = 1
"""Version of the frozen table of assumed values below; a new table gets a new number."""

_WEIGHT: Final = {
    "speak": 0.8,
    "watched": 1.9,
    "strangers": 1.8,
    "people": 1.0,
    "assert": 1.7,
    "start": 1.6,
    "body": 0.5,
    "sensory": 0.9,
    "stuck": 0.9,
}
_TYPE_MEAN: Final = {
    "speak": 0.2,
    "watched": 0.35,
    "strangers": 0.5,
    "people": 0.45,
    "assert": 0.1,
    "start": 0.5,
    "body": 0.15,
    "sensory": 0.3,
    "stuck": 0.4,
}
_EASES: Final = {
    "greeter": {"start": 0.45, "strangers": 0.15},
    "leave_ok": {"stuck": 0.60},
    "watch_ok": {"speak": 0.50, "watched": 0.40},
    "bring_friend": {"strangers": 0.25, "start": 0.30},
    "small_steps": {"watched": 0.20, "assert": 0.20},
    "info_ahead": {"start": 0.25, "stuck": 0.20},
    "quiet_space": {"sensory": 0.50},
    "hello_first": {"start": 0.30, "strangers": 0.10},
}
_CAUTION: Final = 0.125
_SPREAD: Final = 0.21


def _frozen(values: object) -> NDArray[np.float64]:
    array = np.array(values, dtype=np.float64)
    array.flags.writeable = False
    return array


WEIGHTS: Final = _frozen([_WEIGHT[fact] for fact in FACTS])
"""(9,) how much each fact weighs for most people."""
TYPE_MEANS: Final = _frozen([_TYPE_MEAN[fact] for fact in FACTS])
"""(9,) mean of each fact over activities, on the scale 0 to 1."""
EASES: Final = _frozen([[_EASES[support].get(fact, 0.0) for fact in FACTS] for support in SUPPORTS])
"""(8, 9) share of each fact's demand that each support takes away."""
FILL: Final = _frozen(TYPE_MEANS + _CAUTION)
"""(9,) stands in for a fact nobody told: slightly cautious, so silence is not rewarded."""
GENTLER: Final = _frozen(np.clip(TYPE_MEANS - _SPREAD, 0.0, 1.0))
"""(9,) stands in for the untold facts if they turn out gentle (gives P_hi)."""
HARDER: Final = _frozen(np.clip(TYPE_MEANS + _SPREAD, 0.0, 1.0))
"""(9,) stands in for the untold facts if they turn out demanding (gives P_lo)."""
