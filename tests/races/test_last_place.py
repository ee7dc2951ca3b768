"""When many want the last place at once, one gets it and everybody gets an answer."""

import threading

import pytest
from sqlalchemy import func, select

from app.attendance.rsvps import seats
from app.attendance.rsvps.models import Rsvp
from app.core.db import db
from tests.attendance.conftest import config, hold, phone, post

__all__ = ["config", "phone", "post"]
DATES, PEOPLE = 10, 6


def storm(phone, dates):
    """Every person asks for every date, all for one date at the same moment; the answers."""
    gate, answers = threading.Barrier(PEOPLE), []

    def ask(one):
        for date in dates:
            gate.wait()
            answers.append(hold(one, date).status_code)

    people = [phone() for _ in range(PEOPLE)]
    for one in people:
        one.post("/api/v1/guests")
    threads = [threading.Thread(target=ask, args=(one,)) for one in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def going():
    """How many hold a place, by date."""
    db.session.rollback()
    query = select(func.count()).where(Rsvp.status == "going").group_by(Rsvp.occurrence_id)
    return list(db.session.scalars(query))


def test_no_place_is_given_twice_and_nobody_meets_an_error(phone, post):
    dates = [post(f"date {number}", capacity=1) for number in range(DATES)]
    answers = storm(phone, dates)
    assert answers == [201] * (DATES * PEOPLE)
    assert going() == [1] * DATES


@pytest.mark.postgresql
def test_the_storm_does_oversell_where_places_are_counted_before_they_are_taken(
    phone, post, monkeypatch
):
    """The control: the test above would notice a service that reads, then writes.

    SQLite lets one write after the other in any case.
    """

    def naive_take(session, occurrence, count):
        query = select(func.count()).where(
            Rsvp.occurrence_id == occurrence.id, Rsvp.status == "going"
        )
        return (session.scalar(query) or 0) + count <= occurrence.capacity

    def naive_lock(session, occurrence_id):
        from app.activities.models import Occurrence

        return session.get(Occurrence, occurrence_id)

    monkeypatch.setattr(seats, "take", naive_take)
    monkeypatch.setattr(seats, "lock", naive_lock)
    monkeypatch.setattr(seats, "next_number", lambda *_: 1)
    storm(phone, [post(f"date {number}", capacity=1) for number in range(DATES)])
    assert max(going()) > 1
