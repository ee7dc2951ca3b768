"""A short version of the faults, and the proof that the checker would notice a loss."""

import os
import random
import time
from pathlib import Path

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from app.activities.models import Occurrence
from app.attendance.rsvps.models import GOING, Rsvp
from app.core.idempotency import IdempotencyKey
from tests.conftest import ENGINE
from tests.faults.checker import check, check_rows
from tests.faults.crowd import living
from tests.faults.ground import prepare
from tests.faults.server import serving
from tests.postgres import Cluster

KILLS = 4


@pytest.fixture
def ground(tmp_path):
    """A fresh database on the engine under test."""
    url = os.environ.get("TEST_CLUSTER", "")
    cluster = Cluster(Path(), url, "", ()) if ENGINE == "postgresql" else None
    return prepare(tmp_path / f"faults_{os.getpid()}", cluster, capacities=(1, 2), weeks=4)


def lose_a_place(session):
    session.execute(delete(Rsvp).where(Rsvp.id == select(func.min(Rsvp.id)).scalar_subquery()))


def change_a_status(session):
    first = select(func.min(Rsvp.id)).where(Rsvp.status == GOING).scalar_subquery()
    session.execute(update(Rsvp).where(Rsvp.id == first).values(status="cancelled"))


def count_one_twice(session):
    session.execute(
        update(Occurrence).where(Occurrence.arrivals > 0).values(arrivals=Occurrence.arrivals + 1)
    )


def forget_the_answers(session):
    session.execute(delete(IdempotencyKey))


MISHAPS = (lose_a_place, change_a_status, count_one_twice, forget_the_answers)


def test_whoever_was_answered_has_it_after_processes_were_killed(ground):
    chance = random.Random(1)
    with serving(ground) as server:
        with living(server.port, ground.dates, threads=4) as crowd:
            for _ in range(KILLS):
                time.sleep(chance.uniform(0.1, 0.4))
                server.kill_worker(chance)
        assert len(crowd.told) > KILLS
        assert check(ground, crowd) == []
        assert server.failures() == []
    known: set[str] = set()
    for mishap in MISHAPS:
        with ground.database() as engine, Session(engine) as session:
            mishap(session)
            session.commit()
        noticed = set(check_rows(ground, crowd))
        assert noticed - known, f"the checker did not notice: {mishap.__name__}"
        known |= noticed
