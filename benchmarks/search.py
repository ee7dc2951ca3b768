"""The plain scan against a loop over the rows, and the model against a bare dot product."""

import random
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

import flask_migrate
import numpy as np

from app import create_app
from app.comfort import chances, profile_from_words
from app.config import Config
from app.core.db import db
from app.core.writes import unit_of_work
from app.discovery.asker import Asker
from app.discovery.cache import ColumnCache
from app.discovery.filters import Filters, Near
from app.discovery.order import order_keys, top
from app.discovery.scan import Scan
from benchmarks.neighbourhoods import CITIES, fill
from tests.discovery.twin import rows, search

COUNT = 10_000
KERNEL_COUNT = 50_000
NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
LAT, LON = CITIES[0]
RANKED = Filters(near=Near(lat=LAT, lon=LON), radius_km=25, sort="fit")
ASKER = Asker(
    profile=profile_from_words(4, {"party": "very_nervous"}, {"speak": "harder"}),
    is_told=True,
    interests=frozenset({"reading", "gardening"}),
)


def alternate(tasks: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of each task, run in random order round by round."""
    chance = random.Random(1)
    taken: dict[str, list[float]] = {name: [] for name in tasks}
    for _ in range(rounds):
        for name in chance.sample(list(tasks), len(tasks)):
            started = time.perf_counter()
            tasks[name]()
            taken[name].append(time.perf_counter() - started)
    return {name: median(times) for name, times in taken.items()}


def measure_search() -> None:
    """First 20 of about 5,000 matches among 10,000, by fit: the scan and the loop."""
    everything = rows(db.session())
    columns = ColumnCache(0).get(db.session(), NOW)

    def scan() -> list[int]:
        query = Scan(columns, RANKED, NOW)
        matching = np.flatnonzero(query.matches())
        keys = [key[matching] for key in order_keys(query, ASKER, "fit")]
        first, _ = top(keys, columns.ids[matching], 20, None)
        return [int(number) for number in columns.ids[matching][first]]

    def loop() -> list[int]:
        return [hit[1] for hit in list(search(everything, RANKED, ASKER, NOW))[:20]]

    same = "the same 20 ids" if scan() == loop() else "DIFFERENT ids: the figure means nothing"
    taken = alternate({"scan": scan, "loop": loop}, 5)
    ratio = taken["loop"] / taken["scan"]
    print(f"plain scan, {COUNT:,} activities: {taken['scan'] * 1e3:.2f} ms; "
          f"the loop takes {ratio:,.0f} x as long; {same}")  # fmt: skip


def measure_model() -> None:
    """The chance of 50,000 activities against the dot product it can't do without."""
    noise = np.random.default_rng(1)
    effects = np.asfortranarray(noise.random((KERNEL_COUNT, 9)), dtype=np.float32)
    weights = noise.random(9).astype(np.float32)
    taken = alternate(
        {
            "model": lambda: chances(ASKER.profile, effects),
            "dot product": lambda: effects @ weights,
        },
        101,
    )
    print(f"chances of {KERNEL_COUNT:,}: {taken['model'] * 1e3:.2f} ms, "
          f"{taken['model'] / taken['dot product']:.1f} x a bare dot product")  # fmt: skip


def main() -> None:
    """Make the data, measure, print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        app = create_app(Config(database_url=f"sqlite:///{path}/bench.sqlite", data_dir=path))
        with app.app_context():
            flask_migrate.upgrade()
            with unit_of_work() as session:
                fill(session, COUNT, NOW)
            measure_search()
            measure_model()
            db.session.remove()
            db.engine.dispose()


if __name__ == "__main__":
    main()
