"""What a published activity says, as the fields of POST /activities."""

from typing import Any

from app.activities.models import Activity, ScheduleSegment
from app.activities.posting.content import SAME_NAMES, plain
from app.activities.vocabulary import ACCESS
from app.comfort import FACTS, SUPPORTS


def content_of(activity: Activity) -> dict[str, Any]:
    """What a published activity says, as the fields of POST /activities."""
    told = {row.key: row.value for row in activity.told}
    content = {name: getattr(activity, name) for name in SAME_NAMES}
    return content | {
        "topics": [row.topic for row in activity.topics],
        "audience": list(activity.audience),
        "steps": list(activity.steps),
        "cost": None
        if activity.cost_minor is None
        else {"minor": activity.cost_minor, "currency": activity.cost_currency},
        **_place_of(activity),
        **_schedule_of(activity),
        "access": {key: bool(told[key]) for key in ACCESS if key in told},
        "comfort": {
            "facts": {key: told[key] for key in FACTS if key in told},
            "supports": {key: bool(told[key]) for key in SUPPORTS if key in told},
        },
    }


def _place_of(activity: Activity) -> dict[str, Any]:
    place = activity.place
    return {
        "place_name": place.name if place else None,
        "address": place.address if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "finding_us": place.finding_us if place else "",
    }


def _schedule_of(activity: Activity) -> dict[str, Any]:
    """The stretch that goes on longest; the dates that were carried over are no part of it."""
    window = activity.by_arrangement and {
        "from": plain(activity.arrangement_from),
        "until": plain(activity.arrangement_until),
    }
    if not activity.segments:
        return {"time_zone": activity.time_zone, "arrangement": window or None}
    last: ScheduleSegment = activity.segments[-1]
    carried = carried_over(activity.changed_dates, last)
    return {
        "time_zone": last.time_zone,
        "starts_at": plain(last.starts_local),
        "ends_at": plain(last.ends_local),
        "rrule": last.rrule,
        "exdates": [day for day in last.exdates if day not in carried.values()],
        "rdates": [day for day in last.rdates if day not in carried],
        "arrangement": None,
    }


def carried_over(changes: list[dict[str, Any]], last: ScheduleSegment) -> dict[str, str]:
    """Dates of an earlier schedule that people hold, by their key: which new date they are now."""
    return {
        change["key"]: change["starts"]
        for change in changes
        if change["key"] in last.rdates and change["starts"] in last.exdates
    }
