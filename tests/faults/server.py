"""The real server, as the operator starts it, whose processes can be killed."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.faults.browser import Browser, Unanswered
from tests.faults.ground import Ground

ROOT = Path(__file__).parents[2]
WORKERS = 4
PATIENCE_S = 60.0


@dataclass
class Server:
    """One gunicorn of four workers on a port of its own; what it logs goes to a file."""

    ground: Ground
    target: str
    port: int
    process: subprocess.Popen[bytes] = field(init=False)

    def start(self) -> float:
        """Start it and give the seconds until it answers."""
        began = time.monotonic()
        env = os.environ | {
            "DATABASE_URL": self.ground.url, "DATA_DIR": str(self.ground.folder),
            "HOST": "127.0.0.1", "PORT": str(self.port), "WEB_WORKERS": str(WORKERS),
            "APP_ENV": "development", "RATE_LIMITS": "off", "PYTHONPATH": str(ROOT),
            "PUBLIC_URL": f"http://localhost:{self.port}",
        }  # fmt: skip
        with (self.ground.folder / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", self.target], cwd=ROOT, env=env, stderr=log
            )
        self.wait_until_ready()
        return time.monotonic() - began

    def wait_until_ready(self) -> None:
        """Wait for a first good answer; raises Unanswered when there is none."""
        until = time.monotonic() + PATIENCE_S
        while time.monotonic() < until:
            if self.is_ready():
                return
            if self.process.poll() is not None:
                break
            time.sleep(0.05)
        raise Unanswered(f"The server does not answer; see {self.ground.folder}/server.log")

    def is_ready(self) -> bool:
        """Whether it answers from its database now."""
        try:
            return Browser(self.port).once("GET", "/readyz").status == 200
        except Unanswered:
            return False

    def workers(self) -> list[int]:
        """The processes that answer."""
        number = self.process.pid
        try:
            return [
                int(n) for n in Path(f"/proc/{number}/task/{number}/children").read_text().split()
            ]
        except OSError:
            return []

    def kill_worker(self, chance: random.Random) -> bool:
        """End one worker without a warning; False where none was there."""
        alive = self.workers()
        if not alive:
            return False
        try:
            os.kill(chance.choice(alive), signal.SIGKILL)
        except ProcessLookupError:
            return False
        return True

    def kill_master(self) -> None:
        """End the process that starts the others without a warning; they end by themselves."""
        workers = self.workers()
        self.process.kill()
        self.process.wait(PATIENCE_S)
        until = time.monotonic() + PATIENCE_S
        while any(Path(f"/proc/{number}").exists() for number in workers):
            if time.monotonic() > until:
                raise Unanswered("Workers without a master go on.")
            time.sleep(0.02)

    def failures(self) -> list[str]:
        """Lines of the log about what nobody had expected."""
        text = (self.ground.folder / "server.log").read_text(errors="replace")
        return [
            line for line in text.splitlines() if '"status": 500' in line or "Traceback" in line
        ]


@contextmanager
def serving(ground: Ground, target: str = "app.factory:serve()") -> Iterator[Server]:
    """A server on a free port until the end of the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = Server(ground, target, port)
    try:
        server.start()
        yield server
    finally:
        if server.process.poll() is None:
            server.process.terminate()
            try:
                server.process.wait(15)
            except subprocess.TimeoutExpired:
                server.process.kill()
                server.process.wait(PATIENCE_S)
