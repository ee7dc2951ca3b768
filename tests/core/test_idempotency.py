"""A write that is sent again happens once and gets the same answer."""

import threading
from datetime import timedelta

import pytest
from flask import request
from sqlalchemy import func, select

from app.accounts.models import Organiser, Person
from app.core import actors, clock
from app.core.actors import COOKIE
from app.core.answers import json_answer
from app.core.db import db
from app.core.errors import DomainError
from app.core.security import public
from app.core.writes import writes
from tests.phones import new_phone

LONG = "k" * 32
SHORT = "k" * 8


def count(model=Organiser):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.fixture
def post(app, frozen):
    """Sends a write that stores one organiser, with a key."""

    @app.post("/api/v1/organisers")
    @public
    @writes()
    def store():
        body = request.get_json()
        if body.get("guest"):
            from app.accounts.sessions import make_guest

            actors.enter(db.session(), make_guest(db.session(), clock.now()).id, clock.now())
        if body.get("refuse"):
            raise DomainError("No.")
        db.session.add(Organiser(name=body["name"], source=str(count_in(db.session()))))
        answer = json_answer({"name": body["name"]})
        answer.status_code = 201
        return answer

    def send(key, client=None, **body):
        headers = {"Idempotency-Key": key} if key else {}
        return (client or new_phone(app)).post(
            "/api/v1/organisers", json={"name": "Olga"} | body, headers=headers
        )

    return send


def count_in(session):
    return session.scalar(select(func.count()).select_from(Organiser))


def test_the_same_key_and_body_is_done_once(post):
    first, again = post(LONG), post(LONG)
    assert (first.status_code, first.data) == (again.status_code, again.data) == (201, first.data)
    assert count() == 1


def test_without_a_key_it_is_done_each_time(post):
    post(None)
    post(None)
    assert count() == 2


def test_a_key_that_was_used_for_something_else_is_refused(post):
    post(LONG)
    answer = post(LONG, name="Mo")
    assert answer.status_code == 422
    assert "Idempotency-Key" in answer.json["errors"]
    assert count() == 1


@pytest.mark.parametrize("key", ["short", "k" * 65, "with space!", "ä" * 9])
def test_a_key_that_is_none_is_refused_with_its_rule(post, key):
    assert post(key).status_code == 422


def test_a_short_key_of_nobody_does_not_count(post):
    post(SHORT)
    post(SHORT)
    assert count() == 2


def test_the_lost_answer_of_a_first_write_makes_no_second_guest(app, post):
    phone = new_phone(app)
    lost = post(LONG, guest=True)
    found = post(LONG, client=phone, guest=True)
    assert found.data == lost.data
    assert (count(Person), count()) == (1, 1)
    assert phone.get_cookie(COOKIE).value not in lost.headers["Set-Cookie"]
    assert phone.get("/api/v1/me").status_code == 200


def test_keys_of_different_people_do_not_meet(app, post):
    for _ in range(2):
        phone = new_phone(app)
        phone.post("/api/v1/guests")
        assert post(SHORT, client=phone).status_code == 201
        assert post(SHORT, client=phone).status_code == 201
    assert count() == 2


def test_a_refusal_is_kept_for_no_key(post):
    assert post(LONG, refuse=True).status_code == 409
    assert post(LONG).status_code == 201
    assert count() == 1


def test_after_two_days_a_key_is_new_again(post, frozen):
    post(LONG)
    frozen.shift(timedelta(hours=48, seconds=1))
    post(LONG)
    assert count() == 2


def test_twenty_at_once_with_one_key_are_done_once(post):
    answers = []

    def send():
        answers.append(post(LONG))

    threads = [threading.Thread(target=send) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.data for answer in answers}) == 1
    assert count() == 1
