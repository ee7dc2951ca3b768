"""Reads what was typed into the part of a form that says when."""

from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from app.activities.repeats import BY_DATE, BY_WEEKDAY, LAST, NTHS, WEEKS, Repeat
from app.activities.rules import RuleRefused, check_rule
from app.activities.schedule import Segment
from app.activities.timetable import Break, Timetable, segment_of
from app.core.errors import SENTENCE, Invalid
from app.web.forms import Values
from app.web.when_typed import KEPT, as_content

LONGEST_NIGHT = timedelta(hours=12)
MOST_TIMES = 500
MOST_EXTRA = 50
YEARS = range(1970, 2200)
A_DAY = timedelta(days=1)
NO_DATE = "This must be a date like 2026-12-01."
NO_TIME = "This must be a time like 19:00."


@dataclass
class Reader:
    """Reads one field after the other, and keeps what is wrong with each."""

    form: Values
    wrong: dict[str, list[str]] = field(default_factory=dict)

    def read_day(self, name: str, text: str | None = None) -> date | None:
        """A date of the form, or of a text that stood in this field."""
        with suppress(ValueError):
            found = date.fromisoformat((text or self.form.get(name, "")).strip())
            if found.year in YEARS:
                return found
        self.wrong.setdefault(name, [NO_DATE])
        return None

    def read_time(self, name: str, text: str | None = None) -> time | None:
        """A time of the form, or of a text that stood in this field; whole minutes."""
        try:
            found = time.fromisoformat((text or self.form.get(name, "")).strip())
        except ValueError:
            self.wrong.setdefault(name, [NO_TIME])
            return None
        return found.replace(second=0, microsecond=0, tzinfo=None)

    def read_days(self, name: str) -> tuple[date, ...]:
        """All dates of this name; empty fields are none."""
        texts = [text for text in self.form.getlist(name) if text.strip()]
        return tuple(sorted({day for text in texts if (day := self.read_day(name, text))}))

    def numbers(self, name: str, low: int, high: int) -> tuple[int, ...]:
        """The numbers that were ticked; what was not on the form is none."""
        shown = {str(number): number for number in range(low, high + 1)}
        return tuple(sorted({shown[text] for text in self.form.getlist(name) if text in shown}))

    def pairs(self, first: str, second: str) -> list[tuple[str, str]]:
        """The rows of two fields side by side in which something stands."""
        rows = zip(self.form.getlist(first), self.form.getlist(second), strict=False)
        return [(one.strip(), other.strip()) for one, other in rows if one.strip()]


def read_when(form: Values, time_zone: str) -> dict[str, Any]:
    """What was typed, as the fields of POST /activities that say when (see `as_content`).

    Raises Invalid with errors by the names of the form's fields.
    """
    reader = Reader(form)
    segment = _segment(reader, time_zone)
    if reader.wrong or segment is None:
        raise Invalid(SENTENCE, reader.wrong)
    return as_content(segment)


def read_hours(reader: Reader) -> tuple[datetime, datetime] | None:
    """Start and end, naive; an end before the start is in the night after, if that is near."""
    day, begins, over = (
        reader.read_day("day"),
        reader.read_time("from_time"),
        reader.read_time("to_time"),
    )
    if day is None or begins is None or over is None:
        return None
    starts, ends = datetime.combine(day, begins), datetime.combine(day, over)
    if ends < starts and ends + A_DAY - starts <= LONGEST_NIGHT:
        ends += A_DAY
    if ends < starts:
        reader.wrong["to_time"] = ["It ends before it starts. Please look at both times."]
        return None
    return starts, ends


def _segment(reader: Reader, time_zone: str) -> Segment | None:
    """The whole schedule; None, with what is wrong noted, where there is none."""
    hours = read_hours(reader)
    off, breaks = reader.read_days("off"), _breaks(reader)
    extra = _extra(reader, hours[0].time() if hours else time(0))
    if hours is None:
        return None
    try:
        if reader.form.get("repeats") == KEPT:
            rule = check_rule(reader.form.get("kept_rule", ""))
            exdates = tuple(datetime.combine(day, hours[0].time()) for day in off)
            return Segment(*hours, time_zone, rule, exdates, extra)
        table = Timetable(
            starts=hours[0],
            ends=hours[1],
            time_zone=time_zone,
            repeat=_repeat(reader, hours[0].date()),
            off=off,
            breaks=breaks,
            extra=extra,
        )
        return segment_of(table)
    except RuleRefused as refused:
        reader.wrong.setdefault("repeats", [str(refused)])
        return None


def _repeat(reader: Reader, day: date) -> Repeat:
    """How it repeats; a day that was not chosen is that of the first date."""
    how = reader.form.get("repeats", "once")
    if how in {"weekly", "fortnightly"}:
        days = reader.numbers("weekday", 0, 6) or (day.weekday(),)
        repeat = Repeat(unit=WEEKS, every=1 if how == "weekly" else 2, weekdays=days)
    elif how == "by_weekday":
        chosen = [nth for nth in NTHS if nth in reader.numbers("nth", LAST, 4)]
        nth = (day.day - 1) // 7 + 1
        repeat = Repeat(
            unit=BY_WEEKDAY,
            weekdays=reader.numbers("nth_weekday", 0, 6)[:1] or (day.weekday(),),
            nths=tuple(chosen) or (nth if nth in NTHS else LAST,),
        )
    elif how == "by_date":
        dates = [one for one in reader.numbers("month_day", LAST, 31) if one]
        repeat = Repeat(unit=BY_DATE, month_days=tuple(dates[:1]) or (day.day,))
    else:
        return Repeat()
    return _ending(reader, repeat)


def _ending(reader: Reader, repeat: Repeat) -> Repeat:
    ends = reader.form.get("ends")
    if ends == "until":
        return replace(repeat, until=reader.read_day("until"))
    if ends != "count":
        return repeat
    text = reader.form.get("count", "").strip()
    count = int(text) if text.isascii() and text.isdigit() and len(text) < len("10000") else 0
    if not 1 <= count <= MOST_TIMES:
        reader.wrong["count"] = [f"This must be a whole number from 1 to {MOST_TIMES}."]
        return repeat
    return replace(repeat, count=count)


def _breaks(reader: Reader) -> tuple[Break, ...]:
    found = []
    for first, last in reader.pairs("break_first", "break_last"):
        begins, over = (
            reader.read_day("break_first", first),
            reader.read_day("break_last", last or "?"),
        )
        if begins and over:
            try:
                found.append(Break(first=begins, last=over))
            except RuleRefused as refused:
                reader.wrong["break_first"] = [str(refused)]
    return tuple(found)


def _extra(reader: Reader, usual: time) -> tuple[datetime, ...]:
    """Dates beside the rule; one without a time of its own begins at the usual one."""
    found = []
    for day_text, time_text in reader.pairs("extra_day", "extra_time")[:MOST_EXTRA]:
        day = reader.read_day("extra_day", day_text)
        begins = reader.read_time("extra_day", time_text) if time_text else usual
        if day and begins:
            found.append(datetime.combine(day, begins))
    return tuple(sorted(set(found)))
