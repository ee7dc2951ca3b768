"""A whole timetable as people keep it: how it repeats, days off, breaks and extra dates."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.activities.recurrence import days_of
from app.activities.repeats import ONCE, Repeat, repeat_of, rule_of
from app.activities.rules import RuleRefused, read_rule
from app.activities.schedule import Meeting, Segment, meetings

LOOK_AHEAD = timedelta(days=400)
A_DAY = timedelta(days=1)
LONGEST_BREAK = timedelta(days=366)
SHORTEST_RUN = 2


@dataclass(frozen=True, kw_only=True)
class Break:
    """Days without a meeting, both included. Raises RuleRefused for days that are no break."""

    first: date
    last: date

    def __post_init__(self) -> None:
        """Refuse a break that ends before it begins, or lasts for years."""
        if self.last < self.first:
            raise RuleRefused("The break ends before it begins.")
        if self.last - self.first > LONGEST_BREAK:
            raise RuleRefused("A break is at most a year long.")


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """Times are naive and local to `time_zone`. `starts` may be a day before the first meeting.

    A `count` of the repeat is of meetings that take place: days off and breaks do not count.
    `extra` dates last as long as the others.
    """

    starts: datetime
    ends: datetime
    time_zone: str
    repeat: Repeat
    off: tuple[date, ...] = ()
    breaks: tuple[Break, ...] = ()
    extra: tuple[datetime, ...] = ()


def segment_of(table: Timetable) -> Segment:
    """The timetable as one rule with its exceptions, begun on the first day that fits it.

    Raises RuleRefused when no day fits, or it ends before it starts.
    """
    extra = tuple(sorted(set(table.extra)))
    if table.repeat.unit == ONCE:
        return Segment(table.starts, table.ends, table.time_zone, rdates=extra)
    first = _first_day(table)
    missing = _missing(table, first)
    repeat = table.repeat
    if repeat.count:
        count, missing = _counted(repeat, first, missing)
        repeat = replace(repeat, count=count)
    starts = datetime.combine(first, table.starts.time())
    return Segment(
        starts,
        starts + (table.ends - table.starts),
        table.time_zone,
        rule_of(repeat),
        exdates=tuple(datetime.combine(day, starts.time()) for day in missing),
        rdates=extra,
    )


def table_of(segment: Segment) -> Timetable | None:
    """What a segment says in the terms of people; None where its rule can't be said so.

    Two missing dates in a row and more are a break; it is as long as it can be.
    """
    repeat = repeat_of(segment.rrule, segment.starts, segment.time_zone)
    if repeat is None:
        return None
    table = Timetable(
        starts=segment.starts,
        ends=segment.ends,
        time_zone=segment.time_zone,
        repeat=repeat,
        extra=tuple(key for key in segment.rdates if key not in segment.exdates),
    )
    gone = {key.date() for key in segment.exdates if key.time() == segment.starts.time()}
    if not gone or segment.rrule is None:
        return table
    days = _days(repeat, segment.starts.date(), max(gone) + LOOK_AHEAD)
    off, breaks = _gaps(days, gone)
    if repeat.count:
        left = repeat.count - sum(day in gone for day in days)
        repeat = replace(repeat, count=left) if left > 0 else repeat
    return replace(table, repeat=repeat, off=off, breaks=breaks)


def coming(segment: Segment, since: datetime, most: int) -> list[Meeting]:
    """The first meetings from a moment (aware) on, or from the first of all if that is later."""
    begins = datetime.combine(segment.starts.date(), segment.starts.time(), since.tzinfo)
    last = max(since, begins) + LOOK_AHEAD
    return meetings(segment, since, last)[:most]


def _first_day(table: Timetable) -> date:
    days = _days(table.repeat, table.starts.date(), table.starts.date() + LOOK_AHEAD)
    if not days:
        raise RuleRefused("No day fits. The last day may be before the first.")
    return days[0]


def _days(repeat: Repeat, start: date, high: date) -> list[date]:
    """All days of the rule from its start to a day, both included."""
    rule = read_rule(rule_of(repeat) or "")
    high = min(high, repeat.until) if repeat.until else high
    return days_of(rule, start, start, high)


def _missing(table: Timetable, first: date) -> list[date]:
    """The days of the rule that are days off or within a break."""
    if not (table.off or table.breaks):
        return []
    last = max([*table.off, *(one.last for one in table.breaks)])
    days = _days(replace(table.repeat, count=None), first, last)
    off = set(table.off)
    return [d for d in days if d in off or any(b.first <= d <= b.last for b in table.breaks)]


def _counted(repeat: Repeat, first: date, missing: list[date]) -> tuple[int, list[date]]:
    """How many dates the rule has to count so that as many as asked for take place.

    And those of the missing days that are among them: what lies behind the last is no date.
    """
    count = repeat.count or 0
    if not missing:
        return count, []
    gone = []
    days = _days(replace(repeat, count=None), first, max(missing))
    for number, day in enumerate(days, 1):
        if number > count:
            break
        if day in missing:
            count += 1
            gone.append(day)
    return count, gone


def _gaps(days: list[date], gone: set[date]) -> tuple[tuple[date, ...], tuple[Break, ...]]:
    """Single days off, and breaks where several dates in a row are missing."""
    off: list[date] = []
    breaks: list[Break] = []
    run: list[int] = []
    for place in range(len(days) + 1):
        if place < len(days) and days[place] in gone:
            run.append(place)
            continue
        if found := _break_of(days, run):
            breaks.append(found)
        else:
            off += [days[at] for at in run]
        run = []
    return tuple(off), tuple(breaks)


def _break_of(days: list[date], run: list[int]) -> Break | None:
    """From the day after the meeting before to the day before the next one, if it is a break."""
    if len(run) < SHORTEST_RUN or days[run[-1]] - days[run[0]] > LONGEST_BREAK:
        return None
    after = run[-1] + 1
    first = days[run[0] - 1] + A_DAY if run[0] else days[0]
    last = days[after] - A_DAY if after < len(days) else days[run[-1]]
    if last - first > LONGEST_BREAK:
        first, last = days[run[0]], days[run[-1]]
    return Break(first=first, last=last)
