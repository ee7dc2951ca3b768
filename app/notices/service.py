"""Giving an address, and taking it back. Never commits."""

from datetime import datetime

from email_validator import EmailNotValidError, validate_email
from sqlalchemy.orm import Session

from app.accounts import addresses
from app.core.errors import SENTENCE, DomainError, Invalid
from app.notices.due import add_delivery
from app.notices.messages import WITH_LINKS
from app.notices.models import CONFIRM_ADDRESS, OUT, Notice


class MailIsOff(DomainError):
    """No mail is sent here."""

    code = "mail_off"


def give_address(session: Session, person_id: int, text: str, now: datetime) -> None:
    """Note an address and ask it, by a mail, whether it is theirs; nothing else goes there yet.

    Whether an address is known here already, and to whom, changes nothing anybody can see.
    Raises Invalid for what is no address.
    """
    row = addresses.add(session, person_id, read_address(text), now)
    if row is None:
        return
    notice = Notice(
        person_id=person_id,
        kind=CONFIRM_ADDRESS,
        due_at=now,
        ends_at=row.made_at + addresses.CONFIRM_WITHIN,
        time_zone="UTC",
        state=OUT,
    )
    session.add(notice)
    session.flush()
    add_delivery(session, notice, WITH_LINKS, row.id)


def drop_addresses(session: Session, person_id: int) -> None:
    """Forget every address of a person, confirmed or not."""
    addresses.forget(session, [row.id for row in addresses.list_own(session, person_id)])


def read_address(text: str) -> str:
    """An address as it is written into a mail; raises Invalid. Nothing is looked up."""
    try:
        read = validate_email(text, check_deliverability=False, allow_smtputf8=False)
    except EmailNotValidError as error:
        said = "This is not an address mail can go to. It looks like name@example.org."
        raise Invalid(SENTENCE, {"email": [said]}) from error
    return str(read.ascii_email)
