"""What was taken down comes back by no other door, also of those whose listings nobody reads."""

import pytest
from sqlalchemy import select

from app.accounts.membership import found
from app.accounts.models import Organiser, Person
from app.activities.hiding import REPORTS, UNCONFIRMED, Hiding, hide
from app.activities.models import Activity
from app.activities.posting import recalling
from app.core import clock
from app.core.ids import read_id
from app.core.writes import unit_of_work
from tests.moderation.conftest import status
from tests.moderation.waiting import NEW, hand_in, judge, mo, olga, queue, state, undo
from tests.people import sign_in

__all__ = ["mo", "olga"]
ABOUT = "We sell wonder pills at half the price, bring cash and ask for Dave at the side door."
LINK = "https://pills.example.org/buy"
BAD = {"title": "Wonder pills for everybody", "description": ABOUT, "url": LINK}
LATER = {"starts_at": "2026-12-08T10:00", "ends_at": "2026-12-08T11:00"}


def trust_all():
    with unit_of_work() as session:
        for one in session.scalars(select(Organiser)):
            one.trusted_at = clock.now()


@pytest.fixture
def hidden(olga, mo):
    """A listing that was taken down, of somebody who is trusted all the same."""
    number = hand_in(olga, **BAD)
    judge(mo, number, "approve")
    trust_all()
    decision = judge(mo, number, "hide", reason="selling")
    return number, decision


SAYS_IT_AGAIN = [
    {"title": "Wonder pills, for everybody!"},
    {"description": ABOUT.replace("half the price", "half their price")},
    {"steps": [ABOUT]},
    {"url": "http://www.pills.example.org/buy/"},
    {"bring": "Look at pills.example.org/buy first."},
]


@pytest.mark.parametrize("again", SAYS_IT_AGAIN)
def test_the_same_in_a_new_listing_waits(olga, mo, line, hidden, again):
    number = hand_in(olga, **{"title": "Slow walk"} | LATER | again)
    assert (state(olga, number), status(line(1), number)) == ("waiting", 404)
    (item,) = queue(mo)
    assert any("which was taken down" in hint for hint in item["hints"])


@pytest.mark.parametrize("again", SAYS_IT_AGAIN)
def test_the_same_in_a_change_waits(olga, line, hidden, again):
    number = hand_in(olga, **LATER)
    assert status(line(1), number) == 200
    path = f"/api/v1/activities/{number}"
    changed = olga.patch(path, json=again | {"capacity": 7})
    assert changed.json["change"]["fields"] == list(again)
    public = line(1).get(path).json
    assert {name: public[name] for name in again} != again
    assert olga.get(f"/api/v1/me/activities/{number}").json["capacity"] == 7


def test_what_people_reported_since_pushes_nothing_out_that_was_decided(
    olga, line, hidden, monkeypatch
):
    monkeypatch.setattr(recalling, "LOOKED_AT", 1)
    for title in ("Choir for all", "Chess for all", "Tea for all"):
        number = hand_in(olga, **{**LATER, "title": title, "description": f"{title} every week."})
        with unit_of_work() as session:
            found = session.get_one(Activity, read_id(number))
            hide(session, found, Hiding(cause=REPORTS, at=clock.now()))
    assert state(olga, hand_in(olga, **BAD | LATER)) == "waiting"


def test_a_copy_waits_and_its_author_is_told_before(olga, line, hidden):
    copy = olga.post(f"/api/v1/activities/{hidden[0]}/copy").json["id"]
    olga.patch(f"/api/v1/activities/{copy}", json=LATER)
    page = olga.get(f"/organise/{copy}/edit/check").text
    assert "Somebody reads it first: it says much the same as a listing that was taken down" in page
    olga.post(f"/api/v1/activities/{copy}/publish")
    assert (state(olga, copy), status(line(1), copy)) == ("waiting", 404)


def test_another_name_of_the_same_account_changes_nothing(olga, line, hidden):
    with unit_of_work() as session:
        person = session.scalars(select(Person).where(Person.sign_in_address.like("olga%"))).one()
        found(session, person.id, "Other name", clock.now()).trusted_at = clock.now()
    number = hand_in(olga, **BAD | LATER, organiser_name="Other name")
    assert status(line(1), number) == 404


def test_one_cancelled_before_is_not_brought_back_unread(olga, mo, line):
    first, second = hand_in(olga, **BAD), hand_in(olga, **BAD | LATER)
    for number in (first, second):
        judge(mo, number, "approve")
    trust_all()
    olga.post(f"/api/v1/activities/{second}/cancel")
    decision = judge(mo, first, "hide", reason="selling")
    refused = olga.post(f"/api/v1/activities/{second}/publish")
    assert (refused.status_code, refused.json["code"]) == (409, "hidden")
    assert status(line(1), second) == 410
    undo(mo, decision)
    assert olga.post(f"/api/v1/activities/{second}/publish").status_code == 200


def test_one_that_was_forgotten_is_not_brought_back_unread_by_a_word(olga, mo, line):
    first, second = hand_in(olga, **BAD), hand_in(olga, **BAD | LATER)
    for number in (first, second):
        judge(mo, number, "approve")
    judge(mo, first, "hide", reason="selling")
    with unit_of_work() as session:
        forgotten = Hiding(cause=UNCONFIRMED, at=clock.now())
        hide(session, session.get_one(Activity, read_id(second)), forgotten)
    assert olga.post(f"/api/v1/activities/{second}/confirm").status_code == 409
    assert status(line(1), second) == 410


def test_others_and_other_words_are_public_at_once(app, olga, line, hidden):
    assert status(line(1), hand_in(olga, **LATER)) == 200
    otto = sign_in(app, "otto@example.org")
    hand_in(otto, title="Chess", **LATER)
    trust_all()
    assert status(line(1), hand_in(otto, **BAD | LATER)) == 200


def test_a_link_of_a_listing_that_is_still_public_says_nothing(olga, mo, line):
    hand_in(olga, title="Chess", url="https://library.example.org/")
    trust_all()
    for title in ("Choir", "Knitting by the fire"):
        number = hand_in(olga, title=title, url="https://library.example.org/", **LATER)
    judge(mo, number, "hide", reason="place")
    trust_all()
    again = hand_in(olga, title=NEW["title"], url="https://library.example.org/", **LATER)
    assert status(line(1), again) == 200


def test_once_a_hiding_is_taken_back_nothing_waits(olga, mo, line, hidden):
    undo(mo, hidden[1])
    assert status(line(1), hand_in(olga, **BAD | LATER)) == 200
