"""All faults there are, in the order of the table."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.faults.clocks import jump
from tests.faults.connections import cut, restart
from tests.faults.ground import POSTGRESQL, Ground
from tests.faults.killing import Tick, kill_master, kill_workers
from tests.faults.outages import full, locked, may_mount, small_disk, survive
from tests.faults.racing import NAIVE, race
from tests.faults.results import Result
from tests.faults.telling import kill_senders

SOME_PLACES, ONE_PLACE, MANY_PLACES = (1, 2, 3), (1, 1, 1), (5_000,)
RESTARTS, CUTS = 5, 20


@dataclass(frozen=True)
class Row:
    """One fault: its short name, the steps of its progress, and what makes it."""

    name: str
    steps: int
    make: Callable[[Ground, Tick], Result]
    capacities: tuple[int, ...] = SOME_PLACES


def rows(engine: str, kills: int, only: list[str] | None) -> Iterator[Row]:
    """The faults of one engine that were asked for, or all."""
    for row in (*_everywhere(kills), *(_postgresql() if engine == POSTGRESQL else ())):
        if not only or row.name in only:
            yield row


def _everywhere(kills: int) -> Iterator[Row]:
    masters = max(1, kills // 25)
    yield Row("race", 60, race, ONE_PLACE)
    yield Row("control", 60, lambda ground, tick: race(ground, tick, NAIVE), ONE_PLACE)
    yield Row("workers", kills, lambda ground, tick: kill_workers(ground, kills, tick))
    yield Row("master", masters, lambda ground, tick: kill_master(ground, masters, tick))
    senders = max(1, kills // 5)
    yield Row(
        "notices", senders, lambda ground, tick: kill_senders(ground, senders, tick), MANY_PLACES
    )
    yield Row("locked", 1, lambda ground, _: survive("locked for 10 s", ground, locked))
    if may_mount():
        yield Row("disk", 1, _full)
    yield Row("clock", 14, jump)


def _full(ground: Ground, tick: Tick) -> Result:
    del tick
    with small_disk(ground) as small:
        return survive("disk full for 5 s", small, full)


def _postgresql() -> Iterator[Row]:
    yield Row("restart", RESTARTS, lambda ground, tick: restart(ground, RESTARTS, tick))
    yield Row("cut", CUTS, lambda ground, tick: cut(ground, CUTS, tick))
