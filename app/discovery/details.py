"""The page of one activity as the API gives it: a card and all that is public beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.activities.corrections import AGAIN
from app.activities.models import Activity, Occurrence
from app.comfort import FACTS, SUPPORTS
from app.core.ids import show_id
from app.discovery.cards import card, day_text, flag, local_text, places, shown_values, standing

MOST = 0.6


@dataclass(frozen=True)
class Ahead:
    """The dates to come: the next that takes place, how many such there are, and those to list."""

    next: Occurrence | None
    count: int
    listed: Sequence[Occurrence]


def details(activity: Activity, ahead: Ahead) -> dict[str, Any]:
    """Everything public of one activity; the listed dates hold cancelled ones too."""
    told = shown_values(activity)
    where = activity.place
    return card(activity, ahead.next, None, max(ahead.count - 1, 0)) | {
        "description": activity.description,
        "arrangement": _arrangement(activity),
        "place_name": where.name if where else None,
        "address": where.address if where else None,
        "country": where.country if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "finding_us": where.finding_us if where else "",
        "online_url": activity.online_url,
        "url": activity.url,
        "capacity": activity.capacity,
        "booking": activity.booking,
        "party_limit": activity.party_limit,
        "age_min": activity.age_min,
        "age_max": activity.age_max,
        "greeter_name": activity.greeter_name,
        "contact_public": activity.contact_public,
        "bring": activity.bring,
        "steps": list(activity.steps),
        "language": activity.language,
        "comfort": {
            "facts": {key: told.get(key) for key in FACTS},
            "supports": {key: flag(told, key) for key in SUPPORTS},
        },
        "told": _sayers(activity),
        "visitors": _visitors(activity),
        "example": activity.organiser.is_example,
        "occurrences": [_occurrence(one, activity) for one in ahead.listed],
    }


def _sayers(activity: Activity) -> dict[str, dict[str, str]]:
    """Whose word each fact is; visitors' where they found it other than listed."""
    told = {row.key: (row.said_by, row.said_on) for row in activity.told}
    told |= {
        row.key: ("visitors", row.made_on)
        for row in standing(activity)
        if row.is_news or row.claim is None
    }
    return {key: {"by": by, "on": on.isoformat()} for key, (by, on) in told.items()}


def _visitors(activity: Activity) -> dict[str, Any]:
    """What at least five visitors found: how many at least, what was more or less, go again."""
    differing = [row for row in standing(activity) if row.is_news]
    again = next((row.value for row in activity.corrections if row.key == AGAIN), 0.0)
    return {
        "at_least": max((row.count for row in activity.corrections), default=0),
        "found": {row.key: "more" if row.shift > 0 else "less" for row in differing},
        "most_would_go_again": again >= MOST,
    }


def _occurrence(one: Occurrence, activity: Activity) -> dict[str, Any]:
    return {
        "id": show_id(one.id),
        "starts_at": local_text(one.starts_at, activity.time_zone),
        "ends_at": local_text(one.ends_at, activity.time_zone),
        "status": one.status,
        "places": places(activity, one),
    } | ({"note": one.note} if one.note else {})


def _arrangement(activity: Activity) -> dict[str, str | None] | None:
    if not activity.by_arrangement:
        return None
    return {
        "from": day_text(activity.arrangement_from),
        "until": day_text(activity.arrangement_until),
    }
