"""The private calendar of a person: one secret address, shown once, ended at any time."""

import secrets
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts.models import PersonCalendar
from app.accounts.sessions import hash_token
from app.core.db import insert_into

SECRET_BYTES = 24


def begin(session: Session, person_id: int, *, hides_titles: bool, now: datetime) -> str:
    """Make a secret of 192 bits for a person's calendar; the one before no longer works."""
    secret = secrets.token_urlsafe(SECRET_BYTES)
    told = {"secret_hash": hash_token(secret), "hides_titles": hides_titles, "made_at": now}
    adding = insert_into(session, PersonCalendar).values(person_id=person_id, **told)
    session.execute(adding.on_conflict_do_update(index_elements=["person_id"], set_=told))
    return secret


def end(session: Session, person_id: int) -> None:
    """Let a person's calendar be read by nobody any more; ending none is fine."""
    session.execute(delete(PersonCalendar).where(PersonCalendar.person_id == person_id))


def find(session: Session, secret: str) -> PersonCalendar | None:
    """The calendar of a secret; None for one that was ended or never was."""
    query = select(PersonCalendar).where(PersonCalendar.secret_hash == hash_token(secret))
    return session.scalars(query).one_or_none()


def has_one(session: Session, person_id: int) -> bool:
    """Whether a person's plans can be read by an address."""
    query = select(PersonCalendar.person_id).where(PersonCalendar.person_id == person_id)
    return session.scalars(query).first() is not None
