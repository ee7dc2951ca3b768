"""The one place that commits.

SQLite: BEGIN IMMEDIATE comes before anything is read, for a transaction that begins with a
read and then writes ends in SQLITE_BUSY_SNAPSHOT, which no timeout waits for.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial, wraps
from typing import Any, TypeVar

from flask import Response, current_app, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.core import actors, changes, clock, idempotency, limits
from app.core.actors import Actor
from app.core.bodies import body_of
from app.core.db import db
from app.core.errors import DomainError, Unreadable
from app.core.limits import Limit

Done = TypeVar("Done")


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
    *, limit: Limit | None = None, is_secret: bool = False, waits: bool = False
) -> Callable[[Callable[..., Any]], Callable[..., ResponseReturnValue]]:
    """Run a view in one write transaction, and answer only once that is stored.

    In it, in this order: the limit of the address, whether the body can be read, who is asking
    and their own limit, what an Idempotency-Key had for an answer, the view. A refusal undoes
    what the view did and leaves the limit of the address counted; anything else that fails
    undoes all. The answer of a view that `is_secret` is kept for no key.

    A view that `waits` for others is called between two transactions: limits and who is asking
    in the first, then the view holds up nobody, and what it gives back is called in the second.
    """

    def decorate(view: Callable[..., Any]) -> Callable[..., ResponseReturnValue]:
        @wraps(view)
        def within(*args: object, **kwargs: object) -> ResponseReturnValue:
            _take_in_body()
            now = clock.now()
            call, taken = partial(view, *args, **kwargs), limit
            # What the route was given says whom it is for, whatever was wrapped around this.
            marked = current_app.view_functions.get(request.endpoint or "", within)
            if waits:
                _guarded(limit, partial(_admit, marked, now), now)
                call, taken, now = call(), None, clock.now()

            def answer(session: Session) -> Response:
                _read_body()
                return _answer(session, call, marked, now)

            return actors.put_cookie(_guarded(taken, answer, now))

        within.limit = limit  # type: ignore[attr-defined]
        within.writes = True  # type: ignore[attr-defined]
        within.is_secret = is_secret  # type: ignore[attr-defined]
        within.waits = waits  # type: ignore[attr-defined]
        return within

    return decorate


def _guarded(limit: Limit | None, work: Callable[[Session], Done], now: datetime) -> Done:
    """Some work in one transaction. Refused, it is undone, but the address has asked."""
    with unit_of_work() as session:
        if limit and limits.are_on():
            limits.take(session, limit, limits.sender(), now)
        try:
            with session.begin_nested():
                return work(session)
        except DomainError as error:
            _after_refusal(session, error)
            refusal = error
    raise refusal


def _take_in_body() -> None:
    """Read before the transaction begins, or a slow sender would hold up all writers."""
    with suppress(Unreadable):
        _read_body()


def _read_body() -> None:
    """Raises Unreadable where the body must be JSON and is not."""
    if request.get_data(cache=True) and request.path.startswith("/api/"):
        body_of(request)


def _admit(marked: object, now: datetime, session: Session) -> None:
    """Let somebody in who has to wait for others, and count that they asked."""
    _read_body()
    _ask_who(session, marked, now)


def _ask_who(session: Session, marked: object, now: datetime) -> Actor | None:
    """Who is asking, if the view is for them, within their own limit."""
    actor = actors.load(session, now)
    if not getattr(marked, "is_public", False):
        actors.allowed(marked)
    limit: Limit | None = getattr(marked, "limit", None)
    if actor and limit and limits.are_on():
        # Of a person too: whoever goes from one network to the next is still the same.
        limits.take(session, limit, f"person {actor.person_id}", now)
    return actor


def _after_refusal(session: Session, error: DomainError) -> None:
    """Forget what was undone, and do what is due all the same."""
    changes.forget(session)
    # What was read after it was changed there is stale, and would not be noticed.
    session.expire_all()
    error.settle(session)


def _answer(
    session: Session,
    view: Callable[[], ResponseReturnValue],
    marked: object,
    now: datetime,
) -> Response:
    """Who is asking, then the answer that was given to this key before, or a new one."""
    has_waited = getattr(marked, "waits", False)
    actor = actors.load(session, now) if has_waited else _ask_who(session, marked, now)
    if has_waited and not getattr(marked, "is_public", False):
        # They may have signed out meanwhile.
        actors.allowed(marked)
    used = None if getattr(marked, "is_secret", False) else idempotency.read_key(actor)
    answer = idempotency.claim(session, *used, now) if used else None
    if answer is None:
        answer = current_app.make_response(view())
        if actor and actors.current() == actor:
            actors.sessions().touch(session, actor, now)
        if used:
            idempotency.keep(session, *used, answer)
    return answer
