"""A published activity meets by another schedule: its dates move as those of the dates room do."""

from datetime import datetime

from sqlalchemy.orm import Session

from app.activities.drafts import Listing
from app.activities.models import Activity, ScheduleEdit
from app.activities.scheduling.applying import make_true, rows_ahead
from app.activities.scheduling.hours import now_there
from app.activities.scheduling.renewing import Standing, renew
from app.activities.scheduling.stored import read_plan


def redate(session: Session, activity: Activity, listing: Listing, now: datetime) -> None:
    """Let a locked activity meet when a listing says, and nowhen else.

    Whoever holds a place keeps it where the new schedule has that date, or one close to it;
    else the date is cancelled. Both with notice. Raises CapacityBelowTaken.
    """
    was, plan = _frame(activity), read_plan(activity)
    window = listing.arrangement
    activity.time_zone, activity.by_arrangement = listing.time_zone, window is not None
    activity.arrangement_from = window.first if window else None
    activity.arrangement_until = window.last if window else None
    dates = [
        Standing(row.key_local, row.starts_local, row.arrivals > 0 and row.status == "scheduled")
        for row in rows_ahead(session, activity.id, now)
        if row.left_at is None
    ]
    segment = listing.segments[0] if listing.segments else None
    new = renew(plan, listing.time_zone, segment, dates, now_there(activity, now))
    done = make_true(session, activity, new, "repeated", now)
    if done.edit_id and _frame(activity) != was:
        # An undo puts dates back, but no other clock, and no window in their place.
        session.delete(session.get_one(ScheduleEdit, done.edit_id))
        session.flush()


def _frame(activity: Activity) -> tuple[str, bool]:
    return activity.time_zone, activity.by_arrangement
