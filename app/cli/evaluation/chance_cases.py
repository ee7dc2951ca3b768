"""People and listings by chance, from a seed, extremes included."""

from dataclasses import dataclass

import numpy as np

from app.cli.evaluation.catalogue import Dice
from app.comfort import FACTS, SUPPORTS, Comfort, Profile


@dataclass(frozen=True)
class Case:
    """Two people, two listings, one fact and support to change, and how a visit went (0 to 1)."""

    person: Profile
    other: Profile
    listing: Comfort
    newcomer: Comfort
    fact: str
    support: str
    felt: float


def draw_cases(seed: int, count: int) -> list[Case]:
    """`count` cases; the same seed gives the same ones."""
    dice = np.random.default_rng([seed, 19])
    return [
        Case(
            _person(dice),
            _person(dice),
            _listing(dice),
            _listing(dice),
            FACTS[dice.integers(len(FACTS))],
            SUPPORTS[dice.integers(len(SUPPORTS))],
            float(dice.choice([0.0, 1.0, dice.random()])),
        )
        for _ in range(count)
    ]


def _person(dice: Dice) -> Profile:
    theta = float(np.clip(dice.normal(0, 1.5), -3, 3))
    felt = np.clip(dice.normal(0, 0.7, len(FACTS)), -1.2, 1.2).tolist()
    known = dice.uniform(0.03, 1.0, len(FACTS)).tolist()
    return Profile(
        theta=theta,
        variance=float(dice.uniform(0.03, 2.0)),
        sensitivities=dict(zip(FACTS, felt, strict=True)),
        sensitivity_variances=dict(zip(FACTS, known, strict=True)),
    )


def _listing(dice: Dice) -> Comfort:
    told = dice.integers(0, 5, len(FACTS)).tolist()
    there = dice.integers(0, 3, len(SUPPORTS)).tolist()
    return Comfort(
        facts={fact: None if at > 3 else at for fact, at in zip(FACTS, told, strict=True)},
        supports={name: (True, False, None)[at] for name, at in zip(SUPPORTS, there, strict=True)},
    )
