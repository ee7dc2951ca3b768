"""The ways to answer one search, side by side on one database."""

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from app.core.db import db
from app.discovery.columns import Columns
from app.discovery.loading import load_columns
from benchmarks.covering import CoveringIndex
from benchmarks.data import NOW
from benchmarks.looping import Row, loop_ids, read_rows
from benchmarks.queries import Query
from benchmarks.scanning import scan_ids

SCAN, SQL, LOOP = "plain scan", "covering index, fit in SQL", "loop in Python"

Way = Callable[[], list[int]]


@dataclass(frozen=True)
class Contenders:
    """All that each of them keeps in memory. `rows` is empty where there is no loop."""

    columns: Columns
    index: CoveringIndex
    rows: list[Row]

    def ways(self, query: Query) -> dict[str, Way]:
        """Each contender's name, and what gives its ids of the first page."""
        ways: dict[str, Way] = {
            SCAN: partial(scan_ids, self.columns, query, NOW),
            SQL: partial(self.index.ids, query, NOW),
        }
        if self.rows:
            ways[LOOP] = partial(loop_ids, self.rows, query, NOW)
        return ways


@contextmanager
def contenders(columns: Columns | None = None, *, with_loop: bool = True) -> Iterator[Contenders]:
    """Read the database of the application under way into each contender's form.

    Its columns may be given, where they were built before.
    """
    columns = columns or load_columns(db.session(), NOW)
    rows = read_rows(db.session()) if with_loop else []
    db.session.remove()
    index = CoveringIndex(columns)
    # What was made so far stays: the collector need not look through it while others run.
    gc.collect()
    gc.freeze()
    try:
        yield Contenders(columns, index, rows)
    finally:
        gc.unfreeze()
        index.close()
