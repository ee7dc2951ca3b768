"""PostgreSQL restarts without a warning, or cuts every connection."""

import time
from collections import Counter
from collections.abc import Iterator

from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

from tests.faults.browser import Browser
from tests.faults.checker import check
from tests.faults.crowd import Crowd, living
from tests.faults.ground import Ground
from tests.faults.killing import Tick
from tests.faults.results import Result
from tests.faults.server import serving

CUT = (
    "select count(pg_terminate_backend(pid)) from pg_stat_activity "
    "where datname = current_database() and pid != pg_backend_pid()"
)
AFTERWARDS = 40


def restart(ground: Ground, times: int, tick: Tick) -> Result:
    """The whole database server ends at once, and comes back."""

    def once() -> int:
        assert ground.cluster is not None
        with ground.database() as engine, engine.connect() as connection:
            count = connection.scalar(text("select count(*) from pg_stat_activity"))
        ground.cluster.control("restart", "-m", "immediate")
        return int(count or 0)

    return _repeat("PostgreSQL restarted at once", ground, once, times, tick)


def cut(ground: Ground, times: int, tick: Tick) -> Result:
    """Every connection ends at once."""

    def once() -> int:
        with ground.database() as engine, engine.connect() as connection:
            return int(connection.scalar(text(CUT)) or 0)

    return _repeat("all connections cut", ground, once, times, tick)


def _repeat(name: str, ground: Ground, once, times: int, tick: Tick) -> Result:
    connections, later = 0, Counter()
    with serving(ground) as server:
        with living(server.port, ground.dates, seed=3) as crowd:
            for _ in range(times):
                time.sleep(1.5)
                connections += once()
                _wait_for_database(ground)
                later += _look(server.port)
                tick()
        wrong = [*_judge(name, crowd, connections, later), *check(ground, crowd)]
        wrong += server.failures()
    figures = (
        f"{times} times, {connections} connections ended, {len(crowd.told):,} answers, "
        f"{crowd.seen[503]} x 503, {crowd.seen[0]} broken; "
        f"{later[503]} of {later.total()} reads right afterwards refused"
    )
    return Result(name, ground.engine, figures, wrong)


def _judge(name: str, crowd: Crowd, connections: int, later: Counter[int]) -> Iterator[str]:
    if crowd.seen[0]:
        yield f"{crowd.seen[0]} had no answer at all"
    if later[503] > connections or later.keys() - {200, 503}:
        yield f"reading afterwards: {dict(later)} with {connections} connections ended"
    if "cut" in name and crowd.seen[503] > connections:
        yield f"{crowd.seen[503]} refusals for {connections} connections"


def _wait_for_database(ground: Ground) -> None:
    engine = create_engine(ground.url)
    for _ in range(200):
        try:
            with engine.connect():
                break
        except OperationalError:
            time.sleep(0.05)
    engine.dispose()


def _look(port: int) -> Counter[int]:
    path = "/api/v1/activities?place=Sheffield"
    return Counter(Browser(port).once("GET", path).status for _ in range(AFTERWARDS))
