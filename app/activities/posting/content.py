"""What a draft holds as plain JSON, and what it means."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.activities.schedule import Segment
from app.places.zones import zone_at

Content = Mapping[str, Any]

TIMES = ("starts_at", "ends_at", "time_zone", "rrule", "exdates", "rdates")
SCHEDULE = (*TIMES, "arrangement")
PLACE = ("place_name", "address", "lat", "lon", "finding_us")
# What a published activity says under the same name.
SAME_NAMES = (
    "title", "kind", "description", "format", "online_url", "url", "capacity", "booking",
    "party_limit", "age_min", "age_max", "greeter_name", "contact_public", "bring", "language",
)  # fmt: skip
IN_A_PLACE = frozenset({"in_person", "hybrid"})


@dataclass(frozen=True)
class Whereabouts:
    """What the gazetteer says of a point."""

    area: str | None = None
    country: str | None = None
    precision: str = "exact"


def plain(value: Any) -> Any:
    """What a schema read, as JSON holds it: times and dates as text."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    return value


def merged(content: Content, changes: Content) -> dict[str, Any]:
    """The content with some fields replaced. Comfort and access facts are replaced one by one."""
    new = {**content, **changes}
    for name in ("access", "comfort"):
        if name in content and name in changes:
            new[name] = _deeper(content[name], changes[name])
    return new


def _deeper(old: Content, new: Content) -> dict[str, Any]:
    both = {key: _deeper(old[key], new[key]) for key in old if isinstance(new.get(key), Mapping)}
    return {**old, **new, **both}


def zone_of(content: Content) -> str | None:
    """The zone that was told, else that of its point; None where neither is."""
    if content.get("time_zone"):
        return str(content["time_zone"])
    lat, lon = content.get("lat"), content.get("lon")
    return None if lat is None or lon is None else zone_at(lat, lon)


def form_of(content: Content) -> str | None:
    """How people meet: as told, else as a point or an online address says; None where unknown."""
    told: str | None = content.get("format")
    if told is None and content.get("lat") is not None:
        return "in_person"
    return told or ("online" if content.get("online_url") else None)


def segment_of(content: Content) -> Segment | None:
    """The schedule, None for what has no dates. Raises RuleRefused for one that can't be."""
    zone = zone_of(content)
    if content.get("arrangement") or not content.get("starts_at") or zone is None:
        return None
    starts = datetime.fromisoformat(content["starts_at"])
    return Segment(
        starts=starts,
        ends=datetime.fromisoformat(content.get("ends_at") or content["starts_at"]),
        time_zone=zone,
        rrule=content.get("rrule") or None,
        exdates=tuple(map(datetime.fromisoformat, content.get("exdates") or ())),
        rdates=tuple(map(datetime.fromisoformat, content.get("rdates") or ())),
    )


def told_in(content: Content) -> dict[str, int | bool]:
    """Every fact, support and access fact that is told, by key."""
    comfort = content.get("comfort") or {}
    parts = (comfort.get("facts"), comfort.get("supports"), content.get("access"))
    return {
        key: value for part in parts for key, value in (part or {}).items() if value is not None
    }
