"""Keeps one command at hand that forks a process for each file it is given.

A thread can't be ended, and a fork of a server with threads is not safe. Starting an
interpreter for every file is both, but takes half a second of a processor; so one is started
when it is first needed, of one thread and without any secret, and forks from then on. It ends
when its web process does, and when nothing was to do for a while.
"""

import atexit
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.exchange.forked import BEGUN, LATE, SECONDS
from app.exchange.turns import open_turn

ROOT = Path(__file__).parents[2]
# One thread of arithmetic is plenty, and every further one reserves memory.
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "LANG": "C.UTF-8"}
TRIES = 2


class Times(NamedTuple):
    """How long, in seconds on the clock, a start, the wait for a turn and a reading may take.

    For `rests_s` after it nobody has the turn.
    """

    starts_s: float
    waits_s: float
    reads_s: float
    rests_s: float = 0.0


class Forker:
    """One such command; safe to share between threads and over a fork of its owner."""

    def __init__(self, command: tuple[str, ...]) -> None:
        """Remember the command, arguments of Python; it is started with the first file."""
        self._command = command
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._owner = 0

    def run(self, given: int, written: int, folder: Path, times: Times) -> bytes:
        """Have a file read: DONE, LATE for what the clock ended, nothing for what failed.

        `given` and `written` are open files: the question with the file, and the answer; turns
        are those of `folder`. What was started for it has ended when this returns.
        """
        for _ in range(TRIES):
            process, news = self._begin(given, written, folder, times)
            try:
                began = _next(news, times.starts_s + times.waits_s)
                # Its watcher ends it in time; it is waited for a little longer than that.
                is_begun = began == BEGUN
                ended = _next(news, times.reads_s + times.starts_s) if is_begun else began
            finally:
                os.close(news)
            if ended is None:
                self._end(process)
                return LATE
            if is_begun or ended == LATE:
                return ended
            # It had just ended of itself, and the next one will not have.
        return b""

    def _begin(
        self, given: int, written: int, folder: Path, times: Times
    ) -> tuple["subprocess.Popen[bytes]", int]:
        turn = open_turn(folder)
        news, told = os.pipe()
        try:
            with self._lock:
                process, line = self._started()
                with suppress(OSError):
                    asked = SECONDS.pack(times.waits_s, times.reads_s, times.rests_s)
                    socket.send_fds(line, [asked], [given, written, told, turn])
        finally:
            os.close(told)
            os.close(turn)
        return process, news

    def _started(self) -> tuple["subprocess.Popen[bytes]", socket.socket]:
        """The running command and our end of its line."""
        is_ours = self._owner == os.getpid()
        if is_ours and self._process and self._line and self._process.poll() is None:
            return self._process, self._line
        if self._line:
            self._line.close()
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603 our own command; no file's word in it
                [sys.executable, *self._command],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=ROOT,
                env=ENVIRONMENT,
                # Not a session: that would be a group of its own to the scheduler, and "nice"
                # counts only within one.
                process_group=0,
            )
        self._owner = os.getpid()
        return self._process, self._line

    def close(self) -> None:
        """End the command when nothing more is to be read; the next file starts it anew."""
        with self._lock:
            is_ours, self._owner = self._owner == os.getpid(), 0
            if self._line:
                self._line.close()
            if is_ours and self._process:
                with suppress(ProcessLookupError):
                    os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()

    def _end(self, process: "subprocess.Popen[bytes]") -> None:
        """End the command with all it started."""
        with self._lock, suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@cache
def forker_of(command: tuple[str, ...]) -> Forker:
    """The one forker a process has for a command; it is closed when the process ends well."""
    forker = Forker(command)
    atexit.register(forker.close)
    return forker


def _next(news: int, seconds: float) -> bytes | None:
    """One byte of news; none at the end of all news, None when it takes too long."""
    return os.read(news, 1) if select.select([news], [], [], seconds)[0] else None
