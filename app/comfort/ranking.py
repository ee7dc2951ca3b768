"""The score that orders activities (docs/fit-model.md, *Order*)."""

from collections.abc import Sequence
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.comfort.checks import yes_or_no
from app.comfort.listing import Comfort
from app.comfort.model import Reals, comfort_chance, reals
from app.comfort.profile import Profile

PACES: Final = {"steady": 0.70, "balanced": 0.60, "stretch": 0.45}
"""The chance from which on more comfort earns nothing."""
INTEREST: Final = {"chosen": 1.0, "same_family": 0.6, "other": 0.25}
TIME: Final = {True: 1.0, None: 0.5, False: 0.15}
COST: Final = {True: 1.0, None: 0.8, False: 0.3}

LEAST_CHANCE: Final = 0.02
LEAST_INTEREST: Final = 0.05
USUAL_MAX_KM: Final = 10.0

Fits: TypeAlias = bool | Sequence[bool | None] | NDArray[np.bool_] | None


def comfort_worth(chance: ArrayLike, pace: str = "balanced") -> Reals:
    """Return C(P), 0 to 1: what comfort earns at this pace, in the precision of the chances.

    Raises ValueError for an unknown pace.
    """
    if pace not in PACES:
        raise ValueError(f"pace must be one of {', '.join(PACES)}")
    enough = np.asarray(np.maximum(reals(chance), LEAST_CHANCE))
    enough /= PACES[pace]
    return np.asarray(np.square(np.minimum(enough, 1.0, out=enough), out=enough))


def nearness(km: ArrayLike, max_km: float = USUAL_MAX_KM) -> NDArray[np.float64]:
    """Return Dist, 0 to 1, for distances in km; nan (online, or no place) gives 1.

    Distances in float32 are worked out in float32, which is several times as fast.
    Raises ValueError for a negative distance, or a `max_km` that is not above 0.
    """
    if not max_km > 0:
        raise ValueError("max_km must be above 0")
    distance = reals(km)
    if (distance < 0).any():
        raise ValueError("km must be numbers of at least 0")
    return np.asarray(near(distance, max_km), dtype=np.float64)


def near(km: Reals, max_km: float) -> Reals:
    """Return what `nearness` does, for numbers known to be in range and in their precision."""
    found = np.asarray(km * (-2.0 / max_km))
    # fmin passes over nan, so that no distance leaves the 1.
    return np.asarray(np.fmin(np.exp(found, out=found), 1.0, out=found))


def score(  # noqa: PLR0913, PLR0917
    profile: Profile,
    comforts: Sequence[Comfort],
    interest: ArrayLike | None,
    km: ArrayLike | None,
    time_fits: Fits,
    cost_fits: Fits,
    pace: str = "balanced",
    *,
    max_km: float = USUAL_MAX_KM,
) -> Reals:
    """Return S, one per activity: worth of comfort x interest x nearness x time x cost.

    Each of the four may be one value for all or one per activity. `interest` 0 to 1 (counted as
    at least .05); `km` distances, None or nan where there is no place; `time_fits` and
    `cost_fits` True, False, or None for *not known*. None for a whole argument means that the
    person did not ask: its factor is 1. Raises ValueError that names what is out of range.
    """
    worth = comfort_worth(comfort_chance(profile, comforts), pace)
    factors = {
        "interest": None if interest is None else _interest(interest),
        "km": None if km is None else nearness(km, max_km),
        "time_fits": None if time_fits is None else _three_way("time_fits", time_fits, TIME),
        "cost_fits": None if cost_fits is None else _three_way("cost_fits", cost_fits, COST),
    }
    for name, factor in factors.items():
        if factor is not None:
            if factor.shape not in {(), worth.shape}:
                raise ValueError(f"{name} must be one value, or one for each activity")
            worth = worth * factor
    return worth


def _interest(given: ArrayLike) -> NDArray[np.float64]:
    interest = np.asarray(given, dtype=np.float64)
    if not ((interest >= 0) & (interest <= 1)).all():
        raise ValueError("interest must be numbers from 0 to 1")
    return np.maximum(interest, LEAST_INTEREST)


def _three_way(name: str, given: Fits, factors: dict[bool | None, float]) -> NDArray[np.float64]:
    answers = np.asarray(given, dtype=object)
    one_by_one = [factors[yes_or_no(name, one)] for one in answers.flat]
    return np.array(one_by_one, dtype=np.float64).reshape(answers.shape)
