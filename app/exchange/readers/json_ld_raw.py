"""Reads single things out of a schema.org Event, whatever shape they came in."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from app.exchange.shaping import shape_name
from app.exchange.spots import Spot
from app.exchange.times import is_usable

Raw = dict[str, Any]
DEEPEST = 12
LONGEST_DAY = len("2026-12-05")
KINDS = frozenset({"Festival", "Hackathon", "CourseInstance"})
MODES = {
    "OnlineEventAttendanceMode": "online",
    "MixedEventAttendanceMode": "hybrid",
    "OfflineEventAttendanceMode": "in_person",
}
STREET = ("streetAddress", "addressLocality", "addressRegion", "postalCode", "addressCountry")


def events_in(value: Any, depth: int = 0) -> list[Raw]:
    """Every event in a graph, in its order; an event's own parts are not looked through."""
    if depth > DEEPEST:
        return []
    if isinstance(value, list):
        return [raw for item in value for raw in events_in(item, depth + 1)]
    if not isinstance(value, dict):
        return []
    if _is_event(value) and not _is_series(value):
        return [value]
    return [raw for item in value.values() for raw in events_in(item, depth + 1)]


def _is_event(raw: Raw) -> bool:
    kinds = listed(raw.get("@type"))
    return any(isinstance(k, str) and (k.endswith("Event") or k in KINDS) for k in kinds)


def _is_series(raw: Raw) -> bool:
    """Whether its dates are events of their own inside it."""
    return not raw.get("startDate") and bool(raw.get("subEvent") or raw.get("subEvents"))


def listed(value: Any) -> list[Any]:
    """One value or several, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def text_of(raw: Raw, *names: str) -> str:
    """The first of these fields that is a single text or number."""
    for name in names:
        for value in listed(raw.get(name)):
            inner = value.get("@value") if isinstance(value, dict) else value
            if isinstance(inner, str | int | float) and not isinstance(inner, bool) and inner != "":
                return str(inner).strip()
    return ""


def format_of(raw: Raw) -> str:
    """How it meets: as it says, else as its locations say."""
    mode = MODES.get(text_of(raw, "eventAttendanceMode").rpartition("/")[2])
    locations = _locations(raw)
    is_virtual = [_is_virtual(each) for each in locations]
    if mode == "in_person" or not locations:
        return mode or "in_person"
    if all(is_virtual):
        return "online"
    return "hybrid" if any(is_virtual) or mode == "hybrid" else mode or "in_person"


def virtual_link(raw: Raw) -> str:
    """The address of the online meeting."""
    return next((text_of(each, "url") for each in _locations(raw) if _is_virtual(each)), "")


def spot_of(raw: Raw) -> Spot:
    """Where it meets in person."""
    for each in _locations(raw):
        if not _is_virtual(each):
            geo = each.get("geo")
            point = geo if isinstance(geo, dict) else each
            return Spot(
                name=text_of(each, "name") or None,
                address=_address(each.get("address")) or None,
                lat=point.get("latitude"),
                lon=point.get("longitude"),
            )
    return Spot()


def organiser_in(raw: Raw) -> str | None:
    """The name of the organisation that holds it; a person's name is never taken."""
    for each in listed(raw.get("organizer")):
        if isinstance(each, dict) and "Person" not in listed(each.get("@type")):
            return shape_name(text_of(each, "name", "legalName"))
    return None


def is_free(raw: Raw) -> bool:
    """Whether it says that it costs nothing."""
    if raw.get("isAccessibleForFree") in {True, "True", "true"}:
        return True
    prices = [
        text_of(each, "price") for each in listed(raw.get("offers")) if isinstance(each, dict)
    ]
    return bool(prices) and all(price in {"0", "0.0", "0.00"} for price in prices)


def sessions_of(raw: Raw, zone: str) -> Iterator[tuple[datetime, datetime | None]]:
    """Start and end in local time, naive; nothing where the start can't be read."""
    starts = _wall(text_of(raw, "startDate"), zone)
    if starts is not None:
        is_day = len(text_of(raw, "startDate")) == LONGEST_DAY
        ends = _wall(text_of(raw, "endDate"), zone)
        yield starts, _end_of_day(starts, ends) if is_day else ends


def _end_of_day(starts: datetime, ends: datetime | None) -> datetime:
    last = ends if ends and ends > starts else starts
    return last.replace(hour=23, minute=59)


def _wall(text: str, zone: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        if not is_usable(moment):
            return None
        return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None


def _locations(raw: Raw) -> list[Raw]:
    found = listed(raw.get("location"))
    return [{"name": one} if isinstance(one, str) else one for one in found if one and _is(one)]


def _is(value: Any) -> bool:
    return isinstance(value, str | dict)


def _is_virtual(location: Raw) -> bool:
    return "VirtualLocation" in listed(location.get("@type"))


def _address(value: Any) -> str:
    if isinstance(value, str):
        return value
    if not isinstance(value, dict):
        return ""
    country = value.get("addressCountry")
    country = country.get("name") if isinstance(country, dict) else country
    named = {**value, "addressCountry": country}
    return ", ".join(text for name in STREET if (text := text_of(named, name)))
