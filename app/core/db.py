"""The database: engine recipe, column types, naming of constraints."""

import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, Connection, Dialect, Engine, MetaData, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 wall times have no zone

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Model(DeclarativeBase):
    """The base of all tables."""

    metadata = MetaData(naming_convention=NAMES)


db = SQLAlchemy(model_class=Model, session_options={"expire_on_commit": False})


class Instant(TypeDecorator[datetime]):
    """A moment, aware and in UTC; stored as whole seconds since 1970, alike on both engines."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Refuse a naive time: it would be stored as somebody else's hour."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs a time zone.")
        return int(value.timestamp())

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give back an aware time in UTC."""
        del dialect
        return None if value is None else datetime.fromtimestamp(value, UTC)


class WallTime(TypeDecorator[datetime]):
    """A local time as a clock on the wall shows it; stored as minutes since 1970 there."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Refuse an aware time: a wall clock knows no zone."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is not None:
            raise ValueError("A wall time has no time zone.")
        return (value - EPOCH) // timedelta(minutes=1)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give back a naive local time."""
        del dialect
        return None if value is None else EPOCH + timedelta(minutes=value)


def insert_into(session: Session, table: type[Model]) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that can say what to do on a conflict; both engines speak the same here."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def engine_options(url: str) -> dict[str, Any]:
    """How to open the database: no values in errors; on PostgreSQL time limits and snapshots."""
    options: dict[str, Any] = {"hide_parameters": True, "pool_pre_ping": True}
    if url.startswith("postgresql"):
        limits = "-c statement_timeout=15000 -c lock_timeout=3000"
        options["connect_args"] = {"connect_timeout": 5, "options": limits}
        options["isolation_level"] = "REPEATABLE READ"
    return options


def prepare_engine(engine: Engine) -> None:
    """Hang the SQLite recipe on an engine: own BEGIN, WAL, full sync, foreign keys."""
    if engine.dialect.name != "sqlite":
        return

    @event.listens_for(engine, "connect")
    def _connect(connection: sqlite3.Connection, record: object) -> None:
        del record
        connection.isolation_level = None
        connection.execute("PRAGMA busy_timeout=5000")
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
