"""The plain scan: which activities match, where, and at which first start.

Every column is looked at for every query. It is the twin that a faster index is tested
against, and is itself tested against a loop over the rows of the database.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import numpy as np

from app.activities.vocabulary import ACCESS, KINDS, TOPICS
from app.discovery.columns import (
    DAY_MINUTES,
    FORMAT_BITS,
    IN_PERSON,
    ONLINE,
    PHONE,
    UNKNOWN,
    Columns,
    Flags,
    Floats,
    Ints,
)
from app.discovery.filters import PARTS_OF_DAY, WEEKDAYS, Filters
from app.places.distance import haversine_km
from app.places.zones import clock_of

EPOCH = date(1970, 1, 1)
ADULT = 18
NO_START = np.iinfo(np.int64).max


@dataclass(frozen=True)
class Firsts:
    """Per activity: whether a time matches, the first matching occurrence's row, and how many.

    `row` is -1 where there is none (by arrangement, or nothing matches).
    """

    matches: Flags
    row: Ints
    count: Ints


class Scan:
    """One query over the columns; each part is worked out once, when it is asked for."""

    def __init__(self, columns: Columns, filters: Filters, now: datetime) -> None:
        """Bind a query to the columns and to the moment it is asked at (aware)."""
        self.columns, self.filters, self.now = columns, filters, now

    @cached_property
    def km(self) -> Floats:
        """Distance of each activity in km; nan without a place or without a point to ask from."""
        near = self.filters.near
        if near is None:
            return np.full(len(self.columns), np.nan)
        return haversine_km(near.lat, near.lon, self.columns.lat, self.columns.lon)

    def reachable(self, formats: tuple[str, ...], radius_km: float) -> Flags:
        """Activities one can take part in, in one of `formats` (all when empty).

        In person counts within the radius only; online and by phone from everywhere.
        """
        asked = 0
        for name in formats or ("in_person", "online", "phone"):
            asked |= FORMAT_BITS[name]
        from_home = (self.columns.forms & asked & (ONLINE | PHONE)) > 0
        return from_home | self._is_met(radius_km) if asked & IN_PERSON else from_home

    @cached_property
    def is_remote(self) -> Flags:
        """Activities that are taken part in from home: not in person, or that out of reach."""
        from_home = (self.columns.forms & (ONLINE | PHONE)) > 0
        return from_home & ~self._is_met(self.filters.radius_km)

    @cached_property
    def kind(self) -> Flags:
        """Activities of an asked kind."""
        asked = [list(KINDS).index(kind) for kind in self.filters.kinds]
        return np.isin(self.columns.kind, asked) if asked else self._all()

    @cached_property
    def topic(self) -> Flags:
        """Activities with an asked topic."""
        return self._any_of(self.columns.topics, tuple(TOPICS), self.filters.topics)

    @cached_property
    def rest(self) -> Flags:
        """Activities that pass the filters no facet lifts: cost, access, language, age."""
        columns, asked = self.columns, self.filters
        passes = self._all()
        if asked.free:
            passes &= columns.cost == 0
        if asked.max_cost is not None:
            passes &= (columns.cost != UNKNOWN) & (columns.cost <= asked.max_cost)
        for name in asked.access:
            passes &= columns.access[:, list(ACCESS).index(name)]
        if asked.languages:
            known = [n for n, name in enumerate(columns.languages) if speaks(name, asked.languages)]
            passes &= np.isin(columns.language, known)
        if asked.age is not None:
            passes &= self._fits_age(asked.age)
        return passes

    def firsts(self, parts: tuple[str, ...]) -> Firsts:
        """First matching start of each activity, for these parts of the day (all when empty)."""
        columns = self.columns
        found = np.flatnonzero(self._in_days & self._in_parts(parts))
        row = np.full(len(columns), -1)
        # Rows come sorted by start, so that writing them backwards leaves the first one standing.
        row[columns.owner[found[::-1]]] = found[::-1]
        count = np.bincount(columns.owner[found], minlength=len(columns))
        matches = count > 0
        if not parts and not self.filters.weekdays:
            matches = matches | (columns.by_arrangement & self._window_meets)
        return Firsts(matches, row, count)

    @cached_property
    def asked_firsts(self) -> Firsts:
        """The first matching starts of the query itself."""
        return self.firsts(self.filters.parts)

    def matches(self, radius_km: float | None = None) -> Flags:
        """Activities that pass every filter, within `radius_km` instead of the asked one."""
        radius = self.filters.radius_km if radius_km is None else radius_km
        reach = self.reachable(self.filters.formats, radius)
        return reach & self.kind & self.topic & self.rest & self.asked_firsts.matches

    def _is_met(self, radius_km: float) -> Flags:
        """Activities that meet in person within a radius; without a distance none does."""
        with np.errstate(invalid="ignore"):
            return ((self.columns.forms & IN_PERSON) > 0) & (self.km <= radius_km)

    @cached_property
    def _days(self) -> tuple[Ints, Ints]:
        """The first and last asked local day of each zone, in days since 1970."""
        asked = []
        for zone in self.columns.zones:
            today = self.now.astimezone(clock_of(zone)).date()
            asked.append([(day - EPOCH).days for day in self.filters.days(today)])
        days = np.array(asked, np.int64).reshape(-1, 2)
        return days[self.columns.zone, 0], days[self.columns.zone, 1]

    @cached_property
    def _in_days(self) -> Flags:
        """Occurrences to come, on an asked day and weekday."""
        columns = self.columns
        first, last = self._days
        day = columns.local // DAY_MINUTES
        passes: Flags = columns.start > self.now.timestamp()
        passes &= (day >= first[columns.owner]) & (day <= last[columns.owner])
        if self.filters.weekdays:
            asked = [WEEKDAYS.index(name) for name in self.filters.weekdays]
            passes &= np.isin(columns.weekday, asked)
        return passes

    def _in_parts(self, parts: tuple[str, ...]) -> Flags:
        if not parts:
            return np.ones(len(self.columns.local), bool)
        return np.isin(self.columns.part_of_day, [PARTS_OF_DAY.index(p) for p in parts])

    @cached_property
    def _window_meets(self) -> Flags:
        """Arrangements whose window is not over and meets the asked days."""
        first, last = self._days
        opens, closes = self.columns.window.T
        meets: Flags = (opens <= last) & (closes >= first) & (first <= last)
        return meets

    def _fits_age(self, age: int) -> Flags:
        """Adults may go anywhere; others only where an age range is stated."""
        low, high = self.columns.age_min, self.columns.age_max
        is_stated = np.logical_or(low != UNKNOWN, high != UNKNOWN)
        passes_low = np.logical_or(low == UNKNOWN, low <= age)
        passes_high = np.logical_or(high == UNKNOWN, high >= age)
        in_range: Flags = passes_low & passes_high
        return in_range if age >= ADULT else in_range & is_stated

    def _any_of(self, table: Flags, keys: tuple[str, ...], asked: tuple[str, ...]) -> Flags:
        if not asked:
            return self._all()
        has_any = np.zeros(len(self.columns), bool)
        for name in asked:
            has_any |= table[:, keys.index(name)]
        return has_any

    def _all(self) -> Flags:
        return np.ones(len(self.columns), bool)


def speaks(language: str, asked: tuple[str, ...]) -> bool:
    """Whether a language tag is an asked one or a kind of it: `en` asks for `en-GB` too."""
    tag = language.casefold()
    return any(tag == one.casefold() or tag.startswith(f"{one.casefold()}-") for one in asked)


def facets(scan: Scan) -> Mapping[str, dict[str, int]]:
    """How many activities each choice would leave, with that filter itself lifted."""
    columns, asked = scan.columns, scan.filters
    times = scan.asked_firsts.matches
    reach = scan.reachable(asked.formats, asked.radius_km)
    by_kind = columns.kind[reach & scan.topic & scan.rest & times]
    by_topic = columns.topics[reach & scan.kind & scan.rest & times].sum(axis=0)
    others = scan.kind & scan.topic & scan.rest
    return {
        "kind": {key: int((by_kind == n).sum()) for n, key in enumerate(KINDS)},
        "topic": {key: int(n) for key, n in zip(TOPICS, by_topic, strict=True) if n},
        "format": {
            key: int((scan.reachable((key,), asked.radius_km) & others & times).sum())
            for key in ("in_person", "online", "phone")
        },
        "part_of_day": {
            part: int((reach & others & scan.firsts((part,)).matches).sum())
            for part in PARTS_OF_DAY
        },
    }
