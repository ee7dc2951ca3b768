"""Dates and times as people write them into tables."""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Literal

from app.exchange.reading import Draft, RowRefused, Task
from app.exchange.times import Session, clock, is_usable, with_length

Order = Literal["day", "month"]
NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
WORDS = re.compile(
    r"(?:[a-z]+,?\s+)?(?:(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})|([a-z]{3,9})\s+(\d{1,2})(?:st|nd|rd|th)?)"
    r",?\s+(\d{4})",
    re.IGNORECASE,
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
TIME = re.compile(r"\d{1,2}(?::\d{2}(?::\d{2})?)?\s*(?:[ap]\.?m\.?)?\s*$", re.IGNORECASE)
BARE_HOUR = re.compile(r"(\d{1,2})\s*([ap])", re.IGNORECASE)
MONTH_FIRST = frozenset({"US"})
MOST_MONTHS = 12
CENTURY = 2000


def order_of(rows: Iterable[Mapping[str, str]], task: Task) -> Order:
    """Whether 05/12 is the fifth of December or the twelfth of May, by the whole table.

    Where no line gives it away, as people write where the table is from.
    """
    for row in rows:
        match = NUMBERS.match(row.get("starts", ""))
        if match and int(match[1]) > MOST_MONTHS:
            return "day"
        if match and int(match[2]) > MOST_MONTHS:
            return "month"
    return "month" if task.near and task.near.country in MONTH_FIRST else "day"


def session_of(draft: Draft, said: Mapping[str, str], order: Order) -> Session:
    """Start and end of a line; RowRefused when they can't be read."""
    starts = _moment(draft, said.get("starts", ""), said.get("start_time"), order)
    if starts is None:
        raise RowRefused("its start can't be read")
    first, has_time = starts
    end_text = said.get("ends") or (said.get("starts", "") if said.get("end_time") else "")
    ends = _moment(draft, _dated(end_text, said), said.get("end_time"), order)
    if not has_time:
        last = ends[0] if ends else first
        return Session(first, last.replace(hour=23, minute=59))
    return with_length(draft, first, _end(first, ends))


def _end(first: datetime, ends: tuple[datetime, bool] | None) -> datetime | None:
    """The end; one told as a mere day is none, one before the start is after midnight."""
    if ends is None or not ends[1]:
        return None
    last = ends[0]
    return last + timedelta(days=1) if last < first and last.date() == first.date() else last


def _dated(text: str, said: Mapping[str, str]) -> str:
    """An end told as a mere time is on the day of the start."""
    if text and not _day_in(text):
        return f"{_day_text(said.get('starts', ''))} {text}"
    return text


def _day_in(text: str) -> re.Match[str] | None:
    return ISO.match(text) or NUMBERS.match(text) or WORDS.match(text)


def _day_text(text: str) -> str:
    match = _day_in(text)
    return match[0] if match else ""


def _moment(
    draft: Draft, text: str, time_text: str | None, order: Order
) -> tuple[datetime, bool] | None:
    """A local time and whether an hour was told; None for what can't be read."""
    text = text.strip()
    match = _day_in(text)
    if match is None:
        return None
    day = _day(draft, match, order)
    rest = (time_text or text[match.end() :].lstrip("T ,at")).strip()
    if day is None or not is_usable(day):
        return None
    try:
        time = clock(BARE_HOUR.sub(r"\1:00 \2", rest) if ":" not in rest else rest)
    except ValueError as error:
        raise RowRefused("its time can't be read") from error
    return (datetime.combine(day.date(), time), True) if time else (day, False)


def _day(draft: Draft, match: re.Match[str], order: Order) -> datetime | None:
    """The day; says so where it could have been read in two ways."""
    if match.re is ISO:
        year, month, day = (int(part) for part in match.groups())
    elif match.re is NUMBERS:
        one, two, year = (int(part) for part in match.groups())
        year += CENTURY if year < CENTURY // 20 else 0
        day, month = (one, two) if order == "day" else (two, one)
        if one <= MOST_MONTHS and two <= MOST_MONTHS and one != two:
            first = "day" if order == "day" else "month"
            draft.repair(f"its date was read with the {first} first")
    else:
        day = int(match[1] or match[4])
        name = (match[2] or match[3]).lower()[:3]
        month, year = (MONTHS.index(name) + 1 if name in MONTHS else 0), int(match[5])
    try:
        return datetime(year, month, day)  # noqa: DTZ001
    except ValueError:
        return None
