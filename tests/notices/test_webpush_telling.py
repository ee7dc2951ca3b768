"""From a date that is called off to the phone that shows it."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from app.activities.service import withdraw
from app.core.outward import Outward
from app.core.writes import unit_of_work
from app.notices.channels.webpush import WebPush
from app.notices.push.keys import make_private
from app.notices.push.models import PushSubscription
from tests.attendance.conftest import hold, leave
from tests.conftest import NOW
from tests.notices.push_service import Browser, serve

EVENING_BEFORE = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)


@pytest.fixture
def service(app, tmp_path, frozen):
    """A push service that this instance sends to."""
    with serve(tmp_path) as service:
        outward = Outward(lambda *_: ["127.0.0.1"], lambda _: True, service.trust, within_s=3)
        channel = WebPush(make_private(), "mailto:ravi@example.org", outward, lambda _: True)
        app.extensions["sender"].channels["push"] = channel
        yield service


@pytest.fixture
def browser(service):
    return Browser(service.endpoint)


@pytest.fixture
def mine(phone, browser):
    """A phone whose browser is told things; on this machine it is reached another way."""
    mine = phone()
    mine.post("/api/v1/guests")
    usual = "https://fcm.googleapis.com/x"
    mine.post("/api/v1/push/subscriptions", json=browser.subscription | {"endpoint": usual})
    mine.patch("/api/v1/me", json={"notices": {"reminder": True}})
    with unit_of_work() as session:
        session.execute(update(PushSubscription).values(endpoint=browser.subscription["endpoint"]))
    return mine


@pytest.fixture
def told(service, browser, inbox):
    """Gives what the phone was sent by one round of the worker."""

    def look():
        inbox.send()
        sent = [(headers, json.loads(browser.read(body))) for _, headers, body in service.requests]
        service.requests.clear()
        return sent

    return look


def test_a_date_that_is_called_off_is_said_on_the_phone_once(mine, post, told):
    date = post()
    hold(mine, date)
    assert told() == []
    with unit_of_work() as session:
        withdraw(session, "test", "table", NOW)
    ((headers, said),) = told()
    assert said["title"] == "A plan of yours is cancelled"
    assert said["path"] == f"/occurrences/{date}/place"
    assert headers["Topic"] == said["tag"]
    assert headers["Urgency"] == "high"
    assert "Table" not in said["title"] + said["text"]
    assert told() == []


def test_a_reminder_comes_and_not_after_the_place_was_given_back(mine, post, service, told, frozen):
    one, other = post("one"), post("other")
    hold(mine, one)
    hold(mine, other)
    leave(mine, other)
    frozen.move_to(EVENING_BEFORE)
    ((_, said),) = told()
    assert said["title"] == "Reminder: tomorrow 14:00"
    assert said["path"] == f"/occurrences/{one}/place"


def test_a_busy_service_is_asked_again_when_it_said(mine, post, service, told, frozen):
    hold(mine, post())
    frozen.move_to(EVENING_BEFORE)
    service.status, service.headers = 429, {"Retry-After": "600"}
    ((first, _),) = told()
    service.status, service.headers = 201, {}
    frozen.shift(timedelta(minutes=9))
    assert told() == []
    frozen.shift(timedelta(minutes=2))
    ((second, _),) = told()
    assert first["Topic"] == second["Topic"], "it takes the place of the one before"
    assert told() == []


def test_what_is_too_large_goes_once_more_with_its_title_alone(mine, post, service, told, frozen):
    hold(mine, post())
    frozen.move_to(EVENING_BEFORE)
    service.status = 413
    sent = told()
    assert [bool(said["text"]) for _, said in sent] == [True, False]


def test_a_phone_that_is_gone_is_forgotten_and_not_asked_again(mine, post, service, told, frozen):
    hold(mine, post())
    frozen.move_to(EVENING_BEFORE)
    service.status = 410
    assert len(told()) == 1
    assert mine.get("/api/v1/me/export").json["push_subscriptions"] == []
    frozen.shift(timedelta(hours=2))
    assert told() == []


def test_a_phone_that_was_signed_out_shows_nothing(mine, post, service, told, frozen):
    hold(mine, post())
    mine.delete("/api/v1/auth/session")
    frozen.move_to(EVENING_BEFORE)
    assert told() == []
