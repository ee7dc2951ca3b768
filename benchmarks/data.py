"""Fills a database with so many occurrences of made-up activities, in bulk and by a seed."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.core.db import Model
from app.core.events import ActivityChanged, publish
from app.core.ids import BITS
from benchmarks.making import ACTIVITIES_OF_AN_ORGANISER, Numbers, Row, make

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
"""The moment the data is made for, and at which every search of it is asked."""
SAMPLE = 50
AT_ONCE = 5_000
"""Activities written together: more would only take more memory."""


@dataclass(frozen=True)
class Shape:
    """How occurrences are spread: `dates` of them to an activity, a week apart."""

    name: str
    dates: int

    def activities(self, occurrences: int) -> int:
        """How many activities hold so many occurrences."""
        return max(1, round(occurrences / self.dates))


SINGLE = Shape("single dates", 1)
WEEKLY = Shape("weekly series", 13)
SHAPES = (SINGLE, WEEKLY)


def fill(session: Session, occurrences: int, shape: Shape, now: datetime, seed: int = 1) -> None:
    """Insert about so many occurrences that start within 90 days of `now` (aware)."""
    chance = random.Random(seed)
    numbers = _numbers(chance, shape.activities(occurrences), shape.dates)
    for first in iter(lambda: list(islice(numbers, AT_ONCE)), []):
        rows: defaultdict[str, list[Row]] = defaultdict(list)
        for organiser in sorted({one.organiser for one in first}):
            rows["organisers"].append(_organiser(organiser))
        for one in first:
            for table, row in make(chance, one, now):
                rows[table].append(row)
        for target in Model.metadata.sorted_tables:
            if rows[target.name]:
                session.execute(insert(target), rows[target.name])
    publish(session, ActivityChanged(0))


def sample(shape: Shape, seed: int) -> Iterator[tuple[str, Row]]:
    """A few rows as `fill` would make them: they change when what is made changes."""
    chance = random.Random(seed)
    for one in _numbers(chance, SAMPLE, shape.dates):
        yield from make(chance, one, NOW)


def _numbers(chance: random.Random, activities: int, dates: int) -> Iterator[Numbers]:
    """Random ids as the application gives them, in their order: quicker to insert."""
    ids = sorted(chance.sample(range(1, 2**BITS), activities))
    of_dates = iter(chance.sample(range(1, 2**BITS), activities * dates))
    for position, activity in enumerate(ids, 1):
        block = (position - 1) // ACTIVITIES_OF_AN_ORGANISER
        yield Numbers(position, activity, block + 1, tuple(islice(of_dates, dates)))


def _organiser(number: int) -> Row:
    return {
        "id": number, "name": f"Organiser {number}", "source": "bench",
        "is_verified": False, "is_example": False,
    }  # fmt: skip
