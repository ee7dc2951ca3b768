"""Passkeys: making one, and knowing somebody by it. The person at the device is always verified.

What browsers send is checked in `ceremonies`, which is loaded when it is needed. Never commits.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.signing_in import challenges
from app.accounts.signing_in.entering import noting
from app.accounts.signing_in.models import Passkey
from app.accounts.signing_in.sites import Site
from app.core.errors import DomainError, NotFound
from app.core.ids import show_id

MOST = 10


class BadPasskey(DomainError):
    """What the device said does not fit."""

    status = 422
    code = "bad_passkey"

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("This passkey is not known here, or did not answer. Please try again.")


class TooManyPasskeys(DomainError):
    """A person has as many as one can keep an eye on."""

    code = "too_many_passkeys"


def offer(
    session: Session, site: Site, person: Person, browser: str, now: datetime
) -> dict[str, Any]:
    """What a browser needs to make a passkey for a person. Raises TooManyPasskeys."""
    from app.accounts.signing_in import ceremonies

    known = list_own(session, person.id)
    if len(known) >= MOST:
        raise TooManyPasskeys(f"An account has at most {MOST} passkeys. Remove one first.")
    user = (show_id(person.id), person.sign_in_address or "")
    challenge = challenges.make(session, browser, person.id, now)
    return ceremonies.making(site, user, challenge, [row.credential_id for row in known])


def add(
    session: Session, site: Site, browser: str, answer: Mapping[str, str], now: datetime
) -> Passkey:
    """Keep a passkey that a browser made for whom it was offered. Raises BadPasskey, CodeOver."""
    from app.accounts.signing_in import ceremonies

    challenge, person_id = challenges.use(session, browser, now)
    if person_id is None:
        raise BadPasskey
    try:
        made = ceremonies.made(site, challenge, answer)
    except ValueError as error:
        raise BadPasskey from error
    if find(session, made.credential_id) is not None:
        raise BadPasskey
    row = Passkey(
        person_id=person_id,
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        name=answer.get("name") or "Passkey",
        made_at=now,
    )
    session.add(row)
    session.flush()
    return row


def ask(session: Session, site: Site, browser: str, now: datetime) -> dict[str, Any]:
    """What a browser needs to show any passkey of this site; the same for everybody."""
    from app.accounts.signing_in import ceremonies

    return ceremonies.showing(site, challenges.make(session, browser, None, now))


def know(
    session: Session, site: Site, browser: str, answer: Mapping[str, str], now: datetime
) -> Person:
    """Who showed a passkey. Raises BadPasskey, CodeOver."""
    from app.accounts.signing_in import ceremonies

    challenge, person_id = challenges.use(session, browser, now)
    row = find(session, answer["id"], is_locked=True)
    if row is None or person_id is not None:
        raise noting(BadPasskey(), now)
    key = ceremonies.Key(row.credential_id, row.public_key, row.sign_count)
    try:
        count = ceremonies.shown(site, challenge, answer, key)
    except ValueError as error:
        address = session.get_one(Person, row.person_id).sign_in_address
        raise noting(BadPasskey(), now, address) from error
    row.sign_count, row.used_on = count, now.date()
    return session.get_one(Person, row.person_id)


def find(session: Session, credential_id: str, *, is_locked: bool = False) -> Passkey | None:
    """The passkey of this id; `is_locked` so that its counter is read and written by one."""
    query = select(Passkey).where(Passkey.credential_id == credential_id)
    return session.scalars(query.with_for_update() if is_locked else query).one_or_none()


def list_own(session: Session, person_id: int) -> Sequence[Passkey]:
    """The passkeys of a person, the earliest first."""
    query = select(Passkey).where(Passkey.person_id == person_id)
    return session.scalars(query.order_by(Passkey.made_at, Passkey.id)).all()


def remove(session: Session, person_id: int, passkey_id: int) -> None:
    """Take one of a person's own passkeys away; raises NotFound for any other."""
    row = session.get(Passkey, passkey_id)
    if row is None or row.person_id != person_id:
        raise NotFound("This passkey is not on your list.")
    session.delete(row)
    session.flush()
