"""A small load client: a few connections kept open, each asks again once it was answered.

Closed loop: a slow server is asked less often, so the tail is what these few connections
felt, not what people arriving at their own pace would.
"""

import re
import selectors
import socket
import time
from contextlib import ExitStack
from dataclasses import dataclass

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
AT_ONCE = 1 << 16
PATIENCE_S = 30.0
LEAST = 4


class Unanswered(Exception):
    """The server did not answer as it should have."""


@dataclass(frozen=True)
class Load:
    """What came of it: answers a second, how long each took (s), the client's share of a core."""

    rate: float
    seconds: tuple[float, ...]
    busy: float


class _Connection:
    """One open connection with one request under way."""

    def __init__(self, port: int, wire: bytes) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_S)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.wire = wire

    def ask(self) -> None:
        self.text, self.missing, self.started = b"", -1, time.perf_counter()
        self.socket.sendall(self.wire)

    def take(self) -> bytes | None:
        """Read what there is; the whole answer once it is complete."""
        piece = self.socket.recv(AT_ONCE)
        if not piece:
            raise Unanswered("The server closed the connection.")
        self.text += piece
        if self.missing < 0 and (end := self.text.find(b"\r\n\r\n")) >= 0:
            length = LENGTH.search(self.text, 0, end + 2)
            self.missing = end + 4 + (int(length[1]) if length else 0)
        return self.text if 0 <= self.missing <= len(self.text) else None


def ask_once(port: int, wire: bytes) -> bytes:
    """Ask once and give the whole answer, head and body; raise Unanswered or OSError."""
    connection = _Connection(port, wire)
    with connection.socket:
        connection.ask()
        while (answer := connection.take()) is None:
            pass
    return answer


def body_of(answer: bytes) -> bytes:
    """What follows the head."""
    return answer.partition(b"\r\n\r\n")[2]


def drive(port: int, wire: bytes, connections: int, seconds: float) -> Load:
    """Ask over and over for at least so long, and a few times on every connection.

    What is under way at the end is waited for, so that a slow answer counts like a quick one
    and nothing is left for the server to do. Every answer must have the body of the first.
    """
    expected = body_of(ask_once(port, wire))
    taken: list[float] = []
    with ExitStack() as stack, selectors.DefaultSelector() as selector:
        for _ in range(connections):
            connection = _Connection(port, wire)
            stack.enter_context(connection.socket)
            selector.register(connection.socket, selectors.EVENT_READ, connection)
            connection.ask()
        started, used = time.perf_counter(), time.process_time()
        while selector.get_map():
            for key, _ in selector.select(PATIENCE_S):
                answer = key.data.take()
                if answer is None:
                    continue
                taken.append(time.perf_counter() - key.data.started)
                _check(answer, expected)
                is_late = time.perf_counter() - started >= seconds
                if is_late and len(taken) >= LEAST * connections:
                    selector.unregister(key.fileobj)
                else:
                    key.data.ask()
        passed = time.perf_counter() - started
        busy = (time.process_time() - used) / passed
    return Load(len(taken) / passed, tuple(taken), busy)


def _check(answer: bytes, expected: bytes) -> None:
    if not answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 304")) or not answer.endswith(expected):
        raise Unanswered("The server gave another answer than before.")
