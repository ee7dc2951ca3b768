"""Takes an edit of dates back, exactly, for a while. Never commits."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from app.activities.dates import sync_dates
from app.activities.models import Activity, Occurrence, ScheduleEdit
from app.activities.schedule import to_instant
from app.activities.scheduling.applying import (
    Done,
    changes_since,
    print_of,
    rekey,
    rows_ahead,
    snapshot,
)
from app.activities.scheduling.refusals import NothingToUndo
from app.activities.scheduling.stored import from_json, lock_activity, read_plan, write_plan
from app.core.errors import NotFound
from app.core.events import ActivityChanged, publish

UNDO_WITHIN = timedelta(hours=1)
KEPT_FOR = timedelta(days=1)


def last_edit(session: Session, activity: Activity, now: datetime) -> ScheduleEdit | None:
    """The edit that can be taken back now: the last one, if nothing was changed since."""
    query = (
        select(ScheduleEdit)
        .where(ScheduleEdit.activity_id == activity.id, ScheduleEdit.made_at > now - UNDO_WITHIN)
        .order_by(ScheduleEdit.made_at.desc(), ScheduleEdit.id.desc())
    )
    return next((e for e in session.scalars(query) if e.after == print_of(activity)), None)


def edits_of(session: Session, activity_id: int, made_at: datetime) -> int:
    """How many edits of an activity's dates were made at a moment."""
    mine = ScheduleEdit.activity_id == activity_id, ScheduleEdit.made_at == made_at
    return int(session.scalar(select(func.count(ScheduleEdit.id)).where(*mine)) or 0)


def undo_made_at(
    session: Session, activity_id: int, how_many: int, made_at: datetime, now: datetime
) -> None:
    """Take back as many edits, all made at one moment; raises NothingToUndo unless all can be."""
    for _ in range(how_many):
        activity = lock_activity(session, activity_id)
        edit = last_edit(session, activity, now) if activity else None
        if edit is None or edit.made_at != made_at:
            raise NothingToUndo(
                "Its dates were changed again since, or more than an hour ago. Nothing was undone."
            )
        undo(session, activity_id, now)


def undo(session: Session, activity_id: int, now: datetime) -> Done:
    """Take the last edit back: schedule, dates and places are as they were before it.

    Whoever was told of it is told again; a notice that was not sent is taken back. Raises
    NotFound, NothingToUndo, and CapacityBelowTaken where more people came meanwhile.
    """
    activity = lock_activity(session, activity_id)
    if activity is None:
        raise NotFound("There is no activity of yours at this address.")
    edit = last_edit(session, activity, now)
    if edit is None:
        raise NothingToUndo("There is nothing to undo any more. You can change the dates again.")
    rows = rows_ahead(session, activity.id, now)
    _check_still_ahead(activity, edit.before["rows"], rows, now)
    changed, plan = snapshot(activity, rows), read_plan(activity)
    write_plan(activity, from_json(edit.before["plan"]))
    activity.capacity = edit.before["capacity"]
    session.flush()
    _put_keys_back(session, activity, edit.before["rows"], plan)
    sync_dates(session, activity, now, undoes=edit.made_at)
    _put_back(session, edit.before["rows"])
    done = changes_since(changed, rows)
    session.delete(edit)
    session.flush()
    publish(session, ActivityChanged(activity.id))
    return done


def forget_old_edits(session: Session, now: datetime) -> int:
    """Delete what can't be taken back any more; the number of edits."""
    old = select(ScheduleEdit.id).where(ScheduleEdit.made_at < now - KEPT_FOR)
    ids = session.scalars(old).all()
    session.execute(
        delete(ScheduleEdit).where(ScheduleEdit.id.in_(ids)),
        execution_options={"synchronize_session": False},
    )
    return len(ids)


def _check_still_ahead(
    activity: Activity, before: Mapping[str, Any], rows: Sequence[Occurrence], now: datetime
) -> None:
    """A date that was moved away from a time that is over now can't go back there."""
    for row in rows:
        kept = before.get(str(row.id))
        starts = kept and datetime.fromisoformat(kept["starts_local"])
        if row.arrivals and starts and to_instant(starts, activity.time_zone) <= now:
            raise NothingToUndo("One of these dates would be over already. Nothing was changed.")


def _put_keys_back(
    session: Session, activity: Activity, before: Mapping[str, Any], plan: Any
) -> None:
    query = select(Occurrence).where(Occurrence.id.in_([int(number) for number in before]))
    keys = {
        row: datetime.fromisoformat(before[str(row.id)]["key_local"])
        for row in session.scalars(query)
    }
    moving = {row: key for row, key in keys.items() if row.key_local != key}
    # What took one of the old keys since then makes room: the row that had it is the date.
    rekey(session, activity.id, moving, type(plan)(plan.time_zone, ()))


def _put_back(session: Session, before: Mapping[str, Any]) -> None:
    """What no plan says: where a date was first, and whether it left or was called off."""
    query = select(Occurrence).where(Occurrence.id.in_([int(number) for number in before]))
    for row in session.scalars(query):
        kept = before[str(row.id)]
        was = kept["was_local"]
        row.was_local = datetime.fromisoformat(was) if was else None
        if row.status == "cancelled" and not kept["has_left"]:
            row.left_at = None
    session.flush()
