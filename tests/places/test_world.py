"""The gazetteer that people really use: all the world's towns, as set-up compiles them."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.places.gazetteer import Gazetteer
from tests.places.conftest import WORLD

MEMORY = """
import resource, sys
from pathlib import Path
from app.places.gazetteer import Gazetteer
from app.places.found import PlaceNotKnown

def resident_mb():
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6

before = resident_mb()
gazetteer = Gazetteer(Path(sys.argv[1]))
for text in ("san", "springfield", "Richmond, England", "19971", "東京", "be", "no such town"):
    try:
        gazetteer.find(text)
    except PlaceNotKnown:
        pass
for lat in range(-60, 70, 5):
    for lon in range(-180, 180, 15):
        gazetteer.nearest_town(lat, lon)
gazetteer.close()
print(resident_mb() - before)
"""


@pytest.mark.parametrize(
    ("typed", "name", "area", "country"),
    [
        ("Rehoboth Beach", "Rehoboth Beach", "Delaware", "US"),
        ("Durham, England", "Durham", "England", "GB"),
        ("durham", "Durham", "North Carolina", "US"),
        ("san jose", "San Jose", "California", "US"),
        ("San José, Costa Rica", "San José", "Costa Rica", "CR"),
        ("Bloomington, Indiana", "Bloomington", "Indiana", "US"),
        ("Köln", "Köln", "North Rhine-Westphalia", "DE"),
        ("koln", "Köln", "North Rhine-Westphalia", "DE"),
        ("Cologne", "Köln", "North Rhine-Westphalia", "DE"),
        ("München", "Munich", "Bavaria", "DE"),
        ("Praha", "Prague", "Czechia", "CZ"),
        ("Sheffield, UK", "Sheffield", "England", "GB"),
        ("São Paulo", "São Paulo", "Brazil", "BR"),
        ("東京", "Tokyo", "Japan", "JP"),
        ("new york", "New York City", "New York", "US"),
        ("Newcastle, UK", "Newcastle upon Tyne", "England", "GB"),
        ("Hebden Bridge", "Hebden Bridge", "England", "GB"),
        ("Lewes, DE", "Lewes", "Delaware", "US"),
        ("20271 Beaver Dam Rd, Harbeson, DE 19951, USA", "Harbeson 19951", "Delaware", "US"),
        ("8318 104 St, Edmonton, Alberta, T6E 4E8, Canada", "Edmonton", "Alberta", "CA"),
        ("19971", "Rehoboth Beach 19971", "Delaware", "US"),
        ("00901", "San Juan 00901", "Puerto Rico", "PR"),
    ],
)
def test_well_known_and_small_places_are_found(world: Gazetteer, typed, name, area, country):
    first = world.find(typed)[0]
    assert (first.name, first.area, first.country) == (name, area, country)


def test_a_prefix_reaches_a_small_town(world: Gazetteer):
    assert "Rehoboth Beach" in [place.name for place in world.find("reho")]


def test_eight_springfields_are_all_told_apart(world: Gazetteer):
    found = world.find("springfield")
    assert len({(place.name, place.area) for place in found}) == len(found) == 8


@pytest.mark.parametrize(
    ("point", "name"),
    [
        ((53.38, -1.47), "Sheffield"),
        ((38.72, -75.08), "Rehoboth Beach"),
        ((54.78, -1.58), "Durham"),
    ],
)
def test_a_point_is_named(world: Gazetteer, point, name):
    assert world.nearest_town(*point).name == name


@pytest.mark.usefixtures("world")
def test_it_stays_small_on_disk():
    assert WORLD.stat().st_size < 60e6


@pytest.mark.usefixtures("world")
def test_it_stays_small_in_memory():
    done = subprocess.run(
        [sys.executable, "-c", MEMORY, str(WORLD)],
        capture_output=True,
        check=True,
        cwd=Path(__file__).parents[2],
        text=True,
        timeout=120,
    )
    assert float(done.stdout) < 40
