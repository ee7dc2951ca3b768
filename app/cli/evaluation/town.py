"""A made-up town: its people, its activities, and what is so between each two of them."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from app.cli.evaluation.burden import Burden, make_burden
from app.cli.evaluation.catalogue import Catalogue, Dice, Values, free_times, make_catalogue
from app.cli.evaluation.crowd import Crowd, make_crowd
from app.cli.evaluation.worlds import World
from app.comfort.facts import EASES

Flags: TypeAlias = NDArray[np.bool_]


@dataclass(frozen=True, kw_only=True)
class Town:
    """N people and M activities. What is so: `strain` (N, M) before a person's ease is taken off,
    `pull` (N, M) true liking x nearness, `is_free` (N, M). What is known: `fit` (N, M) interest
    x nearness x time, `near` (N, M).
    """  # noqa: D205

    world: World
    people: Crowd
    activities: Catalogue
    strain: Values
    pull: Values
    is_free: Flags
    fit: Values
    near: Values


def make_town(seed: int, number: int, world: World, people: int, activities: int) -> Town:
    """The town of one world and seed; `number` keeps the worlds apart. Same seed, same town."""
    dice = np.random.default_rng([seed, number, 1])
    there = make_catalogue(dice, world, activities)
    burden = make_burden(dice, world.norm, there.facts)
    crowd = make_crowd(dice, world, burden, people)
    km = np.linalg.norm(crowd.spot[:, None] - there.spot, axis=2)
    near = np.exp(-km / (crowd.max_km[:, None] / 2.0))
    is_free, time = free_times(dice, people, activities)
    return Town(
        world=world,
        people=crowd,
        activities=there,
        strain=strain_of(dice, world, burden, crowd, there),
        pull=crowd.liking[:, there.type] * near,
        is_free=is_free,
        fit=crowd.interest[:, there.type] * near * time,
        near=near,
    )


def strain_of(dice: Dice, world: World, burden: Burden, crowd: Crowd, there: Catalogue) -> Values:
    """(N, M) demand, less what supports take off for a person, plus host, plus how both match."""
    asked = burden.demands(crowd.felt_weight, there.facts)
    touched = (there.facts[:, None, :] * (EASES > 0)).max(axis=2)
    eased = crowd.helped @ (there.supports * touched).T
    match = dice.normal(0, world.match, asked.shape)
    return np.asarray(asked - eased + there.host + match)
