"""Starts gunicorn with the project's own settings on a free port, and ends what it started."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.client import Unanswered, ask_once

ROOT = Path(__file__).parents[1]
WORKERS = 2
PATIENCE_S = 300.0
OWN, HELLO = "python:gunicorn.conf", "python:benchmarks.hello_settings"


@dataclass(frozen=True)
class Server:
    """One running gunicorn: its port, its process, how long it took to its first right answer."""

    port: int
    process: int
    ready_s: float

    def pss_mb(self) -> float | None:
        """Memory of the master and its workers, shared pages counted once; None if not told."""
        try:
            children = Path(f"/proc/{self.process}/task/{self.process}/children").read_text()
            return sum(map(_pss_kb, [str(self.process), *children.split()])) / 1e3
        except OSError:
            return None


@contextmanager
def running(
    target: str, wire: bytes, is_right: Callable[[bytes], bool], environ: dict[str, str]
) -> Iterator[Server]:
    """Serve `benchmarks.serving:target` until the end of the block; its log goes nowhere."""
    port = _free_port()
    settings = "gunicorn.conf.py" if target.startswith("alongside") else HELLO
    command = [sys.executable, "-m", "gunicorn", "-c", settings, f"benchmarks.serving:{target}"]
    env = os.environ | environ | {
        "PORT": str(port), "HOST": "127.0.0.1", "WEB_WORKERS": str(WORKERS),
        "APP_ENV": "development", "RATE_LIMITS": "off", "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=env, stderr=subprocess.DEVNULL)  # noqa: S603
    try:
        _wait(process, port, wire, is_right)
        yield Server(port, process.pid, time.perf_counter() - started)
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _wait(
    process: subprocess.Popen[bytes], port: int, wire: bytes, is_right: Callable[[bytes], bool]
) -> None:
    until = time.perf_counter() + PATIENCE_S
    while time.perf_counter() < until and process.poll() is None:
        try:
            if is_right(ask_once(port, wire)):
                return
        except (OSError, Unanswered):
            pass
        time.sleep(0.01)
    raise Unanswered("The server did not give its first right answer.")


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        port: int = asked.getsockname()[1]
    return port


def _pss_kb(process: str) -> int:
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    return 0
