"""Coming in: from a proof to an account, and to a session of the right kind in this browser."""

from datetime import datetime
from functools import partial
from http import HTTPStatus
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.membership import audit_ref
from app.accounts.models import Moderator, Person
from app.accounts.sessions import make_guest
from app.accounts.signing_in.models import Passkey
from app.core import audit, events
from app.core.actors import Actor
from app.core.audit import Act
from app.core.errors import DomainError

ACCOUNT, FAILED = "account", "sign-in failed"
Refusal = TypeVar("Refusal", bound=DomainError)


class PasskeyNeeded(DomainError):
    """The account has a passkey, and a code alone is not enough any more."""

    status = HTTPStatus.FORBIDDEN
    code = "passkey_needed"

    def __init__(self) -> None:
        """Say what opens it."""
        super().__init__("This account has a passkey. Please sign in with it.")


class Blocked(DomainError):
    """The account is closed."""

    status = HTTPStatus.FORBIDDEN
    code = "blocked"

    def __init__(self) -> None:
        """Say whom to ask."""
        super().__init__("This account is closed. Whoever runs this Alongside can say why.")


def find_account(session: Session, address: str) -> Person | None:
    """Whose sign-in address this is."""
    return session.scalars(select(Person).where(Person.sign_in_address == address)).one_or_none()


def has_passkey(session: Session, person_id: int) -> bool:
    """Whether a person has any passkey."""
    query = select(Passkey.id).where(Passkey.person_id == person_id)
    return session.scalars(query).first() is not None


def needs_passkey(session: Session, person_id: int) -> bool:
    """Whether a code is not enough: there is a passkey, or a moderator has still to make one.

    Otherwise who reads a moderator's mail could make it.
    """
    is_moderator = session.get(Moderator, person_id) is not None
    return is_moderator or has_passkey(session, person_id)


def enter_by_address(session: Session, address: str, asker: Actor | None, now: datetime) -> Person:
    """The account of a proven address, made if there is none; a guest's places come along.

    Raises Blocked, and PasskeyNeeded.
    """
    person = find_account(session, address)
    if person:
        check_open(person, now)
        if needs_passkey(session, person.id):
            raise noting(PasskeyNeeded(), now, address)
    guest = _guest(session, asker)
    if person is None:
        person = guest or make_guest(session, now)
        person.sign_in_address = address
        session.flush()
        note(session, person.id, "account made", now)
    elif guest and guest.id != person.id:
        events.publish(session, events.PersonJoins(guest.id, person.id, now))
        note(session, person.id, "guest joined", now)
    note(session, person.id, "signed in by code", now)
    return person


def enter_by_passkey(session: Session, person: Person, asker: Actor | None, now: datetime) -> str:
    """Let in whoever showed a passkey, with a guest's places; the kind of session it opens."""
    check_open(person, now)
    guest = _guest(session, asker)
    if guest and guest.id != person.id:
        events.publish(session, events.PersonJoins(guest.id, person.id, now))
        note(session, person.id, "guest joined", now)
    note(session, person.id, "signed in by passkey", now)
    return "moderator" if session.get(Moderator, person.id) else "organiser"


def check_open(person: Person, now: datetime) -> None:
    """Raise Blocked where an account is closed."""
    if person.blocked_at is not None:
        raise noting(Blocked(), now, person.sign_in_address)


def note_failure(session: Session, now: datetime, why: str, address: str | None = None) -> None:
    """Write down that somebody did not get in, and whose account it was if it is anybody's.

    The address itself is never written.
    """
    person = find_account(session, address) if address else None
    who = audit_ref(session, person.id) if person else None
    audit.note(session, Act(who, FAILED, ACCOUNT, {"why": why}), now)


def noting(error: Refusal, now: datetime, address: str | None = None) -> Refusal:
    """The same refusal, which is written down though what was asked is undone."""
    error.all_the_same = partial(note_failure, now=now, why=error.code, address=address)
    return error


def _guest(session: Session, asker: Actor | None) -> Person | None:
    """Who held places in this browser so far, if that is nobody's account yet."""
    person = session.get(Person, asker.person_id) if asker else None
    return person if person and person.sign_in_address is None else None


def note(session: Session, person_id: int, what: str, now: datetime) -> None:
    """Write down what a person did with their own account."""
    audit.note(session, Act(audit_ref(session, person_id), what, ACCOUNT), now)
