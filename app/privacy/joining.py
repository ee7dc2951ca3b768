"""A guest signs in: what they hold goes over to their account, and the guest is no more."""

from typing import Any

from sqlalchemy import UniqueConstraint, delete, exists, select, update
from sqlalchemy.orm import Session, aliased

from app.accounts.models import EmailAddress, Person
from app.attendance.rsvps import seats
from app.attendance.rsvps.models import CANCELLED, GOING, OFFERED, Rsvp
from app.core.events import PersonJoins
from app.core.idempotency import IdempotencyKey
from app.notices import outbox
from app.privacy.person import PERSONAL

WORTH = {GOING: 3, OFFERED: 2, CANCELLED: 0}
_AT_ONCE = {"execution_options": {"synchronize_session": False}}


def join(session: Session, event: PersonJoins) -> None:
    """Give every row of a guest to an account; where both have the same, one is kept.

    Of two places on one date the better one stays and the other is given back.
    """
    session.flush()
    guest, account = (session.get_one(Person, one) for one in (event.guest_id, event.person_id))
    _join_places(session, event)
    _join_addresses(session, event)
    mine = IdempotencyKey.person_id == guest.id
    session.execute(delete(IdempotencyKey).where(mine), **_AT_ONCE)
    for table in PERSONAL.values():
        if table is not Person:
            _move(session, table, event)
    _join_person(session, guest, account)
    session.expire_all()


def _join_places(session: Session, event: PersonJoins) -> None:
    """Leave at most one place of the two on each date."""
    both = (event.guest_id, event.person_id)
    rows = session.scalars(select(Rsvp).where(Rsvp.person_id.in_(both))).all()
    by_date: dict[int, list[Rsvp]] = {}
    for row in sorted(rows, key=lambda row: row.occurrence_id):
        by_date.setdefault(row.occurrence_id, []).append(row)
    for date_id, held in by_date.items():
        if len(held) > 1:
            worse = min(held, key=lambda row: (WORTH.get(row.status, 1), row.person_id == both[1]))
            _give_back(session, date_id, worse, event)


def _give_back(session: Session, date_id: int, rsvp: Rsvp, event: PersonJoins) -> None:
    date = seats.lock(session, date_id)
    if date and rsvp.status != CANCELLED:
        seats.end(session, date, rsvp, event.now)
        seats.pass_on(session, date, event.now)
    outbox.forget_place(session, rsvp.id)
    session.delete(rsvp)
    session.flush()


def _join_addresses(session: Session, event: PersonJoins) -> None:
    """Where the account is told by mail already, the guest's address is forgotten."""
    theirs = EmailAddress.person_id == event.person_id
    if session.scalars(select(EmailAddress.id).where(theirs)).first() is not None:
        mine = EmailAddress.person_id == event.guest_id
        session.execute(delete(EmailAddress).where(mine), **_AT_ONCE)


def _move(session: Session, table: Any, event: PersonJoins) -> None:
    """Make rows the account's; the guest's goes where a key allows only one of both."""
    for columns in _keys(table):
        other = aliased(table)
        same = [getattr(other, name) == getattr(table, name) for name in columns - {"person_id"}]
        taken = exists().where(other.person_id == event.person_id, *same)
        gone = delete(table).where(table.person_id == event.guest_id, taken)
        session.execute(gone, **_AT_ONCE)
    moving = update(table).where(table.person_id == event.guest_id)
    session.execute(moving.values(person_id=event.person_id), **_AT_ONCE)


def _keys(table: Any) -> list[set[str]]:
    """The names of the columns of each key that a person is part of."""
    made = table.__table__
    keys = [made.primary_key, *(c for c in made.constraints if isinstance(c, UniqueConstraint))]
    names = [{column.name for column in key.columns} for key in keys]
    return [columns for columns in names if "person_id" in columns]


def _join_person(session: Session, guest: Person, account: Person) -> None:
    """What is known of the guest counts where the account knows nothing."""
    account.display_name = account.display_name or guest.display_name
    account.settings = account.settings or guest.settings
    account.seen_on = max(account.seen_on, guest.seen_on)
    days = [day for day in (account.needed_until, guest.needed_until) if day]
    account.needed_until = max(days, default=None)
    words = guest.recovery_hash
    session.delete(guest)
    session.flush()
    account.recovery_hash = account.recovery_hash or words
    session.flush()
