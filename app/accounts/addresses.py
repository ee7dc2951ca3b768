"""The addresses people gave: one table, shown only to themselves, never logged."""

from datetime import datetime, timedelta
from typing import Any

from email_validator import EmailNotValidError, validate_email
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts.models import EmailAddress
from app.core.errors import SENTENCE, DomainError, Invalid

CONFIRM_WITHIN = timedelta(hours=24)


class MailIsOff(DomainError):
    """No mail is sent here."""

    code = "mail_off"


def show(session: Session, person_id: int) -> dict[str, Any] | None:
    """The address a person gave last, and whether it is confirmed."""
    mine = list_own(session, person_id)
    if not mine:
        return None
    return {"address": mine[-1].address, "is_confirmed": mine[-1].confirmed_at is not None}


def list_own(session: Session, person_id: int) -> list[EmailAddress]:
    """Every address of a person, the latest last: at most one confirmed and one that is not."""
    query = select(EmailAddress).where(EmailAddress.person_id == person_id)
    return list(session.scalars(query.order_by(EmailAddress.made_at, EmailAddress.id)))


def add(session: Session, person_id: int, address: str, now: datetime) -> EmailAddress | None:
    """Note an address that is still to be confirmed; None where it is confirmed already.

    Another one that waited for its confirmation is forgotten.
    """
    mine = list_own(session, person_id)
    waiting = next((row for row in mine if row.confirmed_at is None), None)
    if any(row.confirmed_at and row.address == address for row in mine):
        forget(session, [row.id for row in mine if row.confirmed_at is None])
        return None
    if waiting and waiting.address == address and now - waiting.made_at < CONFIRM_WITHIN:
        return waiting
    forget(session, [row.id for row in mine if row.confirmed_at is None])
    row = EmailAddress(person_id=person_id, address=address, made_at=now)
    session.add(row)
    session.flush()
    return row


def confirm(session: Session, address_id: int, now: datetime) -> bool:
    """Take an address into use, in place of an older one; False where that is no more possible."""
    row = session.get(EmailAddress, address_id)
    if row is None:
        return False
    if row.confirmed_at is None:
        if now - row.made_at > CONFIRM_WITHIN:
            return False
        row.confirmed_at = now
    others = [one.id for one in list_own(session, row.person_id) if one.id != row.id]
    forget(session, others)
    return True


def forget(session: Session, ids: list[int]) -> None:
    """Delete addresses at once."""
    session.execute(delete(EmailAddress).where(EmailAddress.id.in_(ids)))


def forget_unconfirmed(session: Session, now: datetime) -> int:
    """Delete what nobody confirmed within a day; the number of addresses."""
    old = EmailAddress.made_at < now - CONFIRM_WITHIN, EmailAddress.confirmed_at.is_(None)
    gone = session.scalars(delete(EmailAddress).where(*old).returning(EmailAddress.id))
    return len(gone.all())


def read_address(text: str) -> str:
    """An address as it is written into a mail; raises Invalid. Nothing is looked up."""
    try:
        read = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        said = "This is not an address mail can go to. It looks like name@example.org."
        raise Invalid(SENTENCE, {"email": [said]}) from error
    return str(read.ascii_email)
