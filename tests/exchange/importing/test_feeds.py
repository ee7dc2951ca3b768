"""A calendar that is followed: looked at again, ended with care, kept when its server fails."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import func, select

from app.core import clock
from app.core.db import db
from app.core.writes import unit_of_work
from app.exchange import following_feeds
from app.exchange.lines import Line
from app.exchange.parsing import Busy
from app.exchange.refreshing import refresh_one
from app.notices.models import OutgoingLetter
from app.worker.jobs import Errand, look_at_feeds
from app.worker.loop import Loop
from tests.conftest import NOW
from tests.exchange.files import calendar, event
from tests.exchange.importing.conftest import LEWES
from tests.exchange.source_server import HOST, answer

URL = f"http://{HOST}/walks.ics"
BOTH = calendar(event(), event(UID="b", SUMMARY="Pier talk"))
ONE = calendar(event())


@pytest.fixture
def follow(olga, source):
    """Lets Olga follow a calendar of two events."""
    source["/walks.ics"] = answer(BOTH, ETag='"v1"')
    made = olga.client.post("/api/v1/feeds", json={"url": URL, **LEWES})
    assert made.status_code == 201, made.json
    return made.json


@pytest.fixture
def look(frozen):
    """Time passes until the feed is due, and a worker looks at it."""

    def later(hours=7):
        frozen.shift(timedelta(hours=hours))
        return look_at_feeds()

    return later


def states(olga):
    return {row.title: row.state for row in olga.activities()}


def feed_of(olga):
    return olga.client.get("/api/v1/feeds").json["items"][0]


def test_following_takes_what_is_there_and_looks_again(olga, follow, source, look):
    assert follow["counts"] == {"published": 2}
    assert states(olga) == {"Harbour walk": "published", "Pier talk": "published"}
    assert look_at_feeds() == 0
    source["/walks.ics"] = answer(BOTH.replace(b"Pier talk", b"Pier tea"), ETag='"v2"')
    assert look() == 1
    assert 'If-None-Match: "v1"' in source.requests[-1]
    assert states(olga) == {"Harbour walk": "published", "Pier tea": "published"}
    assert feed_of(olga)["counts"] == {"changed": 1, "same": 1}


def test_the_second_time_nothing_changes(olga, follow, source, look):
    before = [(row.id, row.revision) for row in olga.activities()]
    assert look() == 1
    assert [(row.id, row.revision) for row in olga.activities()] == before
    assert feed_of(olga)["counts"] == {"same": 2}


def test_what_is_gone_is_ended_after_two_good_copies(olga, follow, source, look):
    source["/walks.ics"] = answer(ONE)
    look()
    assert states(olga)["Pier talk"] == "published"
    look()
    assert states(olga) == {"Harbour walk": "published", "Pier talk": "withdrawn"}
    assert feed_of(olga)["counts"] == {"same": 1, "cancelled": 1}
    source["/walks.ics"] = answer(BOTH)
    look()
    assert states(olga)["Pier talk"] == "published"


def test_a_copy_that_did_not_change_is_a_good_one_too(olga, follow, source, look):
    source["/walks.ics"] = answer(ONE, ETag='"v2"')
    look()
    source["/walks.ics"] = answer(status="304 Not Modified")
    look()
    assert states(olga)["Pier talk"] == "withdrawn"


def test_what_comes_back_in_between_stays(olga, follow, source, look):
    for copy in (ONE, BOTH, ONE):
        source["/walks.ics"] = answer(copy)
        look()
    assert states(olga)["Pier talk"] == "published"


def test_what_is_simply_over_is_not_cancelled(olga, follow, source, look):
    look(24 * 12)
    times = {"DTSTART;TZID=America/New_York": "20270105T100000"}
    quay = event(("DTSTART", "DTEND"), UID="c", SUMMARY="Quay walk", **times)
    source["/walks.ics"] = answer(calendar(quay))
    look()
    look()
    assert set(states(olga).values()) == {"published"}


@pytest.mark.parametrize(
    "broken", [answer(status="500 Oops"), answer(b"<html>maintenance"), answer(BOTH[:-20]), b""]
)
def test_a_failing_server_leaves_the_last_good_copy_and_is_told_of_once(
    olga, follow, source, look, broken
):
    source["/walks.ics"] = broken
    letters = []
    for _ in range(4):
        look(25)
        db.session.rollback()
        letters.append(db.session.scalar(select(func.count()).select_from(OutgoingLetter)))
    assert letters == [0, 1, 1, 1]
    assert set(states(olga).values()) == {"published"}
    feed = feed_of(olga)
    assert (feed["failures"], feed["good_at"]) == (4, NOW.isoformat())
    assert feed["said"]
    letter = db.session.scalars(select(OutgoingLetter)).one()
    assert letter.address == "olga@example.org"
    source["/walks.ics"] = answer(BOTH)
    look(25)
    assert (feed_of(olga)["failures"], feed_of(olga)["said"]) == (0, None)


def test_that_we_are_too_busy_is_no_failure_of_theirs(olga, follow, source, look, frozen):
    desk = current_app.extensions["desk"]

    def busy(*_):
        raise Busy("Later, please.")

    frozen.shift(timedelta(hours=7))
    busy_desk = type("BusyDesk", (), {"get": desk.get, "read": staticmethod(busy)})()
    assert refresh_one(busy_desk, unit_of_work, clock.now) == 1
    assert feed_of(olga)["failures"] == 0
    assert look(1) == 1
    assert feed_of(olga)["looked_at"] == clock.now().isoformat()


def test_of_a_calendar_too_large_to_read_whole_nothing_is_ended(olga, follow, source, frozen):
    desk = current_app.extensions["desk"]

    def in_part(*asked):
        found = desk.read(*asked)
        left = Line(n=2, title="Later", source_id="z", refused="too many", unread=True)
        return replace(found, lines=(*found.lines, left))

    source["/walks.ics"] = answer(ONE)
    part_desk = type("PartDesk", (), {"get": desk.get, "read": staticmethod(in_part)})()
    for _ in range(3):
        frozen.shift(timedelta(hours=7))
        assert refresh_one(part_desk, unit_of_work, clock.now) == 1
    assert states(olga)["Pier talk"] == "published"
    assert feed_of(olga)["counts"] == {"same": 1, "refused": 1}


def test_pauses_grow_up_to_a_day(olga, follow, source, look):
    source["/walks.ics"] = answer(status="500 Oops")
    pauses = []
    for _ in range(12):
        look(27)
        feed = feed_of(olga)
        pauses.append(feed["next_at"] > (clock.now() + timedelta(hours=23)).isoformat())
    assert pauses[0] is False
    assert pauses[-1] is True


def test_two_workers_never_look_at_one_feed_at_once(olga, follow, frozen):
    frozen.shift(timedelta(hours=7))
    with unit_of_work() as session:
        lent = following_feeds.lend(session, clock.now())
    assert lent is not None
    assert look_at_feeds() == 0
    frozen.shift(following_feeds.LEASE)
    assert look_at_feeds() == 1
    with unit_of_work() as session:
        assert following_feeds.still_ours(session, lent) is None


def test_a_worker_that_took_too_long_changes_nothing(olga, follow, source, look, frozen):
    def slow(url, known=None):
        frozen.shift(timedelta(minutes=10))
        source["/walks.ics"] = answer(BOTH)
        assert look_at_feeds() == 1
        return fetch(url, known)

    desk = current_app.extensions["desk"]
    fetch = desk.fetch.get
    source["/walks.ics"] = answer(BOTH.replace(b"Pier talk", b"Late talk"))
    frozen.shift(timedelta(hours=7))
    slow_desk = type("Slow", (), {"get": staticmethod(slow), "read": desk.read})()
    assert refresh_one(slow_desk, unit_of_work, clock.now) == 1
    assert "Late talk" not in states(olga)


def test_no_transaction_is_open_while_another_server_is_waited_for(olga, follow, frozen):
    desk = current_app.extensions["desk"]
    seen = []

    def watched(url, known=None):
        seen.append(db.session().in_transaction())
        return desk.fetch.get(url, known)

    frozen.shift(timedelta(hours=7))
    watching = type("Watching", (), {"get": staticmethod(watched), "read": desk.read})()
    assert refresh_one(watching, unit_of_work, clock.now) == 1
    assert seen == [False]


def test_the_worker_does_it_among_its_jobs(app, olga, follow, frozen):
    frozen.shift(timedelta(hours=7))
    loop = Loop(app.extensions["sender"], [Errand("feeds", timedelta(0), look_at_feeds)])
    assert loop.go_round() == 0
    assert feed_of(olga)["looked_at"] == clock.now().isoformat()


def test_what_somebody_new_follows_waits(nora, source):
    source["/walks.ics"] = answer(BOTH)
    made = nora.client.post("/api/v1/feeds", json={"url": URL, **LEWES})
    assert made.json["counts"] == {"waiting": 2}
    assert (nora.activities(), len(nora.drafts())) == ([], 2)


def test_a_feed_ends_when_its_owner_says_so_and_for_nobody_else(olga, nora, follow, look):
    address = f"/api/v1/feeds/{follow['id']}"
    assert nora.client.delete(address).status_code == 404
    assert nora.client.get("/api/v1/feeds").json == {"items": []}
    assert olga.client.delete(address).status_code == 200
    assert look() == 0
    assert set(states(olga).values()) == {"published"}


def test_an_address_that_is_no_calendar_is_not_followed(olga, source):
    source["/walks.ics"] = answer(b"<html>hello")
    refused = olga.client.post("/api/v1/feeds", json={"url": URL})
    assert (refused.status_code, list(refused.json["errors"])) == (422, ["url"])
    assert olga.client.get("/api/v1/feeds").json == {"items": []}
