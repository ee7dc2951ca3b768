"""A guest who signs in keeps what they hold, and the guest is no more."""

import pytest
from sqlalchemy import func, select

from app.accounts.models import Person
from app.core.db import db
from app.notices.models import Notice
from tests.attendance.conftest import config, hold, leave, look, post
from tests.notices.push_service import Browser

__all__ = ["config", "post"]
OLGA = "olga@example.org"


@pytest.fixture
def guest(phone):
    """Somebody who holds places, in a browser."""
    made = phone()
    made.post("/api/v1/guests")
    return made


def people():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Person))


def test_a_guest_who_is_new_here_becomes_the_account(post, guest, signed_in, phone):
    date = post(capacity=2)
    hold(guest, date, alias="Sam")
    words = " ".join(guest.post("/api/v1/me/recovery").json["words"])
    guest.post("/api/v1/push/subscriptions", json=Browser().subscription)
    signed_in(OLGA, guest)
    assert look(guest, date)["status"] == "going"
    assert people() == 1
    assert len(guest.get("/api/v1/me/export").json["push_subscriptions"]) == 1
    other = phone()
    assert other.post("/api/v1/auth/recovery", json={"words": words}).json["kind"] == "guest"


def test_what_a_guest_holds_goes_over_to_an_account_that_is_there_already(
    post, guest, signed_in, phone
):
    elsewhere = signed_in(OLGA)
    date = post(capacity=1)
    hold(guest, date, alias="Sam", needs="A seat by the door")
    saved = look(guest, date)["occurrence"]["activity_id"]
    guest.put(f"/api/v1/saves/{saved}")
    elsewhere.put(f"/api/v1/saves/{saved}")
    guest.post("/api/v1/push/subscriptions", json=Browser().subscription)
    guest.post("/api/v1/me/calendar", json={})
    guest.post("/api/v1/me/email", json={"email": "sam@example.org"})
    words = " ".join(guest.post("/api/v1/me/recovery").json["words"])
    second = phone()
    second.post("/api/v1/auth/recovery", json={"words": words})
    signed_in(OLGA, guest)
    assert people() == 1
    known = guest.get("/api/v1/me/export").json
    counts = {name: len(known[name]) for name in ("rsvps", "saves", "calendars", "sessions")}
    assert counts == {"rsvps": 1, "saves": 1, "calendars": 1, "sessions": 3}
    assert len(known["push_subscriptions"]) == len(known["email_addresses"]) == 1
    for one in (guest, elsewhere, second):
        assert look(one, date)["status"] == "going"
    assert second.get("/api/v1/me").json["kind"] == "guest"


@pytest.mark.parametrize("case", [(True, False), (False, False), (True, True)])
def test_of_two_places_on_one_date_the_better_one_stays_and_the_other_goes_on(
    post, guest, signed_in, phone, case
):
    guest_first, is_left = case
    elsewhere, waiting = signed_in(OLGA), phone()
    waiting.post("/api/v1/guests")
    date = post(capacity=1)
    first, second = (guest, elsewhere) if guest_first else (elsewhere, guest)
    hold(first, date)
    hold(second, date)
    hold(waiting, date)
    if is_left:
        leave(second, date)
    signed_in(OLGA, guest)
    assert look(guest, date)["status"] == "going"
    assert look(waiting, date) | {"position": 1} == look(waiting, date)
    leave(guest, date)
    assert look(waiting, date)["status"] == "offered"
    voices = db.session.scalar(select(func.count()).select_from(Notice))
    assert voices <= 3


def test_somebody_signed_in_as_another_account_joins_nothing(post, signed_in):
    mine, date = signed_in("first@example.org"), post(capacity=2)
    hold(mine, date)
    signed_in(OLGA, mine)
    assert people() == 2
    assert mine.get("/api/v1/me/export").json["rsvps"] == []
