"""How long what moderation knows is kept, by a clock that is moved on."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.activities.corrections import Correction
from app.activities.hiding import Hiding
from app.core import clock
from app.core.db import db
from app.core.ids import read_id
from app.core.writes import unit_of_work
from app.moderation.reports.models import Report
from app.moderation.review.models import Decision
from app.worker.jobs import JOBS
from tests.conftest import NOW
from tests.moderation.conftest import report
from tests.moderation.waiting import hand_in, judge, mo, olga
from tests.people import sign_in

__all__ = ["mo", "olga"]
DAY = timedelta(days=1)


@pytest.fixture
def walk(olga, mo):
    number = hand_in(olga)
    judge(mo, number, "approve")
    return number


def worker():
    """Everything the worker does to forget, once."""
    for job in JOBS:
        if job.name.startswith("forget"):
            with unit_of_work() as session:
                job.run(session, clock.now())


def count(table):
    db.session.rollback()
    found = db.session.scalar(select(func.count()).select_from(table))
    db.session.rollback()
    return found


def test_why_it_was_hidden_is_kept_a_year_and_that_it_is_as_long_as_it_is(mo, walk, frozen):
    judge(mo, walk, "hide", reason="home", words="It meets in a flat.")
    frozen.move_to(NOW + 365 * DAY)
    worker()
    why = select(Hiding.cause, Hiding.reason, Hiding.words)
    assert tuple(db.session.execute(why).one()) == ("moderator", "home", "It meets in a flat.")
    db.session.rollback()
    frozen.shift(timedelta(seconds=1))
    worker()
    assert tuple(db.session.execute(why).one()) == ("moderator", None, None)
    db.session.rollback()
    assert count(Decision) == 0


def test_a_report_is_kept_a_year_after_the_decision(mo, walk, line, frozen):
    report(line(1), walk, text="Nobody came.")
    frozen.shift(30 * DAY)
    judge(sign_in(line.app, "mo@example.org", "moderator"), walk, "approve")
    frozen.move_to(NOW + 395 * DAY)
    worker()
    assert count(Report) == 1
    frozen.shift(timedelta(seconds=1))
    worker()
    assert count(Report) == 0


def test_a_report_that_nobody_decided_on_goes_after_two_years(walk, line, frozen):
    report(line(1), walk, text="Nobody came.")
    frozen.move_to(NOW + 730 * DAY)
    worker()
    assert count(Report) == 1
    frozen.shift(timedelta(seconds=1))
    worker()
    assert count(Report) == 0


def test_what_visitors_found_goes_when_no_answer_of_a_year_stands_for_it(walk, frozen):
    with unit_of_work() as session:
        row = {"activity_id": read_id(walk), "key": "speak", "claim": 1, "value": 2.0, "count": 5}
        session.add(Correction(made_on=NOW.date(), **row))
    frozen.move_to(NOW + 365 * DAY)
    worker()
    assert count(Correction) == 1
    frozen.shift(DAY)
    worker()
    assert count(Correction) == 0
