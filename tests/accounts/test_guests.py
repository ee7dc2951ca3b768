"""Being known without an account: by this browser alone, for as long as one likes."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from app.accounts.models import PersonSession
from app.core.actors import COOKIE
from app.core.db import db
from tests.phones import new_phone


@pytest.fixture
def phone(app, frozen):
    """Makes phones: each with its own cookies."""

    return partial(new_phone, app)


def test_a_guest_is_made_without_any_word_about_themselves(phone):
    answer = phone().post("/api/v1/guests")
    assert answer.status_code == 201
    assert answer.json == {
        "kind": "guest",
        "sign_in_address": None,
        "has_passkey": False,
        "display_name": None,
        "language": None,
        "has_recovery": False,
        "has_calendar": False,
        "made_on": "2026-11-26",
        "email": None,
        "notices": {
            "change": True,
            "cancellation": True,
            "offer": True,
            "message": True,
            "reminder": False,
            "still_fine": False,
        },
        "quiet_hours": {"from": "21:00", "until": "08:00"},
    }
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}=")
    for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert part in cookie
    assert "Domain" not in cookie
    assert answer.headers["Cache-Control"] == "no-store"


def test_only_the_hash_of_the_token_is_stored(phone):
    mine = phone()
    mine.post("/api/v1/guests")
    token = mine.get_cookie(COOKIE).value
    assert len(token) >= 43
    assert token not in str(db.session.execute(select(PersonSession.__table__)).all())


def test_asking_again_keeps_me_who_i_am(phone):
    mine = phone()
    mine.post("/api/v1/guests")
    assert "Set-Cookie" not in mine.post("/api/v1/guests").headers
    assert len(mine.get("/api/v1/me/sessions").json["items"]) == 1


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1/me"), ("PATCH", "/api/v1/me"), ("GET", "/api/v1/me/sessions"),
        ("DELETE", "/api/v1/me/sessions/0123456789ab"), ("DELETE", "/api/v1/auth/session"),
        ("POST", "/api/v1/me/recovery"),
    ],
)  # fmt: skip
def test_whoever_is_not_known_is_told_so_calmly(phone, method, path):
    for cookie in (None, "made-up", "ä" * 300):
        one = phone()
        if cookie:
            one.set_cookie(COOKIE, cookie, secure=True)
        answer = one.open(path, method=method, json={} if method == "PATCH" else None)
        assert answer.status_code == 401
        assert answer.json["code"] == "no_session"


def test_a_name_can_be_given_and_taken_back(phone):
    mine = phone()
    mine.post("/api/v1/guests")
    assert mine.patch("/api/v1/me", json={"display_name": "Sam"}).json["display_name"] == "Sam"
    assert mine.get("/api/v1/me").json["display_name"] == "Sam"
    assert mine.patch("/api/v1/me", json={"display_name": None}).json["display_name"] is None
    assert mine.patch("/api/v1/me", json={"level": 4}).status_code == 422


def test_the_list_of_devices_names_each_and_ends_it_at_once(phone):
    mine, other = phone(), phone("Mozilla/5.0 (X11; Linux x86_64) Chrome/144.0 Safari/537.36")
    mine.post("/api/v1/guests")
    words = mine.post("/api/v1/me/recovery").json["words"]
    assert other.post("/api/v1/auth/recovery", json={"words": " ".join(words)}).status_code == 200
    items = mine.get("/api/v1/me/sessions").json["items"]
    assert {item["device"]: item["is_this"] for item in items} == {
        "Firefox on Android": True,
        "Chrome on Linux": False,
    }
    gone = next(item["id"] for item in items if not item["is_this"])
    assert mine.delete(f"/api/v1/me/sessions/{gone}").status_code == 200
    assert other.get("/api/v1/me").status_code == 401
    assert mine.get("/api/v1/me").status_code == 200


def test_every_other_browser_can_be_ended_in_one_go(phone):
    mine, others = phone(), [phone(), phone()]
    mine.post("/api/v1/guests")
    words = " ".join(mine.post("/api/v1/me/recovery").json["words"])
    for other in others:
        other.post("/api/v1/auth/recovery", json={"words": words})
    assert mine.delete("/api/v1/me/sessions").status_code == 200
    assert [other.get("/api/v1/me").status_code for other in others] == [401, 401]
    assert len(mine.get("/api/v1/me/sessions").json["items"]) == 1


def test_nobody_ends_the_session_of_somebody_else(phone):
    mine, stranger = phone(), phone()
    mine.post("/api/v1/guests")
    stranger.post("/api/v1/guests")
    (item,) = mine.get("/api/v1/me/sessions").json["items"]
    assert stranger.delete(f"/api/v1/me/sessions/{item['id']}").status_code == 404
    assert mine.get("/api/v1/me").status_code == 200


def test_leaving_takes_the_cookie_and_the_token_is_worth_nothing_afterwards(phone):
    mine = phone()
    mine.post("/api/v1/guests")
    token = mine.get_cookie(COOKIE).value
    assert mine.delete("/api/v1/auth/session").status_code == 200
    assert mine.get_cookie(COOKIE) is None
    thief = phone()
    thief.set_cookie(COOKIE, token, secure=True)
    assert thief.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize(
    ("steps", "days", "is_known"), [(1, 90, True), (1, 91, False), (5, 73, True), (5, 74, False)]
)
def test_a_session_lives_90_days_idle_and_a_year_in_all(phone, frozen, steps, days, is_known):
    mine = phone()
    mine.post("/api/v1/guests")
    for _ in range(steps):
        mine.patch("/api/v1/me", json={})
        frozen.shift(timedelta(days=days))
    assert mine.get("/api/v1/me").status_code == (200 if is_known else 401)


def test_twelve_words_bring_me_back_however_i_wrote_them_down(phone):
    mine, new = phone(), phone()
    mine.post("/api/v1/guests")
    mine.patch("/api/v1/me", json={"display_name": "Sam"})
    words = mine.post("/api/v1/me/recovery").json["words"]
    assert len(words) == 12
    typed = ",  ".join(word.upper() for word in words) + "."
    answer = new.post("/api/v1/auth/recovery", json={"words": typed})
    assert answer.json["display_name"] == "Sam"
    assert answer.json["has_recovery"]
    assert new.get("/api/v1/me").status_code == 200


def test_endings_and_split_words_are_forgiven(phone, monkeypatch):
    words = ["teabag", "garden", "garden", *["apple"] * 9]
    monkeypatch.setattr("app.accounts.recovery.make_words", lambda: words)
    mine = phone()
    mine.post("/api/v1/guests")
    mine.post("/api/v1/me/recovery")
    typed = "Tea bag gardens, gardem " + "apple " * 9
    assert phone().post("/api/v1/auth/recovery", json={"words": typed}).status_code == 200


def test_wrong_or_old_words_bring_nobody_back(phone):
    mine, new = phone(), phone()
    mine.post("/api/v1/guests")
    old = mine.post("/api/v1/me/recovery").json["words"]
    now = mine.post("/api/v1/me/recovery").json["words"]
    for words in (old, now[1:] + now[:1], now[:11], ["apple"] * 12):
        answer = new.post("/api/v1/auth/recovery", json={"words": " ".join(words)})
        assert answer.status_code == 404
        assert new.get_cookie(COOKIE) is None


def test_guessing_words_is_slowed_down(phone):
    new = phone()
    guess = {"words": "apple " * 12}
    codes = [new.post("/api/v1/auth/recovery", json=guess).status_code for _ in range(11)]
    assert codes == [404] * 10 + [429]


def test_the_key_of_the_first_request_brings_nobody_back_after_signing_out(phone):
    mine, key = phone(), {"Idempotency-Key": "k" * 40}
    mine.post("/api/v1/guests", headers=key)
    mine.patch("/api/v1/me", json={"display_name": "Sam"})
    other = phone()
    other.post("/api/v1/guests", headers=key)
    assert other.get("/api/v1/me").json["display_name"] == "Sam", "while its answer may be lost"
    mine.delete("/api/v1/auth/session")
    third = phone()
    third.post("/api/v1/guests", headers=key)
    assert third.get("/api/v1/me").json["display_name"] is None


def test_old_words_bring_nobody_back_by_the_key_they_were_sent_with_either(phone):
    mine, key = phone(), {"Idempotency-Key": "r" * 40}
    mine.post("/api/v1/guests")
    old = {"words": " ".join(mine.post("/api/v1/me/recovery").json["words"])}
    assert phone().post("/api/v1/auth/recovery", json=old, headers=key).status_code == 200
    mine.post("/api/v1/me/recovery")
    assert phone().post("/api/v1/auth/recovery", json=old, headers=key).status_code == 404
