"""What is acknowledged is stored, whole; what fails leaves nothing behind."""

import sqlite3
import threading
from contextlib import closing

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from app.accounts.models import Organiser
from app.core import changes, events
from app.core.db import db
from app.core.security import public
from app.core.writes import unit_of_work, writes


def count() -> int:
    with db.engine.connect() as other:
        return other.scalar(select(func.count()).select_from(Organiser))


def sequence() -> int:
    db.session.rollback()
    return changes.current(db.session())


def test_a_unit_of_work_is_stored_when_it_ends_and_not_before(app):
    with unit_of_work() as session:
        session.add(Organiser(name="Olga", source="test"))
        session.flush()
        assert count() == 0
    assert count() == 1


def test_a_failure_leaves_nothing_half_written(app):
    before = sequence()

    def fail_at_the_end() -> None:
        with unit_of_work() as session:
            session.add(Organiser(name="Olga", source="test"))
            session.flush()
            events.publish(session, events.ActivityChanged(1))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_at_the_end()
    assert count() == 0
    with unit_of_work():
        pass
    assert sequence() == before


def test_the_sequence_moves_once_for_each_write_that_changes_what_is_found(app):
    before = sequence()
    with unit_of_work() as session:
        for number in range(3):
            events.publish(session, events.ActivityChanged(number))
    assert sequence() == before + 1
    with unit_of_work() as session:
        session.add(Organiser(name="Olga", source="test"))
    assert sequence() == before + 1


def test_many_writers_at_once_lose_no_step_of_the_sequence(app):
    before, failed = sequence(), []

    def write(name: int) -> None:
        with app.app_context():
            try:
                with unit_of_work() as session:
                    session.scalars(select(Organiser)).all()
                    session.add(Organiser(name=str(name), source="test"))
                    events.publish(session, events.ActivityChanged(name))
            except OperationalError as error:
                failed.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=write, args=(name,)) for name in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert (count(), sequence()) == (12, before + 12)


def test_a_view_answers_only_once_its_write_is_stored(app):
    seen = []

    @app.post("/api/v1/organisers")
    @public
    @writes()
    def post():
        db.session.add(Organiser(name="Olga", source="test"))
        db.session.flush()
        seen.append(count())
        return {"stored": True}

    answer = app.test_client().post("/api/v1/organisers")
    assert answer.status_code == 200
    assert (seen, count()) == ([0], 1)


def test_a_view_that_fails_stores_nothing(app):
    @app.post("/api/v1/organisers")
    @public
    @writes()
    def post():
        db.session.add(Organiser(name="Olga", source="test"))
        db.session.flush()
        raise RuntimeError

    assert app.test_client().post("/api/v1/organisers").status_code == 500
    assert count() == 0


@pytest.mark.sqlite
def test_while_another_process_writes_reading_goes_on_and_writing_says_busy(app, client, config):
    @app.post("/api/v1/organisers")
    @public
    @writes()
    def post():
        return {"stored": True}

    with closing(sqlite3.connect(config.data_dir / "test.sqlite", isolation_level=None)) as holder:
        holder.execute("BEGIN EXCLUSIVE")
        assert client.get("/api/v1/activities").status_code == 200
        answer = client.post("/api/v1/organisers")
        assert answer.status_code == 503
        assert answer.headers["Retry-After"]
        assert answer.json["code"] == "busy"
    assert client.post("/api/v1/organisers").status_code == 200
