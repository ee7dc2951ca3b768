"""The cells around a point hold all that is near it."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.places.distance import haversine_km
from app.places.grid import COLUMNS, ROWS, cell_of, spans

LAT = st.floats(-90, 90)
LON = st.floats(-180, 180)


@given(LAT, LON, st.floats(-1, 1), st.floats(-180, 180), st.sampled_from([12.0, 40.0, 150.0]))
def test_no_point_within_reach_is_outside_the_cells(lat, lon, north, east, km):
    there = max(-90.0, min(90.0, lat + north))
    over = (lon + east * (abs(lat) / 90) ** 4 + 180) % 360 - 180
    assume(haversine_km(lat, lon, there, over) <= km)
    cell = cell_of(there, over)
    assert any(first <= cell <= last for first, last in spans(lat, lon, km))


@given(LAT, LON)
def test_every_point_has_a_cell(lat, lon):
    assert 0 <= cell_of(lat, lon) < ROWS * COLUMNS


@pytest.mark.parametrize(
    ("here", "there"),
    [
        ((-16.8, 179.99), (-16.8, -179.99)),
        ((-16.8, -179.99), (-16.8, 179.99)),
        ((89.9, 0), (89.9, 180)),
    ],
)
def test_neighbours_over_the_edge_of_the_map_are_found(here, there):
    cell = cell_of(*there)
    assert any(first <= cell <= last for first, last in spans(*here, 40.0))


def test_near_the_equator_only_a_few_cells_are_read():
    assert sum(last - first + 1 for first, last in spans(0.2, 10.2, 12.0)) <= 4
