"""Timetables in words, and words back into how something repeats."""

import re
from datetime import date, datetime

from app.activities.repeats import (
    BY_DATE,
    BY_WEEKDAY,
    DAYS,
    LAST,
    ONCE,
    WEEKS,
    Repeat,
)
from app.activities.rules import RuleRefused
from app.activities.timetable import Timetable

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
NTH = {1: "first", 2: "second", 3: "third", 4: "fourth", LAST: "last"}
NUMBERS = {
    2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight",
    9: "nine", 10: "ten", 11: "eleven", 12: "twelve",
}  # fmt: skip
TEENS = range(11, 14)
_DAY = "|".join(WEEKDAYS)
_LIST = rf"(?:{_DAY})(?:(?:, | and )(?:{_DAY}))*"
_NTHS = rf"(?:{'|'.join(NTH.values())})(?:(?:, | and )(?:{'|'.join(NTH.values())}))*"
_STEP = rf"(?:every (?P<every>{'|'.join(NUMBERS.values())}) "
_DATE = r"\d{1,2} [a-z]+ \d{4}"
_FORMS = {
    DAYS: re.compile(rf"every day|{_STEP}days)", re.IGNORECASE),
    WEEKS: re.compile(
        rf"every (?P<days>{_LIST})|{_STEP}weeks) on (?P<days2>{_LIST})", re.IGNORECASE
    ),
    BY_WEEKDAY: re.compile(
        rf"every (?P<nths>{_NTHS}) (?P<days>{_LIST}) of the month"
        rf"|{_STEP}months) on the (?P<nths2>{_NTHS}) (?P<days2>{_LIST})",
        re.IGNORECASE,
    ),
    BY_DATE: re.compile(
        r"every month on the (?P<dates>[\w, ]+?)|" + _STEP + r"months) on the (?P<dates2>[\w, ]+?)",
        re.IGNORECASE,
    ),
}


def say(table: Timetable) -> list[str]:
    """A timetable in sentences: how it repeats and when, then what differs from that."""
    hours = f"{table.starts:%H:%M}"
    if table.ends > table.starts:
        hours += f" to {table.ends:%H:%M}"
    first = say_repeat(table.repeat) or f"{WEEKDAYS[table.starts.weekday()]} {_date(table.starts)}"
    said = [f"{first}, {hours}{_say_end(table.repeat)}."]
    if table.off:
        said.append(f"Not on {_listed([_date(day) for day in table.off])}.")
    said += [f"A break from {_date(one.first)} to {_date(one.last)}." for one in table.breaks]
    if table.extra:
        said.append(f"Also on {_listed([_moment(one, table) for one in table.extra])}.")
    return said


def say_repeat(repeat: Repeat) -> str:
    """`Every second Tuesday of the month`; nothing for what meets once."""
    days = _listed([WEEKDAYS[day] for day in repeat.weekdays])
    nths = _listed([NTH[nth] for nth in repeat.nths])
    dates = _listed([_ordinal(day) for day in repeat.month_days])
    step = f"Every {NUMBERS[repeat.every]}" if repeat.every > 1 else ""
    match repeat.unit:
        case "days":
            return f"{step} days" if step else "Every day"
        case "weeks":
            return f"{step} weeks on {days}" if step else f"Every {days}"
        case "by_weekday":
            plain = f"Every {nths} {days} of the month"
            return f"{step} months on the {nths} {days}" if step else plain
        case "by_date":
            return f"{step or 'Every'} month{'s' if step else ''} on the {dates}"
        case _:
            return ""


def hear_repeat(text: str) -> Repeat:
    """How something repeats, from words as `say_repeat` writes them, with or without an end.

    `Every Tuesday and Thursday until 18 December 2026`, `every two weeks on Monday, 8 times`.
    Raises RuleRefused, with a sentence, for words it does not know.
    """
    words, until, count = _hear_end(" ".join(text.split()).rstrip("."))
    for unit, form in _FORMS.items():
        if match := form.fullmatch(words):
            parts = {name.rstrip("2"): found for name, found in match.groupdict().items() if found}
            return Repeat(
                unit=unit,
                every=_key(NUMBERS, parts["every"]) if "every" in parts else 1,
                weekdays=tuple(_key(dict(enumerate(WEEKDAYS)), d) for d in _split(parts, "days")),
                nths=tuple(_key(NTH, nth) for nth in _split(parts, "nths")),
                month_days=tuple(_month_day(day) for day in _split(parts, "dates")),
                until=until,
                count=count,
            )
    raise RuleRefused("Please say it like “Every second Tuesday of the month”.")


def _hear_end(words: str) -> tuple[str, date | None, int | None]:
    if match := re.fullmatch(rf"(.+?),? until ({_DATE})", words, re.IGNORECASE):
        return match[1], _hear_date(match[2]), None
    if match := re.fullmatch(r"(.+?),? (\d{1,4}) times", words, re.IGNORECASE):
        return match[1], None, int(match[2])
    return words, None, None


def _hear_date(text: str) -> date:
    day, month, year = text.split()
    try:
        return date(int(year), [one.lower() for one in MONTHS].index(month.lower()) + 1, int(day))
    except ValueError:
        raise RuleRefused(f"{text} is not a date.") from None


def _month_day(text: str) -> int:
    if text.lower() == "last day":
        return LAST
    number = re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", text, re.IGNORECASE)
    if number is None or not 1 <= int(number[1]) <= 31:  # noqa: PLR2004 the longest month
        raise RuleRefused(f"“{text[:20]}” is not a day of the month.")
    return int(number[1])


def _split(parts: dict[str, str], name: str) -> list[str]:
    return re.split(", | and ", parts[name]) if name in parts else []


def _key(words: dict[int, str], word: str) -> int:
    return next(key for key, known in words.items() if known.lower() == word.lower())


def _say_end(repeat: Repeat) -> str:
    if repeat.until and repeat.unit != ONCE:
        return f", until {_date(repeat.until)}"
    if repeat.count and repeat.unit != ONCE:
        return f", {repeat.count} {'time' if repeat.count == 1 else 'times'}"
    return ""


def _moment(one: datetime, table: Timetable) -> str:
    same = one.time() == table.starts.time()
    return _date(one) if same else f"{_date(one)} at {one:%H:%M}"


def _date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _ordinal(number: int) -> str:
    if number == LAST:
        return "last day"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in TEENS else ending}"


def _listed(words: list[str]) -> str:
    return " and ".join(filter(None, [", ".join(words[:-1]), *words[-1:]]))
