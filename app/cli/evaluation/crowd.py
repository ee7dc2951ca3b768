"""The people of a made-up town: how they are, and what they tell of themselves."""

from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.cli.evaluation.burden import Burden
from app.cli.evaluation.catalogue import FAMILIES, TOWN_KM, TYPES, Dice, Numbers, Values
from app.cli.evaluation.worlds import World
from app.comfort import INTEREST, SITUATIONS, Profile, profile_from_words
from app.comfort.facts import FACTS, HIGHEST_CHOICE, SUPPORTS

Words: TypeAlias = NDArray[np.str_]

SPREAD: Final = 1.07
"""How much people differ in ease: what the five levels and their variance imply together."""
_SELF_VIEW: Final = 1.4
_WORDS: Final = np.array(["fine", "nervous", "very_nervous", "avoid"])
_SITUATION_KEYS: Final = tuple(situation.key for situation in SITUATIONS)


@dataclass(frozen=True, kw_only=True)
class Crowd:
    """N people: `ease` (N,) at first, `felt_weight` (N, 9) of each fact, `helped` (N, 8).

    `helped` says how much a support takes from the demand, negative where it backfires. `level`
    1 to 5 as told, 0 not told. `liking` (N, 24) is true, `interest` what they chose. `caution`
    (N,) is the foreseen peak above which they stay away. `profiles` is what the shipped model
    makes of their own words.
    """

    ease: Values
    felt_weight: Values
    helped: Values
    level: Numbers
    liking: Values
    interest: Values
    caution: Values
    spot: Values
    max_km: Values
    profiles: tuple[Profile, ...]

    def __len__(self) -> int:
        """The number of people."""
        return len(self.ease)


def make_crowd(dice: Dice, world: World, burden: Burden, count: int) -> Crowd:
    """Draw `count` people; `burden` is how facts weigh on most of them there."""
    ease = dice.normal(0, SPREAD, count)
    is_dreaded = dice.random((count, 9)) < world.dread
    sense = dice.normal(0, 0.3, (count, 9)) + is_dreaded * dice.normal(0.8, 0.3, (count, 9))
    sense -= np.log(np.exp(sense).mean())
    seen = ease + dice.normal(0, _SELF_VIEW, count)
    fifths = np.searchsorted(np.array([-1.48, -0.45, 0.45, 1.48]), seen)
    level = np.where(dice.random(count) < 0.85, 5 - fifths, 0)
    ease = ease + world.ease_shift
    backfires = dice.random((count, len(SUPPORTS))) < world.backfires
    helped = np.abs(dice.normal(world.help, 0.15, (count, len(SUPPORTS)))) * np.where(
        backfires, -1, 1
    )
    interest = _interests(dice, count)
    felt_weight = burden.weight * np.exp(sense)
    return Crowd(
        ease=ease,
        felt_weight=felt_weight,
        helped=helped,
        level=level,
        liking=np.clip(interest * dice.lognormal(0, 0.35, interest.shape), 0.05, 1.5),
        interest=interest,
        caution=dice.normal(6.3, 1.0, count),
        spot=dice.normal(0, TOWN_KM / 2, (count, 2)),
        max_km=dice.choice([5.0, 10.0, 20.0], count),
        profiles=_own_words(dice, _foreseen(burden, felt_weight) - ease[:, None], sense, level),
    )


def peak_of(strain: Values) -> Values:
    """The most anxious moment, 0 to 10, at a strain above one's ease; 5 at a strain of 0."""
    return np.clip(5.0 + 2.4 * strain, 0.0, 10.0)


def _interests(dice: Dice, count: int) -> Values:
    """Three types are chosen; others of their families are of some interest, the rest of little."""
    chosen = dice.permuted(np.tile(np.arange(TYPES), (count, 1)), axis=1)[:, :3]
    families = np.arange(TYPES) % FAMILIES
    is_family = (families[chosen][:, :, None] == families).any(axis=1)
    interest = np.where(is_family, INTEREST["same_family"], INTEREST["other"])
    np.put_along_axis(interest, chosen, INTEREST["chosen"], axis=1)
    return interest


def _foreseen(burden: Burden, felt_weight: Values) -> Values:
    """(N, 6) what the six situations ask of each person."""
    codes = np.array([situation.codes for situation in SITUATIONS]) / HIGHEST_CHOICE
    return burden.demands(felt_weight, codes)


def _own_words(dice: Dice, strain: Values, sense: Values, level: Numbers) -> tuple[Profile, ...]:
    """Level, answers and dreads as told: a third skips the situations, half of dreads are told."""
    peaks = peak_of(strain + dice.normal(0, 0.5, strain.shape))
    answers = _WORDS[np.searchsorted([3.0, 5.0, 7.0], peaks)]
    answered = (dice.random(peaks.shape) < 0.8) & (dice.random((len(level), 1)) < 2 / 3)
    told = dice.random(sense.shape) < np.where(np.abs(sense) > 0.5, 0.5, 0.03)
    feelings = np.where(sense > 0, "harder", "easier")
    return tuple(
        profile_from_words(
            int(level[person]) or None,
            _said(_SITUATION_KEYS, answers[person], answered[person]),
            _said(FACTS, feelings[person], told[person]),
        )
        for person in range(len(level))
    )


def _said(keys: tuple[str, ...], words: Words, is_said: NDArray[np.bool_]) -> dict[str, str]:
    return {key: str(words[place]) for place, key in enumerate(keys) if is_said[place]}
