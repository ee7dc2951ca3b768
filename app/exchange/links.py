"""Links a source gives: http(s) only, and never with a password inside."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from app.exchange.text import one_line

LONGEST = 500
KEYS_TO_A_DOOR = frozenset({"pwd", "password", "passcode", "pass", "tk", "token", "key", "code"})


def web_link(text: str | None) -> str | None:
    """The address as a plain http(s) link, or None when it is anything else.

    User names in addresses, other schemes, missing hosts, white space and lengths over 500
    are not taken.
    """
    address = one_line(text)
    if not address or " " in address or len(address) > LONGEST:
        return None
    try:
        parts = urlsplit(address)
        has_user = parts.username is not None or parts.password is not None
        host = parts.hostname or ""
        parts.port  # noqa: B018
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or has_user or "." not in host:
        return None
    return address


def meeting_link(text: str | None) -> tuple[str | None, bool]:
    """An https link to an online meeting without its password; and whether one was cut off."""
    link = web_link(text)
    if link is None:
        return None, False
    parts = urlsplit(link)
    if parts.scheme.lower() != "https":
        return None, False
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in asked if name.lower() not in KEYS_TO_A_DOOR]
    if len(kept) == len(asked) and not parts.fragment:
        return link, False
    return urlunsplit((*parts[:3], urlencode(kept), "")), True
