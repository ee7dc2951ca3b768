"""A schedule as it stands in the JSON of an activity, and as somebody would type it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from werkzeug.datastructures import MultiDict

from app.activities.repeats import BY_DATE, BY_WEEKDAY, ONCE, WEEKS, Repeat
from app.activities.schedule import Segment
from app.activities.timetable import table_of
from app.web.forms import Values

KEPT = "kept"
NAMES = {ONCE: "once", BY_WEEKDAY: "by_weekday", BY_DATE: "by_date"}
LARGEST_STEP = {ONCE: 1, WEEKS: 2, BY_WEEKDAY: 1, BY_DATE: 1}


def as_content(segment: Segment) -> dict[str, Any]:
    """A segment as the fields of POST /activities: starts_at, ends_at, rrule, exdates, ..."""
    return {
        "starts_at": _text(segment.starts),
        "ends_at": _text(segment.ends),
        "time_zone": segment.time_zone,
        "rrule": segment.rrule,
        "exdates": [_text(key) for key in segment.exdates],
        "rdates": [_text(key) for key in segment.rdates],
    }


def as_segment(content: Mapping[str, Any], time_zone: str) -> Segment:
    """The fields of POST /activities, as texts, as a segment.

    Raises RuleRefused, KeyError and ValueError for what is no schedule.
    """
    return Segment(
        starts=datetime.fromisoformat(content["starts_at"]),
        ends=datetime.fromisoformat(content["ends_at"]),
        time_zone=content.get("time_zone") or time_zone,
        rrule=content.get("rrule"),
        exdates=tuple(map(datetime.fromisoformat, content.get("exdates") or ())),
        rdates=tuple(map(datetime.fromisoformat, content.get("rdates") or ())),
    )


def as_typed(segment: Segment) -> Values:
    """A segment as somebody would have typed it; a rule nobody can type is kept as it is."""
    table = table_of(segment)
    typed: Values = MultiDict()
    typed["day"] = segment.starts.date().isoformat()
    typed["from_time"], typed["to_time"] = f"{segment.starts:%H:%M}", f"{segment.ends:%H:%M}"
    _put_extra(typed, table.extra if table else segment.rdates)
    if table is None or _is_not_on_form(table.repeat):
        typed["repeats"], typed["kept_rule"] = KEPT, segment.rrule or ""
        typed.setlist("off", [f"{key:%Y-%m-%d}" for key in segment.exdates])
        return typed
    _put_repeat(typed, table.repeat)
    typed.setlist("off", [day.isoformat() for day in table.off])
    typed.setlist("break_first", [one.first.isoformat() for one in table.breaks])
    typed.setlist("break_last", [one.last.isoformat() for one in table.breaks])
    return typed


def _is_not_on_form(repeat: Repeat) -> bool:
    several = repeat.unit == BY_WEEKDAY and len(repeat.weekdays) > 1
    too_rare = repeat.every > LARGEST_STEP.get(repeat.unit, 0)
    return several or too_rare or len(repeat.month_days) > 1


def _put_repeat(typed: Values, repeat: Repeat) -> None:
    weekly = "weekly" if repeat.every == 1 else "fortnightly"
    typed["repeats"] = NAMES.get(repeat.unit, weekly)
    if repeat.unit == BY_WEEKDAY:
        typed["nth_weekday"] = str(repeat.weekdays[0])
        typed.setlist("nth", [str(nth) for nth in repeat.nths])
    elif repeat.unit == WEEKS:
        typed.setlist("weekday", [str(day) for day in repeat.weekdays])
    typed["month_day"] = str(repeat.month_days[0]) if repeat.month_days else ""
    typed["ends"] = "until" if repeat.until else "count" if repeat.count else "never"
    typed["until"] = repeat.until.isoformat() if repeat.until else ""
    typed["count"] = str(repeat.count or "")


def _put_extra(typed: Values, extra: Iterable[datetime]) -> None:
    for one in extra:
        typed.add("extra_day", f"{one:%Y-%m-%d}")
        typed.add("extra_time", f"{one:%H:%M}")


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
