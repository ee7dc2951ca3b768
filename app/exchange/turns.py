"""Lets few files be read at once on a whole machine, whichever process they came to.

Half of the processors are left to those who look for something to do. A turn is a lock on a
file, which the system gives to one who waits after the other, and takes back whatever becomes
of who held it.
"""

import fcntl
import os
import signal
from itertools import count
from pathlib import Path

AT_ONCE = max(1, (os.cpu_count() or 1) // 2)
_asked = count(os.getpid())


def open_turn(folder: Path) -> int:
    """An open file that stands for one of the turns of a folder; nobody has it yet."""
    name = f"reading-{next(_asked) % AT_ONCE}.lock"
    return os.open(folder / name, os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o644)


def wait_for(turn: int, seconds: float) -> bool:
    """Hold a turn until its file is closed; False when others had it all the time.

    For a process with nothing else to do: it waits by a signal.
    """
    signal.signal(signal.SIGALRM, _give_up)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001))
    try:
        fcntl.flock(turn, fcntl.LOCK_EX)
    except TimeoutError:
        return False
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return True


def _give_up(number: int, frame: object) -> None:
    del number, frame
    raise TimeoutError
