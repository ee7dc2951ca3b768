"""Requests to other machines: only to public addresses, and to the very address that was checked.

A name is looked up once; every address it has must be public, and the connection goes to one
of those. Redirects are not followed, the proxies of the environment are not asked, all of it
ends in time, and no more of an answer is read than its headers.
"""

import http.client
import io
import ipaddress
import queue
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic
from urllib.parse import urlsplit

WITHIN_S = 10.0
MOST_BYTES = 16 * 1024
HTTPS = 443
# What `is_global` lets pass although it leads to one's own cloud, or hides an address within.
DENIED = tuple(
    ipaddress.ip_network(text)
    for text in (
        "192.0.0.0/24", "168.63.129.16/32", "192.88.99.0/24",
        "2001::/32", "2002::/16", "3fff::/20",
    )
)  # fmt: skip
# Outside of it nothing of the open internet has been given out, and what hides an address of
# version 4 lies there: ::/96, ::ffff:0:0:0/96, 64:ff9b::/96 and their like.
OPEN_V6 = ipaddress.ip_network("2000::/3")

Resolve = Callable[[str, int], list[str]]


class NotAllowed(Exception):
    """Not an address to connect to."""


class Unreachable(Exception):
    """Nobody answered in time, or not in words of HTTP."""


@dataclass(frozen=True)
class Answer:
    """The status of an answer, and how long it asks to wait, as it says it."""

    status: int
    retry_after: str | None


def is_public(address: str) -> bool:
    """Whether an IP address belongs to the open internet."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if ip.version == 6 and ip.ipv4_mapped:  # noqa: PLR2004
        return is_public(str(ip.ipv4_mapped))
    is_open = ip.version == 4 or ip in OPEN_V6  # noqa: PLR2004
    is_denied = any(ip.version == net.version and ip in net for net in DENIED)
    return is_open and ip.is_global and not ip.is_multicast and not is_denied


def look_up(host: str, port: int) -> list[str]:
    """Every address of a name; raises OSError where there is none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


class Outward:
    """Posts to other machines. Tests hand in a resolver, a rule and a context of their own."""

    def __init__(
        self,
        resolve: Resolve = look_up,
        allows: Callable[[str], bool] = is_public,
        context: ssl.SSLContext | None = None,
        within_s: float = WITHIN_S,
    ) -> None:
        """Keep how names are looked up, which addresses are good, and whom to trust."""
        self._resolve, self._allows, self._within_s = resolve, allows, within_s
        self._context = context

    def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """POST to an https address, once; raises NotAllowed and Unreachable."""
        parts = urlsplit(url)
        if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc:
            raise NotAllowed("only https addresses without a name in them")
        until = monotonic() + self._within_s
        host, port = parts.hostname, parts.port or HTTPS
        addresses = find_addresses(host, port, until, self._resolve, self._allows)
        path = f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"
        request = _request(host, path, body, headers)
        try:
            with connect(addresses, port, until) as plain:
                plain.settimeout(time_left(until))
                with self._trusting().wrap_socket(plain, server_hostname=host) as line:
                    line.settimeout(time_left(until))
                    line.sendall(request)
                    return _read(line, until)
        except (OSError, http.client.HTTPException) as error:
            raise Unreachable(type(error).__name__) from error

    def _trusting(self) -> ssl.SSLContext:
        # Made when it is needed: most processes never send anything.
        self._context = self._context or ssl.create_default_context()
        return self._context


def find_addresses(
    host: str, port: int, until: float, resolve: Resolve, allows: Callable[[str], bool]
) -> list[str]:
    """Every address of a name, all of them checked; raises NotAllowed and Unreachable.

    `until` is a moment of `monotonic`.
    """
    answered: queue.SimpleQueue[list[str]] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answered.put(resolve(host, port))
        except (OSError, UnicodeError):
            answered.put([])

    # A resolver knows no time limit of its own, so it is waited for only so long.
    threading.Thread(target=ask, daemon=True).start()
    try:
        addresses = answered.get(timeout=time_left(until))
    except (queue.Empty, TimeoutError) as error:
        raise Unreachable("the name was not looked up in time") from error
    if not addresses:
        raise Unreachable("there is no such name")
    if not all(map(allows, addresses)):
        raise NotAllowed("this name leads to an address of our own")
    return addresses


def time_left(until: float) -> float:
    """Seconds until a moment of `monotonic`; raises TimeoutError when it is past."""
    left = until - monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def connect(addresses: list[str], port: int, until: float) -> socket.socket:
    """A connection to the first of the checked addresses that answers."""
    failed: OSError = TimeoutError()
    for number, address in enumerate(addresses, 1):
        share = time_left(until) / (len(addresses) - number + 1)
        try:
            return socket.create_connection((address, port), timeout=share)
        except OSError as error:
            failed = error
    raise failed


def _request(host: str, path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    fixed = {"Host": host, "Content-Length": str(len(body)), "Connection": "close"}
    lines = [f"POST {path} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in {**headers, **fixed}.items()]
    if any(mark in line for line in lines for mark in "\r\n\0"):
        raise NotAllowed("a header or an address breaks its line")
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def _read(line: socket.socket, until: float) -> Answer:
    """The head of an answer; its body is left unread."""
    head = b""
    while b"\r\n\r\n" not in head and len(head) < MOST_BYTES:
        line.settimeout(time_left(until))
        more = line.recv(4096)
        if not more:
            break
        head += more
    response = http.client.HTTPResponse(_Head(head))  # type: ignore[arg-type]
    response.begin()
    return Answer(response.status, response.headers.get("Retry-After"))


class _Head:
    """What `HTTPResponse` reads from: bytes that are here already."""

    def __init__(self, head: bytes) -> None:
        self._head = head

    def makefile(self, mode: str) -> io.BytesIO:
        del mode
        return io.BytesIO(self._head)
