"""Processes that end without a warning, over and over, while people hold places."""

import random
import time
from collections.abc import Callable
from statistics import median

from tests.faults.checker import check
from tests.faults.crowd import Crowd, living
from tests.faults.ground import Ground
from tests.faults.results import Result
from tests.faults.server import serving

Tick = Callable[[], None]
ANSWERS_BETWEEN = 3
LONGEST_WAIT_S = 3.0


def kill_workers(ground: Ground, kills: int, tick: Tick, *, seed: int = 1) -> Result:
    """kill -9 of one worker after another, at random moments."""
    chance = random.Random(seed)
    with serving(ground) as server:
        with living(server.port, ground.dates, seed=seed) as crowd:
            for _ in range(kills):
                _wait_for_answers(crowd, chance)
                while not server.kill_worker(chance):
                    time.sleep(0.01)
                tick()
        wrong = check(ground, crowd) + server.failures()
    return Result("kill -9 of workers", ground.engine, _figures(crowd, kills), wrong)


def kill_master(ground: Ground, kills: int, tick: Tick, *, seed: int = 2) -> Result:
    """kill -9 of the process above the workers; who starts it again is the operator."""
    chance = random.Random(seed)
    starts = []
    with serving(ground) as server:
        with living(server.port, ground.dates, seed=seed) as crowd:
            for _ in range(kills):
                _wait_for_answers(crowd, chance)
                server.kill_master()
                starts.append(server.start())
                tick()
        wrong = check(ground, crowd) + server.failures()
    figures = f"{_figures(crowd, kills)}; a start takes {median(starts):.1f} s"
    return Result("kill -9 of the master", ground.engine, figures, wrong)


def _wait_for_answers(crowd: Crowd, chance: random.Random) -> None:
    """A moment at random, but on a slow machine not before somebody was answered again."""
    wanted, until = len(crowd.told) + ANSWERS_BETWEEN, time.monotonic() + LONGEST_WAIT_S
    time.sleep(chance.uniform(0.05, 0.45))
    while len(crowd.told) < wanted and time.monotonic() < until:
        time.sleep(chance.uniform(0.01, 0.05))


def _figures(crowd: Crowd, kills: int) -> str:
    seen = crowd.seen
    return (
        f"{kills} kills, {len(crowd.told):,} answers to {len(crowd.browsers):,} guests, "
        f"{seen[0]} broken, {seen[503]} x 503"
    )
