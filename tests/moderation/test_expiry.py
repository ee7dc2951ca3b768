"""A listing that nobody confirms is asked about, then out of sight, and back with one word."""

from datetime import timedelta

import pytest

from app.core import clock
from app.core.db import db
from app.core.writes import unit_of_work
from app.moderation.expiry import Nudge
from app.worker.jobs import JOBS
from tests.conftest import NOW
from tests.moderation.conftest import status
from tests.moderation.waiting import hand_in, judge, judge_organiser, mo, olga, queue, undo
from tests.notices.conftest import inbox
from tests.people import sign_in

__all__ = ["inbox", "mo", "olga"]
ASKED, HIDDEN = "Is it still on?", "A listing of yours is out of sight"
DAY = timedelta(days=1)


@pytest.fixture
def walk(olga, mo):
    """A listing of Olga's that meets every week, public and confirmed today."""
    number = hand_in(olga, rrule="FREQ=WEEKLY")
    judge(mo, number, "approve")
    return number


def upkeep():
    """What the worker does of it, each job once."""
    for job in JOBS:
        if job.name in {"ask whether it is on", "hide the unconfirmed", "roll schedules"}:
            with unit_of_work() as session:
                job.run(session, clock.now())


def days(frozen, first, last, inbox):
    """Which letters were written on which day after the confirmation."""
    found = []
    for day in range(first, last + 1):
        frozen.move_to(NOW + day * DAY)
        upkeep()
        found += [(day, mail["Subject"]) for mail in inbox.new()]
    return found


def confirm(app, number):
    return sign_in(app).post(f"/api/v1/activities/{number}/confirm")


def test_it_is_asked_about_twice_and_then_out_of_sight(walk, line, frozen, inbox):
    inbox.new()
    told = days(frozen, 58, 104, inbox)
    assert [day for day, _ in told] == [60, 74, 90]
    assert told[-1][1] == HIDDEN
    assert status(line(1), walk) == 410


def test_a_word_in_time_begins_anew(app, walk, line, frozen, inbox):
    days(frozen, 58, 62, inbox)
    assert confirm(app, walk).status_code == 200
    later = days(frozen, 63, 62 + 59, inbox)
    assert later == []
    assert [day for day, _ in days(frozen, 122, 122, inbox)] == [122]
    assert status(line(1), walk) == 200


def test_who_was_never_asked_has_two_weeks_to_answer(walk, line, frozen, inbox):
    """The worker stood still for months."""
    inbox.new()
    told = days(frozen, 200, 216, inbox)
    assert [day for day, _ in told] == [200, 214]
    assert status(line(1), walk) == 410


def test_one_word_brings_it_back_and_the_clock_begins_anew(app, walk, line, frozen, inbox):
    days(frozen, 60, 90, inbox)
    assert status(line(1), walk) == 410
    assert confirm(app, walk).status_code == 200
    assert status(line(1), walk) == 200
    assert days(frozen, 91, 149, inbox) == []


def test_it_counts_less_the_longer_nobody_confirms(walk, line, frozen):
    """What is older is dated on its page, so that a reader can tell."""
    frozen.move_to(NOW + 89 * DAY)
    assert line(1).get(f"/api/v1/activities/{walk}").json["confirmed_on"] == str(NOW.date())


def test_what_is_over_is_asked_about_by_nobody(olga, mo, line, frozen, inbox):
    judge(mo, hand_in(olga), "approve")
    inbox.new()
    assert days(frozen, 58, 100, inbox) == []


def test_a_blocked_organiser_brings_nothing_back_by_a_word(app, walk, line, frozen, inbox):
    days(frozen, 60, 90, inbox)
    mo = sign_in(app, "mo@example.org", "moderator")
    hand_in(
        sign_in(app), title="Knitting", starts_at="2027-04-05T10:00", ends_at="2027-04-05T11:00"
    )
    who = queue(mo)[0]["organiser"]["id"]
    block = judge_organiser(mo, who, "block", reason="harm")
    assert confirm(app, walk).status_code == 401
    db.session.rollback()
    assert status(line(1), walk) == 410
    undo(mo, block)
    assert status(line(1), walk) == 410, "it was out of sight before"
    assert confirm(app, walk).status_code == 200
    assert status(line(1), walk) == 200


def test_when_it_was_asked_is_kept_until_the_answer(app, walk, frozen, inbox):
    days(frozen, 60, 61, inbox)
    assert db.session.query(Nudge).count() == 1
    db.session.rollback()
    confirm(app, walk)
    upkeep()
    assert db.session.query(Nudge).count() == 0
    db.session.rollback()
