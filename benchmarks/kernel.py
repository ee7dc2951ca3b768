"""The chances of many activities against the dot product that no way of working out can avoid."""

import numpy as np

from app.comfort import chances
from app.comfort.facts import FACTS
from benchmarks.queries import FULL_PROFILE
from benchmarks.table import Block, Line, compared
from benchmarks.timing import alternate

COUNT = 50_000
DOT, MODEL = "bare dot product", "chances of the model"


def measure_kernel(rounds: int) -> Block:
    """In the spirit of G1, whose own anchor, a compiled kernel with a heap, is not here."""
    noise = np.random.default_rng(1)
    effects = np.asfortranarray(noise.random((COUNT, len(FACTS))), dtype=np.float32)
    weights = noise.random(len(FACTS)).astype(np.float32)
    taken = alternate(
        {
            DOT: lambda: effects @ weights,
            MODEL: lambda: chances(FULL_PROFILE.profile, effects),
        },
        rounds,
    )
    lines = (
        compared(DOT, taken[DOT], taken[DOT]),
        compared(MODEL, taken[MODEL], taken[DOT]).towards(
            "G1 is about 1 million: not measured here"
        ),
        Line("compiled kernel with a heap", goal="G1 <= 2.0 x: not measured here"),
    )
    return Block(f"The model's chances of {COUNT:,} activities", lines)
