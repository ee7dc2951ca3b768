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
    """The rule that goes on longest, with the extra dates that are as long as its own."""
    window = activity.by_arrangement and {
        "from": plain(activity.arrangement_from),
        "until": plain(activity.arrangement_until),
    }
    if not activity.segments:
        return {"time_zone": activity.time_zone, "arrangement": window or None}
    latest = list(reversed(activity.segments))
    main = next((one for one in latest if one.rrule), latest[0])
    return {
        "time_zone": main.time_zone,
        "starts_at": plain(main.starts_local),
        "ends_at": plain(main.ends_local),
        "rrule": main.rrule,
        "exdates": list(main.exdates),
        "rdates": [*main.rdates, *_extra(activity, main)],
        "arrangement": None,
    }


def _extra(activity: Activity, main: ScheduleSegment) -> list[str]:
    """Single dates that were added beside a rule, as long as its own."""
    length, begins = main.ends_local - main.starts_local, plain(main.starts_local)
    others = [
        day
        for one in activity.segments
        if one is not main and not one.rrule and one.ends_local - one.starts_local == length
        for day in (plain(one.starts_local), *one.rdates)
        if day not in one.exdates
    ]
    return sorted({day for day in others if day > begins} - set(main.rdates))
