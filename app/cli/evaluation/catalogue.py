"""The activities of a made-up town: how they are, and what their organisers tell."""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.cli.evaluation.worlds import World
from app.comfort.facts import FACTS, HIGHEST_CHOICE, NOT_SURE, SUPPORTS, TYPE_MEANS

Values: TypeAlias = NDArray[np.float64]
Numbers: TypeAlias = NDArray[np.int64]
Dice: TypeAlias = np.random.Generator

TYPES: Final = 24
FAMILIES: Final = 6
TOWN_KM: Final = 6.0
_SHARE_FREE, _SHARE_NOT_FREE = 0.45, 0.35


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """M activities: `facts` (M, 9) on 0 to 1 and `supports` (M, 8) as they truly are.

    `told_facts` holds nan where nothing is told, `told_supports` 1, 0 or .3 (not told). `type`,
    `organiser`, `kind` (M,) are numbers, `spot` (M, 2) km, `host` (M,) the hidden strain of the
    host, `appeal` (M,) what makes some well known.
    """

    facts: Values
    supports: Values
    told_facts: Values
    told_supports: Values
    type: Numbers
    organiser: Numbers
    kind: Numbers
    spot: Values
    host: Values
    appeal: Values

    def __len__(self) -> int:
        """The number of activities."""
        return len(self.type)


def make_catalogue(dice: Dice, world: World, count: int) -> Catalogue:
    """Draw `count` activities of 24 types by about a third as many organisers."""
    type_of = dice.integers(0, TYPES, count)
    organiser = dice.integers(0, max(count // 3, 1), count)
    usual = np.clip(TYPE_MEANS + dice.normal(0, 0.08, 9) + dice.normal(0, 0.22, (TYPES, 9)), 0, 1)
    facts = _choices(usual[type_of] + dice.normal(0, 0.2, (count, len(FACTS))))
    caring = dice.normal(0, 1, organiser.max() + 1)[organiser]
    there = dice.random((count, len(SUPPORTS))) < 1 / (1 + np.exp(0.5 - caring[:, None]))
    understates = (dice.random(organiser.max() + 1) < world.understated)[organiser]
    return Catalogue(
        facts=facts,
        supports=there.astype(np.float64),
        told_facts=_told_facts(dice, world, facts, understates),
        told_supports=_told_supports(dice, there, understates),
        type=type_of,
        organiser=organiser,
        kind=type_of % 3,
        spot=dice.normal(0, TOWN_KM / 2, (count, 2)),
        host=dice.normal(0, world.host, count),
        appeal=dice.lognormal(0, 0.8, count),
    )


def family(type_of: Numbers) -> Numbers:
    """The family of each type."""
    return type_of % FAMILIES


def free_times(dice: Dice, people: int, count: int) -> tuple[NDArray[np.bool_], Values]:
    """Whether a person is free (N, M), and what is known of it: 1, .5 not known, .15 not free."""
    dice_of = dice.random((people, count))
    free = dice_of < _SHARE_FREE
    unknown = dice_of >= _SHARE_FREE + _SHARE_NOT_FREE
    free |= unknown & (dice.random((people, count)) < 0.5)
    return free, np.where(unknown, 0.5, np.where(free, 1.0, 0.15))


def _choices(values: Values) -> Values:
    return np.clip(np.round(values * HIGHEST_CHOICE), 0, HIGHEST_CHOICE) / HIGHEST_CHOICE


def _told_facts(dice: Dice, world: World, facts: Values, understates: NDArray[np.bool_]) -> Values:
    """Some facts are left out, some off by one; who understates also leaves out what is hard."""
    off = dice.choice([-1.0, 1.0], facts.shape) * (dice.random(facts.shape) < world.wrong)
    softer = understates[:, None] & (dice.random(facts.shape) < 0.6)
    told = np.clip(facts + (off - softer) / HIGHEST_CHOICE, 0.0, 1.0)
    hides = np.where(understates[:, None] & (facts > 0.5), 0.25, 0.0)
    told[dice.random(facts.shape) < world.missing + hides] = np.nan
    return told


def _told_supports(dice: Dice, there: NDArray[np.bool_], understates: NDArray[np.bool_]) -> Values:
    claims = there | (understates[:, None] & (dice.random(there.shape) < 0.3))
    told = claims.astype(np.float64)
    told[dice.random(there.shape) < np.where(claims, 0.35, 0.6)] = NOT_SURE
    return told
