"""Whether others notice that somebody sends files which were made to keep a reader busy."""

import json
import random
import shutil
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from statistics import quantiles

from app.accounts.membership import found
from app.accounts.models import Person, PersonSession
from app.accounts.sessions import PeopleSessions, make_guest
from app.core import actors
from app.core.writes import unit_of_work
from benchmarks.asking import ACTIVITIES, NEARBY
from benchmarks.bomb_files import bombs
from benchmarks.client import ask_once
from benchmarks.data import NOW
from benchmarks.servers import Server, running
from benchmarks.store import Made, copied, opened
from benchmarks.table import Block, Line, number, span, verdict

SLICE_S, PAUSE_S = 8.0, 0.05
SENDERS = 4
MOST_LONGER, MOST_S = 1.2, 3.0
REFUSED = frozenset({201, 400, 413, 422})
PATIENCE_S = 120


@dataclass
class _Sent:
    """What came of the files: a status and a time (s) for each, by what the file is."""

    statuses: Counter[int] = field(default_factory=Counter)
    seconds: dict[str, list[float]] = field(default_factory=dict)


def measure_bombs(one: Made, data_dir: Path, slices: int) -> list[Block]:
    """The times of ordinary reads while nothing else happens and while files are sent, in turn."""
    with tempfile.TemporaryDirectory() as folder, copied(one, Path(folder)) as own:
        token = _organiser(own, data_dir)
        shutil.copy(data_dir / "places.sqlite", folder)
        environ = {"DATABASE_URL": f"sqlite:///{own.path}", "DATA_DIR": folder}
        with running("alongside()", NEARBY.wire(), _is_right, environ) as server:
            sent, reads = _Sent(), {"calm": [], "bombed": []}  # type: ignore[var-annotated]
            alone = _Sent()
            _slice(server, 2.0)
            with _sending(server, token, _Sent()):
                time.sleep(2.0)
            for name in random.Random(1).sample(["calm", "bombed"] * slices, 2 * slices):
                if name == "calm":
                    reads[name] += _slice(server, SLICE_S)
                else:
                    with _sending(server, token, sent):
                        reads[name] += _slice(server, SLICE_S)
            _Sender(server.port, token, alone, threading.Event()).send(_bodies())
    return [_block(one, reads, sent, alone)]


def _organiser(one: Made, data_dir: Path) -> str:
    """The token of somebody who is signed in and may bring calendars."""
    with opened(one.path, data_dir), unit_of_work() as session:
        person: Person = make_guest(session, NOW)
        person.sign_in_address = "olga@example.org"
        found(session, person.id, "Olga's walks", NOW)
        actor, token = PeopleSessions().begin(session, person.id, "", NOW)
        row = session.get_one(PersonSession, actor.session_id)
        row.kind, row.used_at, row.proved_at = "organiser", NOW, NOW
    return token


def _slice(server: Server, seconds: float) -> list[float]:
    """Ask for a page or a list every so often, as people do; how long each took."""
    taken, until = [], time.perf_counter() + seconds
    wires = cycle([NEARBY.packed("br").wire(), ACTIVITIES.wire()])
    while (started := time.perf_counter()) < until:
        _is_right(ask_once(server.port, next(wires)))
        taken.append(time.perf_counter() - started)
        time.sleep(PAUSE_S)
    return taken


@cache
def _bodies() -> list[tuple[str, bytes]]:
    """Each file by what it is, made beforehand: who measures here must not be held up by it."""
    place = "Lewes, Delaware"
    return [
        (what, json.dumps({"content": text, "place": place}).encode())
        for what, text in bombs().items()
    ]


@contextmanager
def _sending(server: Server, token: str, sent: _Sent) -> Iterator[None]:
    """Somebody sends one file after another, several at a time, until the end of the block."""
    is_over, files = threading.Event(), _bodies()
    sender, step = _Sender(server.port, token, sent, is_over), len(files) // SENDERS
    threads = [
        threading.Thread(target=sender.send, args=(cycle(files[step * n :] + files[: step * n]),))
        for n in range(SENDERS)
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        is_over.set()
        for thread in threads:
            thread.join()


@dataclass(frozen=True)
class _Sender:
    """Sends files to a port as somebody who is signed in, and notes what came of them."""

    port: int
    token: str
    sent: _Sent
    is_over: threading.Event

    def send(self, files: Iterable[tuple[str, bytes]]) -> None:
        """One after another, until it is over."""
        for what, body in files:
            if self.is_over.is_set():
                return
            started = time.perf_counter()
            status = self._post(body)
            self.sent.statuses[status] += 1
            if status in REFUSED:
                self.sent.seconds.setdefault(what, []).append(time.perf_counter() - started)

    def _post(self, body: bytes) -> int:
        headers = {
            "Content-Type": "application/json",
            "Sec-Fetch-Site": "same-origin",
            "Cookie": f"{actors.COOKIE}={self.token}",
        }
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_S)) as line:
            line.request("POST", "/api/v1/imports", body, headers)
            return line.getresponse().status


def _block(one: Made, reads: Mapping[str, list[float]], sent: _Sent, alone: _Sent) -> Block:
    calm, bombed = (quantiles(reads[name], n=100, method="inclusive") for name in reads)
    goal = verdict(f"I6 <= {MOST_LONGER}", is_met=bombed[94] <= MOST_LONGER * calm[94])
    lines = [
        Line("half of the reads, calm", "1 x", span(calm[49])),
        Line(
            "half of the reads, with files", f"{number(bombed[49] / calm[49])} x", span(bombed[49])
        ),
        Line("95 of 100 reads, calm", "1 x", span(calm[94])),
        Line(
            "95 of 100 reads, with files",
            f"{number(bombed[94] / calm[94])} x",
            f"{span(bombed[94])}; {len(reads['bombed'])} reads",
        ).towards(goal),
    ]
    is_met = max(max(some) for some in alone.seconds.values()) <= MOST_S
    lines += [
        _answers("files sent by one, who waits for each answer", alone).towards(
            verdict(f"I6 <= {MOST_S:g} s", is_met=is_met)
        ),
        *_slowest(alone, ""),
        _answers(f"files sent by {SENDERS} at once", sent),
        *_slowest(sent, ", with its time in the queue"),
    ]
    title = f"{one.name}: reads every {PAUSE_S * 1e3:g} ms while {SENDERS} senders send bombs"
    return Block(title, tuple(lines))


def _answers(who: str, sent: _Sent) -> Line:
    said = ", ".join(f"{count} x {status}" for status, count in sorted(sent.statuses.items()))
    return Line(f"{who}, and what was answered", absolute=said)


def _slowest(sent: _Sent, how: str) -> list[Line]:
    slowest = sorted(sent.seconds.items(), key=lambda pair: -max(pair[1]))[:3]
    return [Line(f"slowest{how}: {what}", absolute=span(max(some))) for what, some in slowest]


def _is_right(answer: bytes) -> bool:
    return answer.startswith(b"HTTP/1.1 200")
