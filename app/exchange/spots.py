"""What a row says of its place, and what of it can be used."""

import math
import re
from dataclasses import dataclass

from app.exchange.reading import Draft
from app.exchange.text import one_line
from app.places.names import name_key

NULL_ISLAND = 0.01
PLAIN_NUMBER = re.compile(r"[+-]?[0-9]{1,3}(\.[0-9]+)?")

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Spot:
    """What a row says of its place; `lat` and `lon` may be numbers or text.

    `is_approximate` is the source's own mark; `towns` are further texts that may name the
    town, such as a region.
    """

    name: str | None = None
    address: str | None = None
    lat: object = None
    lon: object = None
    is_approximate: bool = False
    is_coarse: bool = False
    towns: tuple[str, ...] = ()
    finding_us: str = ""


def usable_point(draft: Draft, spot: Spot) -> Point | None:
    """The row's point in degrees; None, with a word about it, when it can't be one."""
    if spot.lat in (None, "") and spot.lon in (None, ""):
        return None
    lat, lon = _degrees(spot.lat), _degrees(spot.lon)
    if lat is None or lon is None or abs(lat) > 90 or abs(lon) > 180:  # noqa: PLR2004
        draft.repair("its point was refused: there is no such place on Earth")
        return None
    if abs(lat) < NULL_ISLAND and abs(lon) < NULL_ISLAND:
        draft.repair("its point was refused: 0,0 means that nobody gave one")
        return None
    return lat, lon


def name_and_address(spot: Spot, area: str | None) -> tuple[str, str]:
    """The name of a place and the rest of its address, neither of them said twice.

    Where no name is given the first part of the address stands for it. A town is no name.
    """
    name, address = one_line(spot.name), one_line(spot.address)
    name = name or address.partition(",")[0].strip()
    rest = address[len(name) :]
    if name and address.lower().startswith(name.lower()) and not rest[:1].isalnum():
        address = rest.strip(" ,;|>–—-")
    town = name_key(area or "")
    return "" if name_key(name) == town else name, "" if name_key(address) == town else address


def _degrees(value: object) -> float | None:
    if isinstance(value, str) and PLAIN_NUMBER.fullmatch(value.strip()):
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if math.isfinite(value) else None
