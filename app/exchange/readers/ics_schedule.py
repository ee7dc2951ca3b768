"""When an iCalendar event meets: single days, listed dates and rules, in local time."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from app.activities.drafts import Arrangement, Change
from app.activities.schedule import (
    RuleRefused,
    Segment,
    check_rule,
    keys_between,
    next_key,
    to_instant,
)
from app.exchange.readers.ics_clock import Clock
from app.exchange.readers.ics_event import IcsEvent
from app.exchange.readers.ics_rules import rule_of
from app.exchange.readers.ics_stretches import FARTHEST, next_stretch
from app.exchange.reading import Draft, RowRefused, Task
from app.exchange.times import DAY, Session, ahead, is_long, is_whole_day, segments, window

TWO_DAYS = timedelta(days=2)
UNTIL = re.compile(r"UNTIL=(\d{4})(\d{2})(\d{2})")
DAY_AFTER_DAY = re.compile(r"FREQ=DAILY;(?:COUNT|UNTIL)=\w+")


class Dates(NamedTuple):
    """What an event comes to; all empty means that only the past is in it."""

    segments: tuple[Segment, ...] = ()
    changes: tuple[Change, ...] = ()
    arrangement: Arrangement | None = None


def clearly_past(event: IcsEvent, task: Task) -> int:
    """How many dates it had, when none can lie ahead in any zone; 0 while its place matters."""
    if not _is_over(event, task):
        return 0
    listed = 1 + len(event.extra)
    if not event.rule:
        return listed
    try:
        starts = event.starts.wall
        rule = Segment(starts, starts, "UTC", check_rule(event.rule))
    except RuleRefused:
        return listed
    return count_past(rule, task) + len(event.extra)


def _is_over(event: IcsEvent, task: Task) -> bool:
    last = [event.starts.wall, *(moment.wall for moment in event.extra)]
    if event.ends:
        last.append(event.ends.wall)
    if event.rule:
        until = UNTIL.search(event.rule)
        if until is None or not _is_date(until):
            return False
        last.append(datetime(int(until[1]), int(until[2]), int(until[3])))  # noqa: DTZ001
    return max(last) < task.now.replace(tzinfo=None) - TWO_DAYS


def dates_of(draft: Draft, event: IcsEvent, clock: Clock, task: Task) -> Dates:
    """The upcoming dates of an event; RowRefused when its rule or its times can't be used."""
    clock.explain(draft, event.starts)
    first = clock.session(draft, event)
    extra = tuple(clock.at(moment, first.starts) for moment in event.extra)
    left_out = tuple(clock.at(moment, first.starts) for moment in event.left_out)
    if event.rule:
        span = Segment(first.starts, first.ends, clock.zone, event.rule, left_out, extra)
        return _ruled(draft, event, clock, span, task)
    length = first.ends - first.starts
    listed = [first, *(Session(starts, starts + length) for starts in extra)]
    kept = [session for session in listed if session.starts not in left_out]
    return _listed(draft, kept, clock.zone, task)


def _is_date(match: re.Match[str]) -> bool:
    try:
        datetime(int(match[1]), int(match[2]), int(match[3]))  # noqa: DTZ001
    except ValueError:
        return False
    return True


def _listed(draft: Draft, sessions: list[Session], zone: str, task: Task) -> Dates:
    if any(is_long(session) or is_whole_day(session) for session in sessions):
        return _days(draft, sessions, zone, task)
    return Dates(segments(ahead(draft, sessions, zone, task), zone))


def _days(draft: Draft, sessions: list[Session], zone: str, task: Task) -> Dates:
    """By arrangement in the days from the first to the last session."""
    span = window(sessions)
    if span.last and span.last < task.now.astimezone(ZoneInfo(zone)).date():
        draft.past += len(sessions)
        return Dates()
    long = any(is_long(session) for session in sessions)
    what = "longer than 24 hours" if long else "a whole day without times"
    draft.repair(f"{what}: by arrangement ({span.first} to {span.last})")
    return Dates(arrangement=span)


def _ruled(draft: Draft, event: IcsEvent, clock: Clock, raw: Segment, task: Task) -> Dates:
    first = Session(raw.starts, raw.ends)
    rule = rule_of(draft, event, clock, first)
    listed = tuple(day for day in raw.rdates if to_instant(day, clock.zone) > task.now)
    segment = replace(raw, rrule=rule, rdates=listed)
    if is_long(first) or is_whole_day(first):
        return _ruled_days(draft, segment, rule, task)
    if upcoming(segment, task):
        return Dates((segment,))
    return _none_ahead(draft, segment, task)


def upcoming(segment: Segment, task: Task) -> bool:
    """Whether any date lies ahead; looks as far as ten years."""
    return next_key(segment, task.now, FARTHEST) is not None


def count_past(segment: Segment, task: Task) -> int:
    """How many dates of the last ten years lie behind us, at least one."""
    return len(keys_between(segment, task.now - FARTHEST, task.now)) or 1


def _ruled_days(draft: Draft, segment: Segment, rule: str, task: Task) -> Dates:
    """Day after day up to a last one is a stretch; of any other rhythm the next dates count."""
    if not DAY_AFTER_DAY.fullmatch(rule):
        span = next_stretch(draft, segment, task)
        return Dates(arrangement=span) if span else _none_ahead(draft, segment, task)
    length = segment.ends - segment.starts
    begun = to_instant(segment.starts, segment.time_zone) - DAY
    found = keys_between(segment, begun, begun + FARTHEST)
    sessions = [Session(key, key + length) for key in found]
    if not sessions:
        raise RowRefused("its rule has no dates")
    return _days(draft, sessions, segment.time_zone, task)


def _none_ahead(draft: Draft, segment: Segment, task: Task) -> Dates:
    if to_instant(segment.starts, segment.time_zone) > task.now:
        raise RowRefused("its rule has no dates")
    draft.past += count_past(segment, task)
    return Dates()
