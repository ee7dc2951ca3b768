"""The zones of iCalendar: from a TZID as written to an IANA name, from a moment to local time."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from app.activities.schedule import to_instant
from app.exchange.location import known_zone

UTC_NAMES = frozenset({"UTC", "GMT", "Etc/UTC", "Etc/GMT", "Etc/UCT", "UCT", "Zulu", "Etc/Zulu"})


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A time as written: the wall clock, the IANA zone (None floats), and what was named.

    `named` is the TZID as written, None for a time with Z and for a floating one.
    """

    wall: datetime
    zone: str | None
    named: str | None = None
    is_day: bool = False

    @property
    def is_utc(self) -> bool:
        """Whether it is a UTC time, whatever way it was written."""
        return self.zone in UTC_NAMES

    def local(self, zone: str) -> datetime:
        """The naive wall time in `zone`; a floating time or a day stays as written."""
        if self.zone is None or self.zone == zone or self.is_day:
            return self.wall
        instant = to_instant(self.wall, self.zone)
        return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


@dataclass(frozen=True)
class ZoneNames:
    """Resolves TZIDs with the help of the file's own VTIMEZONEs."""

    declared: dict[str, str]

    def iana(self, tzid: str) -> str | None:
        """The IANA zone a TZID means; None when nobody can know."""
        tzid = tzid.strip().strip('"')
        return (
            _by_name(tzid)
            or known_zone(WINDOWS_TO_OLSON.get(tzid))
            or _by_name(self.declared.get(tzid, ""))
        )

    def moment(self, value: Any, params: Any) -> Moment:
        """A moment from a parsed date or time and the parameters of its property."""
        if not isinstance(value, datetime):
            return Moment(wall=_midnight(value), zone=None, is_day=True)
        named = params.get("TZID") if params else None
        if named is None:
            zone = "UTC" if value.tzinfo else None
            return Moment(wall=value.replace(tzinfo=None), zone=zone)
        zone = self.iana(str(named))
        return Moment(wall=value.replace(tzinfo=None), zone=zone, named=str(named))


@cache
def _by_name(tzid: str) -> str | None:
    """The zone by its own name, or by the end of a path such as /mozilla.org/1/Europe/Paris."""
    parts = tzid.strip("/").split("/")
    tails = ("/".join(parts[-size:]) for size in (len(parts), 3, 2) if size <= len(parts))
    return next((zone for zone in map(known_zone, tails) if zone), None)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001
