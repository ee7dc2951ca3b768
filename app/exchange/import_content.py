"""What an imported listing says, as the fields of POST /activities, for those who look at it."""

from datetime import datetime, timedelta
from typing import Any

from app.activities.drafts import Arrangement, Listing
from app.activities.posting.content import SAME_NAMES, plain
from app.activities.schedule import (
    Meeting,
    Segment,
    meetings,
    next_key,
    to_instant,
)

FAR = timedelta(days=3650)
MOST_EXTRA = 100


def content_of_listing(listing: Listing, now: datetime) -> dict[str, Any]:
    """The content of a draft. Its dates are those to come; what is told of comfort is left out.

    A change of one date stands as an exception and an extra date: the draft is for reading,
    and what is published is the listing itself.
    """
    content = {name: getattr(listing, name) for name in SAME_NAMES}
    content |= {
        "topics": list(listing.topics),
        "audience": list(listing.audience),
        "cost": {"minor": listing.cost.minor, "currency": listing.cost.currency}
        if listing.cost
        else None,
        **_place(listing),
        **_when(listing, now),
    }
    return {name: value for name, value in content.items() if value not in (None, "", [], ())}


def whereabouts_of(listing: Listing) -> dict[str, Any]:
    """What is known of its point beside the point itself."""
    place = listing.place
    if place is None:
        return {}
    return {"area": place.area, "country": place.country, "precision": place.precision}


def first_date(listing: Listing, now: datetime) -> Meeting | None:
    """The first date to come; None for what has none, or is by arrangement."""
    found = [meeting for segment in listing.segments for meeting in _next(segment, now)]
    return min(found, key=lambda meeting: meeting.starts_at, default=None)


def _next(segment: Segment, now: datetime) -> list[Meeting]:
    key = next_key(segment, now, FAR)
    # Where clocks change the next one on the wall may not be the next in time.
    return meetings(segment, now, to_instant(key, segment.time_zone))[:1] if key else []


def dates_ahead(listing: Listing, now: datetime) -> tuple[Any, ...]:
    """What of a schedule matters from now on, alike for two that mean the same dates."""
    return (
        listing.time_zone,
        listing.arrangement,
        tuple(_ruled(each, now) for each in listing.segments if each.rrule),
        _listed(listing, now),
        tuple(each for each in listing.changes if not _is_past(each.starts or each.key, now)),
    )


def _place(listing: Listing) -> dict[str, Any]:
    place = listing.place
    if place is None:
        return {}
    return {
        "place_name": place.name,
        "address": place.address,
        "lat": place.lat,
        "lon": place.lon,
        "finding_us": place.finding_us,
    }


def _when(listing: Listing, now: datetime) -> dict[str, Any]:
    if listing.arrangement is not None:
        return {"time_zone": listing.time_zone, "arrangement": _window(listing.arrangement)}
    first = first_date(listing, now)
    if first is None:
        return {"time_zone": listing.time_zone}
    ruled = next((each for each in listing.segments if each.rrule), None)
    begun = {
        "time_zone": listing.time_zone,
        "starts_at": plain(first.starts_local),
        "ends_at": plain(first.ends_local),
    }
    extra = sorted({m.starts_local for m in _all_listed(listing, now)} - {first.starts_local})
    if ruled is None:
        return begun | {"rdates": [plain(day) for day in extra[:MOST_EXTRA]]}
    moved = [each.starts for each in listing.changes if each.starts and each.starts != each.key]
    gone = [*ruled.exdates, *(each.key for each in listing.changes)]
    return begun | {
        "rrule": _rule(ruled, now),
        "exdates": [plain(day) for day in gone if not _is_past(day, now)],
        "rdates": [plain(day) for day in sorted({*extra, *moved})[:MOST_EXTRA]],
    }


def _window(window: Arrangement) -> dict[str, Any]:
    return {"from": plain(window.first), "until": plain(window.last)}


def _rule(segment: Segment, now: datetime) -> str | None:
    """The rule from the first date to come on: a count becomes the last day it counts to."""
    parts = (segment.rrule or "").split(";")
    if not any(part.startswith("COUNT=") for part in parts):
        return segment.rrule
    last = meetings(segment, now, now + FAR)[-1:]
    kept = [part for part in parts if not part.startswith("COUNT=")]
    return ";".join([*kept, *(f"UNTIL={m.key:%Y%m%dT%H%M%S}" for m in last)])


def _ruled(segment: Segment, now: datetime) -> tuple[Any, ...]:
    exdates = tuple(day for day in segment.exdates if not _is_past(day, now))
    rdates = tuple(day for day in segment.rdates if not _is_past(day, now))
    return segment.starts, segment.ends, segment.time_zone, segment.rrule, exdates, rdates


def _listed(listing: Listing, now: datetime) -> tuple[Any, ...]:
    return tuple(sorted((m.starts_local, m.ends_local) for m in _all_listed(listing, now)))


def _all_listed(listing: Listing, now: datetime) -> list[Meeting]:
    listed = [each for each in listing.segments if not each.rrule]
    return [meeting for each in listed for meeting in meetings(each, now, now + FAR)]


def _is_past(day: datetime, now: datetime) -> bool:
    return day < now.replace(tzinfo=None) - timedelta(days=2)
