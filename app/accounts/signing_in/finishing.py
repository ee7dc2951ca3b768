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


def finish(session: Session, proven: SignInRequest, now: datetime) -> None:
    """Do what was asked for. Raises Blocked, PasskeyNeeded, AddressTaken, NotFound."""
    if proven.purpose == ADDRESS:
        _change_address(session, proven, now)
        return
    person = enter_by_address(session, proven.address, actors.current(), now)
    actors.come_in(session, person.id, "organiser", now)


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
