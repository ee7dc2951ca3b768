"""Times things alternately, in random order, in one run: what a ratio may be made of."""

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles

Task = Callable[[], object]


@dataclass(frozen=True)
class Times:
    """How long each run of one task took, in seconds."""

    seconds: tuple[float, ...]

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.seconds)

    @property
    def quarters(self) -> tuple[float, float]:
        """Between which two times the middle half of the runs lies."""
        if len(self.seconds) < 2:
            return self.middle, self.middle
        low, _, high = quantiles(self.seconds, n=4, method="inclusive")
        return low, high


def alternate(
    tasks: Mapping[str, Task], rounds: int, fewer: Mapping[str, int] | None = None, seed: int = 1
) -> dict[str, Times]:
    """Run each task `rounds` times, all in one shuffled order, after once to warm up.

    A slow task may be named in `fewer` with a number of its own; one that runs once or twice
    is not warmed up.
    """
    counts = dict.fromkeys(tasks, rounds) | dict(fewer or {})
    order = [name for name in tasks for _ in range(counts[name])]
    random.Random(seed).shuffle(order)
    for name, task in tasks.items():
        if counts[name] > 2:
            task()
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for name in order:
        task = tasks[name]
        started = time.perf_counter()
        task()
        taken[name].append(time.perf_counter() - started)
    return {name: Times(tuple(seconds)) for name, seconds in taken.items()}
