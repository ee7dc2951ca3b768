"""What an author sees of their listing: why it is hidden, what people ask, what is alike."""

from datetime import timedelta

import pytest

from app.core.writes import unit_of_work
from app.moderation.expiry import ask_whether_on, hide_unconfirmed
from tests.conftest import NOW
from tests.moderation.conftest import line, report
from tests.moderation.waiting import NEW, hand_in, judge, mo, olga
from tests.people import sign_in
from tests.phones import new_phone
from tests.web.reading import read

__all__ = ["line", "mo", "olga"]


@pytest.fixture
def walk(olga, mo):
    """A listing of Olga's that is public."""
    number = hand_in(olga, rrule="FREQ=WEEKLY")
    judge(mo, number, "approve")
    return number


def text_of(phone, address):
    return " ".join(read(phone.get(address)).text.split())


def test_what_a_moderator_hid_says_why_and_what_to_do(olga, mo, walk):
    judge(mo, walk, "hide", reason="home", words="Is there a hall <b>nearby</b>?")
    shown = text_of(olga, f"/organise/{walk}")
    assert "A moderator took it down." in shown
    assert "It meets in a private home. Is there a hall <b>nearby</b>?" in shown
    assert "change what it says. Somebody reads the change" in shown
    copy = read(olga.get(f"/organise/{walk}")).press(olga, "Make a copy")
    assert copy.status_code == 303


def test_what_reports_hid_says_so_and_nothing_of_who_or_what(olga, walk, line):
    for each in (1, 2, 3):
        report(line(each), walk, "harm", text="He followed me home.")
    shown = text_of(olga, f"/organise/{walk}")
    assert "People told us that something may be wrong." in shown
    for secret in ("followed", "harm", "three", "3 "):
        assert secret not in shown.partition("How it stands")[2].partition("Next dates")[0]
    mine = olga.get(f"/api/v1/me/activities/{walk}").json
    assert mine["hidden"] == {"cause": "reports", "reason": None, "words": None}


def test_what_nobody_confirmed_comes_back_with_one_tap(app, walk, frozen):
    frozen.move_to(NOW + timedelta(days=91))
    for days in (0, 14):
        frozen.move_to(NOW + timedelta(days=91 + days))
        for job in (ask_whether_on, hide_unconfirmed):
            with unit_of_work() as session:
                job(session, NOW + timedelta(days=91 + days))
    olga = sign_in(app)
    page = read(olga.get(f"/organise/{walk}"))
    assert "Nobody confirmed for a long time that it is still on." in page.text
    assert new_phone(app).get(f"/activities/{walk}").status_code == 410
    page.press(olga, "It is still on")
    assert new_phone(app).get(f"/activities/{walk}").status_code == 200


def test_what_people_ask_is_one_tap_from_the_answer(app, olga, walk):
    asked = {"facts": ["speak", "greeter", "step_free"]}
    told = new_phone(app).post(f"/api/v1/activities/{walk}/questions", json=asked)
    assert told.status_code == 200, told.json
    page = read(olga.get(f"/organise/{walk}"))
    ways = {at["href"] for _, at in page.tags if "#f-" in at.get("href", "")}
    assert ways == {
        f"/organise/{walk}/edit/expect#f-fact_speak",
        f"/organise/{walk}/edit/expect#f-support_greeter",
        f"/organise/{walk}/edit/access#f-access_step_free",
    }
    for way in ways:
        address, _, anchor = way.partition("#")
        ids = {attrs.get("id") for _, attrs in read(olga.get(address)).tags}
        assert anchor in ids
    mine = olga.get(f"/api/v1/me/activities/{walk}").json
    assert mine["asked"] == ["speak", "greeter", "step_free"]
    olga.patch(f"/api/v1/activities/{walk}", json={"access": {"step_free": True}})
    left = read(olga.get(f"/organise/{walk}"))
    assert f"/organise/{walk}/edit/access#f-access_step_free" not in left.links.values()


def test_a_double_is_suggested_before_publishing_with_both_ways_on(app, walk):
    otto = sign_in(app, "otto@example.org")
    begun = otto.post("/api/v1/activities", json=NEW | {"title": "Slow walk by the river!"})
    number = begun.json["id"]
    page = read(otto.get(f"/organise/{number}/edit/check"))
    assert "This looks like one that is already listed" in page.text
    assert page.links[NEW["title"]] == f"/activities/{walk}"
    assert "Throw this draft away" in {words for words, _, _ in page.buttons}
    answer = page.press(otto, "Hand it in")
    assert answer.status_code == 303
    assert otto.get(f"/api/v1/me/activities/{number}").json["state"] == "waiting"


def test_another_activity_is_no_double_and_what_is_hidden_is_named_to_nobody(app, mo, walk):
    otto = sign_in(app, "otto@example.org")
    other = otto.post("/api/v1/activities", json=NEW | {"title": "Choir practice"}).json["id"]
    said = "This looks like one that is already listed"
    assert said not in text_of(otto, f"/organise/{other}/edit/check")
    same = otto.post("/api/v1/activities", json=NEW).json["id"]
    assert said in text_of(otto, f"/organise/{same}/edit/check")
    judge(mo, walk, "hide", reason="place")
    assert said not in text_of(otto, f"/organise/{same}/edit/check")
