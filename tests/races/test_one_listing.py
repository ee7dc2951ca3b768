"""What two devices write of one listing at the same moment is both there afterwards."""

import threading

import pytest
from sqlalchemy import select

from app.accounts.models import Organiser
from app.core import actors, clock
from app.core.db import db
from app.core.writes import unit_of_work
from tests.attendance.conftest import config
from tests.moderation.test_review import NEW
from tests.people import sign_in
from tests.phones import new_phone

__all__ = ["config"]
TEXTS = (
    ("bring", "A cushion"), ("greeter_name", "Kim"), ("address", "2 River Street"),
    ("finding_us", "The green door"), ("description", "We walk."), ("place_name", "The gate"),
    ("party_limit", 3), ("age_min", 20),
)  # fmt: skip


@pytest.fixture
def olga(app, frozen):
    return sign_in(app)


def at_once(app, olga, calls):
    """What the same person's devices are answered who all call at the same moment."""
    gate, answers = threading.Barrier(len(calls)), []
    token = olga.get_cookie(actors.COOKIE).value

    def one(method, path, body):
        device = new_phone(app)
        device.set_cookie(actors.COOKIE, token, secure=True)
        gate.wait()
        answers.append(device.open(path, method=method, json=body))

    threads = [threading.Thread(target=one, args=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def begun(olga):
    return olga.post("/api/v1/activities", json=NEW).json["id"]


def trust(app, *, is_given=True):
    with app.app_context(), unit_of_work() as session:
        for organiser in session.scalars(select(Organiser)):
            organiser.trusted_at = clock.now() if is_given else None


@pytest.mark.parametrize("is_public", [False, True])
def test_no_device_overwrites_what_another_one_wrote(app, olga, is_public):
    number = begun(olga)
    if is_public:
        trust(app)
        olga.post(f"/api/v1/activities/{number}/publish")
    path = f"/api/v1/activities/{number}"
    answers = at_once(app, olga, [("PATCH", path, {name: value}) for name, value in TEXTS])
    assert {answer.status_code for answer in answers} == {200}
    db.session.rollback()
    now = olga.get(f"/api/v1/me/activities/{number}").json
    assert {name: now[name] for name, _ in TEXTS} == dict(TEXTS)


def test_all_of_what_two_devices_hand_in_waits(app, olga):
    number = begun(olga)
    trust(app)
    olga.post(f"/api/v1/activities/{number}/publish")
    trust(app, is_given=False)
    waiting = {"address": "2 River Street", "finding_us": "The green door", "place_name": "A gate"}
    path = f"/api/v1/activities/{number}"
    answers = at_once(app, olga, [("PATCH", path, {name: waiting[name]}) for name in waiting])
    assert {answer.status_code for answer in answers} == {200}
    assert olga.get(f"/api/v1/me/activities/{number}").json["change"]["fields"] == sorted(waiting)


def test_publishing_it_twice_at_once_is_publishing_it(app, olga):
    number = begun(olga)
    trust(app)
    calls = [("POST", f"/api/v1/activities/{number}/publish", None)] * 6
    answers = at_once(app, olga, calls)
    assert {(answer.status_code, answer.json["state"]) for answer in answers} == {
        (200, "published")
    }
