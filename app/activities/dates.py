"""Keeps the rows of occurrences in step with an activity's schedule."""

from collections.abc import Container
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from app.activities.models import Activity, Occurrence, ScheduleSegment
from app.activities.schedule import HORIZON_DAYS, Meeting, Segment, meeting_at, meetings, to_instant
from app.core.errors import DomainError
from app.core.events import (
    ActivityChanged,
    CapacityChanged,
    Event,
    OccurrenceCancelled,
    OccurrenceMoved,
    publish,
)

LISTED_HORIZON = timedelta(days=3660)


class CapacityBelowTaken(DomainError):
    """Nobody who holds a place is put out to make a group smaller."""

    code = "capacity_below_taken"


def sync_dates(
    session: Session, activity: Activity, now: datetime, *, is_elsewhere: bool = False
) -> bool:
    """Make the upcoming occurrences what the schedule says; True when any row changed.

    Rules reach HORIZON_DAYS ahead, listed dates ten years. Past rows stay as they are. Who
    holds a place on a date that changed is told; on every date, where it `is_elsewhere`.
    """
    wanted = _wanted(activity, now)
    rows = session.scalars(select(Occurrence).where(Occurrence.activity_id == activity.id)).all()
    known = {row.key_local: row for row in rows}
    changed = False
    news: list[Event] = []
    for key, (meeting, status) in wanted.items():
        row = known.get(key)
        if row and _differs(row, meeting, status, activity.capacity):
            _lock(session, row)
        row = row or _new_row(session, activity, key)
        before = row.starts_at, row.status
        is_changed = _apply(row, meeting, status, now)
        is_resized = _set_capacity(row, activity.capacity)
        changed |= is_changed or is_resized
        if row.arrivals:
            news += _news(row, *before) if is_changed or is_elsewhere else ()
            news += [CapacityChanged(row.id)] if is_resized else ()
    for row in _leftover(known, wanted, now):
        if _drop(session, row, now):
            changed = True
            news += [OccurrenceCancelled(row.id)] if row.arrivals else ()
    session.flush()
    for event in news:
        publish(session, event)
    return changed


def keys_ahead(activity: Activity, now: datetime) -> list[datetime]:
    """The keys of the meetings to come, in order, as the schedule now says."""
    return sorted(_wanted(activity, now))


def cancel_dates(session: Session, activity: Activity, now: datetime) -> None:
    """Tell whoever holds a place on a date to come that the whole activity is taken down."""
    query = select(Occurrence.id).where(
        Occurrence.activity_id == activity.id,
        Occurrence.status == "scheduled",
        Occurrence.starts_at > now,
        Occurrence.arrivals > 0,
    )
    for date_id in session.scalars(query.order_by(Occurrence.id)).all():
        publish(session, OccurrenceCancelled(date_id))


def extend(session: Session, now: datetime) -> int:
    """Roll the horizon of every repeating activity forward; the number that gained dates."""
    repeating = select(ScheduleSegment.activity_id).where(ScheduleSegment.rrule.is_not(None))
    query = (
        select(Activity)
        .where(Activity.id.in_(repeating))
        .options(selectinload(Activity.segments))
        .order_by(Activity.id)
    )
    gained = 0
    for activity in session.scalars(query):
        if sync_dates(session, activity, now):
            publish(session, ActivityChanged(activity.id))
            gained += 1
    return gained


def _wanted(activity: Activity, now: datetime) -> dict[datetime, tuple[Meeting, str]]:
    """The upcoming meetings by key, moved and marked as the changed dates say."""
    changes = {change["key"]: change for change in activity.changed_dates}
    # A date moved from the past into the future is still to come, so its key is looked at too.
    keys = [to_instant(datetime.fromisoformat(key), activity.time_zone) for key in changes]
    first = min([now, *(key for key in keys if key > now - LISTED_HORIZON)])
    wanted = {}
    for meeting in _expand(activity, first, now):
        change = changes.get(_text(meeting.key), {})
        moved = _moved(meeting, change, activity.time_zone)
        if moved.starts_at >= now:
            wanted[meeting.key] = (moved, change.get("status", "scheduled"))
    return wanted


def _expand(activity: Activity, first: datetime, now: datetime) -> list[Meeting]:
    found: list[Meeting] = []
    for row in activity.segments:
        segment = Segment(
            starts=row.starts_local,
            ends=row.ends_local,
            time_zone=row.time_zone,
            rrule=row.rrule,
            exdates=tuple(map(datetime.fromisoformat, row.exdates)),
            rdates=tuple(map(datetime.fromisoformat, row.rdates)),
        )
        horizon = now + (timedelta(days=HORIZON_DAYS) if row.rrule else LISTED_HORIZON)
        found += meetings(segment, first, horizon)
        if row.rrule and row.rdates:
            listed = {m.key for m in found}
            later = meetings(replace(segment, rrule=None), first, now + LISTED_HORIZON)
            found += [m for m in later if m.key in segment.rdates and m.key not in listed]
    return found


def _news(row: Occurrence, was: datetime, status: str) -> list[Event]:
    """What there is to tell the people of a date, which was then and had this status."""
    if row.status == "scheduled":
        return [OccurrenceMoved(row.id, was)]
    return [OccurrenceCancelled(row.id)] if status == "scheduled" else []


def _moved(meeting: Meeting, change: dict[str, Any], time_zone: str) -> Meeting:
    if not change.get("starts"):
        return meeting
    starts = datetime.fromisoformat(change["starts"])
    length = meeting.ends_local - meeting.starts_local
    ends = datetime.fromisoformat(change["ends"]) if change.get("ends") else starts + length
    return meeting_at(meeting.key, starts, ends - starts, time_zone)


def _new_row(session: Session, activity: Activity, key: datetime) -> Occurrence:
    # Its first state is not a change, but comes about like one.
    row = Occurrence(activity_id=activity.id, key_local=key, revision=-1)
    session.add(row)
    return row


def _leftover(
    known: dict[datetime, Occurrence], wanted: Container[datetime], now: datetime
) -> list[Occurrence]:
    """Dates to come that the schedule no longer has."""
    return [row for key, row in known.items() if key not in wanted and row.starts_at >= now]


def _lock(session: Session, row: Occurrence) -> None:
    """Read a date again and keep it: somebody may have come since it was first read."""
    session.refresh(row, with_for_update=True)


def _differs(row: Occurrence, meeting: Meeting, status: str, capacity: int | None) -> bool:
    values = _values(meeting, status) | {"capacity": capacity}
    return any(getattr(row, name) != value for name, value in values.items())


def _values(meeting: Meeting, status: str) -> dict[str, object]:
    return {
        "starts_local": meeting.starts_local,
        "ends_local": meeting.ends_local,
        "starts_at": meeting.starts_at,
        "ends_at": meeting.ends_at,
        "status": status,
    }


def _apply(row: Occurrence, meeting: Meeting, status: str, now: datetime) -> bool:
    values = _values(meeting, status)
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.revise(now)
    return bool(changed)


def _set_capacity(row: Occurrence, capacity: int | None) -> bool:
    if capacity is not None and capacity < (row.taken or 0):
        raise CapacityBelowTaken(
            f"On {row.starts_local:%d %B} more places are held than would be left."
        )
    changed = row.capacity != capacity
    row.capacity = capacity
    return changed


def _drop(session: Session, row: Occurrence, now: datetime) -> bool:
    """Delete a date; one that somebody came to hold a place on is cancelled instead."""
    if row.arrivals and row.status == "cancelled":
        return False
    _lock(session, row)
    if not row.arrivals:
        session.delete(row)
        return True
    row.status = "cancelled"
    row.revise(now)
    return True


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="minutes")
