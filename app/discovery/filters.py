"""What a search asks for, checked and in one form for GET, POST and pages."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import orjson

DEFAULT_RADIUS_KM = 5.0
DEFAULT_DAYS = 14
MAX_DAYS = 180
WIDER_KM = (2.0, 5.0, 10.0, 25.0, 50.0, 100.0)
PARTS_OF_DAY = ("morning", "afternoon", "evening")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
FREE_TIMES = tuple(f"{day}_{part}" for day in WEEKDAYS for part in PARTS_OF_DAY)
SORTS = ("fit", "soonest", "nearest")


@dataclass(frozen=True, kw_only=True)
class Near:
    """Where a search looks: a point and what it is called. `precision` says how it was given."""

    lat: float
    lon: float
    name: str | None = None
    area: str | None = None
    country: str | None = None
    precision: str = "point"


@dataclass(frozen=True, kw_only=True)
class Filters:
    """One search. Empty tuples and None ask nothing; distances in km, money in minor units."""

    near: Near | None = None
    radius_km: float = DEFAULT_RADIUS_KM
    first: date | None = None
    last: date | None = None
    parts: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    free: bool = False
    max_cost: int | None = None
    access: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    age: int | None = None
    sort: str = "soonest"
    limit: int = field(default=20, compare=False)
    cursor: str | None = field(default=None, compare=False)

    def days(self, today: date) -> tuple[date, date]:
        """The first and last local date asked for, where it is `today`; never one that is over."""
        first = max(self.first or today, today)
        last = self.last or max(first, today) + timedelta(days=DEFAULT_DAYS)
        return first, min(last, today + timedelta(days=MAX_DAYS))

    def fingerprint(self) -> bytes:
        """All but the page asked for, in one form: a cursor belongs to one search."""
        near = (self.near.lat, self.near.lon) if self.near else None
        asked = {
            name: getattr(self, name)
            for name in self.__dataclass_fields__
            if name not in {"near", "limit", "cursor"}
        }
        return orjson.dumps([near, asked])
