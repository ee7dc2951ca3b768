"""Telling somebody on their phone: what leaves, who can read it, and what an answer means."""

import base64
import json
from datetime import timedelta
from email.utils import format_datetime

import pytest
from py_vapid import Vapid02
from sqlalchemy import select

from app.core.db import db
from app.core.outward import Outward
from app.core.writes import unit_of_work
from app.notices.channels import GONE, REFUSED, SENT, TOO_LARGE, Message, later
from app.notices.channels.webpush import Target, WebPush
from app.notices.push.keys import make_private, public_of
from app.notices.push.models import PushSubscription
from tests.conftest import NOW
from tests.notices.push_service import Browser, serve
from tests.phones import new_phone

SUBJECT = "mailto:ravi@example.org"
MESSAGE = Message(
    kind="reminder",
    tag="a1b2c3d4e5f6",
    title="Reminder",
    text="Tomorrow 18:00",
    path="/occurrences/0123456789ab/place",
    ends_at=NOW + timedelta(hours=5),
)
DAY = timedelta(hours=24)


@pytest.fixture
def service(tmp_path, frozen):
    with serve(tmp_path) as service:
        yield service


@pytest.fixture
def key():
    return make_private()


@pytest.fixture
def channel(service, key):
    """The channel, to which for once this machine is a push service."""
    outward = Outward(lambda *_: ["127.0.0.1"], lambda _: True, service.trust, within_s=2)
    return WebPush(key, SUBJECT, outward, takes=lambda url: url == service.endpoint)


@pytest.fixture
def browser(service):
    return Browser(service.endpoint)


def target_of(browser):
    return Target(browser.subscription["endpoint"], **browser.subscription["keys"])


def test_only_the_browser_reads_the_words(channel, service, browser):
    assert channel.send(target_of(browser), MESSAGE) == SENT
    ((path, headers, body),) = service.requests
    assert path == "/send/phone"
    assert json.loads(browser.read(body)) == {
        "title": "Reminder",
        "text": "Tomorrow 18:00",
        "tag": "a1b2c3d4e5f6",
        "path": "/occurrences/0123456789ab/place",
    }
    seen = body + repr(headers).encode()
    assert not any(word in seen for word in (b"Tomorrow", b"0123456789ab", b"occurrences"))


def test_the_length_tells_nothing_of_the_words(channel, service, browser):
    from dataclasses import replace

    for text in ("Yes", "A place is kept for you until tomorrow 18:00"):
        channel.send(target_of(browser), replace(MESSAGE, text=text))
    assert len({len(body) for _, _, body in service.requests}) == 1


def test_how_long_it_is_kept_what_it_replaces_and_how_urgent_it_is(channel, service, browser):
    from dataclasses import replace

    channel.send(target_of(browser), MESSAGE)
    channel.send(target_of(browser), replace(MESSAGE, kind="cancellation", ends_at=NOW + 3 * DAY))
    said = [
        {name: headers[name] for name in ("ttl", "topic", "urgency")}
        for headers in ({n.lower(): v for n, v in h.items()} for _, h, _ in service.requests)
    ]
    assert said == [
        {"ttl": "18000", "topic": "a1b2c3d4e5f6", "urgency": "normal"},
        {"ttl": "86400", "topic": "a1b2c3d4e5f6", "urgency": "high"},
    ]


def test_the_service_can_tell_who_sends_it(channel, service, browser, key):
    channel.send(target_of(browser), MESSAGE)
    ((_, headers, _),) = service.requests
    scheme, _, rest = headers["Authorization"].partition(" ")
    token, public = rest.removeprefix("t=").split(",k=")
    assert scheme == "vapid"
    assert public == public_of(key)
    assert Vapid02.verify(headers["Authorization"])
    claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))
    assert claims["aud"] == service.endpoint.removesuffix("/send/phone")
    assert claims["sub"] == SUBJECT
    assert claims["exp"] == int((NOW + timedelta(hours=12)).timestamp())


@pytest.mark.parametrize(
    ("status", "headers", "outcome"),
    [
        (200, {}, SENT), (201, {}, SENT), (202, {}, SENT), (404, {}, GONE), (410, {}, GONE),
        (400, {}, REFUSED), (401, {}, REFUSED), (403, {}, REFUSED), (413, {}, TOO_LARGE),
        (307, {"Location": "http://127.0.0.1/"}, REFUSED),
        (429, {"Retry-After": "120"}, later(timedelta(minutes=2))),
        (429, {"Retry-After": format_datetime(NOW + timedelta(hours=1))}, later(DAY / 24)),
        (429, {"Retry-After": "999999999999999999999"}, later(DAY)), (429, {}, later()),
        (503, {"Retry-After": "when we like"}, later()), (500, {}, later()),
        (502, {"Retry-After": "-5"}, later()), (408, {}, later()),
    ],
)  # fmt: skip
def test_what_an_answer_means(channel, service, status, headers, outcome):
    service.status, service.headers = status, headers
    assert channel.send(target_of(Browser(service.endpoint)), MESSAGE) == outcome
    assert service.connections == 1


def test_a_service_that_does_not_answer_is_tried_later(channel, service, browser):
    service.is_slow = True
    assert channel.send(target_of(browser), MESSAGE) == later()


def test_nothing_is_sent_to_an_address_that_no_push_service_has(service, browser, key):
    assert WebPush(key, SUBJECT).send(target_of(browser), MESSAGE) == GONE
    assert service.connections == 0


def test_nothing_is_sent_where_the_name_leads_to_our_own_machines(service, key):
    port = service.server_address[1]
    endpoint = f"https://fcm.googleapis.com:{port}/x"
    outward = Outward(lambda *_: ["127.0.0.1"], context=service.trust)
    channel = WebPush(key, SUBJECT, outward, takes=lambda _: True)
    assert channel.send(target_of(Browser(endpoint)), MESSAGE) == later()
    assert service.connections == 0


@pytest.fixture
def subscribed(app, frozen):
    """Somebody's phone, and the id of its subscription."""
    phone = new_phone(app)
    phone.post("/api/v1/guests")
    phone.post("/api/v1/push/subscriptions", json=Browser().subscription)
    db.session.rollback()
    return db.session.scalars(select(PushSubscription)).one()


def settle(channel, target, *outcomes):
    for outcome in outcomes:
        with unit_of_work() as session:
            channel.settle(session, target, outcome, NOW)
    db.session.rollback()
    return db.session.get(PushSubscription, target)


def test_a_phone_is_a_target_until_it_is_gone(subscribed, key):
    channel, session = WebPush(key, SUBJECT), db.session()
    assert channel.targets(session, subscribed.person_id) == [subscribed.id]
    assert channel.load(session, subscribed.id).endpoint == subscribed.endpoint
    assert settle(channel, subscribed.id, GONE) is None
    assert channel.targets(session, subscribed.person_id) == []
    assert channel.load(session, subscribed.id) is None
    assert settle(channel, subscribed.id, SENT) is None


@pytest.mark.parametrize(
    ("outcomes", "stays"),
    [
        ([REFUSED] * 2, True), ([REFUSED] * 3, False), ([later()] * 5, True),
        ([REFUSED, REFUSED, SENT, REFUSED, REFUSED], True), ([TOO_LARGE], True),
    ],
)  # fmt: skip
def test_a_phone_that_refuses_three_times_in_a_row_is_forgotten(subscribed, key, outcomes, stays):
    assert (settle(WebPush(key, SUBJECT), subscribed.id, *outcomes) is not None) == stays


def test_without_a_key_no_phone_is_a_target(subscribed):
    assert WebPush("", "").targets(db.session(), subscribed.person_id) == []
