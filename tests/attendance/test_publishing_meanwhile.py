"""Somebody takes a place on a date in the moment in which its organiser takes the date away."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.activities import dates
from app.activities.models import Occurrence
from app.attendance.rsvps.models import Rsvp
from app.core.db import db
from app.core.ids import read_id
from tests.attendance.conftest import STARTS, date_ids, hold


@pytest.fixture
def meanwhile(monkeypatch):
    """Do something in a thread just when publishing has read the dates and changed none."""
    threads = []

    def arrange(act):
        careful = dates._leftover

        def leftover(*args):
            found = list(careful(*args))
            threads.append(threading.Thread(target=act))
            threads[0].start()
            threads[0].join(0.5)
            return found

        monkeypatch.setattr(dates, "_leftover", leftover)

    arrange.threads = threads
    yield arrange
    assert threads, "nothing happened meanwhile"


def test_the_date_stays_for_whoever_came_and_is_cancelled(phone, post, meanwhile):
    date = post()
    sam, answers = phone(), []
    sam.post("/api/v1/guests")

    meanwhile(lambda: answers.append(hold(sam, date)))
    post(starts=STARTS + timedelta(days=1))
    meanwhile.threads[0].join(60)
    db.session.rollback()
    row = db.session.scalars(select(Occurrence).where(Occurrence.id == read_id(date))).one_or_none()
    came = db.session.scalars(select(Rsvp)).all()
    if answers[0].status_code == 201:
        assert row.status == "cancelled", "it was there for whoever came"
        assert len(came) == 1
    else:
        assert answers[0].status_code in {404, 409}
        assert came == []
    assert date_ids("table")
