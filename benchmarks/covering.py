"""The search as one would write it with SQL: a covering index on SQLite, the fit in SQL.

One table, a row an occurrence, without rowids: its primary key (grid cell, local day, start)
is the index, and every row holds all that the queries need, so nothing else is ever read. The
fit is an expression of SQLite's own mathematical functions, the quickest of three ways: a
function registered from Python took 1.1 times as long, fetching the covering rows to score
them outside 1.3 times before anything was scored.
"""

import sqlite3
from datetime import date, datetime
from math import asin, cos, degrees, floor, radians, sin
from typing import Any

import numpy as np
import orjson

from app.activities.vocabulary import KINDS
from app.comfort.facts import FACTS
from app.discovery.columns import (
    DAY_MINUTES,
    IN_PERSON,
    Columns,
    Floats,
    Ints,
    part_of_day,
    weekday,
)
from app.discovery.filters import PARTS_OF_DAY, Near
from app.places.distance import EARTH_RADIUS_KM
from benchmarks.covering_fit import BY_FIT, fit_values
from benchmarks.queries import PAGE, Query

PER_DEGREE = 10
"""Of cells of .05, .1, .2 and .5 degrees, a tenth suited the three queries best together."""
COLUMNS_OF_CELLS = 360 * PER_DEGREE
HALF = 50
"""Topics are flags in two whole numbers, as SQLite's hold 63 of them each."""
EPOCH = date(1970, 1, 1)

TABLE = """CREATE TABLE hits (
    cell INTEGER, day INTEGER, start INTEGER, occurrence INTEGER, activity INTEGER,
    x REAL, y REAL, z REAL, kind INTEGER, forms INTEGER, topics_a INTEGER, topics_b INTEGER,
    slot INTEGER, cost INTEGER, currency INTEGER,
    e0 REAL, e1 REAL, e2 REAL, e3 REAL, e4 REAL, e5 REAL, e6 REAL, e7 REAL, e8 REAL,
    PRIMARY KEY (cell, day, start, occurrence)) WITHOUT ROWID"""
WIDTH = 15 + len(FACTS)

MATCHING = """
FROM hits
WHERE cell IN (SELECT value FROM json_each(:cells))
  AND day BETWEEN :first AND :last AND start > :now
  AND kind IN (SELECT value FROM json_each(:kinds)) AND forms & :forms
  AND (x - :x) * (x - :x) + (y - :y) * (y - :y) + (z - :z) * (z - :z) <= :reach
GROUP BY activity """
SOONEST = (
    "SELECT activity, min(start) AS start " + MATCHING + "ORDER BY start, activity LIMIT :page"
)
NEAREST = (
    "SELECT activity, min(start) AS start,"
    " (x - :x) * (x - :x) + (y - :y) * (y - :y) + (z - :z) * (z - :z) AS chord "
    + MATCHING
    + "ORDER BY chord, start, activity LIMIT :page"
)
ORDERS = {
    "soonest": SOONEST,
    "nearest": NEAREST,
    "fit": BY_FIT.replace("-- matching", MATCHING),
}


class CoveringIndex:
    """The table, filled from the columns; close it when done."""

    def __init__(self, columns: Columns, path: str = ":memory:") -> None:
        """Fill a new database; all of it stays in memory, as a warm cache would keep it."""
        self._columns = columns
        self._file = sqlite3.connect(path)
        self._file.execute(TABLE)
        marks = ",".join("?" * WIDTH)
        self._file.executemany(f"INSERT INTO hits VALUES ({marks})", _rows(columns))  # noqa: S608
        self._file.commit()

    def ids(self, query: Query, now: datetime) -> list[int]:
        """Ids of the first page, in order. Knows the filters that the benchmark's queries use."""
        asked = query.filters
        if asked.near is None or asked.first is None or asked.last is None:
            raise ValueError("The index is asked for a place and for days.")
        kinds = [list(KINDS).index(kind) for kind in asked.kinds or KINDS]
        values: dict[str, Any] = {
            "cells": orjson.dumps(_cells(asked.near, asked.radius_km)).decode(),
            "first": (asked.first - EPOCH).days,
            "last": (asked.last - EPOCH).days,
            "now": int(now.timestamp()),
            "kinds": orjson.dumps(kinds).decode(),
            "forms": IN_PERSON,
            "reach": (2 * sin(asked.radius_km / EARTH_RADIUS_KM / 2)) ** 2,
            "page": PAGE,
        }
        values |= zip("xyz", _vector(asked.near.lat, asked.near.lon), strict=True)
        if query.asker:
            values |= fit_values(query.asker, asked.radius_km, self._columns.currencies, HALF)
        return [row[0] for row in self._file.execute(ORDERS[asked.sort], values)]

    def close(self) -> None:
        """Let go of the database."""
        self._file.close()


def _rows(columns: Columns) -> list[tuple[Any, ...]]:
    """One row an occurrence, sorted by the primary key; e_k as the columns hold them."""
    owner = columns.owner
    points = np.stack(_vector(columns.lat, columns.lon), axis=1)
    cells = _row_of(columns.lat) * COLUMNS_OF_CELLS + _column_of(columns.lon)
    slot = weekday(columns.local) * len(PARTS_OF_DAY) + part_of_day(columns.local)
    whole = [
        cells[owner], columns.local // DAY_MINUTES, columns.start, columns.occurrence,
        columns.ids[owner],
    ]  # fmt: skip
    plain = [
        columns.kind[owner], columns.forms[owner], *_flags(columns.topics)[:, owner],
        slot, columns.cost[owner], columns.currency[owner],
    ]  # fmt: skip
    parts = [*whole, *points[owner].T, *plain, *columns.effects[owner].T.astype(np.float64)]
    return sorted(zip(*(part.tolist() for part in parts), strict=True))


def _flags(topics: Any) -> Ints:
    """(2, N) the topics of each activity as bits of two whole numbers."""
    bits = topics.astype(np.int64)
    halves = [bits[:, :HALF], bits[:, HALF:]]
    return np.stack([half @ (1 << np.arange(half.shape[1])) for half in halves])


def _vector(lat: Any, lon: Any) -> tuple[Floats, Floats, Floats]:
    """Points on a globe of radius 1: the chord between two needs no trigonometry."""
    lat, lon = np.radians(lat), np.radians(lon)
    return np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)


def _row_of(lat: Any) -> Ints:
    return _whole((np.asarray(lat) + 90) * PER_DEGREE)


def _column_of(lon: Any) -> Ints:
    return _whole((np.asarray(lon) + 180) * PER_DEGREE)


def _whole(values: Floats) -> Ints:
    return np.asarray(np.floor(values), np.int64)


def _cells(near: Near, radius_km: float) -> list[int]:
    """The cells a circle touches; away from the poles and the antimeridian."""
    reach = radius_km / EARTH_RADIUS_KM
    high = degrees(reach)
    wide = degrees(asin(sin(reach) / cos(radians(near.lat))))
    rows = range(_cell(near.lat + 90 - high), _cell(near.lat + 90 + high) + 1)
    across = range(_cell(near.lon + 180 - wide), _cell(near.lon + 180 + wide) + 1)
    return [row * COLUMNS_OF_CELLS + column for row in rows for column in across]


def _cell(degrees_from_edge: float) -> int:
    return floor(degrees_from_edge * PER_DEGREE)
