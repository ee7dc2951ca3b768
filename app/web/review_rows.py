"""What waits for a moderator, field by field in words: as it was, and as it is to be."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.activities.posting.content import SCHEDULE, Content, segment_of
from app.activities.schedule import RuleRefused
from app.activities.scheduling.saying import say_segment
from app.activities.scheduling.waiting import DATE_EDITS
from app.moderation.review.standing import DateEdit, DateNow, Standing
from app.places.distance import haversine_km
from app.web import times
from app.web.review_words import field_words, value_words

SCOPES = {
    "this": "One date",
    "following": "This date and all later ones",
    "all": "All dates to come",
}
POINT = ("lat", "lon")
APART = frozenset({*SCHEDULE, *POINT, DATE_EDITS})
Row = dict[str, str]


def rows_of(item: Mapping[str, Any], standing: Standing) -> list[Row]:
    """The rows of an item of the queue; what belongs together stands in one of them."""
    before = standing.content
    rows = _rows(item["changes"], before)
    return [*rows, *(_edit(edit, standing) for edit in standing.edits)]


def whole_of(item: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All that a listing nobody sees would say, and which of it is different from now."""
    before = {one["field"]: one["before"] for one in item["whole"]}
    return [
        {"label": row["label"], "said": row["after"], "is_new": row["before"] != row["after"]}
        for row in _rows(item["whole"], before)
        if row["after"]
    ]


def _rows(changes: list[dict[str, Any]], before: Content) -> list[Row]:
    rows = [
        _row(
            field_words(one["field"]),
            value_words(one["field"], one["before"]),
            value_words(one["field"], one["after"]),
        )
        for one in changes
        if one["field"] not in APART
    ]
    after = {**before, **{one["field"]: one["after"] for one in changes}}
    names = {one["field"] for one in changes}
    if names & {*POINT}:
        rows.append(_row("The pin", _point(before), _point(after) + _apart(before, after)))
    if names & {*SCHEDULE}:
        rows.append(_row("When it meets", _when(before), _when(after)))
    return rows


def _row(label: str, before: str, after: str) -> Row:
    return {"label": label, "before": before, "after": after}


def _when(content: Content) -> str:
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


def _point(content: Content) -> str:
    lat, lon = (content.get(name) for name in POINT)
    return "" if lat is None or lon is None else f"{lat:.5f}, {lon:.5f}"


def _apart(before: Content, after: Content) -> str:
    """How far a pin moves, where it was set before."""
    points = [content.get(name) for content in (before, after) for name in POINT]
    if any(value is None for value in points) or points[:2] == points[2:]:
        return ""
    return f", {float(haversine_km(*points)):.1f} km from where it was"  # type: ignore[arg-type]


def _edit(edit: DateEdit, standing: Standing) -> Row:
    """One edit of dates: when it was and what was said of it, and the same as it is to be."""
    if edit.segment is not None:
        after = " ".join(say_segment(edit.segment))
        if "add" in edit.asked:
            return _row("One more date", "", after)
        return _row("How it repeats", " ".join(standing.says), after)
    label = SCOPES.get(edit.asked["scope"], "Dates")
    if edit.now is None:
        return _row(label, "", "This date is over or was taken away. Nothing comes of it.")
    starts, ends = _hours(edit.now, edit.asked)
    note = edit.asked.get("note", edit.now.note)
    was = _date(edit.now.starts, edit.now.ends, edit.now.note)
    return _row(label, was, _date(starts, ends, note))


def _hours(row: DateNow, asked: Mapping[str, Any]) -> tuple[datetime, datetime]:
    typed = [asked.get(name) for name in ("starts_at", "ends_at")]
    starts, ends = (datetime.fromisoformat(one) if one else None for one in typed)
    starts = starts or row.starts
    return starts, ends or starts + (row.ends - row.starts)


def _date(starts: datetime, ends: datetime, note: str | None) -> str:
    said = times.span(starts, ends, starts.date(), " to ")
    return f"{said}. Note: {note}" if note else said
