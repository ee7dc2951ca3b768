"""What a calendar file says of a time zone: every change of its clocks over some years.

The library can make this part too, but puts the spring change where the clocks go to, an hour
too late; and a rule or a list of dates in it is read differently by different programs. So each
change stands by itself.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

STEP = timedelta(days=1)
EXACT = timedelta(seconds=1)


@lru_cache(maxsize=256)
def zone_part(name: str, first_year: int, last_year: int) -> Timezone:
    """The VTIMEZONE of an IANA zone, true for some local years, the first and the last included."""
    zone = ZoneInfo(name)
    first = datetime(first_year, 1, 1, tzinfo=zone)
    part = Timezone()
    part.add("TZID", name)
    part.add_component(_observance(first.astimezone(UTC), first.utcoffset(), zone))
    for moment in _changes(zone, first, datetime(last_year + 1, 1, 1, tzinfo=zone)):
        before = (moment - EXACT).astimezone(zone).utcoffset()
        part.add_component(_observance(moment, before, zone))
    return part


def _observance(
    moment: datetime, before: timedelta | None, zone: ZoneInfo
) -> TimezoneStandard | TimezoneDaylight:
    """What clocks show from a moment (UTC) on; they were `before` ahead of UTC until then."""
    after = moment.astimezone(zone)
    part = TimezoneDaylight() if after.dst() else TimezoneStandard()
    before = before or timedelta()
    part.DTSTART = (moment + before).replace(tzinfo=None)
    part.TZOFFSETFROM, part.TZOFFSETTO = before, after.utcoffset() or timedelta()
    part.add("TZNAME", after.tzname() or _name_of(part.TZOFFSETTO))
    return part


def _name_of(offset: timedelta) -> str:
    """A name for an offset that has none: `+0530`."""
    minutes = int(offset.total_seconds()) // 60
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[datetime]:
    """The first second (UTC) of each new offset between two moments."""
    low, end = first.astimezone(UTC), last.astimezone(UTC)
    while low < end:
        high = min(low + STEP, end)
        if _offset(low, zone) != _offset(high, zone):
            yield _change_between(low, high, zone)
        low = high


def _change_between(low: datetime, high: datetime, zone: ZoneInfo) -> datetime:
    old = _offset(low, zone)
    while high - low > EXACT:
        middle = low + (high - low) // 2 // EXACT * EXACT
        low, high = (middle, high) if _offset(middle, zone) == old else (low, middle)
    return high


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()
