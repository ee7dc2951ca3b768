"""The command that reads a stranger's file: `python -m app.exchange.parser GAZETTEER`.

It runs apart from everything, under limits it can't lift again, and is ended from outside.
It says a dot on its error line once it is ready, reads the question and the file from its
input, and writes rows as JSON. It knows no setting, no secret and no database.
"""

import json
import os
import resource
import sys
from math import ceil
from pathlib import Path
from typing import BinaryIO

from app.core.records import read_record, write_record
from app.exchange.asking import Ask
from app.exchange.formats import read_file
from app.exchange.reading import FileRefused
from app.places.gazetteer import Gazetteer
from app.places.zones import zone_at

MOST_CPU_S = 2
MOST_MEMORY = 400 * 1024 * 1024
MOST_OUTPUT = 24 * 1024 * 1024
MOST_FILES = 32
POLITELY = 5


def main() -> None:
    """Set the limits, read, answer."""
    os.nice(POLITELY)
    gazetteer = Gazetteer(Path(sys.argv[1]))
    # Opened and loaded before the clock runs: this is our own work, not the file's.
    gazetteer.is_ready()
    zone_at(0.0, 0.0)
    _limit()
    os.write(2, b".")
    answer(sys.stdin.buffer, sys.stdout.buffer, gazetteer)


def answer(source: BinaryIO, target: BinaryIO, gazetteer: Gazetteer) -> None:
    """Read the question in the first line and the file in the rest; write rows or a refusal."""
    ask = read_record(Ask, json.loads(source.readline()))
    try:
        found = {"reading": write_record(read_file(source.read(), ask, gazetteer))}
    except FileRefused as refusal:
        found = {"refused": refusal.detail}
    target.write(json.dumps(found).encode())
    target.flush()


def _limit() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    cpu = ceil(used.ru_utime + used.ru_stime) + MOST_CPU_S
    for what, most in (
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_AS, MOST_MEMORY),
        (resource.RLIMIT_FSIZE, MOST_OUTPUT),
        (resource.RLIMIT_NOFILE, MOST_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


if __name__ == "__main__":
    main()
