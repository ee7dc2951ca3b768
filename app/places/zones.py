"""From a point to the time zone whose clock people keep there."""

import math
from functools import cache
from zoneinfo import ZoneInfo

import tzfpy

MAX_LAT, MAX_LON = 90.0, 180.0


@cache
def clock_of(name: str) -> ZoneInfo:
    """The rules of a time zone; each is read from its file once, there are a few hundred."""
    return ZoneInfo(name)


def zone_at(lat: float, lon: float) -> str | None:
    """The IANA zone of a point in degrees, or None at sea and for a point that can't be.

    Zones of the open sea (Etc/GMT+5) are left out: nobody there keeps a town's clock, so a
    point in one is more likely a mistake.
    """
    if not (math.isfinite(lat) and math.isfinite(lon)):
        return None
    if abs(lat) > MAX_LAT or abs(lon) > MAX_LON:
        return None
    name = tzfpy.get_tz(lon, lat)
    return None if not name or name.startswith("Etc/") else name
