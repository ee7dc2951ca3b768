"""The page of one activity over the API."""

import pytest
from sqlalchemy import update

from app.activities.drafts import Told
from app.activities.models import Activity
from app.activities.service import publish, tell
from app.core.writes import unit_of_work
from tests.conftest import NOW
from tests.discovery.conftest import SHEFFIELD, TOLD_ON, draft


@pytest.fixture
def craft_id(listed, client) -> str:
    cards = client.post("/api/v1/matches", json=SHEFFIELD).json["items"]
    return next(card["id"] for card in cards if card["title"] == "Craft table")


def test_it_holds_everything_public_and_who_told_it(client, craft_id):
    page = client.get(f"/api/v1/activities/{craft_id}").json
    assert page["title"] == "Craft table"
    assert page["comfort"]["facts"]["people"] == 0
    assert page["told"]["greeter"] == {"by": "organiser", "on": "2026-11-20"}
    assert "toilet" not in page["told"]
    assert page["greeter_name"] == "Mary"
    assert "fit" not in page


def test_dates_are_the_next_ones_and_can_be_asked_from_a_day(client, craft_id):
    dates = client.get(f"/api/v1/activities/{craft_id}").json["occurrences"]
    assert dates[0]["starts_at"] == "2026-12-01T14:00:00+00:00"
    assert len(dates) == 20
    assert {date["status"] for date in dates} == {"scheduled"}
    later = client.get(f"/api/v1/activities/{craft_id}?from=2027-04-01&limit=1")
    assert later.json["occurrences"][0]["starts_at"] == "2027-04-06T14:00:00+01:00"


@pytest.mark.parametrize("path", ["9223372036854775808", "%ff%fe", "zzzzzzzzzzzz", "0", "a" * 500])
def test_an_unknown_id_is_not_here(client, path):
    answer = client.get(f"/api/v1/activities/{path}")
    assert answer.status_code == 404
    assert answer.json["code"] == "not_found"


def test_what_was_taken_down_is_gone_and_found_no_more(listed, client, craft_id):
    number = Activity.title == "Craft table"
    with unit_of_work() as session:
        session.execute(update(Activity).where(number).values(state="hidden"))
        publish(session, draft("another", title="Another table"), NOW)
    assert client.get(f"/api/v1/activities/{craft_id}").status_code == 410
    cards = client.post("/api/v1/matches", json=SHEFFIELD).json["items"]
    assert "Craft table" not in {card["title"] for card in cards}
    assert "Another table" in {card["title"] for card in cards}


def test_publishing_the_same_twice_changes_nothing(listed, client, craft_id):
    before = client.get(f"/api/v1/activities/{craft_id}").json
    with unit_of_work() as session:
        assert publish(session, draft("craft"), NOW) == "same"
    assert client.get(f"/api/v1/activities/{craft_id}").json == before


def test_what_the_organiser_told_outlives_the_next_import(listed, client, craft_id):
    by_source = {"people": Told(value=1, by="source", on=TOLD_ON)}
    with unit_of_work() as session:
        publish(session, draft("feed", title="From a feed", told=by_source), NOW)
        assert tell(session, "test", "feed", "people", Told(value=3, by="organiser", on=TOLD_ON))
        publish(session, draft("feed", title="From a feed, new", told=by_source), NOW)
    cards = client.post("/api/v1/matches", json=SHEFFIELD).json["items"]
    feed = next(card for card in cards if card["title"] == "From a feed, new")
    assert feed["facts"]["people"] == 3


def test_a_change_is_in_the_very_next_answer(listed, client):
    with unit_of_work() as session:
        publish(session, draft("new", title="Brand new"), NOW)
    answer = client.get("/api/v1/activities?lat=53.38&lon=-1.47")
    assert "Brand new" in {card["title"] for card in answer.json["items"]}
