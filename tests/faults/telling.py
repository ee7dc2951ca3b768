"""Two workers send what is due to a mail server, and are ended without a warning meanwhile."""

import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.attendance.rsvps.models import CANCELLED, Rsvp
from app.core.ids import show_id
from app.notices.due import LEASE
from app.notices.models import WAITING, Delivery, Notice
from tests.faults.due import make_due, somebody_leaves
from tests.faults.ground import Ground
from tests.faults.killing import Tick
from tests.faults.results import Result
from tests.faults.server import PATIENCE_S, ROOT
from tests.notices.server import Server, Talk

WORKERS, NOTICES_A_KILL = 2, 40
BETWEEN, LONGEST_WAIT_S = 3, 20.0
# An attempt that began before somebody left may still arrive: so long it can take.
ON_THE_WIRE_S = 12.0


class SlowTalk(Talk):
    """Takes a mail, and says so a little later: time enough to die in between."""

    def take(self, mode):
        """Note a whole mail and when it came; a piece of one is none."""
        del mode
        self.wfile.write(b"354 Go on\r\n")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            if not line:
                return
            lines.append(line)
        mail = message_from_bytes(b"".join(lines))
        tag = mail["Message-ID"].strip("<>").partition("@")[0]
        self.server.mails.append((time.time(), tag, mail["To"]))
        time.sleep(random.uniform(0.01, 0.08))
        self.wfile.write(b"250 Taken\r\n")


@dataclass
class Workers:
    """Some `flask worker`, each started again when it was ended."""

    ground: Ground
    smtp_url: str
    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def start(self) -> None:
        """One more."""
        env = os.environ | {
            "DATABASE_URL": self.ground.url, "DATA_DIR": str(self.ground.folder),
            "SMTP_URL": self.smtp_url, "MAIL_FROM": "notices@example.org",
            "APP_ENV": "development", "PUBLIC_URL": "http://localhost:8000",
        }  # fmt: skip
        with (self.ground.folder / "worker.log").open("ab") as log:
            command = [sys.executable, "-m", "flask", "--app", "app", "worker"]
            self.processes.append(subprocess.Popen(command, cwd=ROOT, env=env, stderr=log))

    def kill(self, chance: random.Random) -> None:
        """End one of them at once, and start another."""
        process = chance.choice(self.processes)
        process.kill()
        process.wait(PATIENCE_S)
        self.processes.remove(process)
        self.start()


@contextmanager
def sending(ground: Ground) -> Iterator[tuple[Workers, Server]]:
    """Workers and a mail server until the end of the block."""
    with ExitStack() as stack:
        server = stack.enter_context(Server())
        server.RequestHandlerClass = SlowTalk
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        stack.callback(server.shutdown)
        workers = Workers(ground, server.url)
        for _ in range(WORKERS):
            workers.start()
        try:
            yield workers, server
        finally:
            for process in workers.processes:
                process.terminate()
            for process in workers.processes:
                process.wait(PATIENCE_S)


def kill_senders(ground: Ground, kills: int, tick: Tick, *, seed: int = 4) -> Result:
    """kill -9 of one worker after another while many notices are due and some people leave."""
    chance = random.Random(seed)
    make_due(ground, kills * NOTICES_A_KILL)
    left: dict[str, float] = {}
    with sending(ground) as (workers, server):
        for _ in range(kills):
            _wait_for_mails(server, chance)
            workers.kill(chance)
            tag = somebody_leaves(ground, chance)
            left[tag] = time.time()
            tick()
        undone = _wait_until_done(ground)
        mails = list(server.mails)
    wrong = list(judge(ground, mails, left, kills))
    wrong += [f"{undone} were neither sent nor given up"] if undone else []
    figures = f"{_figures(mails, left, kills)}; {_interrupted(ground)} interrupted"
    return Result("kill -9 of sending workers", ground.engine, figures, wrong)


def judge(ground: Ground, mails: list, left: dict[str, float], kills: int) -> Iterator[str]:
    """What is wrong with the mails that came: when, with which tag, to whom."""
    tags = Counter(tag for _, tag, _ in mails)
    meant = _still_meant(ground)
    if missed := meant - tags.keys():
        yield f"{len(missed)} of {len(meant)} were never told"
    if strange := tags.keys() - meant - left.keys():
        yield f"{len(strange)} mails belong to no notice"
    if tags.total() - len(tags) > kills:
        yield f"{tags.total() - len(tags)} repeats for {kills} kills"
    if len({(tag, to) for _, tag, to in mails}) != len(tags):
        yield "one notice went to two addresses"
    late = [tag for at, tag, _ in mails if at > left.get(tag, at) + ON_THE_WIRE_S]
    if late:
        yield f"{len(late)} were told after they had left"


def _still_meant(ground: Ground) -> set[str]:
    """The tags of the notices whose people are still on the date."""
    query = select(Notice.id).join(Rsvp, Rsvp.id == Notice.rsvp_id)
    query = query.where(Notice.kind == "change", Rsvp.status != CANCELLED)
    with ground.database() as engine, Session(engine) as session:
        return set(map(show_id, session.scalars(query)))


def _wait_for_mails(server: Server, chance: random.Random) -> None:
    """A moment at random, but not before some were sent since the last."""
    wanted, until = len(server.mails) + BETWEEN, time.monotonic() + LONGEST_WAIT_S
    while len(server.mails) < wanted and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 1.5))


def _wait_until_done(ground: Ground) -> int:
    """Wait until nothing is due any more, also what the dead had leased; how many stay."""
    until = time.monotonic() + LEASE.total_seconds() + 2 * PATIENCE_S
    undone = 1
    with ground.database() as engine:
        while undone and time.monotonic() < until:
            time.sleep(0.5)
            with Session(engine) as session:
                undone = sum(
                    session.scalar(select(func.count()).where(*still)) or 0
                    for still in (
                        (Notice.state == WAITING, Notice.kind == "change"),
                        (Delivery.state == WAITING,),
                    )
                )
    return undone


def _interrupted(ground: Ground) -> int:
    """How many were leased by a worker that ended, and then by another."""
    with ground.database() as engine, Session(engine) as session:
        query = select(func.count()).where(Delivery.attempts > 1)
        return session.scalar(query) or 0


def _figures(mails: list, left: dict[str, float], kills: int) -> str:
    tags = {tag for _, tag, _ in mails}
    return (
        f"{kills} kills, {len(mails):,} mails with {len(tags):,} Message-IDs, "
        f"{len(mails) - len(tags)} repeats; {len(left)} people left, "
        f"{len(left.keys() - tags)} of them before they were told"
    )
