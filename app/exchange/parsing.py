"""Has a stranger's file read by a process of its own, and ends that process when it takes long.

A thread can't be ended and a fork of a server with threads is not safe, so this starts a
small command anew each time. What comes back is data, checked by its types.
"""

import json
import os
import select
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from threading import BoundedSemaphore
from typing import IO, Any

from app.core.errors import DomainError
from app.core.records import read_record, write_record
from app.exchange.asking import Ask
from app.exchange.reading import FileRefused, Reading

ROOT = Path(__file__).parents[2]
COMMAND = ("-m", "app.exchange.parser")
# One thread of arithmetic is plenty, and every further one reserves memory.
ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "LANG": "C.UTF-8"}
AT_ONCE = 2
TOO_MUCH = "Reading this file takes more time or memory than we give. Nothing of it was taken."

_free = BoundedSemaphore(AT_ONCE)


class Busy(DomainError):
    """Others are having files read; a moment later it works."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "busy"
    wait_s = 10


@dataclass(frozen=True)
class Parser:
    """Reads files apart. The times, in seconds, are those of the wall clock.

    Starting is our own work and may take a while on a busy machine; reading is the file's.
    """

    gazetteer: Path
    command: tuple[str, ...] = COMMAND
    starts_within_s: float = 15.0
    reads_within_s: float = 3.0
    waits_s: float = 8.0

    def read(self, content: bytes, ask: Ask) -> Reading:
        """The rows of a file; raises FileRefused for one that can't be read within the limits.

        Never longer than the times above together. Raises Busy when too many read at once.
        """
        if not _free.acquire(timeout=self.waits_s):
            raise Busy("Several files are being read right now. Please try again in a moment.")
        try:
            found = self._run(content, ask)
        finally:
            _free.release()
        if "refused" in found:
            raise FileRefused(str(found["refused"]))
        return read_record(Reading, found["reading"])

    def _run(self, content: bytes, ask: Ask) -> dict[str, Any]:
        question = json.dumps(write_record(ask)).encode() + b"\n"
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as written:
            given.write(question + content)
            given.seek(0)
            with self._started(given, written) as process:
                if not self._ends_well(process):
                    raise FileRefused(TOO_MUCH)
            written.seek(0)
            found: dict[str, Any] = json.loads(written.read())
            return found

    def _ends_well(self, process: subprocess.Popen[bytes]) -> bool:
        ready = select.select([process.stderr], [], [], self.starts_within_s)[0]
        if not ready:
            return False
        try:
            return process.wait(self.reads_within_s) == 0
        except subprocess.TimeoutExpired:
            return False

    @contextmanager
    def _started(self, given: IO[bytes], written: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
        """The process, which has ended for certain when this is left."""
        process = subprocess.Popen(  # noqa: S603 our own command; no word of the file is in it
            [sys.executable, *self.command, os.fspath(self.gazetteer.absolute())],
            stdin=given,
            stdout=written,
            stderr=subprocess.PIPE,
            cwd=ROOT,
            env=ENVIRONMENT,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()
            if process.stderr:
                process.stderr.close()
