"""Loading the demo neighbourhood, twice and some days later."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.activities.models import Activity, Occurrence
from app.cli.demo import demo
from app.core import clock
from app.core.db import db

NEAR = {"lat": "52.71", "lon": "-2.75", "radius_km": "25"}


@pytest.fixture
def load(app, frozen):
    def run():
        result = app.test_cli_runner().invoke(demo)
        assert result.exit_code == 0, result.output
        db.session.remove()
        return result.output

    return run


def count(model, *where):
    return db.session.scalar(select(func.count()).select_from(model).where(*where))


def test_a_newcomer_finds_the_neighbourhood_at_once(load, client):
    assert "Shrewsbury: 60 activities, 60 new" in load()
    answer = client.get("/api/v1/activities", query_string=NEAR).get_json()
    kinds = answer["facets"]["kind"]
    assert kinds["volunteering"] >= 12
    assert kinds["interest_group"] >= 20
    assert kinds["support_meetup"] >= 12


def test_loading_twice_changes_nothing(load):
    load()
    before = count(Occurrence)
    assert "0 new, 0 brought up to date" in load()
    assert count(Activity) == 60
    assert count(Occurrence) == before


def test_loading_again_later_moves_old_dates_forward(load, frozen):
    load()
    frozen.shift(timedelta(days=40))
    assert "0 new, 60 brought up to date" in load()
    assert count(Activity) == 60
    upcoming = select(Occurrence.activity_id).where(Occurrence.starts_at >= clock.now())
    assert count(Activity, Activity.id.in_(upcoming) | Activity.by_arrangement) == 60


def test_the_examples_say_that_they_are_examples(load, client):
    load()
    found = client.get("/api/v1/activities", query_string=NEAR).get_json()["items"]
    assert found
    assert all(card["organiser"]["name"].endswith("(example)") for card in found)
