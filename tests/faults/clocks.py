"""The clock of the machine jumps, forwards and back, while places are held and offered."""

from collections.abc import Callable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.activities.models import Occurrence
from tests.faults.browser import Browser
from tests.faults.checker import check_date
from tests.faults.ground import Ground
from tests.faults.killing import Tick
from tests.faults.results import Result
from tests.faults.server import serving
from tests.faults.serving import CLOCK

DAY = 24.0


def jump(ground: Ground, tick: Tick) -> Result:
    """One offer and some sessions through jumps of an hour and of days, there and back."""
    date, clock = ground.dates[0], ground.folder / CLOCK

    def move(hours: float) -> None:
        clock.write_text(str(hours))
        tick()

    move(0)
    with serving(ground, "tests.faults.serving:with_clock()") as server:
        people = [Browser(server.port) for _ in range(3)]
        wrong = [*_offer(people, date, move), *_sessions(people, move), *server.failures()]
    with ground.database() as engine, Session(engine) as session:
        for row in session.scalars(select(Occurrence).where(Occurrence.arrivals > 0)):
            wrong += check_date(session, row)
    return Result("clock jumps", ground.engine, "1 hour, 3, 91 days, there and back", wrong)


def _offer(people: list[Browser], date: str, move: Callable[[float], None]) -> Iterator[str]:
    for one in people:
        one.tell("hold", date, "PUT", {})
    people[0].tell("leave", date, "DELETE")
    for hours in (1.0, -1.0, -3 * DAY, 0.0):
        move(hours)
        if (has := _status(people[1], date)) != "offered":
            yield f"{hours:+} hours: the offer became {has}"
    move(3 * DAY)
    late = people[1].tell("accept", date, "POST")
    if late.status != 409 or _status(people[2], date) != "offered":
        yield "three days later the offer did not go to the next person"
    for hours in (0.0, -3 * DAY, 0.0):
        move(hours)
        has = [_status(one, date) for one in people]
        if has != ["cancelled", "cancelled", "offered"]:
            yield f"{hours:+} hours: what was passed on became {has}"
    if people[2].tell("accept", date, "POST").body["status"] != "going":
        yield "the offered place could not be taken"


def _sessions(people: list[Browser], move: Callable[[float], None]) -> Iterator[str]:
    expected = ((89 * DAY, 200), (91.5 * DAY, 401), (-3 * DAY, 200), (0.0, 200))
    for hours, status in expected:
        move(hours)
        if (seen := people[2].once("GET", "/api/v1/me").status) != status:
            yield f"{hours:+} hours: a session answers {seen}"


def _status(browser: Browser, date: str) -> str:
    answer = browser.once("GET", f"/api/v1/occurrences/{date}/rsvp")
    return str((answer.body or {}).get("status"))
