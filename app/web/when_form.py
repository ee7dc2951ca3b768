"""The part of a form that says when something meets, and the dates that come of it.

`_when.html` draws it; `read_when` of `when_reading` reads what was sent. It needs no script:
the button with the name LOOK sends the form to the same address, to be shown again with the
dates it makes.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from app.activities.repeat_words import NTH, WEEKDAYS
from app.activities.rules import RuleRefused
from app.activities.scheduling.saying import say_segment
from app.activities.timetable import coming
from app.core import clock
from app.core.errors import Invalid
from app.web import times
from app.web.choices import options
from app.web.forms import Values
from app.web.problems import NONE, Problems
from app.web.when_reading import read_when
from app.web.when_typed import KEPT, as_segment, as_typed

LOOK = "look_at_dates"
DATES_SHOWN = 5
SPARE_ROWS = 2
HOW = {
    "once": "Once",
    "weekly": "Every week",
    "fortnightly": "Every two weeks",
    "by_weekday": "Every month, on a day of the week",
    "by_date": "Every month, on a date",
}
ENDS = {"never": "It goes on", "until": "On a day", "count": "After a number of times"}
LAST_DAY = {"-1": "The last day"}


def show_when(
    content: Mapping[str, Any] | None,
    time_zone: str,
    form: Values | None = None,
    problems: Problems = NONE,
) -> dict[str, Any]:
    """All that `_when.html` draws.

    `content` holds the fields of POST /activities (see `as_content`) as far as they are known,
    `form` what was just sent, which counts for more, `problems` what does not fit of it.
    """
    typed = form if form is not None else _typed(content, time_zone)
    how = typed.get("repeats", "once")
    labels = HOW | ({KEPT: "As it is now"} if how == KEPT else {})
    return {
        "typed": {name: typed.get(name, "") for name in _PLAIN},
        "clock": times.zone_words(time_zone),
        "how": options(labels, [how]),
        "weekdays": options(_numbered(WEEKDAYS), typed.getlist("weekday")),
        "nths": options({str(n): word.title() for n, word in NTH.items()}, typed.getlist("nth")),
        "nth_weekday": options(_same(_numbered(WEEKDAYS)), [typed.get("nth_weekday", "")]),
        "month_day": options(_same(_month_days()), [typed.get("month_day", "")]),
        "ends": options(ENDS, [typed.get("ends", "never")]),
        "off": _rows(typed.getlist("off")),
        "breaks": _pairs(typed, "break_first", "break_last"),
        "extra": _pairs(typed, "extra_day", "extra_time"),
        "has_exceptions": any(map(str.strip, typed.getlist("off") + typed.getlist("break_first"))),
        "has_extra": any(map(str.strip, typed.getlist("extra_day"))),
        "problems": problems,
        "look": LOOK,
        "dates": _dates(typed, time_zone),
    }


_PLAIN = ("day", "from_time", "to_time", "until", "count", "kept_rule")


def _typed(content: Mapping[str, Any] | None, time_zone: str) -> Values:
    try:
        return as_typed(as_segment(content or {}, time_zone))
    except (KeyError, ValueError):
        return MultiDict()


def _dates(typed: Values, time_zone: str) -> dict[str, Any] | None:
    """The schedule in words and its next dates; None while it can't be read."""
    try:
        segment = as_segment(read_when(typed, time_zone), time_zone)
        said = say_segment(segment)
        found = coming(segment, clock.now(), DATES_SHOWN + 1)
    except (Invalid, RuleRefused):
        return None
    today = times.today_in(time_zone)
    rows = [
        {"iso": one.starts_at.isoformat(), "said": _day(one.starts_local, one.ends_local, today)}
        for one in found[:DATES_SHOWN]
    ]
    return {"said": said, "rows": rows, "has_more": len(found) > DATES_SHOWN}


def _day(starts: datetime, ends: datetime, today: date) -> str:
    return times.span(starts, ends, today, " to ")


def _numbered(words: tuple[str, ...]) -> dict[str, str]:
    return {str(number): word for number, word in enumerate(words)}


def _same(labels: dict[str, str]) -> dict[str, str]:
    return {"": "As the first date"} | labels


def _month_days() -> dict[str, str]:
    return {str(day): str(day) for day in range(1, 32)} | LAST_DAY


def _rows(values: list[str]) -> list[str]:
    """What was typed, and room for more."""
    return [value for value in values if value.strip()] + [""] * SPARE_ROWS


def _pairs(typed: Values, first: str, second: str) -> list[tuple[str, str]]:
    rows = zip(typed.getlist(first), typed.getlist(second), strict=False)
    return [(one, other) for one, other in rows if one.strip()] + [("", "")] * (SPARE_ROWS - 1)
