"""What has to fit together in a draft, and what is still missing before it can be published."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from app.activities.posting.content import (
    IN_A_PLACE,
    SCHEDULE,
    Content,
    form_of,
    segment_of,
    zone_of,
)
from app.activities.rules import read_rule
from app.activities.schedule import RuleRefused, Segment, check_rule, next_key
from app.core.errors import SENTENCE, Invalid

LONGEST = timedelta(days=14)
FARTHEST = timedelta(days=3650)
MISSING = {
    "title": "Please give it a name.",
    "kind": "Please say what sort of activity it is.",
    "format": "Please say how people meet.",
    "starts_at": "Please say when it begins.",
    "ends_at": "Please say when it ends.",
    "lat": "Please set the pin where people meet.",
    "time_zone": "Please say whose clock the times are on.",
}


def check_together(content: Content, now: datetime) -> None:
    """Raise Invalid for fields that can't stand beside each other; what is missing may come."""
    wrong = dict([*_times(content, now), *_point(content), *_ages(content), *_window(content)])
    if wrong:
        raise Invalid(SENTENCE, {name: [said] for name, said in wrong.items()})


def missing(content: Content, now: datetime) -> dict[str, str]:
    """What is still needed to publish, by field; empty when nothing is."""
    needed = ["title", "kind"]
    form = form_of(content)
    if form is None:
        needed += ["format"]
    if form in IN_A_PLACE:
        needed += ["lat"]
    if not content.get("arrangement"):
        needed += ["starts_at", "ends_at"]
    found = {name: MISSING[name] for name in needed if content.get(name) in {None, ""}}
    if zone_of(content) is None and "lat" not in found:
        found["time_zone"] = MISSING["time_zone"]
    if not found and not _is_to_come(content, now):
        name = "arrangement" if content.get("arrangement") else "starts_at"
        found[name] = "All of its dates are over. Please give a date to come."
    return found


def check_complete(content: Content, now: datetime, *, with_dates: bool = True) -> None:
    """Raise Invalid that names all that is missing or does not fit together.

    Where the dates are as they were, it does not matter that they may be over.
    """
    check_together(content, now)
    lacking = missing(content, now)
    if not with_dates:
        lacking = {name: said for name, said in lacking.items() if name not in SCHEDULE}
    if lacking:
        raise Invalid(
            "A few things are still missing.", {name: [said] for name, said in lacking.items()}
        )


def _is_to_come(content: Content, now: datetime) -> bool:
    window: Mapping[str, str] | None = content.get("arrangement")
    if window:
        last = window.get("until")
        return not last or date.fromisoformat(last) >= now.date()
    segment = segment_of(content)
    return segment is not None and next_key(segment, now, FARTHEST) is not None


def _times(content: Content, now: datetime) -> Iterable[tuple[str, str]]:
    starts, ends = (_time(content.get(name)) for name in ("starts_at", "ends_at"))
    latest = (now + FARTHEST).astimezone(UTC).replace(tzinfo=None)
    for name in ("starts_at", "ends_at"):
        moment = _time(content.get(name))
        if moment and not now.year - 10 <= moment.year <= latest.year:
            yield name, "Please give a date within the next ten years."
            return
    yield from _far_away(content, latest)
    if starts and ends and ends <= starts:
        yield "ends_at", f"Choose an end after {starts:%H:%M}."
    elif starts and ends and ends - starts > LONGEST:
        yield "ends_at", "One meeting can be at most 14 days long. Does it repeat instead?"
    else:
        yield from _rule(content)


def _far_away(content: Content, latest: datetime) -> Iterable[tuple[str, str]]:
    """Single dates, and the end of a rule, that nobody plans for: each day until then counts."""
    for name in ("exdates", "rdates"):
        if any(day and day > latest for day in map(_time, content.get(name) or ())):
            yield name, "Please give dates within the next ten years."
    until = _until(content.get("rrule") or "")
    if until and until > latest.date():
        yield "rrule", "Please let it end within the next ten years, or leave the end out."


def _until(text: str) -> date | None:
    try:
        until = read_rule(text).until if text else None
    except RuleRefused:
        return None
    return until.date() if isinstance(until, datetime) else until


def _rule(content: Content) -> Iterable[tuple[str, str]]:
    try:
        if content.get("rrule"):
            check_rule(content["rrule"])
        segment: Segment | None = segment_of(content)
    except RuleRefused as refused:
        yield "rrule", str(refused)
        return
    if segment is None and content.get("rrule") and content.get("arrangement"):
        yield "rrule", "What is by arrangement has no dates that repeat."


def _point(content: Content) -> Iterable[tuple[str, str]]:
    lat, lon = content.get("lat"), content.get("lon")
    if (lat is None) != (lon is None):
        yield "lon" if lon is None else "lat", "A point needs both lat and lon."


def _ages(content: Content) -> Iterable[tuple[str, str]]:
    low, high = content.get("age_min"), content.get("age_max")
    if low is not None and high is not None and high < low:
        yield "age_max", "The oldest age is below the youngest."


def _window(content: Content) -> Iterable[tuple[str, str]]:
    window = content.get("arrangement") or {}
    first, last = window.get("from"), window.get("until")
    if first and last and last < first:
        yield "arrangement", "The last day is before the first."


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
