"""One made-up activity after the other, as rows of the tables; the same seed, the same rows."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from math import cos, radians
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from app.activities.vocabulary import ACCESS, KINDS
from app.comfort import FACTS, SUPPORTS
from benchmarks.cities import BRITAIN, CITIES, COUNTRYSIDE, City

TOPICS = (
    "walking", "gardening", "knitting_crochet", "repair_cafe", "singing", "reading",
    "board_games", "gentle_exercise", "cooking", "neighbours", "grief", "food_bank",
)  # fmt: skip
DAYS = 90
ACTIVITIES_OF_AN_ORGANISER = 10
RURAL = 0.1
CITY_SIGMA_DEGREES = 0.06
FORMATS, FORMAT_SHARES = ("in_person", "hybrid", "online"), (94, 2, 4)
COSTS, COST_SHARES = (0, 300, 800, None), (60, 15, 10, 15)
TOLD_SHARES = (1.0, 0.6, 0.0)
"""How much is told: everything, a part, nothing, for 40, 35 and 25 of a hundred activities."""

_ZIPF = tuple(accumulate(1 / rank for rank in range(1, len(CITIES) + 1)))
_SYLLABLES = [first + second for first in "bdfklmnprstv" for second in "aeiou"]
_WORDS = [first + second for first in _SYLLABLES for second in _SYLLABLES]
_WORD_SHARES = tuple(accumulate(1 / rank for rank in range(1, len(_WORDS) + 1)))

Row = dict[str, Any]
Pieces = Iterator[tuple[str, Row]]


class Numbers(NamedTuple):
    """The ids of one activity, of its organiser and of its dates; and its position from 1."""

    position: int
    activity: int
    organiser: int
    dates: tuple[int, ...]


def make(chance: random.Random, numbers: Numbers, now: datetime) -> Pieces:
    """Yield (table name, row) of one published activity: its dates are a week apart."""
    city, lat, lon = _spot(chance)
    cost = chance.choices(COSTS, COST_SHARES)[0]
    yield "places", {
        "id": numbers.activity, "name": "Hall", "area": "Made up", "country": "GB",
        "lat": lat, "lon": lon, "precision": "exact", "finding_us": "",
    }  # fmt: skip
    yield "activities", {
        "id": numbers.activity, "organiser_id": numbers.organiser, "place_id": numbers.activity,
        "source": "bench", "source_id": str(numbers.position), "state": "published",
        "kind": chance.choice(tuple(KINDS)), "title": f"{prose(chance, 3)} {numbers.position}",
        "description": prose(chance, 35), "format": chance.choices(FORMATS, FORMAT_SHARES)[0],
        "time_zone": city.zone, "by_arrangement": False, "party_limit": 1, "booking": "none",
        "audience": [], "bring": "", "steps": [], "changed_dates": [], "language": "en",
        "age_min": chance.choice((None, None, None, 18)),
        "cost_minor": cost, "cost_currency": None if cost is None else "GBP",
    }  # fmt: skip
    for position, topic in enumerate(chance.sample(TOPICS, chance.choice((1, 1, 2)))):
        yield "activity_topics", {
            "activity_id": numbers.activity, "topic": topic, "position": position,
        }  # fmt: skip
    yield from _told(chance, numbers.activity, now)
    yield from _dates(chance, numbers, ZoneInfo(city.zone), now)


def prose(chance: random.Random, count: int) -> str:
    """So many made-up words, a few common and most rare, as in real texts."""
    return " ".join(chance.choices(_WORDS, cum_weights=_WORD_SHARES, k=count))


def _spot(chance: random.Random) -> tuple[City, float, float]:
    if chance.random() < RURAL:
        (south, north), (west, east) = COUNTRYSIDE
        lat, lon = chance.uniform(south, north), chance.uniform(west, east)
        return City(lat, lon, BRITAIN), lat, lon
    city = chance.choices(CITIES, cum_weights=_ZIPF)[0]
    lat = city.lat + chance.gauss(0, CITY_SIGMA_DEGREES)
    lon = city.lon + chance.gauss(0, CITY_SIGMA_DEGREES) / cos(radians(city.lat))
    return city, lat, lon


def _told(chance: random.Random, activity: int, now: datetime) -> Pieces:
    share = chance.choices(TOLD_SHARES, (40, 35, 25))[0]
    for key in (*FACTS, *SUPPORTS, *ACCESS):
        # Of supports and access even a careful organiser leaves half open.
        if chance.random() < (share if key in FACTS else share / 2):
            yield "told_facts", {
                "activity_id": activity, "key": key, "said_by": "organiser",
                "value": chance.randrange(4 if key in FACTS else 2), "said_on": now.date(),
            }  # fmt: skip


def _dates(chance: random.Random, numbers: Numbers, zone: ZoneInfo, now: datetime) -> Pieces:
    last_first = DAYS if len(numbers.dates) == 1 else 7
    local = datetime(now.year, now.month, now.day, chance.randrange(9, 21))  # noqa: DTZ001
    local += timedelta(days=chance.randint(1, last_first), minutes=chance.choice((0, 15, 30)))
    for week, number in enumerate(numbers.dates):
        starts_local = local + timedelta(weeks=week)
        starts = starts_local.replace(tzinfo=zone).astimezone(UTC)
        yield "occurrences", {
            "id": number, "activity_id": numbers.activity, "status": "scheduled",
            "key_local": starts_local, "starts_local": starts_local,
            "ends_local": starts_local + timedelta(hours=2),
            "starts_at": starts, "ends_at": starts + timedelta(hours=2),
        }  # fmt: skip
