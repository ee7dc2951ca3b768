"""Sends letters that are due, one at a time, as the sender does with notices."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from app.core import clock
from app.core.ids import show_id
from app.core.log import log_failure, logger
from app.core.writes import unit_of_work
from app.notices import leases
from app.notices.channels import Link, Message, Outcome, later
from app.notices.channels.mail import EmailChannel
from app.notices.leases import Ticket
from app.notices.models import VOID, WAITING, OutgoingLetter


class LetterPost:
    """Takes letters out of the outbox and hands them to the channel of mails."""

    def __init__(self, mail: EmailChannel) -> None:
        """Take the channel."""
        self.mail = mail

    def run(self, is_stopping: Callable[[], bool]) -> int:
        """Send every letter that is due; how many went out."""
        sent = 0
        while not is_stopping():
            with unit_of_work() as session:
                taken = _take(session, clock.now())
            if taken is None:
                break
            ticket, address, message = taken
            outcome = self._send(address, message)
            with unit_of_work() as session:
                state = _mark(session, ticket, outcome, clock.now())
            logger().info("letter", detail=f"{message.kind} {outcome.name}, {state}")
            sent += state == "sent"
        return sent

    def _send(self, address: str, message: Message) -> Outcome:
        try:
            return self.mail.send(address, message)
        except Exception as error:  # noqa: BLE001 one letter that can't be sent must not stop the others
            log_failure(error)
            return later()


def _take(session: Session, now: datetime) -> tuple[Ticket, str, Message] | None:
    """Lease the letter that has waited longest; those that are over are put aside on the way."""
    while found := leases.lease_one(session, OutgoingLetter, now):
        row = session.get_one(OutgoingLetter, found[0], populate_existing=True)
        if row.ends_at > now:
            ticket = Ticket(row.id, 0, found[1], row.attempts, row.ends_at)
            return ticket, row.address, _message(row)
        row.state, row.lease, row.leased_until, row.content = VOID, None, None, {}
        session.flush()
    return None


def _message(row: OutgoingLetter) -> Message:
    told = row.content
    return Message(
        kind=row.kind,
        tag=show_id(row.id),
        title=told["title"],
        text="\n\n".join(told["lines"]),
        path=told["path"] or "",
        ends_at=row.ends_at,
        links=tuple(Link(says, path) for says, path in told["links"]),
        says="Open Alongside",
    )


def _mark(session: Session, ticket: Ticket, outcome: Outcome, now: datetime) -> str:
    """Note what became of it; the words of a letter that is done with are forgotten."""
    state = leases.mark(session, ticket, outcome, now, OutgoingLetter)
    done = OutgoingLetter.id == ticket.delivery_id, OutgoingLetter.state != WAITING
    session.execute(
        update(OutgoingLetter).where(*done).values(content={}),
        execution_options={"synchronize_session": False},
    )
    return state
