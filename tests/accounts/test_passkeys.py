"""Passkeys: made with a fresh proof, needed from then on, and only with the person verified."""

import re
from datetime import timedelta

import pytest

from app.core.actors import COOKIE
from tests.accounts.authenticator import Authenticator
from tests.accounts.conftest import FORM, verify
from tests.people import sign_in

OLGA = "olga@example.org"


def offer(browser, **asked):
    return browser.post("/api/v1/auth/passkey/offer", json=asked)


def add(browser, key=None, **changes):
    return browser.post(
        "/api/v1/auth/passkey/add",
        json=(key or Authenticator()).make(offer(browser).json, **changes),
    )


def show(browser, key, **changes):
    options = browser.post("/api/v1/auth/passkey/start").json
    return browser.post("/api/v1/auth/passkey/verify", json=key.show(options, **changes))


@pytest.fixture
def olga(app, frozen):
    """Somebody with a passkey, in the browser that made it."""
    browser, key = sign_in(app, OLGA), Authenticator()
    assert add(browser, key, name="My phone").status_code == 201
    return browser, key


def test_it_signs_in_without_an_address_in_any_browser(olga, phone):
    new = phone()
    answer = show(new, olga[1])
    assert (answer.status_code, answer.json["kind"]) == (200, "organiser")
    assert answer.json["has_passkey"]
    (item,) = new.get("/api/v1/me/passkeys").json["items"]
    assert (item["name"], item["used_on"]) == ("My phone", "2026-11-26")


def test_once_there_is_one_a_code_alone_opens_nothing(olga, phone, ask):
    new = phone()
    code, _ = ask(new, OLGA)
    assert verify(new, OLGA, code).json["code"] == "passkey_needed"
    assert new.get("/api/v1/me").status_code == 401


def test_making_one_signs_every_other_browser_out_and_tells_the_address(app, inbox):
    mine, other = sign_in(app, OLGA), sign_in(app, OLGA)
    old = mine.get_cookie(COOKIE).value
    assert add(mine).status_code == 201
    assert mine.get_cookie(COOKIE).value != old
    assert other.get("/api/v1/me").status_code == 401
    assert [mail["Subject"] for mail in inbox.new()] == ["Your account has changed"]


def test_who_was_signed_out_while_making_one_makes_none(app, phone):
    thief, olga = sign_in(app, OLGA), sign_in(app, OLGA)
    begun = offer(thief).json
    assert olga.delete("/api/v1/me/sessions").status_code == 200
    answer = thief.post("/api/v1/auth/passkey/add", json=Authenticator().make(begun))
    assert answer.json["code"] == "code_over"
    assert thief.get("/api/v1/me").status_code == 401
    assert not olga.get("/api/v1/me").json["has_passkey"]


@pytest.mark.parametrize(
    "wrong", [{"is_verified": False}, {"origin": "https://evil.example"}, {"host": "evil.example"}]
)
def test_no_key_is_kept_or_known_that_is_not_verified_or_for_another_site(app, olga, wrong, phone):
    assert add(sign_in(app, "other@example.org"), Authenticator(**wrong)).status_code == 422
    key = olga[1]
    bad = Authenticator(**wrong)
    bad.key, bad.id = key.key, key.id
    new = phone()
    assert show(new, bad).json["code"] == "bad_passkey"
    assert new.get("/api/v1/me").status_code == 401


def test_an_answer_counts_once_in_its_own_browser_and_for_a_few_minutes(olga, phone, frozen):
    mine, other, key = phone(), phone(), olga[1]
    options = mine.post("/api/v1/auth/passkey/start").json
    answer = key.show(options)
    other.post("/api/v1/auth/passkey/start")
    assert other.post("/api/v1/auth/passkey/verify", json=answer).status_code == 422
    assert mine.post("/api/v1/auth/passkey/verify", json=answer).status_code == 200
    assert mine.post("/api/v1/auth/passkey/verify", json=answer).status_code == 410
    options = mine.post("/api/v1/auth/passkey/start").json
    frozen.shift(timedelta(minutes=5, seconds=1))
    assert mine.post("/api/v1/auth/passkey/verify", json=key.show(options)).status_code == 410


def test_a_copied_key_whose_count_went_back_is_not_known(olga, phone):
    key = olga[1]
    assert show(phone(), key).status_code == 200
    key.count = 0
    assert show(phone(), key).json["code"] == "bad_passkey"


def test_a_changed_signature_and_an_unknown_key_are_refused_alike(olga, phone):
    assert show(phone(), olga[1], signature="AAAA").json["code"] == "bad_passkey"
    assert show(phone(), Authenticator()).json["code"] == "bad_passkey"
    assert show(phone(), olga[1], signature="no base64url!").status_code == 422


def test_making_and_removing_one_need_a_fresh_proof(olga, app, frozen):
    mine, key = olga
    (item,) = mine.get("/api/v1/me/passkeys").json["items"]
    frozen.shift(timedelta(minutes=15, seconds=1))
    assert offer(mine).json["code"] == "step_up_needed"
    path = f"/api/v1/me/passkeys/{item['id']}"
    assert mine.delete(path).json["code"] == "step_up_needed"
    assert show(mine, key).status_code == 200
    assert sign_in(app, "other@example.org").delete(path).status_code == 404
    assert mine.delete(path).status_code == 200
    assert show(mine, key).json["code"] == "bad_passkey"


def test_nobody_makes_one_without_an_account(phone):
    guest = phone()
    assert offer(guest).status_code == 401
    guest.post("/api/v1/guests")
    assert offer(guest).status_code == 403


def test_settings_lists_them_and_takes_one_away(olga):
    mine, _ = olga
    page = mine.get("/settings").text
    assert "My phone" in page
    path = re.search(r'action="(/settings/passkeys/[^"]+)"', page)[1]
    assert mine.post(path, content_type=FORM).status_code == 303
    assert "My phone" not in mine.get("/settings").text


def test_another_address_is_taken_over_once_its_code_was_typed(app, inbox, ask, phone):
    mine, other = sign_in(app, OLGA), sign_in(app, OLGA)
    new = "new@example.org"
    assert mine.post("/settings/address", data={"email": new}, content_type=FORM).status_code == 303
    from tests.accounts.conftest import read

    code, _ = read(inbox.new()[-1])
    assert verify(mine, new, code).json["sign_in_address"] == new
    assert other.get("/api/v1/me").status_code == 401
    assert [mail["To"] for mail in inbox.new()] == [OLGA]
    taken = sign_in(app, "third@example.org")
    taken.post("/api/v1/me/sign-in-address", json={"email": new})
    code, _ = read(inbox.new()[-1])
    assert verify(taken, new, code).json["code"] == "address_taken"


@pytest.mark.parametrize(("says", "back"), [("stays", 200), ("joins", 401)])
def test_whose_the_places_on_a_shared_phone_are_is_asked_and_kept_to(olga, phone, says, back):
    shared, key = phone(), olga[1]
    shared.post("/api/v1/guests")
    options = shared.post("/api/v1/auth/passkey/start").json
    assert options["has_guest"]
    answer = shared.post("/api/v1/auth/passkey/verify", json=key.show(options) | {"guest": says})
    assert (answer.status_code, answer.json["kind"]) == (200, "organiser")
    shared.delete("/api/v1/auth/session")
    assert shared.get("/api/v1/me").status_code == back


def test_nobody_is_asked_where_nobody_holds_anything(olga, phone):
    assert not phone().post("/api/v1/auth/passkey/start").json["has_guest"]
