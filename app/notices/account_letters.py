"""Letters about signing in: the code somebody asked for, and news of the ways into an account.

Each language would be one entry of `LANGUAGES`; an address that is nobody's yet has none.
"""

import hashlib
from datetime import timedelta

from sqlalchemy.orm import Session

from app.core.events import AccountChanged, CodeAsked
from app.notices.channels import Link
from app.notices.letters import Letter, send_letter

TOLD_FOR = timedelta(days=3)
TAG_LETTERS = 24
CHANGES = {
    "passkey_added": "A passkey was added to your account. Signing in now takes a passkey.",
    "passkey_removed": "A passkey was removed from your account.",
    "address_changed": "Your account now has another e-mail address. This one no longer opens it.",
}


def send_code(session: Session, event: CodeAsked) -> None:
    """Send a code to whoever reads this address; the same letter for everybody."""
    shown = f"{event.code[:4]} {event.code[4:]}"
    lines = (
        f"Your code is {shown}",
        "Type it on the page where you asked for it. It works once, for 10 minutes.",
        "Give it to nobody. If you did not ask for it, there is nothing to do.",
    )
    link = Link("Or sign in by this link, in the browser where you asked", event.path)
    tag = hashlib.sha256(event.path.encode()).hexdigest()[:TAG_LETTERS]
    letter = Letter("code", tag, "Your code", lines, None, (link,), event.ends_at)
    send_letter(session, event.address, letter, event.now)


def tell_change(session: Session, event: AccountChanged) -> None:
    """Tell an address that the ways into its account have changed."""
    lines = (
        CHANGES[event.what],
        "If this was not you, please write to whoever runs this Alongside.",
    )
    tag = f"{event.what}-{int(event.now.timestamp())}"
    ends_at = event.now + TOLD_FOR
    letter = Letter("account", tag, "Your account has changed", lines, "/settings", (), ends_at)
    send_letter(session, event.address, letter, event.now)
