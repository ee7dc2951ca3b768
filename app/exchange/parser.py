"""The command that reads strangers' files: `python -m app.exchange.parser`.

It loads its modules once and then forks a process for every file that it is handed over its
input, which is a socket. The process that reads a file runs apart from everything, under limits
that it can't lift again, and is ended from outside. None of them knows a setting, a secret or a
database, and this one never looks into a file, so nothing of one file is left for the next.
"""

import gc
import os
import resource
import select
import signal
import socket
import sys
import time
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

import orjson

from app.core.records import read_record
from app.exchange.asking import DETECT, Ask
from app.exchange.forked import BEGUN, DONE, LATE, SECONDS
from app.exchange.formats import read_file
from app.exchange.lines import overview_of
from app.exchange.reading import FileRefused, Options
from app.exchange.turns import wait_for
from app.places.found import Found, PlaceNotKnown
from app.places.gazetteer import Gazetteer

MOST_CPU_S = 2
MOST_MEMORY = 400 * 1024 * 1024
MOST_OUTPUT = 24 * 1024 * 1024
MOST_FILES = 32
# At first a reader gets only what nobody else wants. After so long, and at once where so many
# want each processor, it is "nice" instead, or small files would starve.
PATIENT_S = 3.0
POLITELY, LESS_POLITELY = 10, 5
OVERRUN = 2.0
IDLE_S = 120.0
SMALL = b"""BEGIN:VCALENDAR
BEGIN:VEVENT
UID:tea
SUMMARY:Tea and a walk
DTSTART;TZID=Europe/London:20300101T100000
RRULE:FREQ=WEEKLY;COUNT=3
GEO:51.5;-0.1
LOCATION:Town hall\\, London
DESCRIPTION:Free. Step-free. Call 020 7946 0000 or see https://example.org/tea
END:VEVENT
END:VCALENDAR
"""
# A reader that is led astray opens no connection and starts nothing.
REFUSED_EVENTS = ("socket.", "subprocess.", "os.fork", "os.exec", "os.posix_spawn", "os.system")


def main() -> None:
    """Get ready, then start a process for every file until nobody is left who sends one."""
    _warm_up()
    gc.collect()
    gc.freeze()
    # Nobody waits for those who watch a reader: the system takes them away.
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=0) as line:
        while select.select([line], [], [], IDLE_S)[0]:
            asked, files, _, _ = socket.recv_fds(line, SECONDS.size, 4)
            if not asked:
                break
            if os.fork() == 0:
                line.close()
                _leave_after(_watch, *files, *SECONDS.unpack(asked))
            for file in files:
                os.close(file)


def _warm_up() -> None:
    """Read a small calendar of our own: what readers make ready at first use is ready then."""
    now = datetime(2026, 1, 1, tzinfo=UTC)
    options = Options(source="", organiser="-", kind="interest_group", time_zone="UTC", skims=True)
    reading = read_file(SMALL, Ask(format=DETECT, options=options, now=now), _NoTowns())
    overview_of(reading, now)


class _NoTowns:
    """Knows no town at all."""

    def find(self, text: str, limit: int = 8) -> list[Found]:
        del text, limit
        raise PlaceNotKnown

    def nearest_town(self, lat: float, lon: float) -> Found | None:
        del lat, lon
        return None


def answer(source: BinaryIO, target: BinaryIO) -> None:
    """Read the question in the first line and the file in the rest; write rows or a refusal."""
    question = orjson.loads(source.readline())
    ask, gazetteer = read_record(Ask, question["ask"]), Gazetteer(Path(question["gazetteer"]))
    try:
        reading = read_file(source.read(), ask, gazetteer)
        found: dict[str, Any] = {"overview": overview_of(reading, ask.now)}
    except FileRefused as refusal:
        found = {"refused": refusal.detail}
    target.write(orjson.dumps(found))
    target.flush()


def _watch(given: int, written: int, told: int, turn: int, *times: float) -> None:
    """Wait for a turn, then have one file read while the turn is held.

    How it went is told; `times` are those of waiting, of reading and of resting, in seconds.
    """
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    waits_s, seconds, rests_s = times
    if not wait_for(turn, waits_s):
        os.write(told, LATE)
        return
    os.write(told, BEGUN)
    patient_s = 0.0 if _is_overrun() else min(PATIENT_S, seconds)
    reader = partial(_status_of, given, written, (told, turn))
    status = reader(patient_s, is_idle=True) if patient_s else None
    if status is None:
        status = reader(seconds - patient_s, is_idle=False)
    if not status:
        os.write(told, LATE if status is None else DONE)
    os.close(told)
    time.sleep(rests_s)


def _status_of(
    given: int, written: int, others: tuple[int, ...], seconds: float, *, is_idle: bool
) -> int | None:
    """How the reader of a file ended; None where its time was up, and it was ended.

    It has the first two of our open files, and not the others.
    """
    for file in (given, written):
        os.lseek(file, 0, os.SEEK_SET)
    os.ftruncate(written, 0)
    ends, held = os.pipe()
    reader = os.fork()
    if reader == 0:
        for file in (*others, ends):
            os.close(file)
        _leave_after(_read, given, written, is_idle)
    os.close(held)
    # The reader holds the other end of this pipe as long as it lives.
    is_late = not select.select([ends], [], [], seconds)[0]
    os.close(ends)
    os.kill(reader, signal.SIGKILL)
    status = os.waitpid(reader, 0)[1]
    return None if is_late else status


def _read(given: int, written: int, is_idle: bool) -> None:  # noqa: FBT001
    _limit(is_idle=is_idle)
    sys.addaudithook(_refuse)
    with os.fdopen(given, "rb") as source, os.fdopen(written, "wb") as target:
        answer(source, target)


def _leave_after(work: Any, *given: Any) -> None:
    """Do something in a process of its own, which never goes on with what its parent did."""
    code = 1
    try:
        work(*given)
        code = 0
    finally:
        os._exit(code)


def _limit(*, is_idle: bool) -> None:
    os.nice(LESS_POLITELY if _is_overrun() else POLITELY)
    if is_idle and hasattr(os, "SCHED_IDLE"):
        # To Linux a processor that does only this is free, and others are sent to it at once.
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
    for what, most in (
        (resource.RLIMIT_CPU, MOST_CPU_S),
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, MOST_OUTPUT),
        (resource.RLIMIT_NOFILE, MOST_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def _is_overrun() -> bool:
    return os.getloadavg()[0] > OVERRUN * (os.cpu_count() or 1)


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event.startswith(REFUSED_EVENTS):
        raise PermissionError(event)


if __name__ == "__main__":
    main()
