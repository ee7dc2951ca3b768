"""From facts, supports and a person to a chance (docs/fit-model.md, *The formulas*)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, inf, log, pi, sqrt
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.comfort.facts import EASES, FACTS, FILL, GENTLER, HARDER, WEIGHTS
from app.comfort.listing import Comfort, fact_values, support_values, told_values
from app.comfort.profile import (
    THETA_LIMIT,
    Profile,
    checked_sensitivities,
)

LOWEST_DEMAND: Final = -1.9
SLOPE: Final = 2.1

Values: TypeAlias = NDArray[np.float64]
Reals: TypeAlias = NDArray[np.floating]

_EASING: Final = tuple(zip(*(places.tolist() for places in EASES.nonzero()), strict=True))
_SPEAK, _WATCHED = FACTS.index("speak"), FACTS.index("watched")


@dataclass(frozen=True)
class Demand:
    """How much an activity asks of a person.

    `value` is on the scale of theta, from -1.9 (asks nothing); `shares` say which fact makes how
    much of it: they sum to 1, and are all 0 where the activity asks nothing.
    """

    value: float
    shares: dict[str, float]


def squared_effects(told: Values, supports: Values, unknown: Values) -> Values:
    """Return (N, 9) squared effective values e_k = x'_k^2, column by column in memory.

    `told` (N, 9) on 0 to 1 with nan for *not told*, `supports` (N, 8) on 0 to 1, `unknown` (9,)
    what stands in for *not told*. The order matters: fill, then whoever speaks is looked at, then
    the supports; any other order could punish an organiser for telling a gentle fact.
    """
    eased = np.asfortranarray(np.where(np.isnan(told), unknown, told))
    np.maximum(eased[:, _WATCHED], eased[:, _SPEAK], out=eased[:, _WATCHED])
    for support, fact in _EASING:
        eased[:, fact] *= 1.0 - EASES[support, fact] * supports[:, support]
    return np.asarray(np.square(eased))


def effective(comforts: Sequence[Comfort]) -> Values:
    """Return the (N, 9) squared effective values that `chances` takes; may be kept as float32."""
    return squared_effects(fact_values(comforts), support_values(comforts), FILL)


def effective_told(told: Sequence[Mapping[str, float]]) -> Values:
    """Return what `effective` does, from facts and supports (1 yes, 0 no) in one mapping each.

    Without a Comfort for each activity, which would check one by one; other keys are passed over.
    Raises ValueError when any value is out of range.
    """
    facts, supports = told_values(told)
    for name, values in {"facts": facts, "supports": supports}.items():
        if (values < 0.0).any() or (values > 1.0).any():
            raise ValueError(f"{name} told hold a value out of range")
    return squared_effects(facts, supports, FILL)


def chances(profile: Profile, effective_values: Reals, ease: Values | None = None) -> Values:
    """Return (N,) chances in (0, 1) for (N, 9) squared effective values: the bulk path.

    `ease` (N,) is what is added to theta at each activity, where visits taught it (`eases`).
    Arrays that lie column by column in memory are fastest. Each row's number depends on that row
    alone, to the last bit: a matrix product would round a row differently depending on its
    place, and then equal activities would change their order when another one is added.
    Raises ValueError for another shape, or for values that are negative or not numbers.
    """
    found = _chances(profile, lengths(profile, effective_values), ease)
    return np.asarray(found, dtype=np.float64)


def lengths(profile: Profile, effective_values: Reals) -> Reals:
    """Return R (N,), how far each activity's demand lies above the lowest; see `chances`."""
    values = _checked(effective_values)
    parts = np.multiply(values.T, _scale(profile, values)[:, np.newaxis], order="C")
    if len(values) == 1:
        # One row alone is one run in memory, which NumPy would add up in another order.
        parts = np.add.accumulate(parts)[-1:]
    total = np.add.reduce(parts, axis=0)
    return np.asarray(np.sqrt(_finite(total), out=total))


def rough_squares(profile: Profile, effective_values: Reals) -> Reals:
    """Return (N,) squared lengths R^2 for (N, 9) squared effective values, by a matrix product.

    Several times as fast as adding up the columns, and off by a rounding that depends on the
    place of a row (at most nine units in the last place): for a first look only, at values
    that are known to be numbers of at least 0.
    """
    values = _checked(effective_values)
    return values @ _scale(profile, values)


def chances_of_squares(profile: Profile, squares: Reals) -> Reals:
    """Return (N,) chances for (N,) squared lengths R^2, in their own precision."""
    return _chances(profile, np.asarray(np.sqrt(squares)))


def square_of_chance(profile: Profile, chance: float) -> float:
    """Return the squared length R^2 that leaves just this chance, above 0 and below 1.

    0 where even an activity that asks nothing leaves less.
    """
    length = profile.theta - LOWEST_DEMAND + log(1.0 / chance - 1.0) / _slope(profile)
    return max(length, 0.0) ** 2


def _chances(profile: Profile, beyond: Reals, ease: Values | None = None) -> Reals:
    """The chances for lengths R, written over these."""
    if ease is None:
        beyond -= profile.theta - LOWEST_DEMAND
    else:
        beyond -= np.clip(profile.theta + ease, -THETA_LIMIT, THETA_LIMIT) - LOWEST_DEMAND
    beyond *= _slope(profile)
    np.exp(beyond, out=beyond)
    beyond += 1.0
    return np.divide(1.0, beyond, out=beyond)


def reals(given: ArrayLike) -> Reals:
    """Return float32 as it is, for what may be a little rough; all else as float64."""
    numbers = np.asarray(given)
    return numbers if numbers.dtype == np.float32 else numbers.astype(np.float64, copy=False)


def _checked(effective_values: Reals) -> Reals:
    values = reals(effective_values)
    if values.shape[1:] != (len(FACTS),):
        raise ValueError("effective_values must have nine columns, one per fact")
    return values


def _scale(profile: Profile, values: Reals) -> Reals:
    return profile.felt_squares.astype(values.dtype, copy=False)


def _finite(squares: Reals) -> Reals:
    if squares.size and not 0.0 <= squares.min() <= squares.max() < inf:
        raise ValueError("effective_values must be numbers of at least 0")
    return squares


def _slope(profile: Profile) -> float:
    return SLOPE / sqrt(1.0 + pi / 8.0 * SLOPE**2 * profile.variance)


def comfort_chance(profile: Profile, comforts: Sequence[Comfort]) -> Values:
    """Return (N,) chances in (0, 1) that a visit feels at most moderately anxious."""
    return chances(profile, effective(comforts))


def chance_range(profile: Profile, comfort: Comfort) -> tuple[float, float]:
    """Return (P_lo, P_hi): the chance if what is not told turns out demanding, or gentle."""
    told, supports = fact_values([comfort]), support_values([comfort])
    low = chances(profile, squared_effects(told, supports, HARDER))
    high = chances(profile, squared_effects(told, supports, GENTLER))
    return float(low[0]), float(high[0])


def demand(comfort: Comfort, sensitivities: Mapping[str, float] | None = None) -> Demand:
    """Return what `comfort` asks of a person with these sensitivities (fact -> -1.2 to 1.2)."""
    felt = checked_sensitivities(sensitivities or {}).values()
    squares = effective([comfort])[0].tolist()
    parts = [
        (weight * exp(sensitivity)) ** 2 * square
        for weight, sensitivity, square in zip(WEIGHTS.tolist(), felt, squares, strict=True)
    ]
    total = sum(parts)
    shares = [part / total if total > 0.0 else 0.0 for part in parts]
    return Demand(LOWEST_DEMAND + sqrt(total), dict(zip(FACTS, shares, strict=True)))
