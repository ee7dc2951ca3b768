"""Bookmarking, and reading one's bookmarks. Never commits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, selectinload

from app.activities.models import Activity, Occurrence
from app.attendance.saves.models import Save
from app.core.db import insert_into
from app.core.errors import DomainError, NotFound

MOST = 500


class TooManySaves(DomainError):
    """More bookmarks than anybody reads."""

    code = "too_many_saves"


@dataclass(frozen=True)
class Saved:
    """A bookmark, with the next date of its activity if there is one."""

    save: Save
    activity: Activity
    date: Occurrence | None


def add(session: Session, person_id: int, activity_id: int | None, now: datetime) -> Saved:
    """Bookmark an activity; a second time is as once.

    Raises NotFound for one that nobody can open, TooManySaves.
    """
    activity = _activity(session, activity_id)
    if activity is None or activity.state != "published":
        raise NotFound("This activity is not here. It may have ended, or the link is wrong.")
    known = session.get(Save, (person_id, activity.id))
    if known is None and _count(session, person_id) >= MOST:
        raise TooManySaves(f"You have saved {MOST} activities, which is the most.")
    values = {"person_id": person_id, "activity_id": activity.id, "made_at": now}
    session.execute(insert_into(session, Save).values(values).on_conflict_do_nothing())
    save = session.get_one(Save, (person_id, activity.id))
    return Saved(save, activity, _next_dates(session, [activity.id], now).get(activity.id))


def remove(session: Session, person_id: int, activity_id: int | None) -> None:
    """Take a bookmark away; one that is not there is gone already."""
    mine = delete(Save).where(Save.person_id == person_id, Save.activity_id == activity_id)
    session.execute(mine)


def find(session: Session, person_id: int, now: datetime) -> list[Saved]:
    """A person's bookmarks of what can be opened, the latest first."""
    query = (
        select(Save, Activity)
        .join(Activity, Activity.id == Save.activity_id)
        .where(Save.person_id == person_id, Activity.state == "published")
        .options(selectinload(Activity.place), selectinload(Activity.topics))
        .order_by(Save.made_at.desc(), Save.activity_id)
    )
    rows = session.execute(query).all()
    dates = _next_dates(session, [activity.id for _, activity in rows], now)
    return [Saved(save, activity, dates.get(activity.id)) for save, activity in rows]


def _activity(session: Session, activity_id: int | None) -> Activity | None:
    """An activity with what its row in a list shows."""
    query = select(Activity).where(Activity.id == activity_id)
    shown = (selectinload(Activity.place), selectinload(Activity.topics))
    return session.scalars(query.options(*shown)).one_or_none()


def _count(session: Session, person_id: int) -> int:
    query = select(func.count()).select_from(Save).where(Save.person_id == person_id)
    return int(session.scalar(query) or 0)


def _next_dates(session: Session, activity_ids: list[int], now: datetime) -> dict[int, Occurrence]:
    """The first date to come of each activity that has one, cancelled or not."""
    query = (
        select(Occurrence)
        .where(Occurrence.activity_id.in_(activity_ids), Occurrence.starts_at > now)
        .order_by(Occurrence.starts_at.desc())
    )
    return {date.activity_id: date for date in session.scalars(query)}
