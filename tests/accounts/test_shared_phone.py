"""Two people, one phone: who signs in is asked whose the places are, and takes nobody's."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import Person
from app.core import actors
from app.core.db import db
from tests.accounts.conftest import FORM
from tests.attendance.conftest import config, hold, look, post

__all__ = ["config", "post"]
OLGA = "olga@example.org"
ASKS = "Places held on this phone"


@pytest.fixture
def sam(phone, post):
    """Sam's phone, a place held on it, and the date."""
    mine, date = phone(), post(capacity=2)
    mine.post("/api/v1/guests")
    hold(mine, date)
    return mine, date


def sign_in(browser, ask, **form):
    code, _ = ask(browser)
    answer = browser.post("/sign-in/code", data={"code": code} | form, content_type=FORM)
    assert answer.status_code == 303, answer.text


def kind(browser):
    return browser.get("/api/v1/me").json.get("kind")


def people():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Person))


def test_the_page_asks_and_what_takes_nothing_is_chosen(phone, sam, ask):
    mine, _ = sam
    _, token = ask(mine)
    for page in (mine.get("/sign-in/code"), mine.get(f"/api/v1/auth/verify?token={token}")):
        assert ASKS in page.text
        assert 'value="stays" checked' in page.text
    stranger = phone()
    ask(stranger)
    assert ASKS not in stranger.get("/sign-in/code").text


def test_who_is_left_is_known_again_after_signing_out(sam, ask):
    mine, date = sam
    sign_in(mine, ask, guest="stays")
    assert kind(mine) == "organiser"
    assert look(mine, date).get("status") != "going", "the account has no part in it"
    assert people() == 2
    mine.post("/settings/sign-out", content_type=FORM)
    assert kind(mine) == "guest"
    assert look(mine, date)["status"] == "going"


def test_who_is_left_is_known_again_when_the_account_was_not_used_for_long(sam, ask, frozen):
    mine, date = sam
    sign_in(mine, ask, guest="stays")
    mine.delete_cookie(actors.COOKIE)
    assert look(mine, date)["status"] == "going"


def test_the_words_of_who_is_left_stay_theirs(phone, sam, ask):
    mine, date = sam
    words = " ".join(mine.post("/api/v1/me/recovery").json["words"])
    sign_in(mine, ask, guest="stays")
    other = phone()
    assert other.post("/api/v1/auth/recovery", json={"words": words}).json["kind"] == "guest"
    assert look(other, date)["status"] == "going"


def test_kept_with_the_account_they_come_along(sam, ask):
    mine, date = sam
    sign_in(mine, ask, guest="joins")
    assert look(mine, date)["status"] == "going"
    assert people() == 1


def test_signing_in_again_can_still_take_them_along(sam, ask):
    mine, date = sam
    sign_in(mine, ask, guest="stays")
    mine.post("/settings/sign-out", content_type=FORM)
    sign_in(mine, ask, guest="joins")
    assert (kind(mine), look(mine, date)["status"]) == ("organiser", "going")
    assert people() == 1


def test_a_guest_who_left_is_not_known_again(sam, ask):
    """Signed out as a guest first, there is nobody to leave, and nobody to come back."""
    mine, _ = sam
    sign_in(mine, ask, guest="stays")
    mine.post("/settings/sign-out", content_type=FORM)
    mine.post("/settings/sign-out", content_type=FORM)
    assert mine.get("/api/v1/me").status_code == 401


def test_with_a_form_that_waits_nobody_is_asked_and_nothing_is_taken(sam, ask):
    mine, date = sam
    code, _ = ask(mine)
    form = {"proof_path": "/organise", "proof_back": "/organise", "proof_code": code}
    assert mine.post("/sign-in/code", data=form, content_type=FORM).status_code == 307
    assert kind(mine) == "organiser"
    assert people() == 2
    mine.post("/settings/sign-out", content_type=FORM)
    assert look(mine, date)["status"] == "going"
