"""The application over HTTP, beside a "hello" of Flask on the same server and settings."""

import random
import re
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median, quantiles

import brotli

from benchmarks.asking import ACTIVITIES, MATCHES, NEARBY, Sent, ids_of
from benchmarks.client import Load, ask_once, body_of, drive
from benchmarks.moment import silence, standing_clock
from benchmarks.pages import call
from benchmarks.servers import Server, running
from benchmarks.serving import HELLO
from benchmarks.store import Built, Made, columns_of, opened
from benchmarks.table import Block, Line, number, span, verdict

MILLION = 1_000_000
CONNECTIONS = 8
SLICE_S = 1.5
FLASK, BARE, MATCH = "Flask hello", "hello without a framework", "POST /matches"
ASK_HELLO = Sent("GET", "/")
TAG = re.compile(rb"\r\netag: *(\S+)\r\n", re.IGNORECASE)
START_GOALS_S = {MILLION // 10: 2.0, MILLION: 20.0}
MEMORY_GOAL_MB = 250
SHARE_OF_HELLO = 0.5


@dataclass(frozen=True)
class Subject:
    """One thing to ask of one server, and whether the right answer came."""

    server: Server
    sent: Sent
    same: bool


@dataclass(frozen=True)
class Measured:
    """All slices of one subject: answers a second, times (s), the client's share of a core."""

    rate: float
    p50: float
    p99: float
    busy: float


def measure_http(one: Made, data_dir: Path, slices: int) -> list[Block]:
    """Throughput and times in a closed loop of a few connections, slice after slice at random."""
    expected = _expected(one, data_dir)
    environ = {"DATABASE_URL": f"sqlite:///{one.path}", "DATA_DIR": str(data_dir)}
    with ExitStack() as stack:
        is_right = partial(_shows, expected[MATCHES])
        own = stack.enter_context(running("alongside()", MATCHES.wire(), is_right, environ))
        flask, bare = (
            stack.enter_context(running(target, ASK_HELLO.wire(), _says_hello, environ))
            for target in ("flask_hello()", "bare_hello")
        )
        subjects = {
            FLASK: Subject(flask, ASK_HELLO, same=True),
            BARE: Subject(bare, ASK_HELLO, same=True),
            **_own_subjects(own, expected),
        }
        measured = _in_slices(subjects, slices)
        memory = own.pss_mb(), flask.pss_mb()
    title = (
        f"{one.name}, over HTTP, 2 gthread workers, {CONNECTIONS} connections in a closed loop: "
        "answers a second, p50, p99, each against Flask hello"
    )
    lines = [_line(name, subjects[name], measured) for name in subjects]
    busiest = max(some.busy for some in measured.values())
    lines.append(Line("the client itself, at most", absolute=f"{busiest:.0%} of one core"))
    return [Block(title, _with_goal(one, lines, measured)), _whole_server(one, own, memory)]


def _expected(one: Made, data_dir: Path) -> dict[Sent, list[int]]:
    """The ids each request shows, asked in this process."""
    with opened(one.path, data_dir) as app, standing_clock(), silence():
        index = app.extensions["index"]
        app.extensions["index"] = replace(index, columns=Built(columns_of(one, data_dir)))
        return {sent: ids_of(call(app, sent).body) for sent in (MATCHES, ACTIVITIES, NEARBY)}


def _own_subjects(own: Server, expected: Mapping[Sent, list[int]]) -> dict[str, Subject]:
    subjects = {MATCH: Subject(own, MATCHES, same=True)}
    for name, sent in (("GET /activities", ACTIVITIES), ("Nearby page", NEARBY)):
        packed = sent.packed("br")
        answer = ask_once(own.port, packed.wire())
        same = ids_of(brotli.decompress(body_of(answer))) == expected[sent]
        subjects[f"{name}, brotli"] = Subject(own, packed, same)
        tag = TAG.search(answer)
        known = packed.known(tag[1].decode() if tag else "")
        is_known = ask_once(own.port, known.wire()).startswith(b"HTTP/1.1 304")
        subjects[f"{name}, known already (304)"] = Subject(own, known, is_known)
    return subjects


def _in_slices(subjects: Mapping[str, Subject], slices: int) -> dict[str, Measured]:
    loads: dict[str, list[Load]] = {name: [] for name in subjects}
    chance = random.Random(1)
    for _ in range(slices):
        for name in chance.sample(list(subjects), len(subjects)):
            one = subjects[name]
            wire = one.sent.wire()
            loads[name].append(drive(one.server.port, wire, CONNECTIONS, SLICE_S))
    return {name: _together(some) for name, some in loads.items()}


def _together(loads: list[Load]) -> Measured:
    percent = quantiles([s for load in loads for s in load.seconds], n=100, method="inclusive")
    rate, busy = (median(getattr(load, name) for load in loads) for name in ("rate", "busy"))
    return Measured(rate, percent[49], percent[98], busy)


def _line(name: str, subject: Subject, measured: Mapping[str, Measured]) -> Line:
    one, hello = measured[name], measured[FLASK]
    ratio = f"{number(one.rate / hello.rate)}; {number(one.p50 / hello.p50)} x; "
    absolute = f"{number(one.rate)}/s; {span(one.p50)}; {span(one.p99)}"
    return Line(name, f"{ratio}{number(one.p99 / hello.p99)} x", absolute, subject.same)


def _with_goal(one: Made, lines: list[Line], measured: Mapping[str, Measured]) -> tuple[Line, ...]:
    is_met = measured[MATCH].rate >= SHARE_OF_HELLO * measured[FLASK].rate
    goal = verdict(f"G4 >= {SHARE_OF_HELLO}", is_met=is_met, is_its_size=one.occurrences >= MILLION)
    return tuple(line.towards(goal) if line.what == MATCH else line for line in lines)


def _whole_server(one: Made, own: Server, memory: tuple[float | None, float | None]) -> Block:
    most_s = START_GOALS_S.get(one.occurrences)
    start = Line("from start to the first right answer", absolute=span(own.ready_s), same=True)
    if most_s and one.shape.dates == 1:
        is_met = own.ready_s <= most_s
        start = start.towards(verdict(f"G7 <= {most_s:g} s", is_met=is_met))
    return Block(f"{one.name}, the server as a whole", (start, _memory(one, *memory)))


def _memory(one: Made, own: float | None, hello: float | None) -> Line:
    what = "memory of master and 2 workers (PSS), against Flask hello"
    if own is None or hello is None:
        return Line(what, absolute="not told by this system")
    line = Line(what, f"{number(own / hello)} x", f"{number(own)} MB")
    is_met, is_its_size = own <= MEMORY_GOAL_MB, one.occurrences >= MILLION
    return line.towards(
        verdict(f"G6 <= {MEMORY_GOAL_MB} MB", is_met=is_met, is_its_size=is_its_size)
    )


def _shows(expected: list[int], answer: bytes) -> bool:
    return answer.startswith(b"HTTP/1.1 200") and ids_of(body_of(answer)) == expected


def _says_hello(answer: bytes) -> bool:
    return body_of(answer) == HELLO
