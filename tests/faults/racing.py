"""Many want each last place at the same moment; and the proof that the race would notice."""

import threading
from collections import Counter

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.attendance.rsvps.models import GOING, Rsvp
from tests.faults.browser import Browser
from tests.faults.ground import Ground
from tests.faults.killing import Tick
from tests.faults.results import Result
from tests.faults.server import serving

GUESTS = 8
SERVED, NAIVE = "app.factory:serve()", "tests.faults.serving:naive()"


def race(ground: Ground, tick: Tick, target: str = SERVED) -> Result:
    """Eight guests ask for each date at once; the naive twin has to sell some twice."""
    with serving(ground, target) as server:
        answers = _storm(server.port, ground.dates, tick)
        failures = server.failures()
    with ground.database() as engine, Session(engine) as session:
        query = select(Rsvp.occurrence_id, func.count()).where(Rsvp.status == GOING)
        going = dict(session.execute(query.group_by(Rsvp.occurrence_id)).all())
    oversold = sum(count > 1 for count in going.values())
    figures = f"{len(ground.dates)} dates x {GUESTS}: {oversold} oversold, answers {dict(answers)}"
    if target == NAIVE:
        wrong = [] if oversold else ["the race notices nothing"]
        return Result("control: look, then write", ground.engine, figures, wrong)
    wrong = [f"{oversold} places were given twice"] if oversold else []
    wrong += [] if len(going) == len(ground.dates) else ["somebody could have come and may not"]
    wrong += [] if answers.keys() == {201} else ["not everybody was answered well"]
    return Result("last places at once", ground.engine, figures, wrong + failures)


def _storm(port: int, dates: tuple[str, ...], tick: Tick) -> Counter[int]:
    gate, answers = threading.Barrier(GUESTS), Counter()

    def ask(number: int) -> None:
        for date in dates:
            path = f"/api/v1/occurrences/{date}/rsvp"
            gate.wait()
            answers[Browser(port).once("PUT", path, {}).status] += 1
            if number == 0:
                tick()

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(GUESTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers
