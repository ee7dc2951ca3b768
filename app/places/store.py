"""Reading the compiled gazetteer file."""

import os
import sqlite3
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.places.build import SCHEMA
from app.places.found import Found, PlacesNotReady

Pairs = frozenset[tuple[str, str]]

SMALL_CACHE = "PRAGMA cache_size = -1024"  # KiB
MOST_ROWS = 40
LAST_LETTER = "\U0010ffff"

PLACE = """SELECT places.id, places.name, areas.name, country, lat, lon, source, zones.name,
population FROM places JOIN areas ON areas.id = area JOIN zones ON zones.id = zone """
POSTCODE = """SELECT town, areas.name, country, lat, lon, zones.name
FROM postcodes JOIN areas ON areas.id = area JOIN zones ON zones.id = zone WHERE code = ?"""


class Store:
    """One read-only connection a process, opened at the first question after a fork."""

    def __init__(self, path: Path) -> None:
        """Remember where the file lies."""
        self.path = path
        self._lock = threading.Lock()
        self._file: sqlite3.Connection | None = None
        self._process = 0

    def close(self) -> None:
        """Close the connection, if this process opened one."""
        with self._lock:
            if self._file is not None and self._process == os.getpid():
                self._file.close()
            self._file = None

    def is_ready(self) -> bool:
        """Whether the file is there and of our schema."""
        try:
            self._rows("SELECT 1 FROM places LIMIT 1", ())
        except PlacesNotReady:
            return False
        return True

    def named(self, key: str, where: Pairs | None) -> list[Found]:
        """Towns with a name equal to `key`, heaviest first."""
        return self._places("key = ?", (key,), where)

    def beginning(self, key: str, where: Pairs | None, *, own_only: bool) -> list[Found]:
        """Towns with a name that begins with `key` and goes on, heaviest first."""
        keys = "key > ? AND key < ?" + (" AND is_own" if own_only else "")
        return self._places(keys, (key, key + LAST_LETTER), where)

    def towns_in(self, cells: Iterable[tuple[int, int]]) -> list[Found]:
        """Towns in runs of the grid's cells."""
        towns: list[Found] = []
        for span in cells:
            rows = self._rows(PLACE + "WHERE cell BETWEEN ? AND ?", span)
            towns.extend(_found(row) for row in rows)
        return towns

    def scope(self, key: str) -> Pairs:
        """The countries and regions that `key` names: (country, region or "")."""
        rows = self._rows("SELECT country, region FROM scopes WHERE key = ?", (key,))
        return frozenset((country, region) for country, region in rows)

    def postcode(self, code: str) -> Found | None:
        """The place of a US ZIP code of five digits."""
        for town, area, country, lat, lon, zone in self._rows(POSTCODE, (code,)):
            return Found(
                name=f"{town} {code}",
                area=area,
                country=country,
                lat=lat,
                lon=lon,
                precision="postcode",
                source="zipcodes",
                time_zone=zone or None,
            )
        return None

    def _places(self, keys: str, values: tuple[str, ...], where: Pairs | None) -> list[Found]:
        if where is None:
            ids = f"SELECT place, weight FROM names WHERE {keys}"  # noqa: S608
        else:
            within = " OR ".join("(country = ? AND ? IN ('', region))" for _ in where)
            ids = (
                "SELECT place, weight FROM names JOIN places ON places.id = place "  # noqa: S608
                f"WHERE {keys} AND ({within})"
            )
            values += tuple(word for pair in sorted(where) for word in pair)
        heaviest = (
            f"SELECT place, max(weight) AS weight FROM ({ids}) "  # noqa: S608
            f"GROUP BY place ORDER BY weight DESC, place LIMIT {MOST_ROWS}"
        )
        query = f"{PLACE} JOIN ({heaviest}) ON place = places.id ORDER BY weight DESC, place"
        return [_found(row) for row in self._rows(query, values)]

    def _rows(self, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                return self._connection().execute(query, values).fetchall()
            except sqlite3.DatabaseError as error:
                raise PlacesNotReady from error

    def _connection(self) -> sqlite3.Connection:
        """The file of this process; a connection must not be carried over a fork."""
        if self._file is None or self._process != os.getpid():
            uri = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
            file = sqlite3.connect(uri, uri=True, check_same_thread=False)
            file.execute(SMALL_CACHE)
            made = file.execute("SELECT value FROM meta WHERE name = 'schema'").fetchone()
            if made != (SCHEMA,):
                file.close()
                raise PlacesNotReady
            self._file, self._process = file, os.getpid()
        return self._file


def _found(row: tuple[Any, ...]) -> Found:
    _, name, area, country, lat, lon, source, zone, population = row
    return Found(
        name=name,
        area=area,
        country=country,
        lat=lat,
        lon=lon,
        precision="town",
        source=source,
        time_zone=zone or None,
        population=population,
    )
