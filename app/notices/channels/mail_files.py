"""Writes mails as files, for trying things out: one file a notice, however often it is sent."""

from email.message import EmailMessage
from pathlib import Path

from app.notices.channels import SENT, Outcome, later


class MailFiles:
    """A folder in place of a mail server."""

    def __init__(self, folder: Path) -> None:
        """Name the folder; it is made with the first mail."""
        self.folder = folder

    def post(self, mail: EmailMessage, address: str) -> Outcome:
        """Write one file named after the Message-ID, whole or not at all."""
        del address
        name = str(mail["Message-ID"]).strip("<>").split("@", maxsplit=1)[0]
        unfinished = self.folder / f"{name}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            unfinished.write_bytes(mail.as_bytes())
            unfinished.replace(self.folder / f"{name}.eml")
        except OSError:
            return later()
        return SENT
