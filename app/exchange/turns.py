"""Lets few files be read at once on a whole machine, whichever process they came to.

Half of the processors are left to those who look for something to do. A turn is a lock on a
file, which the system gives back whatever becomes of the process that held it.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

AT_ONCE = max(1, (os.cpu_count() or 1) // 2)
LOOKS_EVERY_S = 0.02


@contextmanager
def turn(folder: Path, waits_s: float, at_once: int = AT_ONCE) -> Iterator[bool]:
    """Hold one of the turns of a folder; False when all were taken for as long as one waits."""
    until = monotonic() + waits_s
    while (held := _take(folder, at_once)) is None and monotonic() < until:
        sleep(LOOKS_EVERY_S)
    try:
        yield held is not None
    finally:
        if held is not None:
            os.close(held)


def _take(folder: Path, at_once: int) -> int | None:
    for n in range(at_once):
        lock = os.open(folder / f"reading-{n}.lock", os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
        else:
            return lock
    return None
