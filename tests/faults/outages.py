"""The database is there and yet can't be written or reached for a while."""

import os
import shutil
import sqlite3
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from sqlalchemy import text

from tests.faults.browser import Browser, Unanswered
from tests.faults.checker import check
from tests.faults.crowd import Crowd, living
from tests.faults.ground import SQLITE, Ground
from tests.faults.results import Result
from tests.faults.server import Server, serving

LOCKED_S, FULL_S = 10.0, 5.0
WRITE_BY_S, READ_BY_S, BACK_BY_S = 6.0, 3.0, 3.0
READS = ("/api/v1/activities?place=Sheffield", "/healthz", "/")
Outage = Callable[[Ground], None]


@dataclass
class Reader:
    """Somebody who only looks, all the time."""

    port: int
    seen: Counter[int] = field(default_factory=Counter)
    slowest_s: float = 0.0
    is_over: threading.Event = field(default_factory=threading.Event)

    def look(self) -> None:
        """One page after another until told to stop."""
        while not self.is_over.is_set():
            for path in READS:
                try:
                    answer = Browser(self.port).once("GET", path)
                except Unanswered:
                    self.seen[0] += 1
                else:
                    self.seen[answer.status] += 1
                    self.slowest_s = max(self.slowest_s, answer.seconds)
            time.sleep(0.1)


@contextmanager
def looking(port: int) -> Iterator[Reader]:
    """A reader until the end of the block."""
    reader = Reader(port)
    thread = threading.Thread(target=reader.look, daemon=True)
    thread.start()
    try:
        yield reader
    finally:
        reader.is_over.set()
        thread.join()


def survive(name: str, ground: Ground, outage: Outage, *, threads: int = 8) -> Result:
    """Make an outage while people hold places; what must hold during and after it."""
    with serving(ground) as server:
        with living(server.port, ground.dates, threads=threads) as crowd:
            time.sleep(2)
            with looking(server.port) as reader:
                outage(ground)
            back = _until_written(server, crowd)
        wrong = [*_judge(crowd, reader, back), *check(ground, crowd), *server.failures()]
    figures = (
        f"{len(crowd.told):,} answers, {crowd.seen[503]} x 503, each after at most "
        f"{max(one.slowest_s for one in crowd.browsers):.1f} s; {reader.seen.total()} reads, "
        f"the slowest {reader.slowest_s:.1f} s; writing again after {back:.1f} s"
    )
    return Result(name, ground.engine, figures, wrong)


def _judge(crowd: Crowd, reader: Reader, back: float) -> Iterator[str]:
    if not crowd.seen[503]:
        yield "nothing was refused, so nothing was out of order"
    if reader.seen.keys() - {200}:
        yield f"reading went wrong: {dict(reader.seen)}"
    if reader.slowest_s > READ_BY_S:
        yield f"somebody waited {reader.slowest_s:.1f} s to read"
    if (slowest := max(one.slowest_s for one in crowd.browsers)) > WRITE_BY_S:
        yield f"somebody waited {slowest:.1f} s for an answer"
    if any(not wait for one in crowd.browsers for wait in one.waits):
        yield "a 503 did not say when to come back"
    if back > BACK_BY_S:
        yield f"nothing was written for {back:.1f} s afterwards"


def _until_written(server: Server, crowd: Crowd) -> float:
    """Seconds until somebody who comes now is written down."""
    began = time.monotonic()
    newcomer = Browser(server.port)
    crowd.browsers.append(newcomer)
    while newcomer.token is None and time.monotonic() - began < 2 * WRITE_BY_S:
        with suppress(Unanswered):
            newcomer.token = newcomer.once("POST", "/api/v1/guests").token
        time.sleep(0.05)
    return time.monotonic() - began


def locked(ground: Ground) -> None:
    """Another process keeps what must be written for ten seconds."""
    if ground.engine == SQLITE:
        connection = sqlite3.connect(ground.url.removeprefix("sqlite:///"), timeout=30)
        connection.isolation_level = None
        connection.execute("BEGIN EXCLUSIVE")
        time.sleep(LOCKED_S)
        connection.execute("ROLLBACK")
        connection.close()
    else:
        with ground.database() as engine, engine.begin() as held:
            held.execute(text("lock table occurrences in exclusive mode"))
            time.sleep(LOCKED_S)


@contextmanager
def small_disk(ground: Ground) -> Iterator[Ground]:
    """The same ground on a disk of its own of a few megabytes; only root may make one."""
    disk = Path(tempfile.mkdtemp(prefix="alongside-disk-"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m,mode=777", "tmpfs", disk], check=True)
    small = replace(ground, disk=disk)
    try:
        if ground.cluster is None:
            for path in ground.folder.glob("faults.sqlite*"):
                shutil.move(path, disk)
            yield replace(small, url=f"sqlite:///{disk}/faults.sqlite")
        else:
            disk.chmod(0o755)
            _to_tablespace(small, disk)
            yield small
            _outside(small, f'drop database "{_name(small)}" with (force)')
            _outside(small, "drop tablespace small")
    finally:
        subprocess.run(["umount", "-l", disk], check=True)
        disk.rmdir()


def full(ground: Ground) -> None:
    """The disk has no byte left for five seconds."""
    if ground.disk is None:
        raise ValueError("This ground has no disk of its own.")
    filler = ground.disk / "filler"
    with filler.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    time.sleep(FULL_S)
    filler.unlink()


def may_mount() -> bool:
    """Whether a small disk can be made here."""
    return os.geteuid() == 0


def _to_tablespace(ground: Ground, disk: Path) -> None:
    """Move PostgreSQL's database to the small disk; its log of changes stays where it is."""
    tables = disk / "tables"
    tables.mkdir()
    shutil.chown(tables, "postgres")
    _outside(ground, f"create tablespace small location '{tables}'")
    _outside(ground, f'alter database "{_name(ground)}" set tablespace small')


def _name(ground: Ground) -> str:
    return ground.url.rsplit("/", 1)[1]


def _outside(ground: Ground, statement: str) -> None:
    outside = replace(ground, url=f"{ground.url.rsplit('/', 1)[0]}/postgres")
    with outside.database() as engine, engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT").execute(text(statement))
