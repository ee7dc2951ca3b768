"""Links by which a moderator makes a first passkey: given by the operator, good once, for a day."""

import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.accounts.sessions import hash_token
from app.accounts.signing_in.codes import CodeOver
from app.accounts.signing_in.models import Enrolment

VALID_FOR = timedelta(hours=24)
KEPT_FOR = timedelta(days=7)
TOKEN_BYTES = 32


def make(session: Session, person_id: int, now: datetime) -> str:
    """The token of a new link for a person; those before are worth nothing any more."""
    session.execute(delete(Enrolment).where(Enrolment.person_id == person_id))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    session.add(Enrolment(person_id=person_id, token_hash=hash_token(token), made_at=now))
    session.flush()
    return token


def find(session: Session, token: str, now: datetime) -> int:
    """Whose link this is; only reads. Raises CodeOver."""
    query = select(Enrolment).where(Enrolment.token_hash == hash_token(token))
    row = session.scalars(query).one_or_none()
    if row is None or row.used_at or not row.made_at <= now <= row.made_at + VALID_FOR:
        raise CodeOver
    return row.person_id


def use_up(session: Session, person_id: int, now: datetime) -> bool:
    """End the open links of a person; True where there was one."""
    open_ = (
        Enrolment.person_id == person_id,
        Enrolment.used_at.is_(None),
        Enrolment.made_at >= now - VALID_FOR,
    )
    using = update(Enrolment).where(*open_).values(used_at=now).returning(Enrolment.id)
    return session.scalars(using).first() is not None


def forget_old(session: Session, now: datetime) -> int:
    """Delete links that were made a week ago; how many."""
    old = delete(Enrolment).where(Enrolment.made_at < now - KEPT_FOR).returning(Enrolment.id)
    return len(session.scalars(old).all())
