"""The one place that commits.

SQLite: BEGIN IMMEDIATE comes before anything is read, for a transaction that begins with a
read and then writes ends in SQLITE_BUSY_SNAPSHOT, which no timeout waits for.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import partial, wraps

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.core import actors, changes, clock, idempotency, limits
from app.core.db import db
from app.core.errors import DomainError
from app.core.limits import Limit
from app.core.reading import read_json


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """A session in its own write transaction, committed once at the end or not at all."""
    session = db.session()
    session.rollback()
    session.expire_all()
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
    *, limit: Limit | None = None, is_secret: bool = False
) -> Callable[[Callable[..., ResponseReturnValue]], Callable[..., ResponseReturnValue]]:
    """Run a view in one write transaction, and answer only once that is stored.

    In it, in this order: the limit of the address, whether the body can be read, who is asking
    and their own limit, what an Idempotency-Key had for an answer, the view. A refusal undoes
    what the view did and leaves the limit of the address counted; anything else that fails
    undoes all. The answer of a view that `is_secret` is kept for no key.
    """

    def decorate(view: Callable[..., ResponseReturnValue]) -> Callable[..., ResponseReturnValue]:
        @wraps(view)
        def within(*args: object, **kwargs: object) -> ResponseReturnValue:
            # Read before the transaction begins, or a slow sender would hold up all writers.
            body, now = request.get_data(cache=True), clock.now()
            refusal = None
            with unit_of_work() as session:
                if limit and limits.are_on():
                    limits.take(session, limit, limits.sender(), now)
                try:
                    with session.begin_nested():
                        if body and request.path.startswith("/api/"):
                            read_json(body)
                        answer = _answer(session, partial(view, *args, **kwargs), within, now)
                except DomainError as error:
                    _after_refusal(session, error)
                    refusal = error
            if refusal:
                raise refusal
            return actors.put_cookie(answer)

        within.limit = limit  # type: ignore[attr-defined]
        within.writes = True  # type: ignore[attr-defined]
        within.is_secret = is_secret  # type: ignore[attr-defined]
        return within

    return decorate


def _after_refusal(session: Session, error: DomainError) -> None:
    """Forget what was undone, and do what is due all the same."""
    changes.forget(session)
    # What was read after it was changed there is stale, and would not be noticed.
    session.expire_all()
    if error.all_the_same:
        error.all_the_same(session)


def _answer(
    session: Session,
    view: Callable[[], ResponseReturnValue],
    marked: object,
    now: datetime,
) -> Response:
    """Who is asking, then the answer that was given to this key before, or a new one."""
    actor = actors.load(session, now)
    if not getattr(marked, "is_public", False):
        actors.allowed(marked)
    limit: Limit | None = getattr(marked, "limit", None)
    if actor and limit and limits.are_on():
        # Of a person too: whoever goes from one network to the next is still the same.
        limits.take(session, limit, f"person {actor.person_id}", now)
    used = None if getattr(marked, "is_secret", False) else idempotency.read_key(actor)
    answer = idempotency.claim(session, *used, now) if used else None
    if answer is None:
        answer = current_app.make_response(view())
        if actor and actors.current() == actor:
            actors.sessions().touch(session, actor, now)
        if used:
            idempotency.keep(session, *used, answer)
    return answer
