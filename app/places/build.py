"""Compiling the gazetteer: one small SQLite file that the site only ever reads."""

import math
import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from app.places.grid import cell_of
from app.places.names import name_key
from app.places.rows import Rows, Town

# Raise this whenever the tables, `name_key` or the weights change.
SCHEMA = "1"
OWN_NAME, PART_OF_NAME, OTHER_NAME = 2000, 1500, 0
BATCH = 20_000

Progress = Callable[[str, int, int], None]

TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE areas (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE zones (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE TABLE scopes (
    key TEXT NOT NULL, country TEXT NOT NULL, region TEXT NOT NULL,
    PRIMARY KEY (key, country, region)
) WITHOUT ROWID;
CREATE TABLE places (
    id INTEGER PRIMARY KEY, cell INTEGER NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL,
    region TEXT NOT NULL, area INTEGER NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL,
    population INTEGER NOT NULL, zone INTEGER NOT NULL, source TEXT NOT NULL
);
CREATE TABLE names (
    key TEXT NOT NULL, place INTEGER NOT NULL, weight INTEGER NOT NULL, is_own INTEGER NOT NULL,
    PRIMARY KEY (key, place)
) WITHOUT ROWID;
CREATE TABLE postcodes (
    code TEXT PRIMARY KEY, town TEXT NOT NULL, country TEXT NOT NULL, region TEXT NOT NULL,
    area INTEGER NOT NULL, lat REAL NOT NULL, lon REAL NOT NULL, zone INTEGER NOT NULL
) WITHOUT ROWID;
"""


def quiet(step: str, done: int, total: int) -> None:
    """Progress for those who don't watch."""
    del step, done, total


def compile_gazetteer(target: Path, progress: Progress = quiet) -> bool:
    """Compile the installed packages into `target`; False when that is what lies there.

    `progress` is called with a step's name, rows done and rows in all.
    """
    from app.places.sources import made_of, read_packages

    if made_of_file(target) == made_of():
        return False
    progress("Reading the packages", 0, 1)
    rows = read_packages()
    progress("Reading the packages", 1, 1)
    write_gazetteer(rows, target, progress)
    return True


def made_of_file(target: Path) -> str | None:
    """What a compiled file was made of; None when there is none of this schema."""
    if not target.is_file():
        return None
    try:
        with closing(sqlite3.connect(f"{target.absolute().as_uri()}?mode=ro", uri=True)) as file:
            meta = dict(file.execute("SELECT name, value FROM meta"))
    except sqlite3.DatabaseError:
        return None
    return meta.get("made_of") if meta.get("schema") == SCHEMA else None


def write_gazetteer(rows: Rows, target: Path, progress: Progress = quiet) -> None:
    """Write rows to a new file beside `target`, then put it in its place in one step."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f"{target.name}.{os.getpid()}.draft")
    draft.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(draft)) as file:
            file.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;" + TABLES)
            with file:
                _Writer(file, progress).write(rows)
            file.execute("VACUUM")
        _to_disk(draft)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)


def _to_disk(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())


class _Writer:
    """Fills the tables of one new file."""

    def __init__(self, file: sqlite3.Connection, progress: Progress) -> None:
        self.file, self.progress = file, progress
        self.areas: dict[str, int] = {}
        self.zones: dict[str, int] = {}

    def write(self, rows: Rows) -> None:
        # Neighbours lie side by side in the file, so naming a point reads few pages.
        towns = sorted(rows.towns, key=lambda town: cell_of(town.lat, town.lon))
        self._many("places", 11, map(self._place, range(len(towns)), towns), len(towns))
        names = sorted(row for id_, town in enumerate(towns) for row in _names(id_, town))
        self._many("names", 4, names, len(names))
        postcodes = [
            (
                p.code,
                p.town,
                p.country,
                p.region,
                self._area(p.area),
                p.lat,
                p.lon,
                self._zone(p.time_zone),
            )
            for p in rows.postcodes
        ]
        self._many("postcodes", 8, postcodes, len(postcodes))
        self._many("scopes", 3, rows.scopes, 0)
        self._many("areas", 2, [(id_, name) for name, id_ in self.areas.items()], 0)
        self._many("zones", 2, [(id_, name) for name, id_ in self.zones.items()], 0)
        self._many("meta", 2, [("schema", SCHEMA), ("made_of", rows.made_of)], 0)
        self.file.execute("CREATE INDEX places_by_cell ON places (cell)")

    def _place(self, id_: int, town: Town) -> tuple[object, ...]:
        at = (cell_of(town.lat, town.lon), town.name, town.country, town.region)
        where = (self._area(town.area), town.lat, town.lon)
        return (id_, *at, *where, town.population, self._zone(town.time_zone), town.source)

    def _area(self, name: str) -> int:
        return self.areas.setdefault(name, len(self.areas))

    def _zone(self, name: str) -> int:
        return self.zones.setdefault(name, len(self.zones))

    def _many(
        self, table: str, columns: int, rows: Iterable[tuple[object, ...]], total: int
    ) -> None:
        marks = ",".join("?" * columns)
        self.file.executemany(
            f"INSERT INTO {table} VALUES ({marks})",  # noqa: S608 the names are our own
            self._counted(table, rows, total),
        )

    def _counted(
        self, table: str, rows: Iterable[tuple[object, ...]], total: int
    ) -> Iterator[tuple[object, ...]]:
        for done, row in enumerate(rows, start=1):
            if total and (done % BATCH == 0 or done == total):
                self.progress(f"Writing {table}", done, total)
            yield row


def _names(id_: int, town: Town) -> Iterator[tuple[str, int, int, bool]]:
    """A town's keys with their weight: 1000 for each tenfold of people, and by kind of name.

    So Köln (a million people) comes before the Cologne of 7,000 though that is its own name,
    and Kansas City, once Milton, after all but the smallest Miltons. A short form of the own
    name ("Newcastle" upon Tyne) counts for nearly as much as the own name.
    """
    size = round(1000 * math.log10(town.population + 10))
    own = name_key(town.name)
    yield own, id_, size + OWN_NAME, True
    words = set(own.split())
    for key in {name_key(name) for name in town.other_names} - {own, ""}:
        bonus = PART_OF_NAME if words.issuperset(key.split()) else OTHER_NAME
        yield key, id_, size + bonus, False
