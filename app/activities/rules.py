"""Repeat rules as text (RFC 5545 RRULE): which ones are read, and what they say."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LONGEST_TEXT = 500
LARGEST_INTERVAL = 999
LARGEST_COUNT = 9999
MONDAY = WEEKDAYS[0]
UNREAD = {
    "BYSECOND": "It repeats within a day; only whole days are read.",
    "BYMINUTE": "It repeats within a day; only whole days are read.",
    "BYHOUR": "It repeats within a day; only whole days are read.",
    "BYWEEKNO": "It counts weeks of the year, which is not read. Days and months are.",
    "BYYEARDAY": "It counts days of the year, which is not read. Days and months are.",
}


class RuleRefused(ValueError):
    """A repeat rule or its times cannot be used; the text says why, calmly."""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """A repeat rule that was read. Empty tuples mean "not restricted".

    `weekdays` holds (ordinal, weekday) with Monday as 0 and ordinal 0 for "every";
    `until` is a date, a naive local time or an aware UTC time, and is itself included.
    """

    frequency: str
    interval: int = 1
    count: int | None = None
    until: date | datetime | None = None
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[tuple[int, int], ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0


def check_rule(text: str) -> str:
    """Return the canonical text of a repeat rule, or raise RuleRefused with the reason."""
    return write_rule(read_rule(text))


@lru_cache(maxsize=1024)
def read_rule(text: str) -> Rule:
    """Read RRULE text (with or without "RRULE:"), or raise RuleRefused with the reason."""
    parts = _parts(text)
    frequency = parts.pop("FREQ", "")
    if frequency not in FREQUENCIES:
        raise RuleRefused("A rule repeats daily, weekly, monthly or yearly; this one does not.")
    rule = Rule(frequency=frequency, **{_NAMES[key]: _READERS[key](parts[key]) for key in parts})
    _check_together(rule)
    return rule


def _parts(text: str) -> dict[str, str]:
    """Split the text into named parts, refusing what is unknown or said twice."""
    if len(text) > LONGEST_TEXT:
        raise RuleRefused(f"The rule is longer than {LONGEST_TEXT} characters.")
    parts: dict[str, str] = {}
    for piece in text.strip().upper().removeprefix("RRULE:").removesuffix(";").split(";"):
        name, equals, value = piece.partition("=")
        if name in UNREAD:
            raise RuleRefused(UNREAD[name])
        if not equals or name not in _NAMES:
            raise RuleRefused(f'The part "{piece[:40]}" is not one we can read.')
        if name in parts:
            raise RuleRefused(f"{name} is there twice.")
        parts[name] = value
    return parts


def _check_together(rule: Rule) -> None:
    """Refuse parts that may not stand beside each other."""
    if rule.count is not None and rule.until is not None:
        raise RuleRefused("It has both COUNT and UNTIL; a rule ends in one way only.")
    if rule.month_days and rule.frequency == "WEEKLY":
        raise RuleRefused("BYMONTHDAY does not fit a weekly rule.")
    if rule.positions and not (rule.months or rule.month_days or rule.weekdays):
        raise RuleRefused("BYSETPOS needs another BY part to choose from.")
    _check_ordinals(rule)


def _check_ordinals(rule: Rule) -> None:
    """Refuse "the 3rd Monday" where no month or year is there to count in."""
    largest = max((abs(ordinal) for ordinal, _ in rule.weekdays), default=0)
    if largest and rule.frequency in ("DAILY", "WEEKLY"):
        raise RuleRefused("A numbered weekday such as 2MO fits monthly and yearly rules only.")
    in_months = rule.frequency == "MONTHLY" or bool(rule.months)
    if largest > (5 if in_months else 53):
        raise RuleRefused("A numbered weekday in BYDAY is too large.")


def _number(text: str, largest: int) -> int:
    if not re.fullmatch(r"\+?[0-9]{1,4}", text) or not 1 <= int(text) <= largest:
        raise RuleRefused(f'"{text[:20]}" is not a whole number from 1 to {largest}.')
    return int(text)


def _numbers(largest: int, *, signed: bool = True) -> Callable[[str], tuple[int, ...]]:
    def read(text: str) -> tuple[int, ...]:
        found = set()
        for item in text.split(","):
            minus = signed and item.startswith("-")
            size = _number(item[1:] if minus else item, largest)
            found.add(-size if minus else size)
        return tuple(sorted(found))

    return read


def _weekdays(text: str) -> tuple[tuple[int, int], ...]:
    found = set()
    for item in text.split(","):
        match = re.fullmatch(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)", item)
        if match is None or (match[1] and int(match[1]) == 0):
            raise RuleRefused(f'"{item[:20]}" is not a day of the week.')
        found.add((int(match[1] or 0), WEEKDAYS.index(match[2])))
    return tuple(sorted(found, key=lambda pair: (pair[1], pair[0])))


def _week_start(text: str) -> int:
    if text not in WEEKDAYS:
        raise RuleRefused(f'"{text[:20]}" is not a day of the week.')
    return WEEKDAYS.index(text)


def _until(text: str) -> date | datetime:
    if not re.fullmatch(r"[0-9]{8}(T[0-9]{6}Z?)?", text):
        raise RuleRefused(f'"{text[:20]}" is not a date the rule could end on.')
    try:
        if "T" not in text:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        raise RuleRefused(f'"{text[:20]}" is not a date the rule could end on.') from None
    return moment.replace(tzinfo=UTC) if text.endswith("Z") else moment


_NAMES = {
    "FREQ": "frequency",
    "INTERVAL": "interval",
    "COUNT": "count",
    "UNTIL": "until",
    "BYMONTH": "months",
    "BYMONTHDAY": "month_days",
    "BYDAY": "weekdays",
    "BYSETPOS": "positions",
    "WKST": "week_start",
}
_READERS: dict[str, Callable[[str], Any]] = {
    "INTERVAL": lambda text: _number(text, LARGEST_INTERVAL),
    "COUNT": lambda text: _number(text, LARGEST_COUNT),
    "UNTIL": _until,
    "BYMONTH": _numbers(12, signed=False),
    "BYMONTHDAY": _numbers(31),
    "BYDAY": _weekdays,
    "BYSETPOS": _numbers(366),
    "WKST": _week_start,
}


def write_rule(rule: Rule) -> str:
    """Write a rule in one fixed order, without what is the default anyway."""
    parts = {
        "FREQ": rule.frequency,
        "INTERVAL": str(rule.interval) if rule.interval > 1 else "",
        "COUNT": str(rule.count or ""),
        "UNTIL": _written_until(rule.until),
        "BYMONTH": ",".join(map(str, rule.months)),
        "BYMONTHDAY": ",".join(map(str, rule.month_days)),
        "BYDAY": ",".join(f"{ordinal or ''}{WEEKDAYS[day]}" for ordinal, day in rule.weekdays),
        "BYSETPOS": ",".join(map(str, rule.positions)),
        "WKST": WEEKDAYS[rule.week_start] if rule.week_start else "",
    }
    return ";".join(f"{name}={value}" for name, value in parts.items() if value)


def _written_until(until: date | datetime | None) -> str:
    if until is None:
        return ""
    day = until.isoformat()[:10].replace("-", "")
    if not isinstance(until, datetime):
        return day
    return f"{day}T{until:%H%M%S}{'Z' if until.tzinfo else ''}"
