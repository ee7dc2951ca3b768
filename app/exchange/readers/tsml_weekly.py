"""The weekly rule of a 12-step meeting: its days, its times, and a first date."""

from datetime import date, datetime, time, timedelta

from app.activities.schedule import Segment, check_rule
from app.exchange.readers.tsml_raw import Raw, text_of
from app.exchange.reading import Draft, RowRefused
from app.exchange.times import clock, with_length

# Beyond this the end is a slip of the pen, such as 8:15 in the morning for the evening.
LONGEST_HOURS = 12
WEEKDAYS = ("SU", "MO", "TU", "WE", "TH", "FR", "SA")


def weekly(draft: Draft, raw: Raw, zone: str, since: date) -> tuple[Segment, ...]:
    """The weekly rule, from the first of its days on or after `since`; none by arrangement."""
    days = _days(raw.get("day"))
    try:
        start, end = clock(text_of(raw, "time")), clock(text_of(raw, "end_time"))
    except ValueError:
        raise RowRefused("its time can't be read") from None
    if not days or start is None:
        draft.repair("no day or time told: by arrangement")
        return ()
    if end and start and _hours(start, end) > LONGEST_HOURS:
        draft.repair("it seems to end before it starts: shown as one hour")
        end = None
    first = next(day for day in _week(since) if _sunday_first(day) in days)
    session = with_length(draft, datetime.combine(first, start), _end(first, start, end))
    rule = check_rule(f"FREQ=WEEKLY;BYDAY={','.join(WEEKDAYS[day] for day in days)}")
    return (Segment(session.starts, session.ends, zone, rrule=rule),)


def _end(day: date, start: time, end: time | None) -> datetime | None:
    if end is None or end == start:
        return None
    return datetime.combine(day if end > start else day + timedelta(days=1), end)


def _hours(start: time, end: time) -> float:
    """How long it is, to the next time the clock shows `end`."""
    minutes = (end.hour - start.hour) * 60 + end.minute - start.minute
    return minutes % (24 * 60) / 60


def _week(since: date) -> list[date]:
    return [since + timedelta(days=step) for step in range(7)]


def _sunday_first(day: date) -> int:
    return day.isoweekday() % 7


def _days(value: object) -> list[int]:
    listed = value if isinstance(value, list) else [value]
    texts = [str(item).strip() for item in listed if item not in (None, "")]
    if any(text not in {"0", "1", "2", "3", "4", "5", "6"} for text in texts):
        raise RowRefused("its day of the week can't be read")
    return sorted({int(text) for text in texts})
