"""What visits teach, and what next steps come of them: asked by a phone, kept by nobody."""

from dataclasses import asdict

import pytest
from sqlalchemy import update

from app.activities.models import Activity
from app.comfort import (
    FACTS,
    Been,
    Comfort,
    Profile,
    observe,
    observe_again,
    profile_from_words,
)
from app.core.writes import unit_of_work
from tests.discovery.conftest import SHEFFIELD
from tests.discovery.halls import halls as halls  # noqa: PLC0414 a fixture

LEVEL = {"level": 4}
CRAFT = Comfort(
    dict.fromkeys(FACTS, 0) | {"start": 1}, {"greeter": True, "leave_ok": True}, "interest_group"
)


@pytest.fixture
def ids(listed, client):
    cards = client.get("/api/v1/activities?lat=53.38&lon=-1.47&radius_km=50").json["items"]
    return {card["title"]: card["id"] for card in cards}


@pytest.fixture
def ask(ids, client):
    """Asks what a visit to the craft table teaches; `body` replaces parts."""

    def asking(**body):
        visit = {"activity_id": ids["Craft table"], "peak_anxiety": 3}
        asked = {"profile": LEVEL, "visit": visit, "weeks": 2} | body
        return client.post("/api/v1/matches/observe", json=asked)

    return asking


def numbers(profile: Profile) -> dict:
    return {name: pytest.approx(value) for name, value in asdict(profile).items()}


def test_a_visit_teaches_what_the_model_says(ask):
    answer = ask()
    state = answer.json["profile"]["state"]
    assert (state.pop("updated_on"), state.pop("version")) == ("2026-11-26", 1)
    assert [(one["times"], one["peak"]) for one in state.pop("visited")] == [(1, 3)]
    assert state == numbers(observe(Profile.from_level(4), CRAFT, 3, weeks=2))
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("word", ["fine", "nervous", "very_nervous", "avoid"])
def test_a_plain_answer_is_as_good_as_a_number(ask, ids, word):
    state = ask(visit={"activity_id": ids["Craft table"], "answer": word}).json["profile"]["state"]
    felt = {"fine": 0.97, "nervous": 0.70, "very_nervous": 0.25, "avoid": 0.05}[word]
    peak = {"fine": 2.9, "nervous": 4.5, "very_nervous": 5.7, "avoid": 6.8}[word]
    assert state.pop("visited")[0]["peak"] == pytest.approx(peak, abs=0.05)
    del state["updated_on"], state["version"]
    assert state == numbers(observe(Profile.from_level(4), CRAFT, felt=felt, weeks=2))


def test_what_was_learned_goes_on_from_there_and_the_words_stay(ask):
    words = {
        "level": 4, "answers": {"party": "avoid"}, "sensitivities": {"speak": "harder"},
        "pace": "steady", "interests": ["walking"], "max_km": 4.0, "free_times": ["sat_morning"],
        "budget": {"minor": 500, "currency": "GBP"},
    }  # fmt: skip
    once = ask(profile=words).json["profile"]
    assert {name: once[name] for name in words} == words
    twice = ask(profile=once).json["profile"]["state"]
    start = profile_from_words(4, words["answers"], words["sensitivities"])
    once_there = observe(start, CRAFT, 3, weeks=2)
    expected = observe_again(once_there, CRAFT, Been(1, 3), 3, weeks=2)
    assert twice["theta"] == pytest.approx(expected.theta)


def test_how_a_day_feels_counts_for_that_day_only(ask, halls, client):
    hard_day = ask(profile=LEVEL | {"today": "harder"}).json["profile"]
    assert "today" not in hard_day
    assert hard_day["state"] == ask().json["profile"]["state"]
    bands = {}
    for today in ("easier", "usual", "harder"):
        body = SHEFFIELD | {"profile": {"level": 2, "today": today}, "kind": ["volunteering"]}
        cards = client.post("/api/v1/matches", json=body).json["items"]
        bands[today] = next(c["fit"]["band"] for c in cards if c["title"] == "Hall four")
    assert bands == {"easier": "comfortable", "usual": "gentle_stretch", "harder": "gentle_stretch"}


def test_a_visit_to_what_ended_counts_and_to_what_was_taken_down_does_not(ask, ids):
    for state, status in (("withdrawn", 200), ("hidden", 410)):
        with unit_of_work() as session:
            craft = update(Activity).where(Activity.title == "Craft table")
            session.execute(craft.values(state=state))
        assert ask().status_code == status
    assert ask(visit={"activity_id": "0" * 12, "peak_anxiety": 3}).status_code == 404


STATE = {"theta": 0.1, "variance": 0.5}
PLACE = {"activity_id": "0123456789ab", "times": 2, "peak": 4.5}


def many_places(count):
    return [PLACE | {"activity_id": f"{number:012}"} for number in range(count)]


def test_a_place_gone_to_again_is_kept_once_and_the_oldest_of_very_many_goes(ask, ids):
    craft = ids["Craft table"]
    visited = [{"activity_id": craft, "times": 2, "peak": 6}, *many_places(199)]
    after = ask(profile={"state": STATE | {"visited": visited}}).json["profile"]["state"]
    assert after["visited"][-1] == {"activity_id": craft, "times": 3, "peak": 5}
    assert after["visited"][:-1] == many_places(199)
    full = {"state": STATE | {"visited": many_places(200)}}
    assert len(ask(profile=full).json["profile"]["state"]["visited"]) == 200


@pytest.mark.parametrize(
    ("profile", "field"),
    [
        ({"state": STATE | {"version": 2}}, "profile.state.version"),
        ({"state": STATE | {"mood": 2}}, "profile.state.mood"),
        ({"state": STATE | {"theta": "NaN"}}, "profile.state.theta"),
        ({"state": STATE | {"variance": 0.02}}, "profile.state.variance"),
        ({"state": STATE | {"sensitivities": {"speak": 1.3}}}, "profile.state.sensitivities.speak"),
        ({"state": STATE | {"sensitivities": {"dance": 1}}}, "profile.state.sensitivities.dance"),
        ({"state": STATE | {"visited": "often"}}, "profile.state.visited"),
        ({"state": STATE | {"visited": [PLACE, PLACE]}}, "profile.state.visited"),
        ({"state": STATE | {"visited": [PLACE | {"peak": 11}]}}, "profile.state.visited.peak"),
        ({"state": STATE | {"visited": [PLACE | {"times": 0}]}}, "profile.state.visited.times"),
        ({"state": STATE | {"visited": many_places(201)}}, "profile.state.visited"),
        ({"state": STATE | {"updated_on": "soon"}}, "profile.state.updated_on"),
        ({"today": "awful"}, "profile.today"),
        ({"mood": "low"}, "profile.mood"),
        (None, "profile"),
        ("often", "profile"),
    ],
)
def test_a_profile_that_does_not_fit_is_named_everywhere(ask, client, profile, field):
    for answer in (
        ask(profile=profile),
        client.post("/api/v1/matches", json=SHEFFIELD | {"profile": profile}),
        client.post("/api/v1/matches/next-steps", json=SHEFFIELD | {"profile": profile}),
    ):
        assert answer.status_code == 422
        assert list(answer.json["errors"]) == [field]


def test_numbers_of_another_version_are_refused_in_a_clear_sentence(ask):
    errors = ask(profile={"state": STATE | {"version": 2}}).json["errors"]
    assert "Another version of Alongside made this" in errors["profile.state.version"][0]
    assert ask(profile={"state": STATE | {"version": 1}}).status_code == 200


def test_numbers_made_before_the_model_changed_are_refused_and_never_misread(ask, monkeypatch):
    made = ask().json["profile"]["state"]
    monkeypatch.setattr("app.discovery.profile_schemas.TABLE_VERSION", 2)
    for old in (made, STATE):
        errors = ask(profile={"state": old}).json["errors"]
        assert "Another version of Alongside made this" in errors["profile.state.version"][0]


def test_a_number_that_is_none_can_not_be_read_as_json(ask, client):
    body = '{"profile": {"state": {"theta": NaN, "variance": 0.5}}}'
    answer = client.post("/api/v1/matches", data=body, content_type="application/json")
    assert (answer.status_code, answer.json["code"]) == (400, "unreadable")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"peak_anxiety": 11}, "visit.peak_anxiety"),
        ({"peak_anxiety": -1}, "visit.peak_anxiety"),
        ({"peak_anxiety": "7"}, "visit.peak_anxiety"),
        ({"peak_anxiety": None}, "visit.peak_anxiety"),
        ({"answer": "fine"}, "visit.answer"),
        ({"answer": "fine", "peak_anxiety": 9}, "visit.answer"),
        ({"note": "a good day"}, "visit.note"),
        ({"activity_id": "short"}, "visit.activity_id"),
    ],
)
def test_a_visit_that_does_not_fit_is_named(ask, ids, change, field):
    visit = {"activity_id": ids["Craft table"], "peak_anxiety": 3}
    answer = ask(visit=visit | change)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == [field]
    nothing = ask(visit={"activity_id": ids["Craft table"]})
    assert list(nothing.json["errors"]) == ["visit.peak_anxiety"]


@pytest.mark.parametrize("weeks", [-1, 521, "2"])
def test_weeks_have_a_range(ask, weeks):
    assert list(ask(weeks=weeks).json["errors"]) == ["weeks"]
