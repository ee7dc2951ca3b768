"""Keeps the rows of occurrences in step with an activity's schedule."""

from collections.abc import Container
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, selectinload

from app.activities.models import Activity, Occurrence, ScheduleSegment
from app.activities.scheduling.stored import lock_activity
from app.activities.wanted import Wanted, wanted_at, wanted_dates
from app.core.errors import DomainError
from app.core.events import (
    ActivityChanged,
    CapacityChanged,
    Event,
    OccurrenceCancelled,
    OccurrenceMoved,
    OccurrenceRestored,
    publish,
)


class CapacityBelowTaken(DomainError):
    """Nobody who holds a place is put out to make a group smaller."""

    code = "capacity_below_taken"


def sync_dates(
    session: Session,
    activity: Activity,
    now: datetime,
    *,
    is_elsewhere: bool = False,
    undoes: datetime | None = None,
) -> bool:
    """Make the upcoming occurrences what the schedule says; True when any row changed.

    Past rows stay as they are. Who holds a place on a date that changed is told; on every
    date, where it `is_elsewhere`. What `undoes` an edit of that moment is told only to those
    whom that had reached.
    """
    known = _known(session, activity)
    wanted = _wanted(activity, known, now)
    changed = False
    news: list[Event] = []
    for key, one in wanted.items():
        row = known.get(key)
        if row and _differs(row, one):
            _lock(session, row)
        row = row or _new_row(session, activity, key)
        before = row.starts_at, row.status
        is_changed = _apply(row, one, now)
        is_resized = _set_capacity(row, one.capacity)
        changed |= is_changed or is_resized
        if row.arrivals:
            is_told = is_changed or is_elsewhere
            news += _news(row, *before, undoes) if is_told else ()
            news += [CapacityChanged(row.id)] if is_resized else ()
    for row in _leftover(known, wanted, now):
        if _drop(session, row, now):
            changed = True
            news += [OccurrenceCancelled(row.id)] if row.arrivals else ()
    session.flush()
    for event in news:
        publish(session, event)
    return changed


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
    """Roll the horizon of every repeating activity forward; the number that gained dates.

    Takes away what only calendars still knew, once it is over.
    """
    repeating = select(ScheduleSegment.activity_id).where(ScheduleSegment.rrule.is_not(None))
    query = (
        select(Activity)
        .where(Activity.id.in_(repeating))
        .options(selectinload(Activity.segments))
        .order_by(Activity.id)
    )
    gained = 0
    for activity in session.scalars(query).all():
        # Nobody waits for what is as it should be.
        if _is_current(session, activity, now) or lock_activity(session, activity.id) is None:
            continue
        if sync_dates(session, activity, now):
            publish(session, ActivityChanged(activity.id))
            gained += 1
    _forget_left(session, now)
    return gained


def _forget_left(session: Session, now: datetime) -> None:
    over = Occurrence.left_at.is_not(None), Occurrence.arrivals == 0, Occurrence.ends_at < now
    session.execute(delete(Occurrence).where(*over), execution_options=_AT_ONCE)


_AT_ONCE = {"synchronize_session": False}


def _known(session: Session, activity: Activity) -> dict[datetime, Occurrence]:
    rows = session.scalars(select(Occurrence).where(Occurrence.activity_id == activity.id)).all()
    return {row.key_local: row for row in rows}


def _wanted(
    activity: Activity, known: dict[datetime, Occurrence], now: datetime
) -> dict[datetime, Wanted]:
    """What the schedule asks for; a date that is there already may lie beyond the horizon."""
    wanted = wanted_dates(activity, now)
    is_on = {
        key for key, row in known.items() if row.starts_at >= now and row.status != "cancelled"
    }
    beyond = is_on - wanted.keys()
    return wanted | wanted_at(activity, beyond, now)


def _is_current(session: Session, activity: Activity, now: datetime) -> bool:
    known = _known(session, activity)
    wanted = _wanted(activity, known, now)
    if any(row.status != "cancelled" for row in _leftover(known, wanted, now)):
        return False
    return all(key in known and not _differs(known[key], one) for key, one in wanted.items())


def _news(row: Occurrence, was: datetime, status: str, undoes: datetime | None) -> list[Event]:
    """What there is to tell the people of a date, which was then and had this status."""
    if undoes:
        return [OccurrenceRestored(row.id, was, undoes)]
    if row.status == "scheduled":
        return [OccurrenceMoved(row.id, was)]
    return [OccurrenceCancelled(row.id)] if status == "scheduled" else []


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


def _differs(row: Occurrence, one: Wanted) -> bool:
    values = one.values() | {"capacity": one.capacity}
    return any(getattr(row, name) != value for name, value in values.items())


def _apply(row: Occurrence, one: Wanted, now: datetime) -> bool:
    changed = {name: value for name, value in one.values().items() if getattr(row, name) != value}
    for name, value in changed.items():
        setattr(row, name, value)
    if changed:
        row.revise(now)
    return bool(changed)


def _set_capacity(row: Occurrence, capacity: int | None) -> bool:
    if capacity is not None and capacity < (row.taken or 0):
        if row.status == "cancelled":
            return False
        raise CapacityBelowTaken(
            f"On {row.starts_local:%d %B} more places are held than would be left."
        )
    changed = row.capacity != capacity
    row.capacity = capacity
    return changed


def _drop(session: Session, row: Occurrence, now: datetime) -> bool:
    """Cancel a date that left its schedule: whoever knows it, in a calendar too, can see that.

    True where it took place until then.
    """
    if row.status == "cancelled":
        return False
    _lock(session, row)
    row.status, row.left_at = "cancelled", now
    row.revise(now)
    return True
