"""Links in mails: looking changes nothing, the button does one thing, for one person."""

from datetime import timedelta

import pytest

from app.activities.service import withdraw
from app.core.actors import COOKIE
from app.core.writes import unit_of_work
from app.notices.links import ACCEPT, LEAVE, STOP, Act, Links
from tests.attendance.conftest import STARTS, act, hold, leave, look
from tests.conftest import NOW
from tests.notices.conftest import follow, links
from tests.notices.test_telling import move
from tests.phones import new_phone

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def anybody(app):
    """A browser in which nobody is known."""
    return new_phone(app)


@pytest.fixture
def offer(known, phone, post, inbox):
    """Somebody who is offered a place, and the mail that says so."""
    mine, other, date = known(), phone(), post(capacity=1)
    hold(other, date)
    hold(mine, date)
    leave(other, date)
    (mail,) = inbox.new()
    return mine, date, mail


def test_looking_at_every_link_changes_nothing_however_often(offer, anybody):
    mine, date, mail = offer
    before = look(mine, date)
    for path in links(mail) * 2:
        shown = anybody.get(path)
        assert shown.status_code == anybody.head(path).status_code == 200
        assert 'method="post"' in shown.text
        assert "no-store" in shown.headers["Cache-Control"]
        assert "Set-Cookie" not in shown.headers
    assert look(mine, date) == before
    assert mine.get("/api/v1/me").json["email"]["is_confirmed"]


def test_an_offer_is_taken_without_a_session_and_once_more_is_the_same(offer, anybody):
    mine, date, mail = offer
    accept = links(mail)[0]
    for _ in range(2):
        done = follow(anybody, accept)
        assert "The place is yours" in done.text
        assert look(mine, date)["status"] == "going"
    assert anybody.get_cookie(COOKIE) is None


def test_not_this_time_gives_the_place_to_the_next_person(offer, anybody, phone):
    mine, date, mail = offer
    waiting = phone()
    hold(waiting, date)
    assert follow(anybody, links(mail)[1]).status_code == 200
    assert look(mine, date)["status"] == "cancelled"
    assert look(waiting, date)["status"] == "offered"
    assert anybody.post(links(mail)[0], content_type=FORM).status_code == 409


def test_still_fine_can_be_said_from_the_mail(known, post, inbox, frozen, anybody):
    mine, date = known(reminder=False), post()
    hold(mine, date)
    frozen.move_to(STARTS - timedelta(hours=44))
    (mail,) = inbox.new()
    follow(anybody, links(mail)[0])
    assert look(mine, date)["is_confirmed"]


@pytest.mark.parametrize("shape", [FORM, "multipart/form-data"])
def test_one_click_of_a_mail_program_stops_the_mails(offer, anybody, shape):
    mine, date, mail = offer
    stop = mail["List-Unsubscribe"].strip("<>").removeprefix("http://localhost:8000")
    program = anybody
    program.environ_base.pop("HTTP_SEC_FETCH_SITE")
    for _ in range(2):
        said = {"List-Unsubscribe": "One-Click"}
        answer = program.post(stop, data=said, content_type=shape)
        assert answer.status_code == 200
    assert mine.get("/api/v1/me").json["email"] is None
    assert look(mine, date)["status"] == "offered", "places stay as they are"


def test_an_old_stop_link_leaves_a_newer_address_alone(known, post, inbox, anybody):
    mine = known("old@example.org")
    mine.post("/api/v1/me/email", json={"email": "new@example.org"})
    (mail,) = inbox.new()
    old = inbox.app.extensions["links"]
    follow(anybody, links(mail)[0])
    assert mine.get("/api/v1/me").json["email"]["address"] == "new@example.org"
    stale = old.path(Act(STOP, 1, 1))
    assert anybody.post(stale, content_type=FORM).status_code == 200
    assert mine.get("/api/v1/me").json["email"]["is_confirmed"]


def test_a_link_ends_with_the_date(offer, anybody, frozen):
    _, _, mail = offer
    frozen.move_to(STARTS + timedelta(hours=2))
    answer = anybody.get(links(mail)[0])
    assert answer.status_code == 410
    assert "on which you held it" in answer.text


def test_links_of_others_and_made_up_ones_are_refused_alike(offer, app, anybody, phone):
    mine, date, mail = offer
    other = phone()
    hold(other, date)
    good = links(mail)[0]
    made = app.extensions["links"].read(good.removeprefix("/links/"))
    wrong = [
        app.extensions["links"].path(Act(LEAVE, made.person_id + 1, made.row_id)),
        app.extensions["links"].path(Act(ACCEPT, made.person_id, made.row_id + 1)),
        Links("another secret").path(made),
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        good + good[-20:],
        "/links/x",
        "/links/%C3%A9%00",
    ]
    said = {anybody.get(path).json["detail"] for path in wrong}
    assert len(said) == 1
    for path in wrong:
        assert anybody.get(path).status_code == 410
        assert anybody.post(path, content_type=FORM).status_code == 410
    assert look(mine, date)["status"] == "offered"


def test_a_page_of_another_site_can_not_press_the_button(offer, anybody):
    mine, date, mail = offer
    anybody.environ_base["HTTP_SEC_FETCH_SITE"] = "cross-site"
    assert anybody.post(links(mail)[1], content_type=FORM).status_code == 403
    assert look(mine, date)["status"] == "offered"


def test_the_page_says_when_and_neither_what_nor_where(offer, anybody):
    _, _, mail = offer
    text = anybody.get(links(mail)[0]).text
    assert "Tue 1 December, 14:00" in text
    assert "Craft table" not in text
    assert "Library" not in text


def test_no_link_says_a_place_is_sure_on_a_date_that_was_called_off(offer, post, anybody):
    mine, date, mail = offer
    move(post, None, capacity=1)
    for path in links(mail)[:2]:
        for answer in (anybody.get(path), anybody.post(path, content_type=FORM)):
            assert answer.status_code == 409
            assert "does not take place" in answer.text
    assert look(mine, date)["status"] == "offered"
    assert act(mine, date, "accept").json["code"] == "cancelled"


def test_still_fine_is_no_answer_to_a_date_that_was_taken_down(known, post, inbox):
    mine, date = known(), post()
    hold(mine, date)
    with unit_of_work() as session:
        withdraw(session, "test", "table", NOW)
    assert act(mine, date, "confirm").json["code"] == "cancelled"
