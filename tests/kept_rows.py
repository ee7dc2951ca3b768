"""What many tests begin with is made once a run; after that its rows are put back as they were.

To publish a hundred activities costs a hundred times what their rows do, and comes out the same
each time: the clock stands still, and each test begins with an empty database.
"""

from collections.abc import Callable
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Table, insert, null, select, update
from sqlalchemy.orm import Session

from app.core.changes import ChangeSequence
from app.core.db import Model, db
from app.core.writes import unit_of_work

Rows = dict[Table, list[dict[str, Any]]]

SEQUENCE = ChangeSequence.__table__
_kept: dict[Callable[[Session], None], Rows] = {}


def fill_as(fill: Callable[[Session], None]) -> None:
    """Leave in an empty database what `fill` makes, within the current application."""
    if fill in _kept:
        with db.engine.execution_options(writes=True).begin() as connection:
            _put_back(connection, _kept[fill])
        return
    with unit_of_work() as session:
        fill(session)
    with db.engine.connect() as connection:
        _kept[fill] = _take(connection)


def _take(connection: Connection) -> Rows:
    """Every row of every table that holds any, parents before their children."""
    found = {
        table: [dict(row) for row in connection.execute(select(table)).mappings()]
        for table in Model.metadata.sorted_tables
    }
    return {table: rows for table, rows in found.items() if rows}


def _put_back(connection: Connection, kept: Rows) -> None:
    for table, rows in kept.items():
        if table is SEQUENCE:
            connection.execute(update(table).values(value=rows[0]["value"]))
            continue
        # An empty field of a JSON column is no JSON: it is left out of the values.
        for empty, some in groupby(sorted(rows, key=_empty), key=_empty):
            full = [{key: row[key] for key in row if key not in empty} for row in some]
            connection.execute(insert(table).values(dict.fromkeys(empty, null())), full)


def _empty(row: dict[str, Any]) -> tuple[str, ...]:
    return tuple(key for key, value in row.items() if value is None)
