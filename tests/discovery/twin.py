"""The search once more, as a loop over the rows of the database, without NumPy or columns."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.activities.models import Activity, ActivityTopic, Occurrence, Place, ToldFact
from app.activities.vocabulary import TOPICS
from app.comfort import FACTS, SUPPORTS, Comfort, at_place, comfort_chance, ease_at, effective
from app.discovery.asker import Asker
from app.discovery.filters import Filters

FORMS = {
    "in_person": {"in_person"},
    "online": {"online"},
    "phone": {"phone"},
    "hybrid": {"in_person", "online"},
}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass
class Row:
    """One activity with everything a filter may ask of it."""

    activity: Activity
    place: Place | None
    topics: set[str]
    told: dict[str, int]
    is_rated: bool
    dates: list[Occurrence]


def rows(session: Session) -> list[Row]:
    found = []
    for activity in session.scalars(select(Activity).where(Activity.state == "published")):
        mine = ActivityTopic.activity_id == activity.id
        told = list(session.scalars(select(ToldFact).where(ToldFact.activity_id == activity.id)))
        dates = session.scalars(select(Occurrence).where(Occurrence.activity_id == activity.id))
        found.append(
            Row(
                activity,
                session.get(Place, activity.place_id) if activity.place_id else None,
                set(session.scalars(select(ActivityTopic.topic).where(mine))),
                {fact.key: fact.value for fact in told},
                any(fact.said_by == "visitors" for fact in told),
                sorted(dates, key=lambda one: (one.starts_at, one.id)),
            )
        )
    return found


def chord_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance by the chord through the globe."""

    def point(lat: float, lon: float) -> tuple[float, float, float]:
        lat, lon = math.radians(lat), math.radians(lon)
        return math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)

    return 2 * 6371.0088 * math.asin(min(1.0, math.dist(point(lat1, lon1), point(lat2, lon2)) / 2))


def part(start: datetime) -> str:
    return (
        "morning" if 5 <= start.hour < 12 else "afternoon" if 12 <= start.hour < 17 else "evening"
    )


def matching_dates(row: Row, asked: Filters, now: datetime) -> list[Occurrence] | None:
    """The dates that match; None when no time of it does."""
    today = now.astimezone(ZoneInfo(row.activity.time_zone)).date()
    first = max(asked.first or today, today)
    last = asked.last or max(first, today) + timedelta(days=14)
    last = min(last, today + timedelta(days=180))
    if row.activity.by_arrangement:
        if asked.parts or asked.weekdays:
            return None
        starts = row.activity.arrangement_from or first
        ends = row.activity.arrangement_until or last
        return [] if first <= last and starts <= last and ends >= first else None
    dates = [
        one
        for one in row.dates
        if one.status == "scheduled"
        and one.starts_at > now
        and first <= one.starts_local.date() <= last
        and (not asked.weekdays or DAYS[one.starts_local.weekday()] in asked.weekdays)
        and (not asked.parts or part(one.starts_local) in asked.parts)
    ]
    return dates or None


def distance(row: Row, asked: Filters) -> float | None:
    if asked.near is None or row.place is None or row.activity.format in {"online", "phone"}:
        return None
    return chord_km(asked.near.lat, asked.near.lon, row.place.lat, row.place.lon)


def passes(row: Row, asked: Filters) -> bool:
    activity = row.activity
    forms = FORMS[activity.format] & set(asked.formats or ("in_person", "online", "phone"))
    km = distance(row, asked)
    is_near = km is not None and km <= asked.radius_km
    ages = (activity.age_min, activity.age_max)
    fits_age = asked.age is None or (
        (ages[0] is None or ages[0] <= asked.age)
        and (ages[1] is None or ages[1] >= asked.age)
        and (asked.age >= 18 or ages != (None, None))
    )
    return (
        (bool(forms & {"online", "phone"}) or ("in_person" in forms and is_near))
        and (not asked.kinds or activity.kind in asked.kinds)
        and (not asked.topics or bool(row.topics & set(asked.topics)))
        and (not asked.free or activity.cost_minor == 0)
        and (
            asked.max_cost is None
            or (activity.cost_minor is not None and activity.cost_minor <= asked.max_cost)
        )
        and all(row.told.get(key) == 1 for key in asked.access)
        and (not asked.languages or any(_speaks(activity.language, x) for x in asked.languages))
        and fits_age
    )


def _speaks(language: str | None, asked: str) -> bool:
    return language is not None and language.lower().split("-")[0] == asked.lower()


def score(row: Row, asked: Filters, asker: Asker, dates: list[Occurrence]) -> tuple[float, float]:
    comfort = Comfort(
        facts={key: row.told[key] for key in FACTS if key in row.told},
        supports={key: bool(row.told[key]) for key in SUPPORTS if key in row.told},
        kind=row.activity.kind,
    )
    profile = asker.profile
    if been := asker.been.get(row.activity.id):
        profile = at_place(profile, ease_at(asker.usual, comfort, been))
    chance = float(comfort_chance(profile, [comfort])[0])
    enough = {"steady": 0.7, "balanced": 0.6, "stretch": 0.45}[asker.pace]
    worth = min(1.0, max(chance, 0.02) / enough) ** 2
    if asker.interests:
        families = {TOPICS[topic].family for topic in asker.interests}
        related = {TOPICS[topic].family for topic in row.topics} & families
        worth *= 1.0 if row.topics & asker.interests else 0.6 if related else 0.25
    km = distance(row, asked)
    if km is not None and (row.activity.format == "in_person" or km <= asked.radius_km):
        worth *= math.exp(-km / ((asker.max_km or asked.radius_km) / 2))
    if not dates:
        worth *= 0.5
    elif asker.free_times:
        first = dates[0].starts_local
        worth *= 1.0 if f"{DAYS[first.weekday()]}_{part(first)}" in asker.free_times else 0.15
    if asker.budget:
        minor, currency = asker.budget
        cost = row.activity.cost_minor
        known = cost == 0 or (cost is not None and row.activity.cost_currency == currency)
        worth *= 0.8 if not known else 1.0 if cost <= minor else 0.3
    return worth, chance


def search(
    everything: list[Row], asked: Filters, asker: Asker | None, now: datetime
) -> Iterator[tuple[tuple, int, int | None, int]]:
    """(sort key, activity id, first occurrence id, dates that match) of each match, in order."""
    found = []
    for row in everything:
        dates = matching_dates(row, asked, now)
        if dates is None or not passes(row, asked):
            continue
        start = dates[0].starts_at if dates else datetime.max.replace(tzinfo=UTC)
        key: tuple = (start,)
        if asked.sort == "nearest":
            km = distance(row, asked)
            remote = row.activity.format != "in_person" and not (km and km <= asked.radius_km)
            key = (math.inf if km is None or remote else km, start)
        elif asked.sort == "fit" and asker:
            worth, chance = score(row, asked, asker, dates)
            key = (-worth, -chance)
        found.append((key, row.activity.id, dates[0].id if dates else None, len(dates)))
    return iter(sorted(found, key=lambda one: (one[0], one[1])))


def varied_row(row: Row, hit: tuple) -> dict:
    """What the variety of a list looks at, of one activity that `search` found by fit."""
    told = {key: row.told[key] for key in FACTS if key in row.told}
    there = {key: bool(row.told[key]) for key in SUPPORTS if key in row.told}
    comfort = Comfort(facts=told, supports=there, kind=row.activity.kind)
    return {
        "worth": -hit[0][0],
        "chance": -hit[0][1],
        "organiser": row.activity.organiser_id,
        "kind": row.activity.kind,
        "effects": effective([comfort])[0].tolist(),
        "is_rated": row.is_rated,
    }
