"""Which of many activities may be first, without working out the score of each.

A look at all of them that costs little tells which can not be first, whatever their exact
score is. It never decides among the others (docs/fit-model.md, *Many at once*).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import ceil, inf, log, sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.comfort.model import (
    Reals,
    chances,
    chances_of_squares,
    rough_squares,
    square_of_chance,
)
from app.comfort.profile import Profile
from app.comfort.ranking import LEAST_CHANCE, PACES, comfort_worth, near

SAMPLE: Final = 32
"""How many are scored for each one that is wanted, to learn how high a score has to be."""
WORTH_A_LOOK: Final = 4
"""So many times the sample have to be there; with fewer, scoring all of them is as quick."""
LIKELY: Final = 2.4
"""How many times what is wanted reach the S that is guessed at, so that it is seldom too high."""
FEW: Final = 16
"""Picking one row in so many takes as long as multiplying all of them."""
ROOM: Final = 1.0 - 2.0**-10
"""What is left of a score when all that rounding may take is taken, and ten times more."""
TINY: Final = 2.0**-120
"""Below this a float32 begins to lose its digits, and rounding may take more than ROOM."""

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, kw_only=True)
class Fits:
    """All that the score S is made of, for one person and N activities.

    `effects` (M, 9) squared effective values, column by column in memory; `rows` (N,) which of
    them are meant, rising; `km` (N,) distances, nan where there is no place; `others` (N,)
    0 to 1: what interest, time and cost make of it. `again` are the positions, rising, of places
    gone to before, and `ease` what visits there add to theta, one each.
    """

    profile: Profile
    pace: str
    max_km: float
    effects: Reals
    rows: Ints
    km: Reals
    others: Floats
    again: Ints = field(default_factory=lambda: np.zeros(0, np.int64))
    ease: Floats = field(default_factory=lambda: np.zeros(0))

    def __len__(self) -> int:
        """The number of activities."""
        return len(self.rows)

    def exact(self, at: Ints | None = None) -> tuple[Floats, Floats]:
        """S and P of those at these positions, or of all; each depends on its activity alone."""
        chance = chances(self.profile, self._effects(at))
        if len(self.again):
            meant = np.arange(len(self)) if at is None else at
            known = np.flatnonzero(np.isin(meant, self.again))
            ease = self.ease.take(np.searchsorted(self.again, meant.take(known)))
            effects = self._effects(meant.take(known))
            chance[known] = chances(self.profile, effects, ease)
        if at is None:
            return self._score(chance, self.km, self.others), chance
        return self._score(chance, self.km.take(at), self.others.take(at)), chance

    def rough(self, squares: Reals, km: Reals, others: Reals) -> Floats:
        """S of some, by columns of theirs, as far as rough squares tell.

        0 at places gone to before: whether S there lies above or below another is not known yet.
        """
        score = self._score(chances_of_squares(self.profile, squares), km, others)
        if len(self.again):
            score[squares == inf] = 0.0
        return score

    def squares(self) -> Reals:
        """The squared length of each, roughly; without an end at places gone to before.

        There it does not tell the chance.
        """
        if len(self) < len(self.effects) // FEW:
            squares = rough_squares(self.profile, self._effects(None))
        else:
            squares = rough_squares(self.profile, self.effects)
            squares = squares if len(squares) == len(self) else squares.take(self.rows)
        if len(self.again):
            squares[self.again] = inf
        return squares

    def _effects(self, at: Ints | None) -> Reals:
        if at is None and len(self) == len(self.effects):
            return self.effects
        return self.effects.T.take(self.rows if at is None else self.rows.take(at), axis=1).T

    def _score(self, chance: Reals, km: Reals, others: Reals) -> Floats:
        return comfort_worth(chance, self.pace) * near(km, self.max_km) * others


def may_be_first(fits: Fits, count: int, best: float = inf, worst: float = 0.0) -> Ints | None:
    """Positions, rising, of all that may be among the first `count` that lie below `best`.

    Whatever has an S of `best` or more may be among them. With `worst`, all down to that S are,
    whatever the count. What is left out surely has a lower S than `best`, and than `count` others
    (or than `worst`): P and id, which decide between equals, need not be known for it.
    None when nothing is left out.
    """
    if worst < TINY and (worst or len(fits) < WORTH_A_LOOK * SAMPLE * count):
        return None
    columns = (fits.squares(), fits.km, fits.others)
    for least in [worst] if worst else _guesses(fits, columns, count, best):
        if least < TINY:
            return None
        left = _may_reach(fits, columns[0], least)
        if len(left) == len(fits):
            return None
        rough = fits.rough(*(column.take(left) for column in columns))
        reached = worst or _reached(rough, count, best)
        if reached >= least:
            break
    left = left[rough >= ROOM * reached]
    return np.union1d(left, fits.again) if len(fits.again) else left


def _guesses(fits: Fits, columns: tuple[Reals, ...], count: int, best: float) -> Iterator[float]:
    """An S that `count` reach as it seems from some in equal distances; then one that they do."""
    step = len(fits) // (SAMPLE * count)
    rough = fits.rough(*(column[::step] for column in columns))
    yield _reached(rough, ceil(LIKELY * count / step), best)
    yield _reached(rough, count, best)


def _reached(rough: Floats, count: int, best: float) -> float:
    """An S below `best` that `count` of these surely reach; 0 when fewer lie below it."""
    below = rough if best == inf else rough[rough < best * ROOM]
    return ROOM * float(np.partition(below, -count)[-count]) if len(below) >= count else 0.0


def _may_reach(fits: Fits, squares: Reals, least: float) -> Ints:
    """Who may have an S of `least`: no factor is above 1, so that each has to reach it by itself.

    Each of them falls with one number, so that one limit for that number takes its place.
    """
    least *= ROOM
    chance = PACES[fits.pace] * sqrt(least)
    limit = square_of_chance(fits.profile, chance) if chance > LEAST_CHANCE else inf
    passes = squares <= limit
    # With few left, asking for the other two would take longer than scoring these few.
    if np.count_nonzero(passes) * FEW > len(fits):
        passes &= fits.others >= least
        passes &= ~(fits.km > log(1.0 / least) * fits.max_km / 2.0)
    return passes.nonzero()[0]
