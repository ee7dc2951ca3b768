"""What an organiser does to the dates of a published activity. Never commits.

Each deed locks the activity, makes a new plan of its dates and makes that true. Times are
naive and local to the activity.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy.orm import Session

from app.activities.models import Activity, Occurrence
from app.activities.rules import RuleRefused
from app.activities.schedule import Segment, to_instant
from app.activities.scheduling import plan as planning
from app.activities.scheduling.applying import Done, make_true, rows_ahead
from app.activities.scheduling.hours import check_hours, check_years, now_there
from app.activities.scheduling.moving import Shift
from app.activities.scheduling.plan import ALL, THIS, Piece, Plan, Replanned
from app.activities.scheduling.refusals import AlreadyStarted, DateExists, NotOn
from app.activities.scheduling.stored import lock_activity, read_plan
from app.activities.scheduling.stretches import split
from app.core.errors import SENTENCE, Invalid, NotFound


@dataclass(frozen=True, kw_only=True)
class Edit:
    """What is to be different: `scope` is this, following or all.

    `details` holds `capacity` (None: no limit) and `note`, as far as they change; `is_back`
    calls a cancelled date back.
    """

    scope: str = THIS
    starts: datetime | None = None
    ends: datetime | None = None
    details: Mapping[str, Any] = field(default_factory=dict)
    is_back: bool = False


@dataclass(frozen=True)
class Opened:
    """An activity, locked, with one of its dates to come and the rows of them all."""

    activity: Activity
    row: Occurrence
    rows: Sequence[Occurrence]
    now: datetime

    def cut(self, scope: str) -> datetime:
        """The local time from which on a scope reaches."""
        return now_there(self.activity, self.now) if scope == ALL else self.row.key_local


def edit_date(session: Session, activity_id: int, date_id: int, edit: Edit, now: datetime) -> Done:
    """Change one date, this and later, or all. The activity is the asker's own.

    Raises NotFound, AlreadyStarted, NotOn, Invalid, and CapacityBelowTaken.
    """
    opened = _open(session, activity_id, date_id, now)
    activity, row = opened.activity, opened.row
    if row.status == "cancelled" and not edit.is_back:
        raise NotOn("This date is cancelled. Call it back first.")
    new = Replanned(read_plan(activity))
    if edit.is_back:
        length = row.ends_local - row.starts_local
        new = planning.call_back(new.plan, row.key_local, row.key_local + length)
    if edit.starts or edit.ends:
        new = _moved(opened, new.plan, edit)
    if edit.details:
        key = new.where.get(row.key_local, row.key_local)
        told = _told(new.plan, key, edit)
        new = Replanned(told.plan, new.where, told.shared)
    return make_true(session, activity, new, "changed", now)


def cancel_date(
    session: Session, activity_id: int, date_id: int, scope: str, now: datetime
) -> Done:
    """Cancel one date, this and later, or all to come; who holds a place is told."""
    opened = _open(session, activity_id, date_id, now)
    activity, row, rows = opened.activity, opened.row, opened.rows
    plan = read_plan(activity)
    if scope == THIS:
        new = planning.cancel_one(plan, row.key_local)
        return make_true(session, activity, new, "cancelled", now)
    cut = opened.cut(scope)
    new = planning.end_before(plan, cut)
    for one in rows if scope == ALL else ():
        if one.key_local < cut and new.plan.piece_of(one.key_local):
            new = planning.cancel_one(new.plan, one.key_local)
    was_on = [one for one in rows if one.status == "scheduled"]
    done = make_true(session, activity, new, "cancelled", now)
    for one in was_on:
        # An organiser says no to these dates, and does not only plan others.
        one.left_at = None
    session.flush()
    return done


def pause(session: Session, activity_id: int, first: date, last: date, now: datetime) -> Done:
    """Let nothing meet between two days, both included; raises Invalid for no such days."""
    activity = _locked(session, activity_id)
    if last < first or last - first > timedelta(days=366):
        raise Invalid(SENTENCE, {"last": ["The break ends before it begins, or is too long."]})
    today = now_there(activity, now)
    if last < today.date():
        raise Invalid(SENTENCE, {"last": ["These days are over."]})
    begins = max(first, today.date())
    plan = read_plan(activity)
    if begins == today.date():
        # What has begun today is not taken away.
        began = [key for key in plan.keys(begins, begins) if key <= today]
        begins += timedelta(days=1) if began else timedelta()
    if begins > last:
        return Done(0, 0, None)
    return make_true(session, activity, planning.pause(plan, begins, last), "paused", now)


def add_date(
    session: Session, activity_id: int, starts: datetime, ends: datetime, now: datetime
) -> Done:
    """One more date; raises Invalid for times that do not fit, DateExists."""
    activity = _locked(session, activity_id)
    check_hours(activity, starts, ends, now)
    plan = read_plan(activity)
    if plan.piece_of(starts):
        raise DateExists("It meets at this time already.")
    return make_true(session, activity, planning.add(plan, starts, ends), "added", now)


def repeat_anew(session: Session, activity_id: int, segment: Segment, now: datetime) -> Done:
    """Repeat in another way from the first date of a segment on.

    A date of the same day moves to the new time; other dates to come are cancelled.
    """
    activity = _locked(session, activity_id)
    check_hours(activity, segment.starts, segment.ends, now)
    shown = shown_pieces(read_plan(activity), now_there(activity, now))
    new = planning.repeat_from(
        read_plan(activity), now_there(activity, now), segment, replaced=shown.__contains__
    )
    return make_true(session, activity, new, "repeated", now)


def shown_pieces(plan: Plan, since: datetime) -> list[Piece]:
    """The stretches that one form can show together: a rule and its extra dates."""
    ahead = [one for one in plan.pieces if split(one.segment, since)[1] is not None]
    main = next((one for one in ahead if one.segment.rrule), ahead[0] if ahead else None)
    if main is None:
        return []
    length = main.segment.ends - main.segment.starts
    return [
        one
        for one in ahead
        if one is main
        or (one.segment.rrule is None and one.segment.ends - one.segment.starts == length)
    ]


def _moved(opened: Opened, plan: Plan, edit: Edit) -> Replanned:
    """The plan with the date, or more of them, at another time."""
    activity, row, now = opened.activity, opened.row, opened.now
    starts = edit.starts or row.starts_local
    check_years(now, starts)
    ends = edit.ends or starts + (row.ends_local - row.starts_local)
    check_hours(activity, starts, ends, now)
    if edit.scope == THIS:
        return planning.move_one(plan, row.key_local, starts, ends)
    keys = [one.key_local for one in opened.rows]
    shift = Shift(row.key_local, starts, ends)
    try:
        new = planning.move_from(plan, opened.cut(edit.scope), shift, keys)
    except RuleRefused as refused:
        raise Invalid(SENTENCE, {"starts_at": [str(refused)]}) from None
    for one in opened.rows:
        target = new.where.get(one.key_local)
        if target and to_instant(target, activity.time_zone) <= now:
            said = f"The date on {one.starts_local:%d %B} would be over already."
            raise Invalid(SENTENCE, {"starts_at": [said]})
    return new


def _told(plan: Plan, key: datetime, edit: Edit) -> Replanned:
    """The plan with other details; the capacity of all dates is the activity's own."""
    if edit.scope == THIS:
        return planning.detail_one(plan, key, edit.details)
    if edit.scope != ALL:
        return planning.detail_from(plan, key, edit.details)
    new = planning.detail_from(plan, None, edit.details)
    if "capacity" not in edit.details:
        return new
    shared = {"capacity": edit.details["capacity"]}
    return Replanned(planning.plain(new.plan, "capacity"), shared=shared)


def _open(session: Session, activity_id: int, date_id: int, now: datetime) -> Opened:
    """The locked activity and one of its dates that has not begun."""
    activity = _locked(session, activity_id)
    rows = rows_ahead(session, activity.id, now)
    row = session.get(Occurrence, date_id)
    if row is None or row.activity_id != activity.id:
        raise NotFound("There is no date of yours at this address.")
    if row not in rows or row.starts_at <= now:
        raise AlreadyStarted("This date has begun. What is over can't be changed.")
    return Opened(activity, row, rows, now)


def _locked(session: Session, activity_id: int) -> Activity:
    activity = lock_activity(session, activity_id)
    if activity is None:
        raise NotFound("There is no activity of yours at this address.")
    if activity.state == "withdrawn" or activity.called_off:
        raise NotOn("This activity is cancelled, so its dates can't be changed.")
    return activity
