"""Whose clock a meeting at a point follows."""

from zoneinfo import ZoneInfo

import pytest
import tzfpy

from app.places.zones import zone_at


@pytest.mark.parametrize(
    ("lat", "lon", "zone"),
    [
        (53.38, -1.47, "Europe/London"),
        (38.72, -75.08, "America/New_York"),
        (39.17, -86.53, "America/Indiana/Indianapolis"),
        (37.34, -121.89, "America/Los_Angeles"),
        (53.55, -113.49, "America/Edmonton"),
        (-16.78, 179.34, "Pacific/Fiji"),
        (28.61, 77.21, "Asia/Kolkata"),
    ],
)
def test_a_town_keeps_its_own_clock(lat, lon, zone):
    assert zone_at(lat, lon) == zone


@pytest.mark.parametrize("point", [(0.0, -30.0), (0.0, 0.0), (-40.0, -120.0)])
def test_the_open_sea_has_no_clock(point):
    assert zone_at(*point) is None


@pytest.mark.parametrize(
    "point",
    [(91.0, 0.0), (-91.0, 0.0), (10.0, 181.0), (float("nan"), 0.0), (0.0, float("inf"))],
)
def test_an_impossible_point_has_no_clock(point):
    assert zone_at(*point) is None


def test_every_zone_it_can_name_can_be_used():
    for name in tzfpy.timezonenames():
        assert ZoneInfo(name).key == name
