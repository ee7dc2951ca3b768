"""Names that stand for somebody: the same each time, for one purpose, and readable by nobody.

Whoever holds only the database can't tell whose they are. This instance makes the same name
again from the same parts, so that two of one sender count once, and what somebody told can be
shown to them or taken away.
"""

import hashlib
import hmac

from flask import current_app


def pseudonym(purpose: str, *parts: object) -> str:
    """64 hexadecimal digits for these parts under this purpose."""
    secret: str = current_app.config["SECRET_KEY"]
    text = "\n".join(map(str, parts))
    key = f"pseudonyms {purpose} {secret}".encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
