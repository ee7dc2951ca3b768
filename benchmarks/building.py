"""The columns: how long they take to build, how large they are, what one write costs."""

import sqlite3
import tempfile
from contextlib import closing
from dataclasses import fields
from functools import partial
from itertools import cycle
from pathlib import Path

import numpy as np

from app.activities.drafts import Told
from app.activities.service import tell
from app.core.db import db
from app.core.writes import unit_of_work
from app.discovery.cache import ColumnCache
from app.discovery.columns import Columns
from app.discovery.loading import load_columns
from benchmarks.data import NOW
from benchmarks.queries import RANKED
from benchmarks.scanning import scan_ids
from benchmarks.store import Made, columns_of, copied, opened
from benchmarks.table import Block, Line, compared, number, verdict
from benchmarks.timing import Task, alternate

OF_AN_OCCURRENCE = frozenset({"occurrence", "owner", "start", "local"})
BYTES_OF_ACTIVITY, BYTES_OF_OCCURRENCE = 100, 8
FEW_ROUNDS = 3
MUCH = 20_000
READ, BUILD = "the same tables read by plain sqlite3", "columns built from the database"
SEARCH, WRITE, BOTH = (
    "search (b), nothing written",
    "one fact told, stored",
    "told, then search (b)",
)

TABLES = (
    "SELECT activity_id, key, value FROM told_facts",
    "SELECT activity_id, topic FROM activity_topics",
    """SELECT a.id, kind, format, time_zone, language, cost_minor, cost_currency, age_min, age_max,
        organiser_id, lat, lon FROM activities a LEFT JOIN places p ON p.id = place_id
        WHERE state = 'published' ORDER BY a.id""",
    """SELECT activity_id, starts_at, id, starts_local FROM occurrences
        WHERE status = 'scheduled' ORDER BY activity_id, starts_at, id""",
)


def measure_building(one: Made, data_dir: Path) -> Block:
    """Building, beside reading the same rows into lists; and the memory of what is built."""
    with opened(one.path, data_dir), closing(sqlite3.connect(one.path)) as file:

        def build() -> None:
            load_columns(db.session(), NOW)
            db.session.remove()

        tasks: dict[str, Task] = {READ: partial(_read, file), BUILD: build}
        taken = alternate(tasks, FEW_ROUNDS, {BUILD: _rounds(one)})
    lines = (
        compared(READ, taken[READ], taken[READ]),
        compared(BUILD, taken[BUILD], taken[READ]),
        *_memory(columns_of(one, data_dir)),
    )
    return Block(f"{one.name}, the columns", lines)


def measure_write(one: Made, data_dir: Path) -> Block:
    """What one write costs until the next search has its answer, on a copy."""
    values = cycle((0, 1))
    with (
        tempfile.TemporaryDirectory(dir=one.path.parent) as folder,
        copied(one, Path(folder)) as copy,
        opened(copy.path, data_dir),
    ):
        cache = ColumnCache(0)

        def search(cache: ColumnCache = cache) -> list[int]:
            columns = cache.get(db.session(), NOW)
            db.session.remove()
            return scan_ids(columns, RANKED, NOW)

        def write() -> None:
            told = Told(value=next(values), by="organiser", on=NOW.date())
            with unit_of_work() as session:
                tell(session, "bench", "1", "sensory", told)
            db.session.remove()

        def both() -> list[int]:
            write()
            return search()

        search()
        taken = alternate({SEARCH: search, BOTH: both}, FEW_ROUNDS, {BOTH: _rounds(one)})
        is_same = search() == search(ColumnCache(0))
        # A write leaves its rebuild to the search after it: it is timed on its own, afterwards.
        taken |= alternate({WRITE: write}, FEW_ROUNDS)
    goal = "G8 <= 0.5 s in every worker, while serving: not measured here"
    return Block(
        f"{one.name}, one write, then a search",
        (
            compared(SEARCH, taken[SEARCH], taken[SEARCH]),
            compared(WRITE, taken[WRITE], taken[SEARCH]),
            compared(BOTH, taken[BOTH], taken[SEARCH], same=is_same).towards(goal),
        ),
    )


def _rounds(one: Made) -> int:
    """Building takes long where there is much: then once has to do."""
    return FEW_ROUNDS if one.occurrences <= MUCH else 1


def _read(file: sqlite3.Connection) -> int:
    return sum(len(file.execute(table).fetchall()) for table in TABLES)


def _memory(columns: Columns) -> list[Line]:
    def size(name: str) -> int:
        value = getattr(columns, name)
        return value.nbytes if isinstance(value, np.ndarray) else 0

    names = {field.name for field in fields(columns)}
    lines = []
    for what, some, rows, most in (
        ("an activity", names - OF_AN_OCCURRENCE, len(columns), BYTES_OF_ACTIVITY),
        ("an occurrence", names & OF_AN_OCCURRENCE, len(columns.start), BYTES_OF_OCCURRENCE),
    ):
        each = sum(map(size, some)) / rows
        goal = verdict(f"G6 <= {most} bytes", is_met=each <= most)
        lines.append(
            Line(f"memory of {what}", f"{number(each / most)} x the goal", f"{number(each)} bytes",
                 goal=goal)
        )  # fmt: skip
    return lines
