"""Naming a point by the town it is near."""

import pytest

from app.places.gazetteer import Gazetteer


@pytest.mark.parametrize(
    ("point", "name"),
    [
        ((38.70, -75.09), "Rehoboth Beach"),
        ((38.76, -75.13), "Lewes"),
        ((53.0, -1.0), "Sheffield"),
        ((-16.8, -179.9), "Savusavu"),
        ((-16.8, 179.9), "Savusavu"),
    ],
)
def test_a_point_is_named_by_its_nearest_town(small: Gazetteer, point, name):
    assert small.nearest_town(*point).name == name


@pytest.mark.parametrize(
    "point", [(0, -30), (90, 0), (-90, 0), (float("nan"), 0), (0, float("inf"))]
)
def test_far_from_every_town_there_is_no_name(small: Gazetteer, point):
    assert small.nearest_town(*point) is None
