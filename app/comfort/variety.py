"""Variety in a list ordered by S: not the same organiser again and again, and something new.

Works inside one *window* of a list: about fifty activities, best first (docs/fit-model.md).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.comfort.bands import GENTLE_FROM

WINDOW: Final = 50
RELEVANCE: Final = 0.8
ALIKE: Final = {"organiser": 0.5, "kind": 0.3, "demand": 0.2}
TEN: Final = 10
MOST_OF_ONE_ORGANISER: Final = 3

Values = NDArray[np.float64]
Numbers = NDArray[np.int64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Window:
    """N activities in the order of S, best first, one row each.

    `worth` S, above 0; `chance` P; `organiser` and `kind` numbers that are equal when those are;
    `effects` (N, 9) squared effective demand values; `is_rated` whether enough visitors told how
    it was.
    """

    worth: Values
    chance: Values
    organiser: Numbers
    kind: Numbers
    effects: NDArray[np.float32] | Values
    is_rated: Flags

    def __len__(self) -> int:
        """The number of activities."""
        return len(self.worth)


def vary(
    window: Window, shown: Sequence[int] = (), *, count: int = WINDOW, is_first: bool = False
) -> list[int]:
    """The next `count` positions of the window after those `shown`, in the order to show them.

    Maximal marginal relevance (Carbonell and Goldstein 1998): the next one is that with the
    largest .8 x S / best S - .2 x likeness to what it is most like among those before it. Of ten
    places, counted from the window's beginning, one organiser gets at most three while others
    are left. In the first window of a list place ten is kept for the best one that is likely
    enough to feel well (P at least .45) and that few visitors have rated yet.
    The same window gives the same order whether it is shown at once or in parts.
    """
    order = list(shown)
    is_left = np.ones(len(window), bool)
    is_left[order] = False
    likeness = _likeness(window)
    closest = likeness[order].max(axis=0, initial=0.0)
    relevance = RELEVANCE * window.worth / (window.worth.max(initial=0.0) or 1.0)
    while is_left.any() and len(order) < len(shown) + count:
        allowed = is_left & ~_is_frequent(window.organiser, order)
        if not allowed.any():
            allowed = is_left
        chosen = _new_one(window, allowed) if is_first and len(order) == TEN - 1 else None
        if chosen is None:
            margin = relevance - (1.0 - RELEVANCE) * closest
            chosen = int(np.where(allowed, margin, -np.inf).argmax())
        order.append(chosen)
        is_left[chosen] = False
        np.maximum(closest, likeness[chosen], out=closest)
    return order[len(shown) :]


def _likeness(window: Window) -> Values:
    """(N, N) 0 to 1: same organiser .5, same kind .3, cosine of the effective demands .2."""
    demand = np.sqrt(window.effects.astype(np.float64))
    length = np.sqrt(np.square(demand).sum(axis=1, keepdims=True))
    direction = np.divide(demand, length, out=np.zeros_like(demand), where=length > 0.0)
    alike = ALIKE["demand"] * (direction @ direction.T)
    alike += ALIKE["organiser"] * (window.organiser[:, None] == window.organiser)
    alike += ALIKE["kind"] * (window.kind[:, None] == window.kind)
    return np.asarray(alike)


def _is_frequent(organiser: Numbers, order: Sequence[int]) -> Flags:
    """Whether an activity's organiser already has all its places of the ten being filled."""
    ten = order[len(order) - len(order) % TEN :]
    same = organiser[:, None] == organiser[ten]
    return np.asarray(same.sum(axis=1) >= MOST_OF_ONE_ORGANISER)


def _new_one(window: Window, allowed: Flags) -> int | None:
    """The best activity that few rated and that may feel well; None when there is none."""
    found = np.flatnonzero(allowed & ~window.is_rated & (window.chance >= GENTLE_FROM))
    return int(found[0]) if len(found) else None
