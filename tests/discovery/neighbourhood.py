"""Random but repeatable activities around awkward points of the globe."""

import random
from datetime import date, datetime, timedelta

from app.activities.drafts import Arrangement, Change, Money, NewActivity, NewPlace, Told
from app.activities.schedule import Segment
from app.activities.vocabulary import ACCESS, KINDS, TOPICS
from app.comfort import FACTS, SUPPORTS

CENTRES = {
    "sheffield": (53.38, -1.47, "Europe/London"),
    "taveuni_west": (-16.99, 179.97, "Pacific/Fiji"),
    "taveuni_east": (-17.01, -179.97, "Pacific/Fiji"),
    "north_pole": (89.95, 20.0, "Europe/Oslo"),
    "pole_behind": (89.95, -160.0, "Europe/Oslo"),
    "lord_howe": (-31.55, 159.08, "Australia/Lord_Howe"),
}
COSTS = (
    None,
    Money(minor=0, currency="GBP"),
    Money(minor=500, currency="GBP"),
    Money(minor=300, currency="USD"),
)
RULES = ("FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY;BYDAY=2TU", None)


def random_activity(chance: random.Random, number: int, today: date) -> NewActivity:
    """The `number`th activity of a repeatable neighbourhood."""
    lat, lon, zone = chance.choice(list(CENTRES.values()))
    form = chance.choice(["in_person"] * 5 + ["online", "phone", "hybrid", "hybrid"])
    by_arrangement = chance.random() < 0.15
    first = datetime(today.year, today.month, today.day, chance.randrange(24), 0)
    first += timedelta(days=chance.randrange(-20, 40), minutes=chance.choice([0, 15, 30]))
    segment = Segment(first, first + timedelta(hours=2), zone, rrule=chance.choice(RULES))
    change = Change(key=first + timedelta(days=14), status="cancelled")
    return NewActivity(
        source="random",
        source_id=str(number),
        organiser=f"Organiser {number % 7}",
        kind=chance.choice(list(KINDS)),
        title=f"Activity {number}",
        format=form,
        time_zone=zone,
        topics=tuple(chance.sample(list(TOPICS), chance.randrange(3))),
        segments=() if by_arrangement else (segment,),
        changes=(change,) if segment.rrule and chance.random() < 0.3 else (),
        arrangement=_arrangement(chance, today) if by_arrangement else None,
        place=None if form == "phone" else _place(chance, lat, lon),
        cost=chance.choice(COSTS),
        age_min=chance.choice([None, None, 16, 60]),
        age_max=chance.choice([None, None, 30]),
        language=chance.choice([None, "en", "es", "en-GB"]),
        told=_told(chance, today),
    )


def _arrangement(chance: random.Random, today: date) -> Arrangement:
    starts = today + timedelta(days=chance.randrange(-60, 60))
    return Arrangement(
        first=chance.choice([None, starts]),
        last=chance.choice([None, starts + timedelta(days=chance.randrange(90))]),
    )


def _place(chance: random.Random, lat: float, lon: float) -> NewPlace:
    spread = chance.choice([0.01, 0.05, 0.4])
    return NewPlace(
        lat=max(-90.0, min(90.0, lat + chance.uniform(-spread, spread))),
        lon=(lon + chance.uniform(-spread, spread) + 180) % 360 - 180,
        precision="exact",
    )


def _told(chance: random.Random, today: date) -> dict[str, Told]:
    told: dict[str, Told] = {}
    if chance.random() < 0.2:
        return told
    for key in FACTS:
        if chance.random() < 0.7:
            by = "visitors" if chance.random() < 0.05 else "organiser"
            told[key] = Told(value=chance.randrange(4), by=by, on=today)
    for key in (*SUPPORTS, *ACCESS):
        if chance.random() < 0.5:
            told[key] = Told(value=chance.random() < 0.6, by="organiser", on=today)
    return told
