"""The days on which a repeat rule meets, found by looking at each day of a bounded stretch.

Walking from one date to the next, as rule libraries do, goes on to the year 9999 when a rule
matches nothing. Here the work is the number of days in the stretch and nothing else.
"""

from dataclasses import replace
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from app.activities.rules import Rule

EPOCH = date(1970, 1, 1).toordinal()
EPOCH_WEEKDAY = 3
WEEK = 7
LONGEST_PERIOD = {"DAILY": 0, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}

_Days = NDArray[np.int64]
_Mask = NDArray[np.bool_]


class _Stretch:
    """Consecutive days (counted from 1970-01-01) and, once asked, what the calendar says."""

    def __init__(self, low: int, high: int) -> None:
        self.days: _Days = np.arange(low, high + 1, dtype=np.int64)
        self._dates = self.days.astype("datetime64[D]")

    @property
    def weekday(self) -> _Days:
        """Monday is 0."""
        return (self.days + EPOCH_WEEKDAY) % WEEK

    @cached_property
    def month(self) -> _Days:
        """Months since January 1970."""
        return self._dates.astype("datetime64[M]").astype(np.int64)

    @cached_property
    def year(self) -> _Days:
        """Years since 1970."""
        return self.month // 12

    def place(self, unit: str) -> tuple[_Days, _Days]:
        """Each day's place in its month ("M") or year ("Y"), from 1, and that unit's length."""
        units = self._dates.astype(f"datetime64[{unit}]")
        start = units.astype("datetime64[D]")
        length = (units + 1).astype("datetime64[D]") - start
        return (self._dates - start).astype(np.int64) + 1, length.astype(np.int64)


def days_of(rule: Rule, start: date, low: date, high: date) -> list[date]:
    """The rule's days from `low` to `high`, both included, ascending, none before `start`.

    COUNT counts from `start`; UNTIL is left to the caller, who knows the time of day.
    `start` itself is a day only if the rule names it.
    """
    margin = LONGEST_PERIOD[rule.frequency] if rule.positions else 0
    first = start if rule.count else max(start, low)
    stretch = _Stretch(_day(first) - margin, _day(high) + margin)
    chosen = _in_step(rule, start, stretch) & _matches(rule, start, stretch)
    if rule.positions:
        chosen &= _at_positions(rule, _period(rule, stretch), chosen)
    days = stretch.days[chosen & (stretch.days >= _day(start))][: rule.count]
    days = days[(days >= _day(low)) & (days <= _day(high))]
    return [date.fromordinal(int(day) + EPOCH) for day in days]


def _day(day: date) -> int:
    return day.toordinal() - EPOCH


def _period(rule: Rule, stretch: _Stretch) -> _Days:
    """The number of the day, week, month or year that each day belongs to."""
    match rule.frequency:
        case "DAILY":
            return stretch.days
        case "WEEKLY":
            return (stretch.days + EPOCH_WEEKDAY - rule.week_start) // WEEK
        case "MONTHLY":
            return stretch.month
        case _:
            return stretch.year


def _in_step(rule: Rule, start: date, stretch: _Stretch) -> _Mask:
    """Every INTERVAL-th period counted from the one that holds the start."""
    origin = _period(rule, _Stretch(_day(start), _day(start)))
    return np.asarray((_period(rule, stretch) - origin) % rule.interval == 0)


def _matches(rule: Rule, start: date, stretch: _Stretch) -> _Mask:
    """The days that the BY parts name; what they leave open is taken from the start."""
    rule = _filled(rule, start)
    chosen = np.ones(stretch.days.shape, dtype=bool)
    if rule.months:
        chosen &= np.isin(stretch.month % 12 + 1, rule.months)
    if rule.month_days:
        place, length = stretch.place("M")
        chosen &= np.isin(place, rule.month_days) | np.isin(place - length - 1, rule.month_days)
    if rule.weekdays:
        chosen &= _on_weekdays(rule, stretch)
    return chosen


def _filled(rule: Rule, start: date) -> Rule:
    """The rule with the weekday, day or month it leaves open taken from the start."""
    if rule.month_days or rule.weekdays or rule.frequency == "DAILY":
        return rule
    if rule.frequency == "WEEKLY":
        return replace(rule, weekdays=((0, start.weekday()),))
    if rule.frequency == "MONTHLY" or rule.months:
        return replace(rule, month_days=(start.day,))
    return replace(rule, months=(start.month,), month_days=(start.day,))


def _on_weekdays(rule: Rule, stretch: _Stretch) -> _Mask:
    """Days on one of the weekdays; ordinals count within the month, or within the year."""
    in_year = rule.frequency == "YEARLY" and not rule.months
    chosen = np.isin(stretch.weekday, [day for ordinal, day in rule.weekdays if not ordinal])
    ordinals = [pair for pair in rule.weekdays if pair[0]]
    if ordinals:
        place, length = stretch.place("Y" if in_year else "M")
        from_start, from_end = (place - 1) // WEEK + 1, -((length - place) // WEEK + 1)
        for ordinal, day in ordinals:
            right_place = (from_start == ordinal) | (from_end == ordinal)
            chosen |= (stretch.weekday == day) & right_place
    return chosen


def _at_positions(rule: Rule, period: _Days, chosen: _Mask) -> _Mask:
    """Keep, within each period, the chosen days at the places BYSETPOS names."""
    where = np.flatnonzero(chosen)
    _, first, size = np.unique(period[where], return_index=True, return_counts=True)
    from_start = np.arange(len(where)) - np.repeat(first, size) + 1
    from_end = from_start - np.repeat(size, size) - 1
    kept = np.isin(from_start, rule.positions) | np.isin(from_end, rule.positions)
    mask = np.zeros(chosen.shape, dtype=bool)
    mask[where[kept]] = True
    return mask
