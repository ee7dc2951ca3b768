"""A write that is sent again gets the answer it had, and happens once."""

import hashlib
import re
from datetime import datetime, timedelta

from flask import Response, request
from sqlalchemy import BigInteger, SmallInteger, String, Text, delete, select, tuple_
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core import actors
from app.core.actors import Actor
from app.core.db import Instant, Model, insert_into
from app.core.errors import SENTENCE, Invalid

HEADER = "Idempotency-Key"
ALLOWED = re.compile(r"[A-Za-z0-9_-]{8,64}")
# Nobody but its sender knows a key of this length, so it may speak for who was made by it.
NOBODY, SHORTEST_OF_NOBODY = "nobody", 32
KEPT_FOR = timedelta(hours=48)


class IdempotencyKey(Model):
    """What a key was used for, and what was answered; scoped to a person, or to nobody."""

    __tablename__ = "idempotency_keys"

    scope: Mapped[str] = mapped_column(String(32), primary_key=True)
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    person_id: Mapped[int | None] = mapped_column(BigInteger, index=True)
    request_hash: Mapped[str] = mapped_column(String(64))
    status: Mapped[int] = mapped_column(SmallInteger)
    body: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Instant, index=True)


def read_key(actor: Actor | None) -> tuple[str, str] | None:
    """Scope and key of the request; None where there is no key that counts.

    Raises Invalid for a key that is no key.
    """
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not ALLOWED.fullmatch(key):
        said = "A key has 8 to 64 letters, digits, - or _."
        raise Invalid(SENTENCE, {HEADER: [said]})
    if actor is None:
        return (NOBODY, key) if len(key) >= SHORTEST_OF_NOBODY else None
    return f"person {actor.person_id}", key


def claim(session: Session, scope: str, key: str, now: datetime) -> Response | None:
    """Take a key for this request; where it was taken before, the answer it had.

    Of two that come at once the second waits here until the first has its answer. A replay
    without a session gives its sender a new session of the guest that was made then.
    Raises Invalid where the key was used for something else.
    """
    drop_old(session, now)
    actor = actors.current()
    row = {
        "scope": scope,
        "key": key,
        "person_id": actor.person_id if actor else None,
        "request_hash": _request_hash(),
        "status": 0,
        "body": "",
        "made_at": now,
    }
    adding = insert_into(session, IdempotencyKey).values(row).on_conflict_do_nothing()
    if session.execute(adding.returning(IdempotencyKey.key)).first():
        return None
    stored = session.get_one(IdempotencyKey, (scope, key))
    if stored.request_hash != row["request_hash"]:
        said = "This key was used for another request."
        raise Invalid(SENTENCE, {HEADER: [said]})
    if actor is None and stored.person_id is not None:
        actors.enter(session, stored.person_id, now)
    return Response(stored.body, stored.status, mimetype="application/json")


def keep(session: Session, scope: str, key: str, answer: Response) -> None:
    """Store the answer beside its key, in the transaction of its cause.

    The key stays the person's, also when the request made them known here, or ended that.
    """
    actor = actors.current()
    stored = session.get_one(IdempotencyKey, (scope, key))
    stored.person_id = actor.person_id if actor else stored.person_id
    stored.status = answer.status_code
    stored.body = answer.get_data(as_text=True)


def end_first_keys(session: Session, person_id: int) -> None:
    """Let the key that made a person known here make them known nowhere any more."""
    own = IdempotencyKey.scope == NOBODY, IdempotencyKey.person_id == person_id
    session.execute(delete(IdempotencyKey).where(*own))


def drop_old(session: Session, now: datetime) -> int:
    """Take away what is older than two days; what another transaction is taking is left to it."""
    old = select(IdempotencyKey.scope, IdempotencyKey.key).where(
        IdempotencyKey.made_at < now - KEPT_FOR
    )
    both = tuple_(IdempotencyKey.scope, IdempotencyKey.key)
    gone = delete(IdempotencyKey).where(both.in_(old.with_for_update(skip_locked=True)))
    return len(session.execute(gone.returning(IdempotencyKey.key)).all())


def _request_hash() -> str:
    said = f"{request.method} {request.full_path}\n".encode() + request.get_data(cache=True)
    return hashlib.sha256(said).hexdigest()
