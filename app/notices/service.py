"""Giving an address, and taking it back. Never commits."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.accounts import addresses
from app.accounts.addresses import read_address
from app.notices.due import add_delivery
from app.notices.messages import WITH_LINKS
from app.notices.models import CONFIRM_ADDRESS, OUT, Notice


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
