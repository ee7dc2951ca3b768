"""Makes a plan true: its rows are locked, take the keys they have now, and people are told."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.activities.dates import sync_dates
from app.activities.models import Activity, Occurrence, ScheduleEdit
from app.activities.scheduling.plan import Plan, Replanned
from app.activities.scheduling.stored import as_json, read_plan, text, write_plan
from app.core.events import ActivityChanged, publish

# Four centuries are a whole round of the calendar, so that every day has its counterpart.
LONG_AGO = 400
TOLD = ("starts_local", "ends_local", "status", "note")
KEPT = ("key_local", *TOLD, "capacity", "was_local")


@dataclass(frozen=True)
class Done:
    """What an edit did: on how many dates, on which how many places are held or offered."""

    dates: int
    places_held: int
    edit_id: int | None


def rows_ahead(session: Session, activity_id: int, now: datetime) -> Sequence[Occurrence]:
    """The rows of all dates to come, those that left too, held until the transaction ends.

    In the order of their ids, so that two who lock several never wait for each other.
    """
    query = select(Occurrence).where(
        Occurrence.activity_id == activity_id, Occurrence.starts_at >= now
    )
    locked = query.order_by(Occurrence.id).with_for_update()
    return session.scalars(locked.execution_options(populate_existing=True)).all()


def make_true(
    session: Session, activity: Activity, new: Replanned, what: str, now: datetime
) -> Done:
    """Make a plan that of a locked activity, and tell who holds a place on what changed.

    Keeps how it was, so that it can be taken back. Raises CapacityBelowTaken.
    """
    rows = rows_ahead(session, activity.id, now)
    old = read_plan(activity)
    before = snapshot(activity, rows)
    write_plan(activity, new.plan)
    for name, value in new.shared.items():
        setattr(activity, name, value)
    session.flush()
    rekey(session, activity.id, _moving(rows, new.where), old)
    sync_dates(session, activity, now)
    done = changes_since(before, rows)
    if not done.dates and print_of(activity) == _print(before["plan"], before["capacity"]):
        return done
    edit = ScheduleEdit(
        activity_id=activity.id, made_at=now, what=what, before=before, after=print_of(activity)
    )
    session.add(edit)
    session.flush()
    publish(session, ActivityChanged(activity.id))
    return Done(done.dates, done.places_held, edit.id)


def snapshot(activity: Activity, rows: Sequence[Occurrence]) -> dict[str, Any]:
    """How a schedule and its dates to come are, as plain values."""
    return {
        "plan": as_json(read_plan(activity)),
        "capacity": activity.capacity,
        "rows": {str(row.id): _kept(row) for row in rows},
    }


def changes_since(before: Mapping[str, Any], rows: Sequence[Occurrence]) -> Done:
    """On how many of the rows people read something else than before."""
    changed = [
        row
        for row in rows
        if any(_kept(row)[name] != before["rows"][str(row.id)][name] for name in TOLD)
        or _kept(row)["capacity"] != before["rows"][str(row.id)]["capacity"]
    ]
    return Done(len(changed), sum(row.taken for row in changed), None)


def rekey(
    session: Session, activity_id: int, moving: Mapping[Occurrence, datetime], old: Plan
) -> None:
    """Give rows the keys that their dates have now; the row, and who is on it, stays the same.

    A date that would take the key of another one that stays is left where it was.
    """
    targets = set(moving.values())
    query = select(Occurrence).where(
        Occurrence.activity_id == activity_id, Occurrence.key_local.in_(targets)
    )
    for row in session.scalars(query).all():
        if row in moving:
            continue
        if old.piece_of(row.key_local) is not None:
            targets.discard(row.key_local)
        else:
            _put_away(session, row)
    going = {row: key for row, key in moving.items() if key in targets}
    for row in going:
        row.was_local = row.planned_local if row.arrivals else None
        row.key_local = _long_before(row.key_local, 2)
    session.flush()
    for row, key in going.items():
        row.key_local = key
        row.was_local = None if row.was_local == key else row.was_local
    session.flush()


def print_of(activity: Activity) -> str:
    """What stands for a whole schedule: the same print is the same schedule."""
    return _print(as_json(read_plan(activity)), activity.capacity)


def _print(plan: Mapping[str, Any], capacity: int | None) -> str:
    written = json.dumps([plan, capacity], sort_keys=True)
    return hashlib.sha256(written.encode()).hexdigest()


def _moving(
    rows: Sequence[Occurrence], where: Mapping[datetime, datetime]
) -> dict[Occurrence, datetime]:
    return {row: where[row.key_local] for row in rows if row.key_local in where}


def _put_away(session: Session, row: Occurrence) -> None:
    """A date that left its schedule long ago makes room for one that has its time now."""
    key, rounds = row.key_local, 1
    while session.scalar(
        select(Occurrence.id).where(
            Occurrence.activity_id == row.activity_id,
            Occurrence.key_local == _long_before(key, rounds),
        )
    ):
        rounds += 1
    row.was_local = row.planned_local
    row.key_local = _long_before(key, rounds)
    session.flush()


def _long_before(key: datetime, rounds: int) -> datetime:
    return key.replace(year=max(key.year - LONG_AGO * rounds, 1))


def _kept(row: Occurrence) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in KEPT}
    kept = {n: text(v) if isinstance(v, datetime) else v for n, v in values.items()}
    return kept | {"has_left": row.left_at is not None}
