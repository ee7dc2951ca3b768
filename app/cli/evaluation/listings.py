"""What listings say, corrected by what visitors tell once five did."""

from typing import Final

import numpy as np

from app.cli.evaluation.catalogue import Catalogue, Dice, Numbers, Values
from app.comfort.facts import FACTS, FILL, HARDER, HIGHEST_CHOICE
from app.comfort.model import squared_effects

ENOUGH: Final = 5
_CLAIM_COUNTS: Final = 4
_ANSWERING = 0.35
_SLIPS = 0.15


class Listings:
    """Told facts, and what visitors told: fact = (4 claim + answers) / (4 + n) from five on.

    Where the organiser told nothing the answers stand alone.
    """

    def __init__(self, there: Catalogue, *, fills_by_type: bool = False) -> None:
        self._there = there
        self._fill = _by_type(there) if fills_by_type else FILL
        shape = there.facts.shape
        self._sums, self._counts = np.zeros(shape), np.zeros(shape)

    @property
    def is_rated(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """(M,) whether something visitors told is shown."""
        return np.asarray((self._counts >= ENOUGH).any(axis=1))

    def hear(self, dice: Dice, visited: Numbers) -> None:
        """About a third of visits bring an answer on every fact; some answers are off by one."""
        said = dice.random((len(visited), 1)) < _ANSWERING
        off = dice.choice([-1.0, 1.0], (len(visited), len(FACTS)))
        off *= (dice.random(off.shape) < _SLIPS) / HIGHEST_CHOICE
        answers = np.clip(self._there.facts[visited] + off, 0.0, 1.0)
        np.add.at(self._sums, visited, np.where(said, answers, 0.0))
        np.add.at(self._counts, visited, np.broadcast_to(said, answers.shape).astype(float))

    def effects(self, *, is_hard: bool = False) -> Values:
        """(M, 9) squared effective values; `is_hard` takes what is untold as demanding."""
        unknown = HARDER if is_hard else self._fill
        return squared_effects(self._told(), self._there.told_supports, unknown)

    def _told(self) -> Values:
        claim, many = self._there.told_facts, self._counts
        heard = np.divide(self._sums, many, out=np.full(many.shape, np.nan), where=many > 0)
        mixed = (_CLAIM_COUNTS * claim + self._sums) / (_CLAIM_COUNTS + many)
        return np.where(many >= ENOUGH, np.where(np.isnan(claim), heard, mixed), claim)


def _by_type(there: Catalogue) -> Values:
    """(M, 9) mean of what listings of the same type tell, drawn towards the shipped table."""
    same = (there.type[:, None] == there.type).astype(np.float64)
    is_told = ~np.isnan(there.told_facts)
    many = same @ is_told
    told = same @ np.where(is_told, there.told_facts, 0.0)
    return np.asarray((told + _CLAIM_COUNTS * FILL) / (many + _CLAIM_COUNTS))
