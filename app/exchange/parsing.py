"""Has a stranger's file read by a process of its own, which ends in time whatever is in it.

What comes back is data, checked by its types.
"""

import os
import tempfile
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any

import orjson

from app.core.errors import DomainError
from app.core.records import read_record, write_record
from app.exchange.asking import Ask
from app.exchange.forked import DONE, LATE
from app.exchange.forking import Times, forker_of
from app.exchange.lines import Overview
from app.exchange.reading import FileRefused

COMMAND = ("-m", "app.exchange.parser")
TOO_BUSY = "We are too busy to read this file right now. Please try again in a few minutes."
TOO_MUCH = "Reading this file takes more time or memory than we give. Nothing of it was taken."


class Busy(DomainError):
    """Others are having files read; a moment later it works."""

    status = HTTPStatus.SERVICE_UNAVAILABLE
    code = "busy"
    wait_s = 10


@dataclass(frozen=True)
class Parser:
    """Reads files apart. The times, in seconds, are those of the wall clock.

    What a file may use of a processor is limited by the reader itself. The clock only ends what
    gets none, for others keep the machine busy; that is no fault of the file. After each file
    the machine rests from reading, without anybody waiting for that answer: those who send many
    would else cost others more the quicker we read.
    """

    gazetteer: Path
    command: tuple[str, ...] = COMMAND
    starts_within_s: float = 15.0
    reads_within_s: float = 10.0
    waits_s: float = 8.0
    rests_s: float = 0.5

    def read(self, content: bytes, ask: Ask) -> Overview:
        """The lines of a file; raises FileRefused for one that can't be read within the limits.

        Never longer than the times above together. Raises Busy when too many read at once, or
        when others leave the reader no time.
        """
        found = self._run(content, ask)
        if "refused" in found:
            raise FileRefused(str(found["refused"]))
        return read_record(Overview, found["overview"])

    def _run(self, content: bytes, ask: Ask) -> dict[str, Any]:
        asked = {"ask": write_record(ask), "gazetteer": os.fspath(self.gazetteer.absolute())}
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as written:
            given.write(orjson.dumps(asked) + b"\n" + content)
            given.seek(0)
            forker, files = forker_of(self.command), (given.fileno(), written.fileno())
            times = Times(self.starts_within_s, self.waits_s, self.reads_within_s, self.rests_s)
            ended = forker.run(*files, self.gazetteer.absolute().parent, times)
            if ended == LATE:
                raise Busy(TOO_BUSY)
            if ended != DONE:
                raise FileRefused(TOO_MUCH)
            written.seek(0)
            found: dict[str, Any] = orjson.loads(written.read())
            return found
