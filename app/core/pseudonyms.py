"""Names that stand for somebody: the same each time, for one purpose, and readable by nobody.

Whoever holds only the database can't tell whose they are. This instance makes the same name
again from the same parts, so that two of one sender count once, and what somebody told can be
shown to them or taken away.
"""

import hashlib
import hmac
from ipaddress import IPv6Address, ip_address

from flask import current_app

from app.core.limits import sender

HOUSEHOLD_BITS = 64


def pseudonym(purpose: str, *parts: object) -> str:
    """64 hexadecimal digits for these parts under this purpose."""
    secret: str = current_app.config["SECRET_KEY"]
    text = "\n".join(map(str, parts))
    key = f"pseudonyms {purpose} {secret}".encode()
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def household() -> str:
    """Where a request came from, as one line to the network: a whole /64 of IPv6 is one."""
    try:
        address = ip_address(sender())
    except ValueError:
        return "-"
    if not isinstance(address, IPv6Address):
        return str(address)
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return hex(int(address) >> HOUSEHOLD_BITS)
