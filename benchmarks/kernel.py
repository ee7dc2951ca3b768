"""Scoring many activities against the dot product that no way of working out can avoid."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.comfort import COST, TIME, Fits, chances
from app.comfort.facts import FACTS
from app.discovery.cutting import first_by_fit, fit_keys
from benchmarks.queries import FULL_PROFILE
from benchmarks.table import Block, Line, compared, verdict
from benchmarks.timing import Task, alternate

COUNT, SHOWN = 50_000, 50
MOST_SECONDS = 0.5e-3
DOT, CHANCES, SORTED = "bare dot product", "chances of the model", "all scored, all sorted"
FOUND = f"scored and the top {SHOWN}"

Ids = list[int]


@dataclass(frozen=True)
class Many:
    """Made-up activities: effective values as the index keeps them, and all that S takes."""

    fits: Fits
    ids: NDArray[np.int64]

    @classmethod
    def made(cls, count: int = COUNT, seed: int = 1) -> "Many":
        """`count` of them; interest, time and cost are one factor, since they are looked up."""
        noise = np.random.default_rng(seed)
        interest = noise.choice([1.0, 0.6, 0.25], count)
        time, cost = noise.choice([*TIME.values()], count), noise.choice([*COST.values()], count)
        fits = Fits(
            profile=FULL_PROFILE.profile,
            pace=FULL_PROFILE.pace,
            max_km=25.0,
            effects=np.asfortranarray(noise.random((count, len(FACTS))), dtype=np.float32),
            rows=np.arange(count),
            km=noise.uniform(0.0, 25.0, count).astype(np.float32),
            others=interest * time * cost,
        )
        return cls(fits, noise.permutation(count))

    def found(self) -> Ids:
        """The first fifty, as a search finds them: a look at all, and few scored."""
        first, _ = first_by_fit(self.fits, self.ids, SHOWN)
        ids: Ids = self.ids[first].tolist()
        return ids

    def sorted(self) -> Ids:
        """The same, all scored and sorted: slow, and right beyond doubt."""
        worth, chance = fit_keys(self.fits)
        return [int(one) for one in self.ids[np.lexsort([self.ids, chance, worth])][:SHOWN]]


def measure_kernel(rounds: int) -> Block:
    """In the spirit of G1, whose own anchor, a compiled kernel with a heap, is not here."""
    many = Many.made()
    weights = np.random.default_rng(2).random(len(FACTS)).astype(np.float32)
    tasks: dict[str, Task] = {
        DOT: lambda: many.fits.effects @ weights,
        CHANCES: lambda: chances(FULL_PROFILE.profile, many.fits.effects),
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
