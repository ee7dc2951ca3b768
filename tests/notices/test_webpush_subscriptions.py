"""Being told on this phone: which addresses are taken, kept and forgotten."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from app.core.db import db
from app.core.writes import unit_of_work
from app.notices.push.models import PushSubscription
from app.worker.jobs import JOBS
from tests.conftest import NOW
from tests.notices.push_service import Browser
from tests.phones import new_phone

PATH = "/api/v1/push/subscriptions"
GOOD = (
    "https://fcm.googleapis.com/fcm/send/dK3:APA91b-x_Y",
    "https://jmt17.google.com/fcm/send/abc",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAAAA",
    "https://updates.push.services.mozilla.com:443/wpush/v2/gAAAAA",
    "https://web.push.apple.com/QGx0bGV0",
    "https://wns2-par02p.notify.windows.com/w/?token=BQYAAAD%2fx%3d",
)
BAD = (
    "http://fcm.googleapis.com/fcm/send/abc", "https://169.254.169.254/latest/meta-data/",
    "https://localhost/x", "https://[::1]/x", "https://2130706433/x", "https://0x7f.1/x",
    "https://fcm.googleapis.com.evil.example/x", "https://evil-fcm.googleapis.com/x",
    "https://push.services.mozilla.com.evil.example/x", "https://evilnotify.windows.com/x",
    "https://fcm.googleapis.com@evil.example/x", "https://evil.example/@fcm.googleapis.com/x",
    "https://u:p@fcm.googleapis.com/x", "https://fcm.googleapis.com:8443/x",
    "https://fcm.googleapis.com:/x", "https://fcm.googleapis.com\\@evil.example/x",
    "https://fcm.googleapis.com#@evil.example/x", "https://fcm.googleapis.com./x",
    "https://fcm。googleapis.com/x", "https://fcm.googleapis.com", "https://FCM.googleapis.com/x",
    "https://fcm.googleapis.com/a b", "https://fcm.googleapis.com/a\r\nHost: evil.example",
 "//fcm.googleapis.com/x", "javascript:alert(1)", "",
    "https://fcm.googleapis.com/" + "x" * 1000,
)  # fmt: skip


@pytest.fixture
def phone(app, frozen):
    """Makes phones, each of somebody else."""

    def make():
        client = new_phone(app)
        client.post("/api/v1/guests")
        return client

    return make


def rows():
    db.session.rollback()
    return db.session.scalars(select(PushSubscription)).all()


def another_phone_of(app, mine):
    words = " ".join(mine.post("/api/v1/me/recovery").json["words"])
    other = new_phone(app)
    other.post("/api/v1/auth/recovery", json={"words": words})
    return other


@pytest.mark.parametrize("endpoint", GOOD)
def test_the_push_services_of_browser_makers_are_taken(phone, endpoint):
    answer = phone().post(PATH, json=Browser(endpoint).subscription)
    assert answer.status_code == 201
    assert answer.json == {"is_new": True}
    assert [row.endpoint for row in rows()] == [endpoint]


@pytest.mark.parametrize("endpoint", BAD)
def test_no_other_address_is_taken(phone, endpoint):
    answer = phone().post(PATH, json=Browser(endpoint).subscription)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == ["endpoint"]
    assert rows() == []


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("p256dh", "BA"), ("p256dh", "A" * 87), ("p256dh", "BA" + "A" * 85), ("p256dh", "B" * 88),
        ("p256dh", "not base64!"), ("auth", "AA"), ("auth", "A" * 43), ("auth", "ä" * 22),
    ],
)  # fmt: skip
def test_keys_that_are_none_are_refused(phone, name, key):
    asked = Browser().subscription
    asked["keys"] = asked["keys"] | {name: key}
    answer = phone().post(PATH, json=asked)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == [f"keys.{name}"]


@pytest.mark.parametrize(
    "change",
    [{"keys": {}}, {"keys": None}, {"endpoint": None}, {"level": 4}, {"expirationTime": "soon"}],
)
def test_what_is_no_subscription_is_refused(phone, change):
    assert phone().post(PATH, json=Browser().subscription | change).status_code == 422


def test_only_who_is_known_can_be_told(app):
    nobody = new_phone(app)
    assert nobody.post(PATH, json=Browser().subscription).status_code == 401
    assert nobody.delete(PATH).status_code == 401
    assert nobody.get("/api/v1/push/key").status_code == 401


def test_saying_it_again_keeps_it_for_longer(phone, frozen):
    mine, browser = phone(), Browser()
    mine.post(PATH, json=browser.subscription)
    frozen.shift(timedelta(days=3))
    again = mine.post(PATH, json=browser.subscription)
    assert again.status_code == 200
    assert again.json == {"is_new": False}
    assert [row.seen_on for row in rows()] == [(NOW + timedelta(days=3)).date()]


def test_a_browser_that_was_given_a_new_address_is_told_once(phone):
    mine = phone()
    mine.post(PATH, json=Browser(GOOD[2]).subscription)
    mine.post(PATH, json=Browser(GOOD[3]).subscription)
    assert [row.endpoint for row in rows()] == [GOOD[3]]


def test_a_phone_that_changed_hands_tells_the_one_who_uses_it_now(phone):
    browser, before, now = Browser(), phone(), phone()
    before.post(PATH, json=browser.subscription)
    now.post(PATH, json=browser.subscription)
    assert len(rows()) == 1
    assert len(now.get("/api/v1/me/export").json["push_subscriptions"]) == 1
    assert before.get("/api/v1/me/export").json["push_subscriptions"] == []


def test_a_person_has_ten_at_most_and_the_oldest_goes(app, phone, frozen):
    mine = phone()
    for number in range(11):
        other = another_phone_of(app, mine)
        frozen.shift(timedelta(days=1))
        other.post(PATH, json=Browser(f"{GOOD[2]}{number}").subscription)
    assert sorted(row.endpoint[-2:] for row in rows()) == sorted(
        f"{GOOD[2]}{number}"[-2:] for number in range(1, 11)
    )


@pytest.mark.parametrize("body", [None, {}, {"endpoint": GOOD[0]}])
def test_it_is_off_again_in_one_call(phone, body):
    mine = phone()
    mine.post(PATH, json=Browser(GOOD[0]).subscription)
    assert mine.delete(PATH, json=body).status_code == 200
    assert rows() == []
    assert mine.delete(PATH, json=body).status_code == 200


def test_nobody_turns_it_off_for_somebody_else(phone):
    mine, stranger = phone(), phone()
    mine.post(PATH, json=Browser(GOOD[0]).subscription)
    stranger.delete(PATH, json={"endpoint": GOOD[0]})
    stranger.delete(PATH)
    assert len(rows()) == 1


@pytest.mark.parametrize("way", ["here", "by its id", "everywhere else"])
def test_a_browser_that_is_signed_out_is_told_nothing_more(app, phone, way):
    mine = phone()
    other = another_phone_of(app, mine)
    other.post(PATH, json=Browser(GOOD[0]).subscription)
    items = mine.get("/api/v1/me/sessions").json["items"]
    gone = next(item["id"] for item in items if not item["is_this"])
    ends = {
        "here": partial(other.delete, "/api/v1/auth/session"),
        "by its id": partial(mine.delete, f"/api/v1/me/sessions/{gone}"),
        "everywhere else": partial(mine.delete, "/api/v1/me/sessions"),
    }
    assert ends[way]().status_code == 200
    assert rows() == []


def test_erasing_takes_it_away(phone):
    mine = phone()
    mine.post(PATH, json=Browser().subscription)
    mine.delete("/api/v1/me")
    assert rows() == []


def test_the_export_holds_it_without_its_keys(phone):
    mine, browser = phone(), Browser()
    mine.post(PATH, json=browser.subscription)
    text = mine.get("/api/v1/me/export").text
    assert browser.subscription["endpoint"] in text
    assert not any(key in text for key in browser.subscription["keys"].values())


@pytest.mark.parametrize(("days", "left"), [(60, 1), (61, 0)])
def test_a_browser_not_heard_of_for_sixty_days_is_forgotten(phone, days, left):
    phone().post(PATH, json=Browser().subscription)
    job = next(job for job in JOBS if job.name == "forget idle phones")
    with unit_of_work() as session:
        assert job.run(session, NOW + timedelta(days=days)) == 1 - left
    assert len(rows()) == left
