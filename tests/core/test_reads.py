"""Whoever reads a great deal is asked to wait a little; help is there all the same."""

from datetime import timedelta

import hypothesis.strategies as st
import pytest
from hypothesis import given

from app.core.errors import DomainError
from app.core.limits import Limit, TooMany
from app.core.reads import ReadBuckets
from tests.phones import new_phone

MINUTE = timedelta(minutes=1)
LIST = "/api/v1/activities"
HTML = {"Accept": "text/html"}


@pytest.fixture
def few(other_app):
    """An application of which one may read five things a minute."""
    return other_app(reads_a_minute=5)


def read(client, path, address="198.51.100.1", **headers):
    return client.get(path, environ_base={"REMOTE_ADDR": address}, headers=headers)


def test_the_sixth_of_five_is_asked_to_wait(few):
    phone = new_phone(few)
    assert [read(phone, LIST).status_code for _ in range(5)] == [200] * 5
    answer = read(phone, LIST)
    assert answer.status_code == 429
    assert answer.json["code"] == "too_many"
    assert answer.json["detail"].endswith("please try again in a minute.")
    assert 1 <= int(answer.headers["Retry-After"]) <= 60
    assert "Set-Cookie" not in answer.headers
    assert read(phone, "/", **HTML).status_code == 429
    assert "try again in a minute" in read(phone, "/", **HTML).text


def test_asking_what_suits_counts_as_reading(few):
    phone = new_phone(few)
    for _ in range(5):
        assert phone.post("/api/v1/matches", json={"profile": {"level": 3}}).status_code == 200
    assert phone.post("/api/v1/matches", json={"profile": {"level": 3}}).status_code == 429


def test_help_and_what_says_that_we_are_there_always_answer(few):
    phone = new_phone(few)
    for path in ("/help", "/healthz", "/readyz", "/offline", "/manifest.webmanifest"):
        assert [read(phone, path).status_code for _ in range(8)] == [200] * 8, path


def test_one_who_reads_much_takes_nothing_from_another(few):
    phone = new_phone(few)
    for _ in range(7):
        read(phone, LIST)
    assert read(phone, LIST, address="198.51.100.2").status_code == 200
    forged = {"X-Forwarded-For": "198.51.100.3"}
    assert read(phone, LIST, **forged).status_code == 429, "an address one makes up does not count"


def test_without_limits_nobody_waits(other_app):
    phone = new_phone(other_app(reads_a_minute=5, has_limits=False))
    assert {read(phone, LIST).status_code for _ in range(12)} == {200}


@given(st.lists(st.floats(0, 100), max_size=60), st.integers(1, 9))
def test_in_any_stretch_no_more_than_a_full_bucket_and_what_came_back(pauses, count):
    buckets, moment, taken, waits = ReadBuckets(Limit("tests", count, MINUTE)), 0.0, [], []
    for pause in pauses:
        moment += pause
        try:
            buckets.take("sam", moment)
        except DomainError as refused:
            waits.append(refused.wait_s)
        else:
            taken.append(moment)
    assert all(1 <= wait <= 60 / count + 1 for wait in waits)
    for first, since in enumerate(taken):
        for number, until in enumerate(taken[first:], 1):
            assert number <= count + (until - since) * count / 60 + 1e-6


def test_what_is_kept_of_senders_stays_small():
    buckets = ReadBuckets(Limit("tests", 1, MINUTE), most=3)
    for name in "abcd":
        buckets.take(name, 0.0)
    with pytest.raises(TooMany):
        buckets.take("d", 1.0)
    buckets.take("a", 1.0)
    assert len(buckets._left) == 3
    buckets.take("e", 4000.0)
    assert list(buckets._left) == ["e"], "an hour later nobody is remembered"
