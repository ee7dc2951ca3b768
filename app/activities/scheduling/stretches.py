"""Cutting a stretch of a schedule in two at a date, and adding to it. Pure."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from app.activities.recurrence import days_of
from app.activities.rules import read_rule, write_rule
from app.activities.schedule import Segment, ruled_keys

# Far enough for any rule that people keep; whoever repeats more rarely has one date more to type.
FARTHEST = timedelta(days=3660)
A_DAY = timedelta(days=1)


def split(segment: Segment, at: datetime) -> tuple[Segment | None, Segment | None]:
    """The stretch before a local time, and from it on; None where nothing would be left.

    Both together give the same dates as the whole: a fortnight stays in step, and what COUNT
    has left goes to the later part.
    """
    extra = sorted(segment.rdates)
    before, after = _ruled_before(segment, at), _first_ruled(segment, at)
    head_extra = [key for key in extra if key < at]
    tail_extra = [key for key in extra if key >= at]
    head = _part(segment, before and segment.starts, _ended(segment, before), head_extra)
    tail = _part(segment, after, _begun(segment, at), tail_extra)
    return (
        head and replace(head, exdates=tuple(key for key in segment.exdates if key < at)),
        tail and replace(tail, exdates=tuple(key for key in segment.exdates if key >= at)),
    )


def keys_between(segment: Segment, first: date, last: date) -> list[datetime]:
    """All local starts of a stretch between two days, both included, ascending."""
    ruled = ruled_keys(segment, first, last)
    extra = [key for key in segment.rdates if first <= key.date() <= last]
    return sorted({*ruled, *extra} - set(segment.exdates))


def without(segment: Segment, first: date, last: date) -> Segment:
    """The stretch with nothing between two days, both included."""
    gone = keys_between(segment, first, last)
    if not gone:
        return segment
    return replace(segment, exdates=tuple(sorted({*segment.exdates, *gone})))


def _part(
    segment: Segment, starts: datetime | None, rule: str | None, extra: list[datetime]
) -> Segment | None:
    length = segment.ends - segment.starts
    if starts is not None:
        return replace(
            segment, starts=starts, ends=starts + length, rrule=rule, rdates=tuple(extra)
        )
    if not extra:
        return None
    first, *others = extra
    return Segment(first, first + length, segment.time_zone, rdates=tuple(others))


def _ruled_before(segment: Segment, at: datetime) -> datetime | None:
    """The last start before a time that the rule gives."""
    low = max(segment.starts.date(), at.date() - FARTHEST)
    found = [key for key in ruled_keys(segment, low, at.date()) if key < at]
    return found[-1] if found else None


def _first_ruled(segment: Segment, at: datetime) -> datetime | None:
    """The first start from a time on that the rule gives."""
    low = max(segment.starts.date(), at.date())
    found = (key for key in ruled_keys(segment, low, low + FARTHEST) if key >= at)
    return next(found, None)


def _ended(segment: Segment, last: datetime | None) -> str | None:
    """The rule, ending with the last start that it still gives."""
    if segment.rrule is None or last is None:
        return None
    rule = read_rule(segment.rrule)
    return write_rule(replace(rule, count=None, until=last.date()))


def _begun(segment: Segment, at: datetime) -> str | None:
    """The rule from a time on: what came before is no longer counted."""
    if segment.rrule is None:
        return None
    rule = read_rule(segment.rrule)
    if not rule.count:
        return segment.rrule
    day = at.date() if segment.starts.time() < at.time() else at.date() - A_DAY
    start = segment.starts.date()
    past = len(days_of(rule, start, start, day)) if day >= start else 0
    return write_rule(replace(rule, count=max(rule.count - past, 1)))
