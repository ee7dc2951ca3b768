"""Moving a stretch of a schedule to another time or day, and where each date goes. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.activities.recurrence import days_of
from app.activities.repeats import last_day
from app.activities.rules import Rule, RuleRefused, read_rule, write_rule
from app.activities.schedule import Segment, ruled_keys

WEEK = 7
# Of two dates in a month at least this far apart only one can be meant.
NEAREST = timedelta(days=10)
LOOK_BACK, A_CENTURY = timedelta(days=3660), timedelta(days=36525)
LAST, FIFTH = -1, 5
TOO_ODD = "These dates can't be moved to another day together. Please change them one by one."


@dataclass(frozen=True)
class Shift:
    """The date that its rule begins at `key`, and where it is moved; naive local times."""

    key: datetime
    starts: datetime
    ends: datetime

    @property
    def days(self) -> timedelta:
        """By how many days it moves."""
        return timedelta(days=(self.starts.date() - self.key.date()).days)

    @property
    def length(self) -> timedelta:
        """How long it lasts afterwards."""
        return self.ends - self.starts


@dataclass(frozen=True)
class Moved:
    """The stretches a moved one became, and where each of its dates went."""

    segments: tuple[Segment, ...]
    where: dict[datetime, datetime]


def move(segment: Segment, shift: Shift, keys: Iterable[datetime]) -> Moved:
    """A stretch with the hours of `shift`, and the new start for those of `keys` that it gives.

    Dates of the rule go to the other day, too; extra dates keep their day and take the new
    hours, if they had the usual ones. Raises RuleRefused where the rule can't go there.
    """
    usual, begins = segment.starts.time(), shift.starts.time()
    starts, rule = _moved_rule(segment, shift)
    extra = {k: datetime.combine(k.date(), begins) for k in segment.rdates if k.time() == usual}
    where = _places(segment, shift, keys, read_rule(rule) if rule else None)
    for key, target in extra.items():
        if key not in where and target not in where.values():
            where[key] = target
    main = Segment(
        starts,
        starts + shift.length,
        segment.time_zone,
        rule,
        tuple(_gone_at(key, segment, shift, rule) for key in segment.exdates),
        tuple(sorted(extra.values())),
    )
    apart = _apart(segment, [key for key in segment.rdates if key not in extra])
    return Moved((main, *apart), where)


def _apart(segment: Segment, own: list[datetime]) -> list[Segment]:
    """Extra dates with hours of their own, which they keep."""
    if not own:
        return []
    first, *others = sorted(own)
    length = segment.ends - segment.starts
    zone, gone = segment.time_zone, segment.exdates
    return [Segment(first, first + length, zone, exdates=gone, rdates=tuple(others))]


def _moved_rule(segment: Segment, shift: Shift) -> tuple[datetime, str | None]:
    """The first start and the rule of the moved stretch; a one-off keeps its day."""
    if segment.rrule is None:
        return datetime.combine(segment.starts.date(), shift.starts.time()), None
    rule = _dated(read_rule(segment.rrule), segment)
    moved = _shifted(rule, shift)
    first = _target(segment.starts, shift, moved)
    if first is None:
        raise RuleRefused(TOO_ODD)
    if rule.until:
        day = min(_day(rule.until), segment.starts.date() + A_CENTURY)
        moved = replace(moved, until=_last_day(segment, shift, moved, day) or first.date())
    return first, write_rule(moved)


def _last_day(segment: Segment, shift: Shift, moved: Rule, until: date) -> date | None:
    """The day on which a moved rule ends; None where it gives nothing.

    Only the last ten years of a long one are looked at: each day of them takes its time.
    """
    begins = segment.starts.date()
    low = max(begins, until - LOOK_BACK)
    last = ruled_keys(segment, low, until)[-1:] if low <= until else []
    target = _target(last[0], shift, moved) if last else None
    return target.date() if target else until if low > begins else None


def _dated(rule: Rule, segment: Segment) -> Rule:
    """The rule with an UNTIL that is a day, so that it means the same at another time."""
    if rule.until is None:
        return rule
    return replace(rule, until=last_day(rule.until, segment.starts.time(), segment.time_zone))


def _day(until: date | datetime) -> date:
    return until.date() if isinstance(until, datetime) else until


def _shifted(rule: Rule, shift: Shift) -> Rule:
    if not shift.days:
        return rule
    if rule.months or rule.positions or (rule.weekdays and rule.month_days):
        raise RuleRefused(TOO_ODD)
    match rule.frequency:
        case "WEEKLY":
            return _weekly(rule, shift.days.days)
        case "MONTHLY":
            return _monthly(rule, shift)
        case _ if rule.weekdays or rule.month_days:
            raise RuleRefused(TOO_ODD)
        case _:
            return rule


def _weekly(rule: Rule, days: int) -> Rule:
    """The other days of the week; with the beginning of the week, so that it stays in step."""
    weekdays = sorted({(0, (day + days) % WEEK) for _, day in rule.weekdays})
    is_odd = rule.interval > 1 and len(weekdays) > 1
    week_start = (rule.week_start + days) % WEEK if is_odd else rule.week_start
    return replace(rule, weekdays=tuple(weekdays), week_start=week_start)


def _monthly(rule: Rule, shift: Shift) -> Rule:
    day = shift.starts.date()
    if len(rule.weekdays) > 1 or len(rule.month_days) > 1:
        raise RuleRefused(TOO_ODD)
    if not rule.weekdays:
        was_last = rule.month_days == (LAST,)
        return replace(rule, month_days=(LAST,) if was_last and _is_last(day, 1) else (day.day,))
    nth = (day.day - 1) // WEEK + 1
    was_last = rule.weekdays[0][0] == LAST
    is_last = nth == FIFTH or (was_last and _is_last(day, WEEK))
    return replace(rule, weekdays=((LAST if is_last else nth, day.weekday()),))


def _is_last(day: date, days: int) -> bool:
    """Whether a day is among the last ones of its month."""
    return (day + timedelta(days=days)).month != day.month


def _places(
    segment: Segment, shift: Shift, keys: Iterable[datetime], rule: Rule | None
) -> dict[datetime, datetime]:
    """Where those of the keys go that the rule gives, no two to the same place."""
    wanted = sorted(keys)
    if not wanted:
        return {}
    where: dict[datetime, datetime] = {}
    for key in ruled_keys(segment, wanted[0].date(), wanted[-1].date()):
        target = _target(key, shift, rule)
        if target and key in set(wanted) and target not in where.values():
            where[key] = target
    return where


def _target(key: datetime, shift: Shift, rule: Rule | None) -> datetime | None:
    """Where one date of a moved rule goes; in a month that is the nearest day it then names."""
    begins = shift.starts.time()
    if rule is None:
        return datetime.combine(key.date(), begins)
    day: date | None = key.date() + shift.days
    if day and rule.frequency == "MONTHLY" and shift.days:
        low = day - NEAREST
        every = replace(rule, interval=1, count=None, until=None)
        found = days_of(every, low.replace(day=1), low, day + NEAREST)
        wanted = day
        day = min(found, key=lambda one: (abs(one - wanted), one), default=None)
    return datetime.combine(day, begins) if day else None


def _gone_at(key: datetime, segment: Segment, shift: Shift, rule: str | None) -> datetime:
    """The day off of a moved stretch that stands for one of the old."""
    is_ruled = segment.rrule is not None and key in ruled_keys(segment, key.date(), key.date())
    target = _target(key, shift, read_rule(rule)) if is_ruled and rule else None
    return target or datetime.combine(key.date(), shift.starts.time())
