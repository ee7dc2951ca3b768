"""What an author who was approved once can slip in afterwards, unread: nothing that leads away."""

import pytest

from app.core.ids import read_id
from tests.moderation.conftest import status
from tests.moderation.waiting import NEW, hand_in, judge, judge_organiser, mo, olga, queue, state
from tests.people import sign_in
from tests.running.conftest import join

__all__ = ["mo", "olga"]
LONG = " ".join(f"bargain{n}" for n in range(40))


@pytest.fixture
def walk(olga, mo):
    """A listing that was read and found good; its author is not proven yet."""
    number = hand_in(olga)
    judge(mo, number, "approve")
    return number


def public(line, number):
    return line(1).get(f"/api/v1/activities/{number}").json


LEADS_AWAY = [
    ("title", "Buy here"), ("url", "https://shop.example.org/"), ("format", "hybrid"),
    ("place_name", "My flat"), ("address", "9 Mill Street"), ("lat", 53.39), ("lon", -1.4),
    ("finding_us", "Ring at the side door."), ("contact_public", "Write to dave@example.org"),
    ("starts_at", "2026-12-05T09:00"), ("rrule", "FREQ=DAILY;COUNT=5"),
    ("kind", "support_meetup"), ("age_min", 12), ("age_max", 17),
    ("description", "We walk slowly. Look at www.shop.example"),
    ("description", "We walk slowly. Look at best-pills.shop"),
    ("description", "We walk slowly. See t.me/dave"),
    ("description", "We walk slowly. Ring 07700 900 123."),
    ("description", "We walk slowly. Write to dave@shop.example"),
    ("description", LONG), ("bring", "Your card from win-now.bet"),
    ("steps", ["Hello", "Join wa.me/447700900123"]), ("greeter_name", "Dave 07700900123"),
]  # fmt: skip
HARMLESS = [
    {"description": "We walk slowly, and stop for tea at 10.30."},
    {"bring": "Shoes. A cup, if you like."}, {"steps": ["10:00 Hello", "10:15 We walk"]},
    {"capacity": 8}, {"access": {"step_free": True}},
]  # fmt: skip


def test_where_people_are_led_is_read_again(olga, mo, line, walk):
    before, path = public(line, walk), f"/api/v1/activities/{walk}"
    for field, value in LEADS_AWAY:
        answer = olga.patch(path, json={field: value})
        assert answer.status_code == 200, (field, answer.json)
        assert answer.json["change"], f"{field}: {value} is public unread"
        (item,) = queue(mo)
        assert field in {change["field"] for change in item["changes"]}
        olga.delete(path)
    assert public(line, walk) == before


def test_facts_and_kind_words_are_public_at_once(olga, mo, walk):
    for change in HARMLESS:
        answer = olga.patch(f"/api/v1/activities/{walk}", json=change)
        assert (answer.status_code, answer.json["change"]) == (200, None), change
    assert queue(mo) == []


def test_a_copy_waits_like_any_other(olga, mo, line, walk):
    copy = olga.post(f"/api/v1/activities/{walk}/copy").json["id"]
    when = {"starts_at": "2026-12-06T10:00", "ends_at": "2026-12-06T11:00", "title": "Buy here"}
    olga.patch(f"/api/v1/activities/{copy}", json=when)
    olga.post(f"/api/v1/activities/{copy}/publish")
    assert (state(olga, copy), status(line(1), copy)) == ("waiting", 404)


def test_cancelled_and_brought_back_it_says_what_was_read(olga, mo, line, walk):
    olga.post(f"/api/v1/activities/{walk}/cancel")
    olga.patch(f"/api/v1/activities/{walk}", json={"title": "Buy here"})
    olga.post(f"/api/v1/activities/{walk}/publish")
    assert public(line, walk)["title"] == NEW["title"]


def test_the_name_that_was_read_stays_on_what_is_public(olga, line, walk):
    known = public(line, walk)["organiser"]["name"]
    named = {"organiser_name": "City Hospital", "title": NEW["title"], "kind": NEW["kind"],
             "description": NEW["description"], "topics": ["walking"]}  # fmt: skip
    form = {"content_type": "application/x-www-form-urlencoded"}
    olga.post(f"/organise/{walk}/edit/what", data=named, **form)
    assert public(line, walk)["organiser"]["name"] == known


def test_whoever_takes_the_name_of_another_is_pointed_out(app, olga, mo):
    judge(mo, hand_in(olga, organiser_name="City Library"), "approve")
    otto = sign_in(app, "otto@example.org")
    hand_in(otto, organiser_name="city library", title="Choir practice")
    (item,) = queue(mo)
    assert "Another organiser has the same name." in item["hints"]


def test_a_helper_of_a_blocked_organiser_publishes_nothing(app, olga, mo, line, walk):
    kim = sign_in(app, "kim@example.org")
    waiting = hand_in(olga, title="Choir practice")
    who = queue(mo)[0]["organiser"]["id"]
    join(read_id(who), "kim@example.org", "editor")
    number = f"/api/v1/activities/{walk}"
    olga.post(f"{number}/cancel")
    judge_organiser(mo, who, "block", reason="harm")
    kim.patch(number, json={"description": "Now we sell."})
    kim.post(f"/organise/{walk}/bring-back", data={})
    for path in (f"{number}/publish", f"{number}/confirm", f"/api/v1/activities/{waiting}/publish"):
        kim.post(path)
    copy = kim.post(f"{number}/copy").json["id"]
    when = {"starts_at": "2026-12-06T10:00", "ends_at": "2026-12-06T11:00"}
    kim.patch(f"/api/v1/activities/{copy}", json=when)
    refused = kim.post(f"/api/v1/activities/{copy}/publish")
    assert (refused.status_code, refused.json["code"]) == (409, "organiser_blocked")
    assert status(line(1), walk) in {404, 410}
    assert status(line(1), waiting) == 404
