"""Cards and pages of activities as the API gives them: plain dictionaries, made by hand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.activities.corrections import Correction
from app.activities.models import Activity, Occurrence
from app.activities.vocabulary import ACCESS
from app.comfort import FACTS, SUPPORTS, Comfort, Explanation, Profile, Reason, explain
from app.core.ids import show_id
from app.discovery.loading import comfort_of
from app.places.zones import clock_of

HALF = 0.5


def card(
    activity: Activity, occurrence: Occurrence | None, km: float | None, more_dates: int
) -> dict[str, Any]:
    """What a list shows of an activity; `km` None where distance means nothing."""
    told = shown_values(activity)
    return {
        "id": show_id(activity.id),
        "occurrence_id": show_id(occurrence.id) if occurrence else None,
        "title": activity.title,
        "kind": activity.kind,
        "topics": [row.topic for row in activity.topics],
        "starts_at": local_text(occurrence.starts_at, activity.time_zone) if occurrence else None,
        "ends_at": local_text(occurrence.ends_at, activity.time_zone) if occurrence else None,
        "time_zone": activity.time_zone,
        "format": activity.format,
        "place": place(activity),
        "distance_km": None if km is None else round(km * 2) / 2,
        "cost": cost(activity),
        "places": places(activity, occurrence),
        "facts": {key: told.get(key) for key in FACTS},
        "supports": {key: flag(told, key) for key in SUPPORTS},
        "access": {key: flag(told, key) for key in ACCESS},
        "audience": list(activity.audience),
        "organiser": {
            "name": activity.organiser.name,
            "verified": activity.organiser.is_verified,
        },
        "confirmed_on": day_text(activity.confirmed_on),
        "more_dates": more_dates,
    }


def told_values(activity: Activity) -> dict[str, float]:
    """Everything told of an activity, by key, as visitors found it where enough of them said so."""
    told: dict[str, float] = {row.key: row.value for row in activity.told}
    return told | {row.key: row.value for row in standing(activity)}


def shown_values(activity: Activity) -> dict[str, int]:
    """The same in whole choices, as a person reads it."""
    return {key: int(value + HALF) for key, value in told_values(activity).items()}


def standing(activity: Activity) -> list[Correction]:
    """What visitors found of the facts as they are told now.

    What an organiser tells anew counts until the next batch.
    """
    told = {row.key: row.value for row in activity.told}
    return [
        row for row in activity.corrections if row.key in FACTS and told.get(row.key) == row.claim
    ]


def flag(told: Mapping[str, float], key: str) -> bool | None:
    """True, False, or None when not told."""
    return bool(told[key]) if key in told else None


def place(activity: Activity) -> dict[str, Any] | None:
    """Where it meets, or None."""
    where = activity.place
    if where is None:
        return None
    return {
        "name": where.name,
        "area": where.area,
        "lat": where.lat,
        "lon": where.lon,
        "precision": where.precision,
    }


def places(activity: Activity, date: Occurrence | None) -> str:
    """Whether there is room on the date; never how much."""
    if not activity.takes_places:
        return "not_needed"
    is_full = date is not None and date.capacity is not None and date.taken >= date.capacity
    return "waiting_list" if is_full else "open"


def cost(activity: Activity) -> dict[str, Any] | None:
    """What it costs, 0 for free, None for not told."""
    if activity.cost_minor is None:
        return None
    return {"minor": activity.cost_minor, "currency": activity.cost_currency}


def local_text(moment: datetime, time_zone: str) -> str:
    """RFC 3339 with the offset of the activity's own zone."""
    return moment.astimezone(clock_of(time_zone)).isoformat(timespec="seconds")


def day_text(day: Any) -> str | None:
    """A date as text, or None."""
    return day.isoformat() if day else None


def comfort(activity: Activity) -> Comfort:
    """What is told of an activity, as the model wants it."""
    return comfort_of(told_values(activity), activity.kind)


def fit(
    activity: Activity,
    profile: Profile,
    circumstances: Mapping[str, Any],
    changed: Comfort | None = None,
) -> dict[str, Any]:
    """The band and the reasons in words; no number leaves the model.

    `changed` is how it would be with something about it different.
    """
    said: Explanation = explain(profile, changed or comfort(activity), **circumstances)
    return {
        "band": said.band,
        "band_to": said.band_to,
        "helps": [_reason(reason, activity) for reason in said.helps],
        "harder": [_reason(reason, activity) for reason in said.harder],
        "ask": [_reason(reason, activity) for reason in said.ask],
        "could_help": [_reason(reason, activity) for reason in said.could_help],
    }


def _reason(reason: Reason, activity: Activity) -> dict[str, str]:
    text = reason.text
    if reason.key == "greeter" and activity.greeter_name and flag(told_values(activity), "greeter"):
        text = f"{activity.greeter_name} meets you"
    return {"key": reason.key, "text": text}
