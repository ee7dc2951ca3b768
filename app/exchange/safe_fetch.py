"""Fetches a file that somebody gave the address of, without being led anywhere by it.

Only http and https, on their own ports, without a name in the address; every address that a
name has must be public, and the connection goes to one of those that were checked. At most
three redirects, each checked anew; ten seconds and one MiB in all, counted after unpacking.
The proxies of the environment are not asked.
"""

import http.client
import socket
import ssl
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from time import monotonic
from urllib.parse import SplitResult, urljoin, urlsplit

from app.core.errors import SENTENCE, DomainError, Invalid
from app.core.outward import (
    NotAllowed,
    Resolve,
    Unreachable,
    connect,
    find_addresses,
    is_public,
    look_up,
    time_left,
)
from app.exchange.answered import Answered, TooLarge, read_answer

WITHIN_S = 10.0
MOST_REDIRECTS = 3
PORTS = frozenset({80, 443})
OWN_PORT = {"http": 80, "https": 443}
LONGEST_URL = 2000
MOVED = frozenset({301, 302, 303, 307, 308})
NOT_MODIFIED = 304
AGENT = "Alongside/1 (calendar import)"
HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/calendar, application/ld+json, application/json, text/html, text/csv, */*;q=.1",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "close",
}

Dial = Callable[[list[str], int, float], socket.socket]


class NotFetched(DomainError):
    """The other side did not answer, not in time, or not with a file."""

    status = HTTPStatus.BAD_GATEWAY
    code = "not_fetched"


@dataclass(frozen=True, kw_only=True)
class Known:
    """What an earlier answer said of itself, so that it need not be sent again."""

    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What came back: the file, its type as told, and its marks. `content` None: not changed."""

    content: bytes | None
    content_type: str
    known: Known


@dataclass
class SafeFetch:
    """Fetches files. Tests hand in a resolver, a rule, ports, a way to dial and a shorter time."""

    resolve: Resolve = look_up
    allows: Callable[[str], bool] = is_public
    ports: Collection[int] = PORTS
    dial: Dial = connect
    within_s: float = WITHIN_S
    context: ssl.SSLContext | None = field(default=None, repr=False)

    def get(self, url: str, known: Known | None = None) -> Fetched:
        """Fetch an address; raises Invalid for one we don't go to, else NotFetched."""
        until = monotonic() + self.within_s
        try:
            for _ in range(MOST_REDIRECTS + 1):
                answer = self._ask(url, known or Known(), until)
                if answer.status not in MOVED:
                    return _taken(answer)
                url = _next(url, answer)
        except NotAllowed as error:
            said = "We do not fetch from this address. Please give a public web address."
            raise Invalid(SENTENCE, {"url": [said]}) from error
        except TooLarge as error:
            raise Invalid(SENTENCE, {"url": ["The file there is larger than 1 MB."]}) from error
        except (Unreachable, OSError, http.client.HTTPException) as error:
            raise NotFetched("That address did not answer with a file in time.") from error
        raise NotFetched("That address leads from one page to the next, without an end.")

    def _ask(self, url: str, known: Known, until: float) -> Answered:
        """One request to one address, after all of it was checked."""
        parts = self._checked(url)
        host, port = parts.hostname or "", parts.port or OWN_PORT[parts.scheme]
        name = _ascii(host)
        addresses = find_addresses(name, port, until, self.resolve, self.allows)
        request = _request(parts, name, known)
        with self.dial(addresses, port, until) as plain:
            plain.settimeout(time_left(until))
            if parts.scheme == "http":
                return read_answer(plain, request, until)
            with self._trusting().wrap_socket(plain, server_hostname=name) as line:
                return read_answer(line, request, until)

    def _checked(self, url: str) -> SplitResult:
        """The parts of an address we go to; raises NotAllowed."""
        if len(url) > LONGEST_URL or any(ord(c) <= ord(" ") or c in "\\\x7f" for c in url):
            raise NotAllowed("the address is too long or holds signs that stand in none")
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError as error:
            raise NotAllowed("the address can't be read") from error
        if parts.scheme not in OWN_PORT or not parts.hostname or "@" in parts.netloc:
            raise NotAllowed("only http and https, without a name in the address")
        if (port or OWN_PORT[parts.scheme]) not in self.ports:
            raise NotAllowed("only the ports of the web")
        return parts

    def _trusting(self) -> ssl.SSLContext:
        self.context = self.context or ssl.create_default_context()
        return self.context


def _ascii(host: str) -> str:
    """A host as it is looked up; raises NotAllowed for what is no name."""
    try:
        return host.encode("idna").decode("ascii") if not host.isascii() else host
    except UnicodeError as error:
        raise NotAllowed("the name of the host can't be read") from error


def _request(parts: SplitResult, host: str, known: Known) -> bytes:
    path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
    shown = f"[{host}]" if ":" in host else host
    headers: Mapping[str, str | None] = {
        "Host": f"{shown}:{parts.port}" if parts.port else shown,
        **HEADERS,
        "If-None-Match": known.etag,
        "If-Modified-Since": known.last_modified,
    }
    lines = [f"GET {_quoted(path)} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers.items() if value]
    if any(mark in line for line in lines for mark in "\r\n\0"):
        raise NotAllowed("a header or an address breaks its line")
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1", "replace")


def _quoted(path: str) -> str:
    """A path in letters of ASCII; what is written with % already stays."""
    return "".join(
        letter if letter.isascii() else "".join(f"%{byte:02X}" for byte in letter.encode())
        for letter in path
    )


def _next(url: str, answer: Answered) -> str:
    if not answer.location:
        raise Unreachable("it sends us on, and does not say where")
    try:
        return urljoin(url, answer.location)
    except ValueError as error:
        raise NotAllowed("the address can't be read") from error


def _taken(answer: Answered) -> Fetched:
    known = Known(etag=answer.etag, last_modified=answer.last_modified)
    fetched = Fetched(content=answer.body, content_type=answer.content_type, known=known)
    if answer.status == NOT_MODIFIED:
        return replace(fetched, content=None)
    if answer.status != HTTPStatus.OK:
        raise NotFetched(f"That address answered with {answer.status}, which is no file.")
    return fetched
