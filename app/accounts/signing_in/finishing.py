"""What a proven code does: it lets somebody in, or gives their account another address."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts import sessions
from app.accounts.models import Person
from app.accounts.signing_in.entering import enter_by_address, find_account, note
from app.accounts.signing_in.models import ADDRESS, SignInRequest
from app.core import actors, events
from app.core.errors import DomainError, NotFound


class AddressTaken(DomainError):
    """Another account has this address."""

    code = "address_taken"


def finish(
    session: Session, proven: SignInRequest, now: datetime, *, keeps_apart: bool = False
) -> None:
    """Do what was asked for. A guest of this browser joins the account, or is kept apart.

    Raises Blocked, PasskeyNeeded, AddressTaken, NotFound.
    """
    if proven.purpose == ADDRESS:
        _change_address(session, proven, now)
        return
    asker = None if keeps_apart else actors.current()
    person = enter_by_address(session, proven.address, asker, now)
    come_in = actors.come_in_beside if keeps_apart else actors.come_in
    come_in(session, person.id, "organiser", now)


def _change_address(session: Session, proven: SignInRequest, now: datetime) -> None:
    """Give the account that asked another address; whoever else is signed in to it is not more."""
    actor = actors.known()
    if actor.person_id != proven.person_id:
        raise NotFound("This was asked for by another account.")
    if find_account(session, proven.address):
        raise AddressTaken("Another account has this address already.")
    person = session.get_one(Person, actor.person_id)
    old, person.sign_in_address = person.sign_in_address, proven.address
    session.flush()
    sessions.end_others(session, actor, now)
    note(session, person.id, "address changed", now)
    if old:
        events.publish(session, events.AccountChanged(old, "address_changed", now))


def has_guest(session: Session, now: datetime) -> bool:
    """Whether somebody is known in this browser who is nobody's account yet; only reads."""
    actor = actors.current() or actors.load(session, now)
    return actor is not None and actor.kind == "guest"
