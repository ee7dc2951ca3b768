"""Writing a lot at once is slowed down, exactly, with a word on how long to wait."""

import threading
from datetime import timedelta

import pytest
from flask import jsonify

from app.core.db import db
from app.core.errors import DomainError
from app.core.limits import KEPT_FOR, Limit, RateBucket
from app.core.security import public
from app.core.writes import writes

THREE_A_MINUTE = Limit("tests", 3, timedelta(minutes=1))


@pytest.fixture
def write(app, frozen):
    """Sends one limited write, from an address."""

    @app.post("/api/v1/limited")
    @public
    @writes(limit=THREE_A_MINUTE)
    def post():
        return jsonify(stored=True)

    @app.post("/api/v1/refusing")
    @public
    @writes(limit=THREE_A_MINUTE)
    def refuse():
        raise DomainError("No.")

    def send(address="192.0.2.1", path="/api/v1/limited"):
        return app.test_client().post(path, environ_base={"REMOTE_ADDR": address})

    return send


def test_the_fourth_in_a_minute_is_asked_to_wait(write):
    assert [write().status_code for _ in range(3)] == [200] * 3
    answer = write()
    assert answer.status_code == 429
    assert answer.json["code"] == "too_many"
    assert answer.headers["Retry-After"] == "20"
    assert "Nothing is lost" in answer.json["detail"]


def test_waiting_as_long_as_was_said_is_enough(write, frozen):
    for _ in range(3):
        write()
    frozen.shift(timedelta(seconds=int(write().headers["Retry-After"])))
    assert [write().status_code for _ in range(2)] == [200, 429]


def test_somebody_else_does_not_wait(write):
    for _ in range(4):
        write()
    assert write("192.0.2.2").status_code == 200


def test_all_the_addresses_of_one_household_are_one_sender(write):
    codes = [write(f"2001:db8:1:2:{number:x}::1").status_code for number in range(4)]
    assert codes == [200] * 3 + [429]
    assert write("2001:db8:1:3::1").status_code == 200
    assert [write(one).status_code for one in ("192.0.2.9", "::ffff:192.0.2.9")] == [200] * 2
    assert [write(one).status_code for one in ("192.0.2.9", "::ffff:192.0.2.9")] == [200, 429]


def test_what_was_refused_counts_too(write):
    codes = [write(path="/api/v1/refusing").status_code for _ in range(4)]
    assert codes == [409] * 3 + [429]


@pytest.mark.parametrize("jump", [timedelta(days=-3), timedelta(hours=-1), timedelta(days=3)])
def test_a_clock_that_jumps_locks_nobody_out(write, frozen, jump):
    for _ in range(4):
        write()
    frozen.shift(jump)
    assert write().status_code == 200


def test_of_twelve_at_once_three_come_through(app, write):
    codes = []

    def send():
        codes.append(write().status_code)

    threads = [threading.Thread(target=send) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [200] * 3 + [429] * 9


def test_who_it_was_can_be_read_nowhere_and_is_gone_after_an_hour(write, frozen):
    write("203.0.113.77")
    keys = db.session.query(RateBucket.key).all()
    assert len(keys) == 1
    assert "203.0.113.77" not in str(keys)
    db.session.rollback()
    frozen.shift(KEPT_FOR + timedelta(seconds=1))
    write("192.0.2.9")
    assert db.session.query(RateBucket.key).count() == 1
    assert db.session.query(RateBucket.key).all() != keys
