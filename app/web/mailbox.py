"""The mails that were written while no server is named, to be read; only while trying out."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parsedate_to_datetime
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, render_template
from flask.typing import ResponseReturnValue

from app.config import Config
from app.core.security import public

MOST = 50

blueprint = Blueprint("mailbox", __name__)


@dataclass(frozen=True)
class Mail:
    """One mail; `lines` are pairs of text and, for an address of this instance, its path."""

    sent_at: datetime
    to: str
    subject: str
    lines: list[tuple[str, str | None]]


@blueprint.get("/dev/mail")
@public
def show() -> ResponseReturnValue:
    """The latest mails; not here for people other than the operator."""
    config: Config = current_app.config["ALONGSIDE"]
    if config.is_production:
        abort(404)
    mails = [_read(path, config.public_url) for path in config.mail_path.glob("*.eml")]
    latest = sorted(mails, key=lambda mail: mail.sent_at, reverse=True)[:MOST]
    return Response(render_template("mailbox.html", mails=latest), mimetype="text/html")


def _read(path: Path, public_url: str) -> Mail:
    mail = message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=default)
    lines = [
        (line, line.removeprefix(public_url) if line.startswith(f"{public_url}/") else None)
        for line in mail.get_content().splitlines()
    ]
    return Mail(parsedate_to_datetime(mail["Date"]), mail["To"], mail["Subject"], lines)
