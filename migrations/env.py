"""Runs migrations on an engine of its own.

SQLite: foreign keys are off while tables are rebuilt (batch mode with them on deletes child
rows), everything runs in one transaction, and a foreign-key check at the end must find nothing.
Triggers are taken away before and made anew afterwards, since batch mode drops those of a table.
PostgreSQL: a migration waits 5 s for a lock at most, since the old code still runs meanwhile.
"""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, create_engine, event, inspect, pool

from app.core import triggers
from app.core.db import Model


def _engine():
    url = current_app.config["SQLALCHEMY_DATABASE_URI"]
    engine = create_engine(url, poolclass=pool.NullPool, hide_parameters=True)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine, "connect")
        def _connect(connection, record):
            connection.isolation_level = None
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute("PRAGMA synchronous=FULL")
            connection.execute("PRAGMA foreign_keys=OFF")

        @event.listens_for(engine, "begin")
        def _begin(connection):
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _check(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"{len(broken)} rows would point nowhere; nothing was changed.")


def _drop_triggers(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        for name in triggers.SQLITE:
            connection.exec_driver_sql(f"drop trigger if exists {name}")
        return
    for name in triggers.FUNCTIONS:
        connection.exec_driver_sql(f"drop function if exists {name} cascade")


def _make_triggers(connection: Connection) -> None:
    if not set(triggers.TABLES) <= set(inspect(connection).get_table_names()):
        return
    is_sqlite = connection.dialect.name == "sqlite"
    made = triggers.SQLITE if is_sqlite else triggers.FUNCTIONS | triggers.POSTGRESQL
    for statement in made.values():
        connection.exec_driver_sql(statement)


def run() -> None:
    with _engine().begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET LOCAL lock_timeout = '5s'")
        context.configure(
            connection=connection,
            target_metadata=Model.metadata,
            render_as_batch=True,
            compare_type=True,
            transaction_per_migration=False,
        )
        _drop_triggers(connection)
        context.run_migrations()
        _make_triggers(connection)
        _check(connection)


if context.is_offline_mode():
    raise SystemExit("Migrations run on a database; there is no offline mode.")
run()
