"""How often something meets, in the ways people say it, and as the rule calendars read."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from app.activities.rules import Rule, RuleRefused, read_rule, write_rule

ONCE, DAYS, WEEKS, BY_WEEKDAY, BY_DATE = "once", "days", "weeks", "by_weekday", "by_date"
LAST = -1
NTHS = (1, 2, 3, 4, LAST)
FREQUENCIES = {DAYS: "DAILY", WEEKS: "WEEKLY", BY_WEEKDAY: "MONTHLY", BY_DATE: "MONTHLY"}
LONGEST_STEP = 12


@dataclass(frozen=True, kw_only=True)
class Repeat:
    """`unit` is once, days, weeks, by_weekday or by_date (both of a month), each `every`-th.

    `weekdays` (Monday is 0) belong to weeks and by_weekday, `nths` (1-4, -1 for the last) to
    by_weekday, `month_days` (1-31, -1 for the last) to by_date. It ends after `until`, which
    is itself included, or after `count` rule dates, or never.
    Raises RuleRefused for what nobody could mean.
    """

    unit: str = ONCE
    every: int = 1
    weekdays: tuple[int, ...] = ()
    nths: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    until: date | None = None
    count: int | None = None

    def __post_init__(self) -> None:
        """Refuse parts that are missing or do not fit."""
        if self.unit in (WEEKS, BY_WEEKDAY) and not self.weekdays:
            raise RuleRefused("Please choose a day of the week.")
        if self.unit == BY_WEEKDAY and not self.nths:
            raise RuleRefused("Please choose which week of the month.")
        if self.unit == BY_DATE and not self.month_days:
            raise RuleRefused("Please choose a day of the month.")
        if self.until and self.count:
            raise RuleRefused("It can end on a day, or after a number of times, not both.")


def rule_of(repeat: Repeat) -> str | None:
    """The text of the rule that says the same; None for what meets once."""
    if repeat.unit == ONCE:
        return None
    pairs = [(0, day) for day in repeat.weekdays]
    if repeat.unit == BY_WEEKDAY:
        pairs = [(nth, day) for day in repeat.weekdays for nth in repeat.nths]
    rule = Rule(
        frequency=FREQUENCIES[repeat.unit],
        interval=repeat.every,
        count=repeat.count,
        until=repeat.until,
        month_days=tuple(sorted(repeat.month_days)),
        weekdays=tuple(sorted(pairs, key=lambda pair: (pair[1], pair[0]))),
    )
    return write_rule(rule)


def repeat_of(text: str | None, starts: datetime, time_zone: str) -> Repeat | None:
    """What a rule says in the terms of people, for a first meeting (naive, local to the zone).

    None for a rule that nobody would say in one sentence.
    """
    if text is None:
        return Repeat()
    rule = _plainly(read_rule(text))
    if rule.months or rule.positions or rule.interval > LONGEST_STEP:
        return None
    unit = _unit_of(rule)
    if unit is None or (rule.week_start and rule.interval > 1 and len(rule.weekdays) > 1):
        return None
    until = last_day(rule.until, starts.time(), time_zone) if rule.until else None
    ends = Repeat(every=rule.interval, until=until, count=rule.count)
    if unit == BY_WEEKDAY:
        days = tuple(sorted({day for _, day in rule.weekdays}))
        nths = tuple(sorted({nth for nth, _ in rule.weekdays}, key=NTHS.index))
        return replace(ends, unit=unit, weekdays=days, nths=nths)
    if unit == BY_DATE:
        return replace(ends, unit=unit, month_days=rule.month_days or (starts.day,))
    named = tuple(day for _, day in rule.weekdays) or (starts.weekday(),)
    return replace(ends, unit=unit, weekdays=named if unit == WEEKS else ())


def last_day(until: date | datetime, starts: time, time_zone: str) -> date:
    """The last local day on which something that starts at this time still meets."""
    if not isinstance(until, datetime):
        return until
    local = until.astimezone(ZoneInfo(time_zone)) if until.tzinfo else until
    is_within = starts <= local.time().replace(tzinfo=None)
    return local.date() - timedelta(days=0 if is_within else 1)


def _plainly(rule: Rule) -> Rule:
    """The rule without BYSETPOS where that only numbers one weekday of a month."""
    days = rule.weekdays
    is_one = rule.frequency == "MONTHLY" and len(days) == 1 and not days[0][0]
    if rule.positions and is_one and not rule.month_days:
        numbered = tuple((place, days[0][1]) for place in rule.positions)
        return replace(rule, weekdays=numbered, positions=())
    return rule


def _unit_of(rule: Rule) -> str | None:
    if rule.frequency == "WEEKLY":
        return WEEKS
    if rule.frequency == "DAILY":
        return None if rule.weekdays or rule.month_days else DAYS
    if rule.frequency != "MONTHLY" or (rule.weekdays and rule.month_days):
        return None
    if not rule.weekdays:
        ordinary = all(day >= LAST for day in rule.month_days)
        return BY_DATE if ordinary else None
    return BY_WEEKDAY if _is_a_table(rule) else None


def _is_a_table(rule: Rule) -> bool:
    """Whether the numbers are ours, and each weekday is named with the same ones."""
    nths = {nth for nth, _ in rule.weekdays}
    days = {day for _, day in rule.weekdays}
    return nths <= set(NTHS) and len(rule.weekdays) == len(nths) * len(days)
