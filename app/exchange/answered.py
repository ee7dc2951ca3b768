"""Reads an answer of HTTP to its end, within a time and a size, and unpacks it."""

import http.client
import io
import socket
import zlib
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from app.core.outward import Unreachable, time_left

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MOST_BYTES = 1024 * 1024
# Heads and the frames of chunks beside the body itself.
MOST_ON_THE_LINE = MOST_BYTES + 256 * 1024
PIECE = 16 * 1024
LONGEST_MARK = 300
# zlib's own signs for gzip or zlib, whichever comes.
ANY_WRAPPING = 32 + zlib.MAX_WBITS


class TooLarge(Exception):
    """More bytes than we take."""


@dataclass(frozen=True, kw_only=True)
class Answered:
    """One answer: its status, the headers that matter, and its body unpacked."""

    status: int
    location: str | None
    content_type: str
    etag: str | None
    last_modified: str | None
    body: bytes


def read_answer(line: socket.socket, request: bytes, until: float) -> Answered:
    """Send a request and read what comes, until a moment of `monotonic`.

    Raises TooLarge, Unreachable, OSError and HTTPException.
    """
    line.settimeout(time_left(until))
    line.sendall(request)
    response = http.client.HTTPResponse(_Line(line, until), method="GET")  # type: ignore[arg-type]
    response.begin()
    told = response.headers
    is_file = response.status == HTTPStatus.OK
    return Answered(
        status=response.status,
        location=told.get("Location"),
        content_type=told.get_content_type(),
        etag=_mark(told.get("ETag")),
        last_modified=_mark(told.get("Last-Modified")),
        body=_body(response, told.get("Content-Encoding", "")) if is_file else b"",
    )


def _mark(text: str | None) -> str | None:
    """A mark we can send back as it came; a very long one, or one of odd letters, is none."""
    fits = text is not None and len(text) <= LONGEST_MARK and text.isascii() and text.isprintable()
    return text if fits else None


def _body(response: http.client.HTTPResponse, packing: str) -> bytes:
    packing = packing.strip().lower()
    if packing in {"", "identity"}:
        return _limited(response)
    if packing not in {"gzip", "x-gzip", "deflate"}:
        raise Unreachable("it is packed in a way we did not ask for")
    return _unpacked(response)


def _limited(response: http.client.HTTPResponse) -> bytes:
    body = response.read(MOST_BYTES + 1)
    if len(body) > MOST_BYTES:
        raise TooLarge
    if response.length:
        raise Unreachable("it ends too early")
    return body


def _unpacked(response: http.client.HTTPResponse) -> bytes:
    unpack, body = zlib.decompressobj(ANY_WRAPPING), b""
    while not unpack.eof and (piece := response.read(PIECE)):
        try:
            body += unpack.decompress(piece, MOST_BYTES + 1 - len(body))
        except zlib.error as error:
            raise Unreachable("it can't be unpacked") from error
        if len(body) > MOST_BYTES:
            raise TooLarge
    if not unpack.eof:
        raise Unreachable("it ends too early")
    return body


class _Line(io.RawIOBase):
    """A connection as `HTTPResponse` reads it: every wait and every byte counts."""

    def __init__(self, line: socket.socket, until: float) -> None:
        self._line, self._until, self._count = line, until, 0

    def makefile(self, mode: str) -> io.BufferedReader:
        del mode
        return io.BufferedReader(self, PIECE)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        self._line.settimeout(time_left(self._until))
        count = self._line.recv_into(buffer)
        self._count += count
        if self._count > MOST_ON_THE_LINE:
            raise TooLarge
        return count
