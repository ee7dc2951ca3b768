"""G9: asking for a place on a full date, and whether a last place is ever given twice."""

import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Barrier

import flask_migrate
from flask import Flask
from sqlalchemy import Engine, or_, select, update

from app import create_app
from app.activities.models import Occurrence
from app.attendance.rsvps import seats
from app.config import Config
from app.core.db import db
from app.core.writes import unit_of_work
from benchmarks.data import NOW, SINGLE, fill
from benchmarks.table import Block, Line, compared, verdict
from benchmarks.timing import Task, alternate
from tests.postgres import binaries, started

PEOPLE, ASKS, ROUNDS, PLACES = 8, 25, 7, 5
ENOUGH_TRIES = 100_000
POSTGRESQL, SQLITE = "PostgreSQL", "SQLite"
ONE, LOCKED = "one statement that takes a place if there is one", "look under a lock, then write"
TAKE, HOLD = "seats.take, in a unit of work", "seats.lock, then seats.take, as holding does"
Way = Callable[[Engine, int], bool]
_COUNTS = select(Occurrence.taken, Occurrence.capacity)


def one_statement(engine: Engine, date: int) -> bool:
    """What `seats.take` sends, without a session."""
    there_are = or_(Occurrence.capacity.is_(None), Occurrence.taken + 1 <= Occurrence.capacity)
    taking = update(Occurrence).where(Occurrence.id == date, there_are)
    with _writing(engine).begin() as connection:
        answer = connection.execute(
            taking.values(taken=Occurrence.taken + 1).returning(Occurrence.taken)
        )
        return answer.first() is not None


def look_locked(engine: Engine, date: int) -> bool:
    """Lock the row (SQLite: the file), look whether there is room, then write."""
    with _writing(engine).begin() as connection:
        query = _COUNTS.where(Occurrence.id == date).with_for_update()
        taken, capacity = connection.execute(query).one()
        if capacity is not None and taken >= capacity:
            return False
        connection.execute(update(Occurrence).where(Occurrence.id == date).values(taken=taken + 1))
        return True


def look_first(engine: Engine, date: int) -> bool:
    """The control: look, and write what was seen and one more, with nothing in between locked."""
    with engine.begin() as connection:
        taken, capacity = connection.execute(_COUNTS.where(Occurrence.id == date)).one()
    if capacity is not None and taken >= capacity:
        return False
    with _writing(engine).begin() as connection:
        connection.execute(update(Occurrence).where(Occurrence.id == date).values(taken=taken + 1))
    return True


def take(engine: Engine, date: int) -> bool:
    """The application's own statement, within its own transaction."""
    del engine
    with unit_of_work() as session:
        return seats.take(session, session.get_one(Occurrence, date), 1)


def lock_and_take(engine: Engine, date: int) -> bool:
    """The same after locking the date, which everything that changes one does first."""
    del engine
    with unit_of_work() as session:
        occurrence = seats.lock(session, date)
        return occurrence is not None and seats.take(session, occurrence, 1)


def measure_rsvp(data_dir: Path, tries: int) -> Iterator[Block]:
    """Both engines, one after the other."""
    for engine in (POSTGRESQL, SQLITE):
        if engine == POSTGRESQL and binaries() is None:
            yield Block("PostgreSQL is not here", (Line(LOCKED, goal="G9: not measured here"),))
            continue
        with _database(engine, data_dir) as app:
            yield _full_date(app, engine)
            yield _oversold(app, engine, tries)


def _full_date(app: Flask, engine: str) -> Block:
    """Eight ask again and again for a place that is not there."""
    date = empty(0)
    ways = {ONE: one_statement, LOCKED: look_locked, TAKE: take, HOLD: lock_and_take}
    with ThreadPoolExecutor(PEOPLE) as crowd:
        asked = partial(_all_ask, crowd, app, date)
        tasks: dict[str, Task] = {name: partial(asked, way, ASKS) for name, way in ways.items()}
        is_same = not any(asked(way, 1) for way in ways.values())
        taken = alternate(tasks, ROUNDS)
    lines = [compared(name, taken[name], taken[ONE], same=is_same) for name in ways]
    if engine == POSTGRESQL:
        is_met = taken[LOCKED].middle >= 10 * taken[ONE].middle
        lines[1] = lines[1].towards(verdict("G9 >= 10 x", is_met=is_met))
    return Block(f"{engine}, {PEOPLE} ask {ASKS} times each on a full date", tuple(lines))


def _oversold(app: Flask, engine: str, tries: int) -> Block:
    """Eight want five places, on and on; the control has to give some of them twice."""
    few = max(1, tries // 20)
    ours, control = (
        sum(given(app, way) - PLACES for _ in range(_rounds(count)))
        for way, count in ((lock_and_take, tries), (look_first, few))
    )
    lines = (
        Line("the application", f"{ours} oversold", f"{tries:,} tries", same=ours == 0).towards(
            verdict("G9 0 oversold in 100,000", is_met=ours == 0, is_its_size=tries >= ENOUGH_TRIES)
        ),
        Line("control: look, then write", f"{control} oversold", f"{few:,} tries").towards(
            verdict("G9 a control that oversells", is_met=control > 0)
        ),
    )
    return Block(f"{engine}, {PEOPLE} at once for {PLACES} places", lines)


def given(app: Flask, way: Way) -> int:
    """How many of eight, each asking until refused, are told that they have one of five places."""
    date = empty(PLACES)
    with ThreadPoolExecutor(PEOPLE) as crowd:
        return _all_ask(crowd, app, date, way, PLACES)


def empty(places: int) -> int:
    """Give the one date so many places, none of them taken; its id."""
    with unit_of_work() as session:
        date = session.scalars(select(Occurrence)).one()
        date.capacity, date.taken = places, 0
        return date.id


def _all_ask(crowd: ThreadPoolExecutor, app: Flask, date: int, way: Way, asks: int) -> int:
    gate = Barrier(PEOPLE)

    def ask() -> int:
        with app.app_context():
            gate.wait()
            return sum(way(db.engine, date) for _ in range(asks))

    return sum(one.result() for one in [crowd.submit(ask) for _ in range(PEOPLE)])


def _rounds(tries: int) -> int:
    return max(1, tries // (PEOPLE * PLACES))


def _writing(engine: Engine) -> Engine:
    if engine.dialect.name == "postgresql":
        return engine.execution_options(writes=True, isolation_level="READ COMMITTED")
    return engine.execution_options(writes=True)


@contextmanager
def _database(engine: str, data_dir: Path) -> Iterator[Flask]:
    """A fresh database with one date; PostgreSQL keeps what it says, as in earnest."""
    with tempfile.TemporaryDirectory() as folder:
        if engine == SQLITE:
            with _filled(f"sqlite:///{folder}/rsvp.sqlite", data_dir) as app:
                yield app
        else:
            with started() as cluster, _filled(f"{cluster.url}/postgres", data_dir) as app:
                yield app


@contextmanager
def _filled(url: str, data_dir: Path) -> Iterator[Flask]:
    app = create_app(Config(database_url=url, data_dir=data_dir))
    with app.app_context():
        flask_migrate.upgrade()
        with unit_of_work() as session:
            fill(session, 1, SINGLE, NOW)
        yield app
        db.session.remove()
        db.engine.dispose()
