"""E-mail: plain text, no more in it than a notice says, and links that need no session."""

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Protocol
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from app.accounts import addresses
from app.accounts.models import EmailAddress
from app.core import clock
from app.notices.channels import GONE, Message, Outcome
from app.notices.messages import WITH_LINKS

# Addresses in headers must not be broken into pieces, so lines may be as long as allowed.
UNFOLDED = SMTP.clone(max_line_length=900)


class Post(Protocol):
    """Whoever takes a finished mail."""

    def post(self, mail: EmailMessage, address: str) -> Outcome:
        """Try once."""


class EmailChannel:
    """Tells people by mail, once they confirmed the address."""

    name = WITH_LINKS

    def __init__(self, post: Post, public_url: str, mail_from: str) -> None:
        """Take where mails go, the address of this instance and that of its mails."""
        self.post, self.public_url, self.mail_from = post, public_url, mail_from

    def targets(self, session: Session, person_id: int) -> Sequence[int]:
        """The confirmed address, if there is one."""
        return [row.id for row in addresses.list_own(session, person_id) if row.confirmed_at]

    def load(self, session: Session, target_id: int) -> str | None:
        """The address itself."""
        row = session.get(EmailAddress, target_id, populate_existing=True)
        return row.address if row else None

    def send(self, target: str, message: Message) -> Outcome:
        """One mail to one address."""
        return self.post.post(self.write(target, message), target)

    def settle(self, session: Session, target_id: int, outcome: Outcome, now: datetime) -> None:
        """Forget an address that its server does not know."""
        del now
        if outcome == GONE:
            addresses.forget(session, [target_id])

    def write(self, address: str, message: Message) -> EmailMessage:
        """The mail; the same notice has the same Message-ID however often it is written."""
        mail = EmailMessage(policy=UNFOLDED)
        mail["Subject"] = message.title
        mail["From"], mail["To"] = self.mail_from, address
        mail["Date"] = format_datetime(clock.now())
        mail["Message-ID"] = f"<{message.tag}@{urlsplit(self.public_url).hostname}>"
        mail["Auto-Submitted"] = "auto-generated"
        if message.stop_path:
            mail["List-Unsubscribe"] = f"<{self.public_url}{message.stop_path}>"
            mail["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
        mail.set_content(self._body(message))
        return mail

    def _body(self, message: Message) -> str:
        parts = [message.text]
        parts += [f"{link.says}:\n{self.public_url}{link.path}" for link in message.links]
        if message.path and message.path not in {link.path for link in message.links}:
            parts.append(f"{message.says}:\n{self.public_url}{message.path}")
        if message.stop_path:
            parts.append(f"Stop these mails:\n{self.public_url}{message.stop_path}")
        return "\n\n".join(parts) + "\n"
