"""A place one has been to: its own visits say most of how the next one may feel."""

from dataclasses import replace

import pytest

from app.comfort import Been, Profile, at_place, band, comfort_chance, ease_at
from app.core.ids import read_id
from app.discovery.asker import read_asker
from app.discovery.cards import comfort
from tests.discovery.conftest import SHEFFIELD
from tests.discovery.halls import halls as halls  # noqa: PLC0414 a fixture

STATE = {"theta": 0.0, "variance": 0.5}


@pytest.fixture
def match(halls, client):
    """The cards in order for somebody who has been to some places: title -> (times, peak)."""
    cards = client.get("/api/v1/activities?lat=53.38&lon=-1.47&radius_km=50").json["items"]
    ids = {card["title"]: card["id"] for card in cards}

    def matching(**been):
        visited = [
            {"activity_id": ids[title.replace("_", " ")], "times": times, "peak": peak}
            for title, (times, peak) in been.items()
        ]
        state = STATE | ({"visited": visited} if visited else {})
        body = SHEFFIELD | {"profile": {"state": state}, "limit": 50}
        answer = client.post("/api/v1/matches", json=body)
        assert answer.status_code == 200, answer.json
        return answer.json["items"]

    return matching


def titles(cards):
    return [card["title"] for card in cards]


def fits(cards):
    return {card["title"]: card["fit"] for card in cards}


def test_a_place_that_was_hard_comes_later_and_is_still_there(match):
    before, after = match(), match(Hall_two=(2, 9))
    assert titles(after).index("Hall two") > titles(before).index("Hall two")
    assert sorted(titles(after)) == sorted(titles(before))


def test_own_visits_are_said_on_that_card_and_change_no_other(match):
    before, after = fits(match()), fits(match(Hall_two=(2, 9), Hall_four=(3, 1)))
    assert after["Hall two"].pop("been") == "You were here: it was harder than we would guess"
    assert after["Hall four"].pop("been") == "You were here: it was calmer than we would guess"
    assert after["Hall two"]["band"] != before["Hall two"]["band"]
    for title in before.keys() - {"Hall two", "Hall four"}:
        assert after[title] == before[title]
    assert not any("been" in fit for fit in before.values())


def test_the_page_of_a_place_says_the_same_as_its_card(match, client):
    card = next(one for one in match(Hall_two=(2, 9)) if one["title"] == "Hall two")
    visited = [{"activity_id": card["id"], "times": 2, "peak": 9}]
    form = {"state": f'{{"theta": 0, "variance": 0.5, "visited": {visited}}}'.replace("'", '"')}
    for address in (f"/activities/{card['id']}", "/?lat=53.38&lon=-1.47&radius_km=50"):
        query = dict(pair.split("=") for pair in address.partition("?")[2].split("&") if pair)
        page = client.post(address.partition("?")[0], data={**query, **form}).text
        assert "You were here: it was harder than we would guess." in page
    assert "You were here" not in client.get(f"/activities/{card['id']}").text


@pytest.mark.parametrize(("word", "never"), [("fine", "harder"), ("avoid", "calmer")])
@pytest.mark.parametrize("level", [1, 5])
def test_the_first_and_the_last_word_are_never_turned_round(match, client, word, never, level):
    for card in match():
        visit = {"activity_id": card["id"], "answer": word}
        body = {"profile": {"level": level}, "visit": visit}
        learned = client.post("/api/v1/matches/observe", json=body).json["profile"]
        asked = SHEFFIELD | {"profile": learned, "limit": 50}
        cards = client.post("/api/v1/matches", json=asked).json["items"]
        assert never not in next(one for one in cards if one["id"] == card["id"])["fit"]["been"]


def test_how_a_day_feels_moves_a_known_place_as_it_moves_every_other():
    place = {"activity_id": "0123456789ab", "times": 1, "peak": 7.0}
    told = {"state": STATE | {"visited": [place]}, "today": "harder"}
    asker = read_asker(told)
    assert asker.been == {read_id("0123456789ab"): Been(1, 7.0)}
    assert (asker.usual.theta, asker.profile.theta) == (0.0, -0.42)


def test_a_page_that_goes_on_belongs_to_the_visits_it_was_asked_with():
    asker = read_asker({"state": STATE})
    other = replace(asker, been={7: Been(1, 3.0)})
    assert asker.fingerprint() != other.fingerprint()
    assert other.fingerprint() == replace(asker, been={7: Been(1, 3.0)}).fingerprint()


def test_the_band_is_that_of_the_model(match, app):
    from app.activities.queries import find_activity
    from app.core.db import db

    card = next(one for one in match(Hall_four=(4, 2.0)) if one["title"] == "Hall four")
    told = comfort(find_activity(db.session(), read_id(card["id"])))
    person = Profile(0.0, 0.5)
    there = at_place(person, ease_at(person, told, Been(4, 2.0)))
    assert card["fit"]["band"] == band(comfort_chance(there, [told])[0])
