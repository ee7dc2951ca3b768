"""What is asked, and by whom."""

from dataclasses import dataclass
from datetime import timedelta

from app.comfort import profile_from_words
from app.discovery.asker import Asker
from app.discovery.filters import Filters, Near
from benchmarks.cities import CITIES
from benchmarks.data import NOW

TOMORROW = NOW.date() + timedelta(days=1)
LEEDS = CITIES[8]
FULL_PROFILE = Asker(
    profile=profile_from_words(4, {"party": "very_nervous", "phone": "avoid"}, {"speak": "harder"}),
    is_told=True,
    interests=frozenset({"reading", "gardening", "board_games"}),
    max_km=15.0,
    free_times=frozenset({"mon_evening", "wed_afternoon", "fri_evening", "sat_morning"}),
    budget=(500, "GBP"),
)


@dataclass(frozen=True)
class Query:
    """One search; its days are the same in every time zone, as they begin tomorrow."""

    name: str
    filters: Filters
    asker: Asker | None = None


SELECTIVE = Query(
    "(a) 10 km, 7 days, 2 kinds, soonest",
    Filters(
        near=Near(lat=LEEDS.lat, lon=LEEDS.lon),
        radius_km=10,
        first=TOMORROW,
        last=TOMORROW + timedelta(days=6),
        kinds=("interest_group", "support_meetup"),
        formats=("in_person",),
        sort="soonest",
    ),
)
RANKED = Query(
    "(b) 25 km, 24 days, by fit, full profile",
    Filters(
        near=Near(lat=CITIES[0].lat, lon=CITIES[0].lon),
        radius_km=25,
        first=TOMORROW,
        last=TOMORROW + timedelta(days=23),
        formats=("in_person",),
        sort="fit",
    ),
    FULL_PROFILE,
)
RURAL = Query(
    "(d) rural, 50 km, 90 days, nearest",
    Filters(
        near=Near(lat=54.45, lon=-2.60),
        radius_km=50,
        first=TOMORROW,
        last=TOMORROW + timedelta(days=89),
        formats=("in_person",),
        sort="nearest",
    ),
)
QUERIES = (SELECTIVE, RANKED, RURAL)
PAGE = 20
