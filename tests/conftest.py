"""One real database a test, made by the real migrations, on the engine TEST_ENGINE names."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import flask_migrate
import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from sqlalchemy import create_engine, text

from app import create_app
from app.config import Config
from app.core.db import Model, db
from app.places.build import write_gazetteer
from tests.places.small import ROWS
from tests.postgres import cluster
from tests.quick_apps import share_work

NOW = datetime(2026, 11, 26, 9, 30, tzinfo=UTC)
ENGINE = os.environ.get("TEST_ENGINE", "sqlite")
CORPUS = Path(__file__).parents[2] / "shared"
PAGES = Path(__file__).parent / "web"
_stack = ExitStack()
# A busy machine is no fault of what is tested: nothing here is timed.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
share_work()


def pytest_configure(config: pytest.Config) -> None:
    """Start PostgreSQL once, before the workers, when it is asked for."""
    if ENGINE == "postgresql" and not hasattr(config, "workerinput"):
        os.environ["TEST_CLUSTER"] = _stack.enter_context(cluster())


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop what was started."""
    del config
    _stack.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what this run has no subject for: the corpus, the other engine, no database.

    What touches no database is the same on both engines and is tested with SQLite. So are pages:
    a page asks for rows by their key, and for all else services, which others ask on both.
    """
    absent = set() if CORPUS.is_dir() else {"corpus"}
    absent |= {"postgresql"} if ENGINE == "sqlite" else {"sqlite"}
    items[:] = [item for item in items if not absent & {m.name for m in item.iter_markers()}]
    if ENGINE == "postgresql":
        items[:] = [item for item in items if _touches_database(item) and not _is_page(item)]


def pytest_collection_finish() -> None:
    """Spare what is loaded by now the search for waste: it stays to the end.

    By its own measure Python searches so often that a tenth of a run went into it.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


def _is_page(item: pytest.Item) -> bool:
    return item.path.parent == PAGES and not item.get_closest_marker("both_engines")


def _touches_database(item: pytest.Item) -> bool:
    is_made_by_hand = hasattr(item.module, "fresh_database")  # type: ignore[attr-defined]
    return is_made_by_hand or "base_config" in item.fixturenames  # type: ignore[attr-defined]


def migrate(app: Flask, revision: str = "head") -> None:
    with app.app_context():
        flask_migrate.upgrade(revision=revision)
        db.engine.dispose()


@pytest.fixture(scope="session")
def base_config(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Config:
    """A config whose database has been migrated once for this worker."""
    folder = tmp_path_factory.mktemp("base")
    config = Config(
        database_url=fresh_database(folder, "template", worker_id),
        data_dir=folder,
        freshness_s=0,
        reads_a_minute=10**9,
    )
    migrate(create_app(config))
    write_gazetteer(ROWS, config.gazetteer_path)
    return config


def fresh_database(folder: Path, name: str, worker_id: str = "") -> str:
    """The URL of a new, empty database without tables."""
    if ENGINE == "sqlite":
        return f"sqlite:///{folder}/{name}.sqlite"
    url, name = os.environ["TEST_CLUSTER"], f"{name}_{worker_id or os.getpid()}"
    engine = create_engine(f"{url}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'drop database if exists "{name}" with (force)'))
        connection.execute(text(f'create database "{name}"'))
    engine.dispose()
    return f"{url}/{name}"


@pytest.fixture
def config(base_config: Config, tmp_path: Path) -> Config:
    """A config of this test alone: an empty database in which nothing happened yet."""
    shutil.copy(base_config.gazetteer_path, tmp_path / "places.sqlite")
    if ENGINE == "postgresql":
        return replace(base_config, data_dir=tmp_path)
    shutil.copy(base_config.data_dir / "template.sqlite", tmp_path / "test.sqlite")
    return Config(
        database_url=f"sqlite:///{tmp_path}/test.sqlite",
        data_dir=tmp_path,
        freshness_s=0,
        reads_a_minute=10**9,
    )


@pytest.fixture
def app(config: Config) -> Iterator[Flask]:
    app = create_app(config)
    with app.app_context():
        if ENGINE == "postgresql":
            _empty()
        yield app
        db.session.remove()
        if ENGINE == "sqlite":
            db.engine.dispose()


@pytest.fixture
def other_app(config: Config) -> Iterator[Callable[..., Flask]]:
    """Make applications beside `app`, on its database, with some settings changed."""
    made: list[Flask] = []

    def make(**settings: object) -> Flask:
        made.append(create_app(replace(config, **settings)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for app in made:
        with app.app_context():
            db.session.remove()
            db.engine.dispose()


FILLED = text(
    "select relname from pg_class where relkind = 'r' and relname = any(:names)"
    " and pg_relation_size(oid) > 0"
)


def _empty() -> None:
    """Empty the tables that something was written to: to empty an empty one costs as much."""
    names = [t.name for t in Model.metadata.sorted_tables if t.name != "change_sequence"]
    with db.engine.begin() as connection:
        # The audit log refuses this to everybody but who owns the whole cluster.
        connection.execute(text("set local session_replication_role = replica"))
        if filled := connection.scalars(FILLED, {"names": names}).all():
            # Not by deleting, though that is quicker: later rows would take the places of earlier.
            connection.execute(text(f"truncate {', '.join(filled)} cascade"))
        connection.execute(text("update change_sequence set value = 0"))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def frozen() -> Iterator[time_machine.Traveller]:
    """The clock stands at NOW; tests may move it."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller
