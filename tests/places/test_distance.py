"""How far it is to a place, everywhere on Earth."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.places.distance import EARTH_RADIUS_KM, haversine_km

LAT = st.floats(-90, 90)
LON = st.floats(-180, 180)
POINT = st.tuples(LAT, LON)


def by_vectors(a, b):
    """The same distance another way: the angle between two arrows from the Earth's centre."""
    arrows = []
    for point in (a, b):
        lat, lon = map(math.radians, point)
        arrows.append((math.cos(lat) * math.cos(lon), math.cos(lat) * math.sin(lon), math.sin(lat)))
    (x1, y1, z1), (x2, y2, z2) = arrows
    cross = math.hypot(y1 * z2 - z1 * y2, z1 * x2 - x1 * z2, x1 * y2 - y1 * x2)
    return EARTH_RADIUS_KM * math.atan2(cross, x1 * x2 + y1 * y2 + z1 * z2)


@given(POINT, st.lists(POINT, min_size=1, max_size=20))
def test_distance_equals_a_count_by_vectors(here, places):
    lats, lons = np.array(places).T
    measured = haversine_km(*here, lats, lons)
    assert measured.shape == (len(places),)
    for km, place in zip(measured, places, strict=True):
        assert km == pytest.approx(by_vectors(here, place), abs=1e-3)


@given(POINT, POINT)
def test_it_is_as_far_there_as_back(here, there):
    assert haversine_km(*here, *there) == pytest.approx(haversine_km(*there, *here), abs=1e-9)


@pytest.mark.parametrize(
    ("here", "there", "km"),
    [
        ((51.5074, -0.1278), (48.8566, 2.3522), 343.56),
        ((0, 179.99), (0, -179.99), 2.224),
        ((-16.8, 180), (-16.8, -180), 0),
        ((90, 0), (90, 137), 0),
        ((-90, -50), (-89.99, 120), 1.112),
        ((89.99, 0), (89.99, 180), 2.224),
        ((90, 0), (-90, 0), math.pi * EARTH_RADIUS_KM),
        ((10, 20), (-10, -160), math.pi * EARTH_RADIUS_KM),
    ],
)
def test_known_distances_hold_at_the_edges_of_the_map(here, there, km):
    assert haversine_km(*here, *there) == pytest.approx(km, abs=0.01)


def test_a_few_metres_are_not_lost_in_rounding():
    metre = math.degrees(0.001 / EARTH_RADIUS_KM)
    assert haversine_km(53.38, -1.47, 53.38 + metre, -1.47) == pytest.approx(0.001, rel=1e-5)


def test_narrow_columns_are_measured_in_full_precision():
    lats = np.array([53.38], dtype=np.float32)
    lons = np.array([-1.47], dtype=np.float32)
    measured = haversine_km(0.0, 0.0, lats, lons)
    assert measured.dtype == np.float64
    assert measured[0] == pytest.approx(by_vectors((0, 0), (lats[0], lons[0])), rel=1e-12)


def test_a_missing_point_has_no_distance():
    measured = haversine_km(50, 0, np.array([np.nan, 50.0]), np.array([0.0, 0.0]))
    assert np.isnan(measured[0])
    assert measured[1] == 0
