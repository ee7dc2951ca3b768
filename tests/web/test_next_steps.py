"""The page of next steps: without a script, with what a script sends, and as it can look."""

import json

import pytest
from flask.testing import FlaskClient

from tests.discovery.conftest import listed as listed  # noqa: PLC0414 a fixture of the next room
from tests.discovery.halls import halls as halls  # noqa: PLC0414 a fixture
from tests.web.reading import read

HERE = "/about-me/next-steps"
AT = {"place": "Sheffield", "kind": "volunteering", "level": "3"}


@pytest.fixture
def ids(halls, client: FlaskClient):
    cards = client.get("/api/v1/activities?lat=53.38&lon=-1.47&radius_km=50").json["items"]
    return {card["title"]: card["id"] for card in cards}


@pytest.fixture
def visit(ids, client: FlaskClient):
    """The page after visits of (title, peak), as a script asks for it."""

    def visiting(*visits, **more):
        done = [{"activity_id": ids[title], "peak_anxiety": peak} for title, peak in visits]
        return client.post(HERE, data=AT | {"kept": "device", "done": json.dumps(done)} | more)

    return visiting


def test_without_answers_it_says_what_it_needs(halls, client):
    answer = client.get(HERE)
    page = read(answer)
    assert "Tell how I feel" in page.text
    assert "Do it" not in page.lines
    assert page.links["Tell how I feel"] == "/about-me"


def test_it_opens_from_about_me_by_a_plain_form_and_the_answers_come_along(halls, client):
    about = read(client.post("/about-me", data=AT))
    page = read(about.press(client, "Open"))
    assert "A place to begin" in page.lines
    activity = read(page.press(client, "Do it"))
    assert "This is a guess from what the organiser and visitors told us. You decide." in " ".join(
        activity.lines
    )
    back = read(page.press(client, "About me"))
    checked = {(a["name"], a["value"]) for _, a in back.tags if "checked" in a}
    assert ("level", "3") in checked


def test_one_step_is_whole_and_the_others_are_faint(visit):
    page = read(visit(("Hall one", 3)))
    lines = page.lines
    assert lines.count("Do it") == 1
    assert lines.index("A small step from there") < lines.index("Do it")
    assert lines.count("Later, if you want") >= 1
    assert lines.index("Do it") < lines.index("Later, if you want")
    assert "Hall one" in page.links
    for way in ("An easier one", "Stay here", "Stop next steps"):
        assert way in lines


def test_nothing_to_press_is_on_paper(visit):
    html = visit(("Hall one", 3)).text
    assert html.count('<p class="stop no-print ') == html.count('<p class="stop') > 0


def test_an_easier_one_or_that_there_is_none(visit):
    lines = read(visit(("Hall one", 3))).lines
    none = "There is no easier one near here right now. Staying where you are is fine."
    assert ("Do this one" in lines) != (none in lines)


def test_the_same_place_without_a_friend_says_so(visit):
    text = read(visit(("Hall with a friend", 3))).text
    assert "The same place, coming on your own" in text


def test_after_two_hard_visits_it_pauses_with_help_and_nothing_to_do(visit):
    page = read(visit(("Hall one", 2), ("Hall four", 9), ("Hall two", 9)))
    assert "A pause" in page.lines
    assert page.links["Help now"] == "/help"
    assert "Do it" not in page.lines


def test_nothing_near_is_said_kindly_and_leads_on(visit):
    page = read(visit(lat="10", lon="10", place=""))
    assert "No small step is near right now" in page.lines
    assert page.links["Online or by phone"].startswith("/?")


@pytest.mark.parametrize(
    "done",
    ["{", "[1]", '[{"activity_id": "x", "peak_anxiety": 1}]', "NaN", '[{"peak_anxiety": 99}]'],
)
def test_visits_that_can_not_be_read_are_a_calm_page(halls, client, done):
    answer = client.post(HERE, data=AT | {"done": done})
    assert answer.status_code == 422
    assert answer.mimetype == "text/html"
    assert "Do it" not in read(answer).lines


def test_wrong_answers_lead_to_the_question(halls, client):
    answer = client.post(HERE, data=AT | {"level": "9"})
    assert answer.status_code == 422
    assert "#f-level" in read(answer).links.values()


def test_nothing_of_it_is_kept_or_in_an_address(visit):
    answer = visit(("Hall one", 3), answer_party="avoid")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers
    page = read(answer)
    assert not any("level" in href or "peak" in href for href in page.links.values())
    assert "peak_anxiety" not in answer.text


def test_no_word_presses(visit):
    text = read(visit(("Hall one", 3))).text.lower()
    for word in ("streak", "points", "missed", "hurry", "must", "%", "safe"):
        assert word not in text, word
