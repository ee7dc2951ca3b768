"""The one place that commits.

SQLite: BEGIN IMMEDIATE comes before anything is read, for a transaction that begins with a
read and then writes ends in SQLITE_BUSY_SNAPSHOT, which no timeout waits for.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.core import changes
from app.core.db import db


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """A session in its own write transaction, committed once at the end or not at all."""
    session = db.session()
    session.rollback()
    options: dict[str, object] = {"writes": True}
    if session.get_bind().dialect.name == "postgresql":
        # Writers wait for each other's rows and then see them; readers keep one snapshot.
        options["isolation_level"] = "READ COMMITTED"
    session.connection(execution_options=options)
    try:
        yield session
        changes.seal(session)
        session.commit()
    except BaseException:
        session.rollback()
        changes.forget(session)
        raise


def writes(
    view: Callable[..., ResponseReturnValue],
) -> Callable[..., ResponseReturnValue]:
    """Run a view in a write transaction and answer only once it is stored."""

    @wraps(view)
    def within(*args: object, **kwargs: object) -> ResponseReturnValue:
        with unit_of_work():
            answer = view(*args, **kwargs)
        return answer

    return within
