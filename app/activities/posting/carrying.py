"""Carries dates that people hold places on over to a new schedule, so that none vanishes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.activities.dates import keys_ahead
from app.activities.models import Activity, Occurrence, ScheduleSegment
from app.activities.posting.content import plain
from app.activities.posting.snapshot import carried_over

NEAR = timedelta(days=3)


def drop_carried(activity: Activity) -> None:
    """Forget what was carried over before, so that a new schedule can say it anew."""
    if not activity.segments:
        return
    last = activity.segments[-1]
    carried = carried_over(activity.changed_dates, last)
    activity.changed_dates = [c for c in activity.changed_dates if c["key"] not in carried]
    last.rdates = [day for day in last.rdates if day not in carried]
    last.exdates = [day for day in last.exdates if day not in carried.values()]


def carry_over(session: Session, activity: Activity, now: datetime) -> None:
    """Let dates with held places move to the nearest new date within three days.

    A single date moves to a single new one, however far. Dates without a new one stay for
    `sync_dates` to cancel, with notice.
    """
    if not activity.segments:
        return
    wanted = keys_ahead(activity, now)
    held = _held(session, activity, now)
    lost = [row for row in held if row.key_local not in wanted]
    free = [key for key in wanted if key not in {row.key_local for row in held}]
    is_single = len(lost) == len(free) == 1
    for row in lost:
        key = _nearest(row.starts_local, free, None if is_single else NEAR)
        if key is not None:
            free.remove(key)
            _move(activity, activity.segments[-1], row.key_local, key)


def _held(session: Session, activity: Activity, now: datetime) -> Sequence[Occurrence]:
    """Dates to come that take place and that somebody came to."""
    query = select(Occurrence).where(
        Occurrence.activity_id == activity.id,
        Occurrence.status == "scheduled",
        Occurrence.starts_at > now,
        Occurrence.arrivals > 0,
    )
    return session.scalars(query.order_by(Occurrence.starts_at)).all()


def _nearest(starts: datetime, free: list[datetime], most: timedelta | None) -> datetime | None:
    key = min(free, key=lambda one: abs(one - starts), default=None)
    is_far = key is not None and most is not None and abs(key - starts) > most
    return None if is_far else key


def _move(activity: Activity, last: ScheduleSegment, old: datetime, new: datetime) -> None:
    """The old date stays itself, as an extra one that is moved to where the new one was."""
    length = last.ends_local - last.starts_local
    change = {
        "key": plain(old),
        "status": "scheduled",
        "starts": plain(new),
        "ends": plain(new + length),
    }
    others = [one for one in activity.changed_dates if one["key"] != plain(old)]
    activity.changed_dates = [*others, change]
    last.rdates = [*last.rdates, plain(old)]
    last.exdates = [*last.exdates, plain(new)]
