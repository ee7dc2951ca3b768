"""A place to break things: a folder, a fresh database in it, activities with few places."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import flask_migrate
from sqlalchemy import Engine, create_engine, select, text

from app import create_app
from app.activities.drafts import NewActivity, NewPlace
from app.activities.models import Occurrence
from app.activities.schedule import Segment
from app.activities.service import publish
from app.config import Config
from app.core import clock
from app.core.db import db
from app.core.ids import show_id
from app.core.writes import unit_of_work
from app.places.build import write_gazetteer
from tests.places.small import ROWS
from tests.postgres import Cluster

SQLITE, POSTGRESQL = "sqlite", "postgresql"


@dataclass(frozen=True)
class Ground:
    """Where one fault is made.

    `dates` are the ids of all dates, `cluster` is PostgreSQL's, `disk` a small disk of its own.
    """

    engine: str
    url: str
    folder: Path
    dates: tuple[str, ...]
    capacities: tuple[int, ...] = ()
    weeks: int = 0
    cluster: Cluster | None = None
    disk: Path | None = None

    @contextmanager
    def database(self) -> Iterator[Engine]:
        """A way into the database beside the server."""
        engine = create_engine(self.url)
        try:
            yield engine
        finally:
            engine.dispose()


def prepare(
    folder: Path, cluster: Cluster | None, *, capacities: tuple[int, ...], weeks: int = 20
) -> Ground:
    """A fresh database with one weekly activity for each capacity; without a cluster, SQLite."""
    folder = folder.absolute()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    url = _new_database(cluster, folder.name) if cluster else f"sqlite:///{folder}/faults.sqlite"
    config = Config(database_url=url, data_dir=folder)
    write_gazetteer(ROWS, config.gazetteer_path)
    app = create_app(config)
    with app.app_context():
        flask_migrate.upgrade()
        with unit_of_work() as session:
            for number, capacity in enumerate(capacities):
                publish(session, draft(number, capacity, weeks), clock.now())
        ids = db.session.scalars(select(Occurrence.id).order_by(Occurrence.starts_at)).all()
        db.session.remove()
        db.engine.dispose()
    engine = POSTGRESQL if cluster else SQLITE
    return Ground(engine, url, folder, tuple(map(show_id, ids)), capacities, weeks, cluster)


def _new_database(cluster: Cluster, name: str) -> str:
    engine = create_engine(f"{cluster.url}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'drop database if exists "{name}" with (force)'))
        connection.execute(text(f'create database "{name}"'))
    engine.dispose()
    return f"{cluster.url}/{name}"


def draft(number: int, capacity: int, weeks: int) -> NewActivity:
    """A weekly activity of the ground, as it was published first."""
    day = (clock.now() + timedelta(days=5)).replace(
        hour=14, minute=number % 60, second=0, microsecond=0, tzinfo=None
    )
    return NewActivity(
        source="faults",
        source_id=str(number),
        organiser="Olga's library",
        kind="interest_group",
        title=f"Craft table {number}",
        format="in_person",
        time_zone="Europe/London",
        topics=("mixed_crafts",),
        booking="needed",
        capacity=capacity,
        party_limit=5,
        segments=(
            Segment(day, day + timedelta(hours=2), "Europe/London", f"FREQ=WEEKLY;COUNT={weeks}"),
        ),
        place=NewPlace(lat=53.38, lon=-1.47, precision="exact", area="Sheffield"),
    )
