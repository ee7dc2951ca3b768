"""Next steps as a phone asks for them."""

import pytest

from app.comfort import Profile, demand, next_steps
from tests.discovery.conftest import SHEFFIELD
from tests.discovery.halls import HALLS, comfort
from tests.discovery.halls import halls as halls  # noqa: PLC0414 a fixture

LEVEL = {"level": 3}


@pytest.fixture
def ids(halls, client):
    cards = client.get("/api/v1/activities?lat=53.38&lon=-1.47&radius_km=50").json["items"]
    return {card["title"]: card["id"] for card in cards}


@pytest.fixture
def ask(ids, client):
    """Asks for steps among volunteering after visits of (title, peak anxiety)."""

    def asking(*visits, **body):
        done = [{"activity_id": ids[title], "peak_anxiety": peak} for title, peak in visits]
        asked = SHEFFIELD | {"kind": ["volunteering"], "profile": LEVEL, "done": done} | body
        answer = client.post("/api/v1/matches/next-steps", json=asked)
        assert answer.status_code == 200, answer.json
        assert answer.headers["Cache-Control"] == "no-store"
        return answer.json

    return asking


def titles(ladder) -> list[tuple]:
    return [(step["card"]["title"], step["aim"], step["without"]) for step in ladder["steps"]]


def test_the_steps_are_those_of_the_model(ask, ids):
    done = [("Hall one", 3)]
    near = [(title, comfort(title), 1.0) for title in HALLS]
    expected = next_steps(Profile.from_level(3), [(comfort("Hall one"), 3)], near)
    ladder = ask(*done)
    assert ladder["anchor"]["title"] == "Hall one"
    found = [(title, aim, without) for title, aim, without in titles(ladder)]
    assert found == [(step.id, step.aim, step.without) for step in expected.steps]
    assert len(found) > 1
    assert set(ladder["steps"][0]) == {"card", "aim", "without"}


def test_each_step_is_a_card_with_its_fit_and_no_number_of_the_person(ask):
    step = ask(("Hall one", 3))["steps"][0]
    assert step["card"]["occurrence_id"]
    assert step["card"]["distance_km"] == 0
    assert step["card"]["fit"]["band"] in {"comfortable", "gentle_stretch"}


def test_the_same_place_without_a_friend_is_told_as_it_would_be_then(ask):
    ladder = ask(("Hall with a friend", 3))
    step = next(one for one in ladder["steps"] if one["without"] == "bring_friend")
    assert step["card"]["id"] == ladder["anchor"]["id"]
    helps = [reason["key"] for reason in step["card"]["fit"]["helps"]]
    assert "bring_friend" not in helps
    assert step["card"]["supports"]["bring_friend"] is True


def test_somebody_new_stands_at_what_is_comfortable(ask):
    ladder = ask()
    assert ladder["anchor"]["title"] == "Garden helper"
    assert ladder["anchor"]["fit"]["band"] == "comfortable"


def test_filters_hold_and_where_one_stands_is_shown_all_the_same(ask):
    ladder = ask(("Craft table", 2))
    assert ladder["anchor"]["title"] == "Craft table"
    assert ladder["anchor"]["starts_at"] == "2026-12-01T14:00:00+00:00"
    assert {step["card"]["kind"] for step in ladder["steps"]} <= {"volunteering"}


def test_a_hard_visit_leads_to_one_step_that_asks_less(ask):
    ladder = ask(("Hall one", 2), ("Hall four", 9))
    assert ladder["anchor"]["title"] == "Hall one"
    [(title, _, _)] = titles(ladder)
    fall = demand(comfort("Hall four")).value - demand(comfort(title)).value
    assert title == "Hall four" or 0 < fall <= 0.35
    if title == "Hall four":
        assert ladder["steps"][0]["with"]


def test_after_two_hard_visits_nothing_is_proposed(ask):
    ladder = ask(("Hall one", 2), ("Hall four", 9), ("Hall two", 8))
    assert (ladder["steps"], ladder["easier"]) == ([], None)
    assert ladder["anchor"]["title"] == "Hall one"


def test_an_easier_one_is_there_or_said_not_to_be(ask):
    ladder = ask(("Hall one", 3))
    assert "easier" in ladder
    assert ask(("Hall one", 3), free=True)["easier"] is None


def test_without_anything_near_the_answer_is_empty_and_whole(ask):
    nothing = {"anchor": None, "steps": [], "easier": None}
    assert ask(lat=10, lon=10, kind=["volunteering"]) == nothing


def test_visits_to_what_nobody_knows_are_left_out(ask, client):
    done = [
        {"activity_id": "0" * 12, "peak_anxiety": 2},
        {"activity_id": "u" * 12, "peak_anxiety": 9},
    ]
    assert ask(done=done) == ask()


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"done": "none"}, "done"),
        ({"done": [{"activity_id": "0" * 12}]}, "done.peak_anxiety"),
        ({"done": [{"activity_id": "0" * 12, "peak_anxiety": 10.5}]}, "done.peak_anxiety"),
        ({"done": [{"activity_id": "0" * 12, "peak_anxiety": 1, "mood": 1}]}, "done.mood"),
        ({"done": [3]}, "done"),
        ({"done": [{"activity_id": "0" * 12, "peak_anxiety": 1}] * 201}, "done"),
        ({"steps": 3}, "steps"),
        ({"radius_km": 0}, "radius_km"),
    ],
)
def test_what_does_not_fit_is_named(client, halls, body, field):
    asked = SHEFFIELD | {"profile": LEVEL} | body
    answer = client.post("/api/v1/matches/next-steps", json=asked)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == [field]


def test_a_profile_is_needed_and_nothing_travels_in_an_address(client, halls):
    answer = client.post("/api/v1/matches/next-steps", json=SHEFFIELD)
    assert list(answer.json["errors"]) == ["profile"]
    assert client.get("/api/v1/matches/next-steps?level=4").status_code == 405
    assert client.get("/api/v1/matches/observe").status_code == 405
