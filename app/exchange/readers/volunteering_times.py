"""The sessions of a volunteering opportunity: listed dates, or days by arrangement."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.activities.drafts import Arrangement
from app.activities.schedule import Segment, to_instant
from app.exchange.readers.volunteering_raw import Raw, listed
from app.exchange.reading import Draft, RowRefused, Task
from app.exchange.times import (
    Session,
    ahead,
    is_long,
    is_usable,
    is_whole_day,
    segments,
    window,
    with_length,
)

# "begining" is how the standard's own data spells it.
STARTS = ("begining", "beginning", "start")


class Plan(NamedTuple):
    """Either dates or an arrangement."""

    segments: tuple[Segment, ...] = ()
    arrangement: Arrangement | None = None


def plan_of(draft: Draft, sessions: list[Raw], zone: str, task: Task) -> Plan | None:
    """When it takes place; None when all of it is past.

    Sessions longer than 24 hours are the days in which times are agreed. Where there are
    shorter ones ahead, those are the dates and the longer stretches are left out.
    """
    times = [time for session in sessions for time in listed(session, "time")]
    if not times:
        draft.repair("no dates told: by arrangement")
        return Plan(arrangement=Arrangement())
    read = list(_read(draft, times, zone))
    if not read:
        raise RowRefused("its times can't be read")
    long = [session for session in read if is_long(session) or is_whole_day(session)]
    dates = ahead(draft, [session for session in read if session not in long], zone, task)
    if dates:
        if long:
            draft.repair("stretches longer than 24 hours left out: it has dates")
        return Plan(segments=segments(dates, zone))
    open_days = [session for session in long if to_instant(session.ends, zone) > task.now]
    draft.past += len(long) - len(open_days)
    if not open_days:
        return None
    span = window(open_days)
    draft.repair(f"longer than 24 hours: by arrangement ({span.first} to {span.last})")
    return Plan(arrangement=span)


def _read(draft: Draft, times: list[Raw], zone: str) -> Iterator[Session]:
    wrong = 0
    for time in times:
        try:
            starts = _wall(next((time[key] for key in STARTS if time.get(key)), None), zone)
            ends = _wall(time.get("end"), zone) if time.get("end") else None
            yield with_length(draft, starts, ends)
        except (ValueError, TypeError, AttributeError, RowRefused):
            wrong += 1
    if wrong:
        draft.repair(f"dates that can't be read left out ({wrong})")


def _wall(text: object, zone: str) -> datetime:
    """The naive local time of an ISO time, which may carry an offset."""
    moment = datetime.fromisoformat(str(text))
    if not is_usable(moment):
        raise ValueError(text)
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if moment.tzinfo else moment
