"""Rules whose dates have no hours: whole days, or longer than 24 hours."""

from collections.abc import Iterator
from datetime import timedelta

from app.activities.drafts import Arrangement
from app.activities.schedule import HORIZON_DAYS, Segment, keys_between, to_instant
from app.exchange.reading import Draft, Task
from app.exchange.times import DAY, Session, is_long, window

FARTHEST = timedelta(days=3660)
MINUTE = timedelta(minutes=1)
HORIZON = timedelta(days=HORIZON_DAYS)


def next_stretch(draft: Draft, segment: Segment, task: Task) -> Arrangement | None:
    """The days of the next date that is still to end; None when none is to come.

    Dates that follow each other without a break are one stretch. One that reaches beyond the
    horizon begins with the rule, or stays open at its end.
    """
    found = _stretch(segment, task, HORIZON) or _stretch(segment, task, FARTHEST)
    if found is None:
        return None
    span = window(found)
    first = segment.starts.date() if _goes_back(segment, found[0]) else span.first
    last = None if _goes_on(segment, found[-1]) else span.last
    long = is_long(Session(segment.starts, segment.ends))
    what = "longer than 24 hours" if long else "whole days that repeat"
    draft.repair(f"{what}: by arrangement on its next dates ({first} to {last or 'open'})")
    return Arrangement(first=first, last=last)


def _stretch(segment: Segment, task: Task, reach: timedelta) -> list[Session] | None:
    """The first unbroken run of dates whose end lies ahead."""
    length = segment.ends - segment.starts
    back = max(HORIZON, length + DAY)
    found = keys_between(segment, task.now - back, task.now + reach)
    runs = _runs([Session(key, key + length) for key in found])
    zone = segment.time_zone
    return next((run for run in runs if to_instant(run[-1].ends, zone) > task.now), None)


def _runs(sessions: list[Session]) -> Iterator[list[Session]]:
    run: list[Session] = []
    for session in sessions:
        if run and session.starts > run[-1].ends:
            yield run
            run = []
        run.append(session)
    if run:
        yield run


def _goes_back(segment: Segment, first: Session) -> bool:
    start = to_instant(first.starts, segment.time_zone)
    return bool(keys_between(segment, start - (first.ends - first.starts), start - MINUTE))


def _goes_on(segment: Segment, last: Session) -> bool:
    start, end = (to_instant(moment, segment.time_zone) for moment in (last.starts, last.ends))
    return bool(keys_between(segment, start + MINUTE, end))
