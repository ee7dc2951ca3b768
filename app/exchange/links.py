"""Links a source gives: http(s) only, and never with a password or a person inside.

Links to known services for online meetings keep what is needed to find the meeting, and
nothing else; on other hosts the parts go whose names are those of passwords.
"""

import json
import re
from collections.abc import Callable
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from app.exchange.text import one_line

LONGEST = 500
TEAMS = ("teams.microsoft.com", "teams.live.com")
# The query names without which a link of the service leads nowhere.
NEEDED: dict[str, frozenset[str]] = {
    "webex.com": frozenset({"mtid", "siteurl"}),
    **dict.fromkeys(TEAMS, frozenset({"context"})),
}
MEETING_HOSTS = (
    "zoom.us", "zoom.com", "zoomgov.com", *TEAMS, "meet.google.com", "webex.com",
    "gotomeeting.com", "gotomeet.me", "gotowebinar.com", "goto.com", "bluejeans.com",
    "skype.com", "jit.si", "8x8.vc", "whereby.com", "v.ringcentral.com", "chime.aws",
    "meetings.dialpad.com", "freeconferencecall.com", "discord.gg",
)  # fmt: skip
# Names that mean a password everywhere, and those that mean one on the way into a meeting.
PASSWORDS = frozenset(
    {"pw", "pwd", "passwd", "password", "passcode", "pin", "accesscode", "roomkey", "token", "jwt"}
)
KEYS_TO_A_DOOR = PASSWORDS | {"p", "pass", "tk", "key", "code", "secret", "auth"}
SEPARATOR = r"(?:[;?&]|%3b|%3f|%26)"
CUT_PATH = re.compile(SEPARATOR, re.IGNORECASE)
NAMED = re.compile(r"([\w-]+)=")
PARAMETER = re.compile(rf"{SEPARATOR}([\w-]+)(?:=|%3d)[^/;?&%]*", re.IGNORECASE)
ROOM_AND_PASSCODE = re.compile(r"(/\d+)/\w+.*")
INNER = re.compile(r"https?://[^\s<>\"]+", re.IGNORECASE)
TENANT = re.compile(r'"Tid"\s*:\s*"([0-9A-Fa-f-]{36})"')


class MeetingLink(NamedTuple):
    """A link to an online meeting, None when there is none we may keep.

    `had_password` says that one was cut off, `had_more` that something else was.
    """

    url: str | None = None
    had_password: bool = False
    had_more: bool = False


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


def page_link(text: str | None) -> str | None:
    """A web link to a page to read; what is a password by its name is cut off."""
    link = web_link(text)
    return _cleaned(link, PASSWORDS).url if link else None


def meeting_link(text: str | None) -> MeetingLink:
    """An https link to an online meeting, without its password and without people's ids."""
    link = web_link(text)
    if link is None:
        return MeetingLink()
    if _service(urlsplit(link)) is None:
        link = _wrapped(link) or link
    if urlsplit(link).scheme.lower() != "https":
        return MeetingLink()
    return _cleaned(link, KEYS_TO_A_DOOR)


def password_note(page: str | None) -> str:
    """What a reader is told when the password of a meeting link was cut off."""
    if page:
        return "The meeting link needs a password: see the page of the group."
    return "The meeting link needs a password. The group can tell you."


def _service(parts: SplitResult) -> str | None:
    host = (parts.hostname or "").lower()
    return next((s for s in MEETING_HOSTS if host == s or host.endswith(f".{s}")), None)


def _wrapped(link: str) -> str | None:
    """The meeting link inside a link of a mail filter or a redirect."""
    found = INNER.search(unquote(link), 8)
    inner = web_link(found[0].partition("__;")[0]) if found else None
    return inner if inner and _service(urlsplit(inner)) else None


def _cleaned(link: str, secrets: frozenset[str]) -> MeetingLink:
    parts = urlsplit(link)
    service = _service(parts)
    if service:
        secrets = KEYS_TO_A_DOOR
        path, query, fragment = _of_service(parts, service)
    else:
        path = PARAMETER.sub(lambda m: "" if _plain(m[1]) in secrets else m[0], parts.path)
        query = _query(parts, lambda name: name not in secrets)
        fragment = "" if _secret_in(parts.fragment, secrets) else parts.fragment
    url = urlunsplit((parts.scheme, parts.netloc, path, query, fragment))
    if url == link:
        return MeetingLink(link)
    asked = any(_plain(name) in secrets for name, _ in parse_qsl(parts.query))
    in_path = parts.path != path and _secret_in(parts.path, secrets)
    is_room = service == "bluejeans.com" and parts.path != path
    had_password = asked or in_path or is_room or _secret_in(parts.fragment, secrets)
    return MeetingLink(url, had_password, not had_password)


def _of_service(parts: SplitResult, service: str) -> tuple[str, str, str]:
    """The path, query and fragment that a link to a known service needs."""
    needed = NEEDED.get(service, frozenset())
    path = CUT_PATH.split(parts.path)[0]
    if service == "bluejeans.com":
        path = ROOM_AND_PASSCODE.sub(r"\1", path)
    query = _query(parts, needed.__contains__)
    return path, _of_organisation(query) if service in TEAMS else query, ""


def _query(parts: SplitResult, is_kept: Callable[[str], bool]) -> str:
    asked = parse_qsl(parts.query, keep_blank_values=True)
    kept = [(name, value) for name, value in asked if is_kept(_plain(name))]
    return parts.query if kept == asked else urlencode(kept)


def _of_organisation(query: str) -> str:
    """Of the context of a Teams link only the organisation: it names a person too."""
    tenant = TENANT.search(dict(parse_qsl(query)).get("context", ""))
    if tenant is None:
        return ""
    return urlencode({"context": json.dumps({"Tid": tenant[1]}, separators=(",", ":"))})


def _secret_in(text: str, secrets: frozenset[str]) -> bool:
    return any(_plain(name) in secrets for name in NAMED.findall(unquote(text)))


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
