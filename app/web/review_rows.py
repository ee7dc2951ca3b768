"""What waits for a moderator, field by field in words: as it was, and as it is to be."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.activities.models import Activity, Occurrence
from app.activities.posting.content import SCHEDULE, segment_of
from app.activities.posting.models import ActivityDraft
from app.activities.posting.own import find_whole
from app.activities.posting.snapshot import content_of
from app.activities.schedule import RuleRefused
from app.activities.scheduling.saying import say_plan, say_segment
from app.activities.scheduling.waiting import DATE_EDITS, read_segment
from app.core.ids import read_id
from app.places.distance import haversine_km
from app.web import times
from app.web.review_words import field_words, value_words

SCOPES = {
    "this": "One date",
    "following": "This date and all later ones",
    "all": "All dates to come",
}
POINT = ("lat", "lon")
Row = dict[str, str]


def rows_of(session: Session, item: Mapping[str, Any], now: datetime) -> list[Row]:
    """The rows of an item of the queue; what belongs together stands in one of them."""
    draft = session.get(ActivityDraft, read_id(item["id"]) or 0)
    of = draft.activity_id if draft is not None else None
    activity = find_whole(session, of) if of is not None else None
    changes = {change["field"]: (change["before"], change["after"]) for change in item["changes"]}
    rows = [
        _row(field_words(name), value_words(name, before), value_words(name, after))
        for name, (before, after) in changes.items()
        if name not in {*SCHEDULE, *POINT, DATE_EDITS}
    ]
    before = content_of(activity) if activity else {}
    after = before | {name: after for name, (_, after) in changes.items()}
    if changes.keys() & {*POINT}:
        rows.append(_row("The pin", _point(before), _point(after) + _apart(before, after)))
    if changes.keys() & {*SCHEDULE}:
        rows.append(_row("When it meets", _when(before), _when(after)))
    if activity is not None:
        edits = changes.get(DATE_EDITS, (None, []))[1] or []
        rows += [_edit(session, activity, edit, now) for edit in edits]
    return rows


def _row(label: str, before: str, after: str) -> Row:
    return {"label": label, "before": before, "after": after}


def _when(content: Mapping[str, Any]) -> str:
    window = content.get("arrangement")
    if window:
        days = [f"{name} {window[name]}" for name in ("from", "until") if window.get(name)]
        return ", ".join(["Times by arrangement", *days])
    try:
        segment = segment_of(content)
    except RuleRefused:
        return "It follows a rule that can’t be read"
    if segment is None:
        return ""
    return " ".join([*say_segment(segment), f"{times.zone_words(segment.time_zone)}.".capitalize()])


def _point(content: Mapping[str, Any]) -> str:
    lat, lon = (content.get(name) for name in POINT)
    return "" if lat is None or lon is None else f"{lat:.5f}, {lon:.5f}"


def _apart(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """How far a pin moves, where it was set before."""
    points = [content.get(name) for content in (before, after) for name in POINT]
    if any(value is None for value in points):
        return ""
    return f", {float(haversine_km(*points)):.1f} km from where it was"  # type: ignore[arg-type]


def _edit(session: Session, activity: Activity, edit: Mapping[str, Any], now: datetime) -> Row:
    """One edit of dates: when it was and what was said of it, and the same as it is to be."""
    if "add" in edit:
        return _row("One more date", "", _said_of(activity, edit["add"]))
    if "repeat" in edit:
        was = " ".join(say_plan(activity, now))
        return _row("How it repeats", was, _said_of(activity, edit["repeat"]))
    label = SCOPES.get(edit["scope"], "Dates")
    row = session.get(Occurrence, read_id(edit["date"]) or 0)
    if row is None:
        return _row(label, "", "This date is over or was taken away. Nothing comes of it.")
    starts, ends = _hours(row, edit)
    note = edit.get("note", row.note)
    return _row(label, _date(row.starts_local, row.ends_local, row.note), _date(starts, ends, note))


def _said_of(activity: Activity, kept: Mapping[str, Any]) -> str:
    return " ".join(say_segment(read_segment(activity, kept)))


def _hours(row: Occurrence, edit: Mapping[str, Any]) -> tuple[datetime, datetime]:
    typed = [edit.get(name) for name in ("starts_at", "ends_at")]
    starts, ends = (datetime.fromisoformat(one) if one else None for one in typed)
    starts = starts or row.starts_local
    return starts, ends or starts + (row.ends_local - row.starts_local)


def _date(starts: datetime, ends: datetime, note: str | None) -> str:
    said = times.span(starts, ends, starts.date(), " to ")
    return f"{said}. Note: {note}" if note else said
