"""When two who run a group change its dates at the same moment, both changes stand."""

import threading
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Organiser, OrganiserMember, Person
from app.activities.models import Activity
from app.activities.scheduling import editing
from app.core.db import db
from app.core.writes import unit_of_work
from tests.activities.scheduling.conftest import (
    FIRST,
    WEEK,
    cancel,
    change,
    config,
    group,
    listed,
    olga,
    phone,
)
from tests.conftest import NOW
from tests.people import sign_in

__all__ = ["config", "group", "olga", "phone"]
KIM = "kim@example.org"
ROUNDS = 6


@pytest.fixture
def kim(app, olga):
    """Somebody else who changes the dates of Olga's library."""
    client = sign_in(app, KIM)
    with unit_of_work() as session:
        person = session.scalars(select(Person).where(Person.sign_in_address == KIM)).one()
        library = session.scalars(select(Organiser).where(Organiser.source.is_(None))).one()
        named = {"organiser_id": library.id, "person_id": person.id, "role": "editor"}
        session.add(OrganiserMember(**named, made_at=NOW))
    return client


def both(olga, kim, group, others):
    """Olga moves every other date by an hour, and Kim does hers to those between; statuses."""
    dates = listed(olga, group, limit=2 * ROUNDS)
    gate, statuses = threading.Barrier(2), []

    def work(deed):
        for number in range(ROUNDS):
            gate.wait()
            statuses.append(deed(number).status_code)

    def move(number):
        starts = FIRST + 2 * number * WEEK + timedelta(hours=1)
        return change(olga, dates[2 * number], starts_at=starts.isoformat(timespec="minutes"))

    deeds = (move, lambda number: others(kim, dates, number))
    threads = [threading.Thread(target=work, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def standing(olga, group):
    """Of the dates there were, the hour at which each begins now; None where it is off."""
    db.session.rollback()
    db.session.expire_all()
    found = listed(olga, group, limit=2 * ROUNDS + 5)[: 2 * ROUNDS]
    return [int(one["starts_at"][11:13]) if one["status"] == "scheduled" else None for one in found]


def cancels(kim, dates, number):
    return cancel(kim, dates[2 * number + 1])


def test_one_moves_dates_while_another_cancels_some(olga, kim, group):
    assert both(olga, kim, group, cancels) == [200] * (2 * ROUNDS)
    assert standing(olga, group) == [20, None] * ROUNDS


def test_one_moves_dates_while_another_changes_the_whole_schedule(olga, kim, group):
    def takes_off(kim, dates, number):
        del dates
        days = [FIRST + (2 * one + 1) * WEEK for one in range(number + 1)]
        body = {"exdates": [day.isoformat(timespec="minutes") for day in days]}
        return kim.patch(f"/api/v1/activities/{group}", json=body)

    assert both(olga, kim, group, takes_off) == [200] * (2 * ROUNDS)
    assert standing(olga, group)[:ROUNDS] == [20] * ROUNDS


@pytest.mark.postgresql
def test_the_storm_would_notice_dates_that_are_read_before_they_are_held(
    olga, kim, group, monkeypatch
):
    """The control: whoever reads first and writes later undoes what came between.

    SQLite lets one write after the other in any case.
    """
    gate = threading.Barrier(2)

    def naive(session, activity_id):
        found = session.get(Activity, activity_id, populate_existing=True)
        session.refresh(found, ["segments"])
        with suppress(threading.BrokenBarrierError):
            gate.wait(timeout=2)
        return found

    monkeypatch.setattr(editing, "lock_activity", naive)
    both(olga, kim, group, cancels)
    assert standing(olga, group) != [20, None] * ROUNDS
