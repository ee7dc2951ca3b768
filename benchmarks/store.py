"""Databases of made-up activities, made once and kept below DATA_DIR/bench."""

import hashlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import flask_migrate
from flask import Flask
from sqlalchemy.orm import Session

from app import create_app
from app.config import Config
from app.core.db import db
from app.core.writes import unit_of_work
from app.discovery.cache import ColumnCache
from app.discovery.columns import Columns
from app.discovery.loading import load_columns
from benchmarks.data import NOW, Shape, fill, sample

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Made:
    """One made database: what is in it and where it lies."""

    shape: Shape
    occurrences: int
    path: Path

    @property
    def name(self) -> str:
        """`100,000 single dates`."""
        return f"{self.occurrences:,} {self.shape.name}"


def made(data_dir: Path, shape: Shape, occurrences: int, seed: int) -> Made:
    """The database of this shape, size, seed and schema; made first where it is not there yet."""
    folder = data_dir / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    kind = f"{shape.name.replace(' ', '-')}-{occurrences}-{seed}"
    path = folder / f"{kind}-{_fingerprint(shape, seed)}.sqlite"
    if not path.exists():
        for old in folder.glob(f"{kind}-*"):
            old.unlink()
        print(f"Making {occurrences:,} {shape.name} ...", flush=True)
        unfinished = path.with_suffix(".unfinished")
        with opened(unfinished, data_dir):
            flask_migrate.upgrade()
            with unit_of_work() as session:
                fill(session, occurrences, shape, NOW, seed)
        _fold_log(unfinished)
        unfinished.rename(path)
    return Made(shape, occurrences, path)


@contextmanager
def opened(path: Path, data_dir: Path) -> Iterator[Flask]:
    """The application on a database, which looks for changes at every search."""
    config = Config(
        database_url=f"sqlite:///{path}", data_dir=data_dir, freshness_s=0, has_limits=False
    )
    app = create_app(config)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


class Built(ColumnCache):
    """Columns that were built before and are given as they are."""

    def __init__(self, columns: Columns) -> None:
        """Hold these columns."""
        super().__init__(0)
        self._built = columns

    def get(self, session: Session, now: datetime) -> Columns:
        """The columns; nothing is looked at."""
        del session, now
        return self._built


@cache
def columns_of(one: Made, data_dir: Path) -> Columns:
    """The columns of a database, built once a run: several parts only read them."""
    with opened(one.path, data_dir):
        return load_columns(db.session(), NOW)


@contextmanager
def copied(one: Made, folder: Path) -> Iterator[Made]:
    """A copy to write to, so that the kept one stays what its name says."""
    path = folder / "copy.sqlite"
    shutil.copy(one.path, path)
    yield Made(one.shape, one.occurrences, path)
    for left in folder.glob("copy.sqlite*"):
        left.unlink()


def _fold_log(path: Path) -> None:
    """Bring what stands in the write-ahead log into the file itself, which is then all there is."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _fingerprint(shape: Shape, seed: int) -> str:
    """Changes with the tables and with what is made to fill them."""
    digest = hashlib.sha256()
    for migration in sorted((ROOT / "migrations" / "versions").glob("*.py")):
        digest.update(migration.read_bytes())
    for row in sample(shape, seed):
        digest.update(repr(row).encode())
    return digest.hexdigest()[:10]
