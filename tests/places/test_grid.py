"""The cells around a point hold all that is near it."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.places.distance import EARTH_RADIUS_KM, haversine_km
from app.places.grid import COLUMNS, ROWS, cell_of, spans

LAT = st.floats(-90, 90)
LON = st.floats(-180, 180)


def travelled(lat, lon, bearing, km):
    """Where one is after `km` in a direction, on a sphere."""
    lat, lon, bearing = map(math.radians, (lat, lon, bearing))
    angle = km / EARTH_RADIUS_KM
    up = math.sin(lat) * math.cos(angle) + math.cos(lat) * math.sin(angle) * math.cos(bearing)
    across = math.sin(bearing) * math.sin(angle) * math.cos(lat)
    over = lon + math.atan2(across, math.cos(angle) - math.sin(lat) * up)
    return math.degrees(math.asin(max(-1.0, min(1.0, up)))), (math.degrees(over) + 180) % 360 - 180


@given(
    st.one_of(LAT, st.floats(88.5, 90), st.floats(-90, -88.5)),
    st.one_of(LON, st.floats(179, 180), st.floats(-180, -179)),
    st.floats(0, 360),
    st.floats(0, 0.999),
    st.sampled_from([12.0, 40.0, 150.0]),
)
def test_no_point_within_reach_is_outside_the_cells(lat, lon, bearing, part, km):
    there = travelled(lat, lon, bearing, part * km)
    assume(haversine_km(lat, lon, *there) <= km)
    assert any(first <= cell_of(*there) <= last for first, last in spans(lat, lon, km))


@given(LAT, LON)
def test_every_point_has_a_cell(lat, lon):
    assert 0 <= cell_of(lat, lon) < ROWS * COLUMNS


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ((-16.45, 179.99), (-16.51, -179.99)),
        ((-16.55, -179.99), (-16.49, 179.99)),
        ((-16.8, 179.99), (-16.8, -179.99)),
        ((-16.8, -179.99), (-16.8, 179.99)),
        ((89.95, 0), (89.95, 180)),
    ],
)
def test_neighbours_over_the_edge_of_the_map_are_found(here, there):
    cell = cell_of(*there)
    assert any(first <= cell <= last for first, last in spans(*here, 12.0))


def test_near_the_equator_only_a_few_cells_are_read():
    assert sum(last - first + 1 for first, last in spans(0.2, 10.2, 12.0)) <= 4
