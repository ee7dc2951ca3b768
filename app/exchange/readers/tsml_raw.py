"""Reads single things out of a row of a 12-step meeting file, whatever shape they came in."""

import re
from typing import Any

from app.exchange.readers.tsml_types import CLOSED_FOR_NOW, ONLINE
from app.exchange.reading import Draft, RowEnded
from app.exchange.shaping import shape_description
from app.exchange.spots import Spot
from app.exchange.text import shortened

NO_ROOM = re.compile(r"\W*(?:on-?line|zoom|virtual)\b", re.IGNORECASE)

Raw = dict[str, Any]
PARTS_WITH_STREET = 4
LONGEST_DIRECTIONS = 500


def text_of(raw: Raw, key: str) -> str:
    """A field as text; empty when it is missing or not a single value."""
    value = raw.get(key)
    return "" if value is None or isinstance(value, bool | list | dict) else str(value).strip()


def types_of(raw: Raw) -> list[str]:
    """The type codes of a row."""
    value = raw.get("types") or []
    listed = value.split(",") if isinstance(value, str) else value
    return [str(code).strip() for code in listed] if isinstance(listed, list) else []


def format_of(raw: Raw, types: list[str], link: str | None) -> str:
    """How it meets; RowRefused when it is inactive, or closed for now without a link.

    Where `attendance_option` is missing, a link or phone line beside a street is hybrid,
    beside a mere town online.
    """
    attendance = text_of(raw, "attendance_option").lower()
    if attendance == "inactive":
        raise RowEnded("inactive in the source")
    if CLOSED_FOR_NOW in types:
        if link is None:
            raise RowEnded("temporarily closed, and it has no link to meet online")
        return "online"
    phone = bool(text_of(raw, "conference_phone"))
    if attendance not in {"in_person", "online", "hybrid"}:
        meets_online = ONLINE in types or bool(text_of(raw, "conference_url")) or phone
        is_elsewhere = bool(NO_ROOM.match(text_of(raw, "location")))
        has_room = not (is_elsewhere or _is_coarse(raw) or _is_approximate(raw))
        attendance = ("hybrid" if has_room else "online") if meets_online else "in_person"
    by_phone_only = attendance == "online" and phone and not text_of(raw, "conference_url")
    return "phone" if by_phone_only else attendance


def _is_approximate(raw: Raw) -> bool:
    return str(raw.get("approximate")).lower() in {"yes", "true", "1"}


def _is_coarse(raw: Raw) -> bool:
    """Whether the address names no street, so that the point is a town's."""
    parts = _address(raw).split(",")
    return bool(parts[0]) and len(parts) < PARTS_WITH_STREET and not any(map(str.isdigit, parts[0]))


def _address(raw: Raw) -> str:
    return text_of(raw, "formatted_address") or text_of(raw, "address")


def spot_of(raw: Raw) -> Spot:
    """What a row says of its place."""
    regions = [text_of(raw, key) for key in ("city", "sub_region", "region")]
    directions = shape_description(Draft(n=0), text_of(raw, "location_notes"))
    return Spot(
        name=text_of(raw, "location"),
        address=_address(raw),
        lat=raw.get("latitude"),
        lon=raw.get("longitude"),
        is_approximate=_is_approximate(raw),
        is_coarse=_is_coarse(raw),
        towns=tuple(region for region in regions if region),
        finding_us=shortened(directions, LONGEST_DIRECTIONS),
    )
