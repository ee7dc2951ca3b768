"""A PostgreSQL cluster of our own in a temporary folder, for one run of the tests."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

# What is lost with the machine may be lost: nothing of it is needed after the tests.
QUICK = (
    "-F -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal"
    " -c max_wal_senders=0 -c checkpoint_timeout=1h -c autovacuum=off"
)


def binaries() -> Path | None:
    """The folder of initdb and postgres, newest version first, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)
    on_path = shutil.which("initdb")
    return found[0].parent if found else Path(on_path).resolve().parent if on_path else None


@dataclass(frozen=True)
class Cluster:
    """A running cluster: its folder, and its URL without a database name."""

    home: Path
    url: str
    flags: str
    prefix: tuple[str, ...]

    def run(self, program: str, *words: str) -> None:
        """Run one of PostgreSQL's programs as the user whom the cluster belongs to."""
        folder = binaries()
        if folder is None:
            raise RuntimeError("PostgreSQL's programs are missing: install the package postgresql.")
        command = [*self.prefix, str(folder / program), *words]
        subprocess.run(command, check=True, cwd=self.home, stdout=subprocess.DEVNULL)

    def control(self, verb: str, *words: str) -> None:
        """Start, stop or restart it, and wait until that is done."""
        options = ("-o", self.flags, "-l", f"{self.home}/log") if verb != "stop" else ()
        self.run("pg_ctl", "-D", f"{self.home}/db", *options, *words, "-w", verb)


@contextmanager
def started(speed: str = "") -> Iterator[Cluster]:
    """Start a cluster on a free loopback port; it keeps what it says it has, unless QUICK."""
    home = Path(tempfile.mkdtemp(prefix="alongside-pg-"))
    is_root = os.geteuid() == 0
    user = "postgres" if is_root else pwd.getpwuid(os.geteuid()).pw_name
    if is_root:
        shutil.chown(home, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    one = Cluster(
        home,
        f"postgresql+psycopg://{user}@127.0.0.1:{port}",
        f"-p {port} -h 127.0.0.1 -k {home} {speed} -c max_connections=60",
        ("runuser", "-u", "postgres", "--") if is_root else (),
    )
    one.run("initdb", "-D", f"{home}/db", "-U", user, "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    one.control("start")
    try:
        yield one
    finally:
        one.control("stop", "-m", "immediate")
        shutil.rmtree(home, ignore_errors=True)


@contextmanager
def cluster() -> Iterator[str]:
    """A cluster for tests, which need no disk to be waited for; its URL."""
    with started(QUICK) as one:
        yield one.url
