"""Writes a listing into the rows of an activity; touches no session and knows no clock."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from app.activities.drafts import Listing, NewPlace, Told
from app.activities.models import Activity, ActivityTopic, Place, ScheduleSegment, ToldFact

PLAIN = (
    "kind", "title", "description", "format", "online_url", "url", "capacity", "party_limit",
    "booking", "age_min", "age_max", "greeter_name", "contact_public", "bring", "language",
    "confirmed_on",
)  # fmt: skip


def fill(activity: Activity, new: Listing) -> None:
    """Make an activity say all that a listing says, its dates too.

    Facts stay that somebody else told than the listing's own sayers and its source.
    """
    fill_words(activity, new, {"source", *(told.by for told in new.told.values())})
    fill_schedule(activity, new)


def fill_words(activity: Activity, new: Listing, sayers: Iterable[str]) -> None:
    """All but the dates. Facts that one of `sayers` told before go, where they are not told now.

    A place that is no longer told is left for the caller to delete.
    """
    for name in PLAIN:
        setattr(activity, name, getattr(new, name))
    activity.audience = list(new.audience)
    activity.steps = list(new.steps)
    activity.cost_minor = new.cost.minor if new.cost else None
    activity.cost_currency = new.cost.currency if new.cost else None
    activity.place = _place(activity, new.place)
    activity.topics = _topics(activity, new.topics)
    activity.told = _told(activity, new.told, set(sayers))


def fill_schedule(activity: Activity, new: Listing) -> None:
    """When it meets: the zone, the segments and changed dates, or the window."""
    activity.time_zone = new.time_zone
    activity.by_arrangement = new.arrangement is not None
    activity.arrangement_from = new.arrangement.first if new.arrangement else None
    activity.arrangement_until = new.arrangement.last if new.arrangement else None
    activity.changed_dates = [
        {
            "key": change.key.isoformat(timespec="minutes"),
            "status": change.status,
            "starts": change.starts.isoformat(timespec="minutes") if change.starts else None,
            "ends": change.ends.isoformat(timespec="minutes") if change.ends else None,
        }
        for change in new.changes
    ]
    activity.segments = _segments(activity, new)


def where_of(activity: Activity) -> tuple[Any, ...]:
    """Where people would go; another point within some hundred metres is the same."""
    place = activity.place
    spot = (place.name, place.address, round(place.lat, 3), round(place.lon, 3)) if place else ()
    return (*spot, activity.online_url)


def _place(activity: Activity, new: NewPlace | None) -> Place | None:
    if new is None:
        return None
    place = activity.place or Place()
    for name, value in asdict(new).items():
        setattr(place, name, value)
    return place


def _topics(activity: Activity, topics: tuple[str, ...]) -> list[ActivityTopic]:
    known = {row.topic: row for row in activity.topics}
    rows = []
    for position, topic in enumerate(dict.fromkeys(topics)):
        row = known.get(topic) or ActivityTopic(topic=topic)
        row.position = position
        rows.append(row)
    return rows


def _told(activity: Activity, told: Mapping[str, Told], sayers: set[str]) -> list[ToldFact]:
    known = {row.key: row for row in activity.told}
    rows = {key: row for key, row in known.items() if row.said_by not in sayers}
    for key, said in told.items():
        if key in rows:
            continue
        row = known.get(key) or ToldFact(key=key)
        row.value, row.said_by, row.said_on = int(said.value), said.by, said.on
        rows[key] = row
    return list(rows.values())


def _segments(activity: Activity, new: Listing) -> list[ScheduleSegment]:
    known = list(activity.segments)
    rows = []
    for position, segment in enumerate(new.segments):
        row = known[position] if position < len(known) else ScheduleSegment(position=position)
        row.time_zone, row.rrule = segment.time_zone, segment.rrule
        row.starts_local, row.ends_local = segment.starts, segment.ends
        row.exdates = [day.isoformat(timespec="minutes") for day in segment.exdates]
        row.rdates = [day.isoformat(timespec="minutes") for day in segment.rdates]
        rows.append(row)
    return rows
