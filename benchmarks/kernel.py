"""Scoring many activities against the dot product that no way of working out can avoid."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.comfort import COST, TIME, chances, comfort_worth, nearness
from app.comfort.facts import FACTS
from app.discovery.order import top
from benchmarks.queries import FULL_PROFILE
from benchmarks.table import Block, Line, compared, verdict
from benchmarks.timing import Task, alternate

COUNT, SHOWN = 50_000, 50
MOST_SECONDS = 0.5e-3
DOT, CHANCES, SORTED = "bare dot product", "chances of the model", "scored, all of them sorted"
FOUND = f"scored and the top {SHOWN}"

Floats = NDArray[np.float64]
Ids = list[int]


@dataclass(frozen=True)
class Many:
    """Made-up activities: effective values as the index keeps them, and all that S takes."""

    effects: NDArray[np.float32]
    km: NDArray[np.float32]
    others: Floats
    ids: NDArray[np.int64]

    @classmethod
    def made(cls, count: int = COUNT, seed: int = 1) -> "Many":
        """`count` of them; interest, time and cost are one factor, since they are looked up."""
        noise = np.random.default_rng(seed)
        interest = noise.choice([1.0, 0.6, 0.25], count)
        time, cost = noise.choice([*TIME.values()], count), noise.choice([*COST.values()], count)
        return cls(
            np.asfortranarray(noise.random((count, len(FACTS))), dtype=np.float32),
            noise.uniform(0.0, 25.0, count).astype(np.float32),
            interest * time * cost,
            noise.permutation(count),
        )

    def keys(self) -> list[Floats]:
        """What the order is made of: -S, then -P."""
        chance = chances(FULL_PROFILE.profile, self.effects)
        worth = comfort_worth(chance, FULL_PROFILE.pace) * nearness(self.km, 25.0) * self.others
        return [-worth, -chance]

    def found(self) -> Ids:
        """The first fifty, as a search finds them: cut first, then sorted."""
        first, _ = top(self.keys(), self.ids, SHOWN)
        return [int(one) for one in self.ids[first]]

    def sorted(self) -> Ids:
        """The same, all sorted: slow, and right beyond doubt."""
        worth, chance = self.keys()
        return [int(one) for one in self.ids[np.lexsort([self.ids, chance, worth])][:SHOWN]]


def measure_kernel(rounds: int) -> Block:
    """In the spirit of G1, whose own anchor, a compiled kernel with a heap, is not here."""
    many = Many.made()
    weights = np.random.default_rng(2).random(len(FACTS)).astype(np.float32)
    tasks: dict[str, Task] = {
        DOT: lambda: many.effects @ weights,
        CHANCES: lambda: chances(FULL_PROFILE.profile, many.effects),
        FOUND: many.found,
        SORTED: many.sorted,
    }
    taken = alternate(tasks, rounds, fewer={SORTED: 3})
    is_same = many.found() == many.sorted()
    goal = verdict(
        f"at most {MOST_SECONDS * 1e3:g} ms on one core",
        is_met=taken[FOUND].middle <= MOST_SECONDS,
    )
    lines = (
        compared(DOT, taken[DOT], taken[DOT]),
        compared(CHANCES, taken[CHANCES], taken[DOT]).towards(
            "G1 is about 1 million: not measured here"
        ),
        compared(FOUND, taken[FOUND], taken[DOT], same=is_same).towards(goal),
        compared(SORTED, taken[SORTED], taken[DOT]),
        Line("compiled kernel with a heap", goal="G1 <= 2.0 x: not measured here"),
    )
    return Block(f"The model's chances of {COUNT:,} activities", lines)
