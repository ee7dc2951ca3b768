"""Reads of activities; never writes."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.activities.models import Activity, Occurrence


def find_activity(session: Session, activity_id: int) -> Activity | None:
    """One activity with all that its page shows, in any state; None when there is none."""
    return session.scalars(
        select(Activity)
        .where(Activity.id == activity_id)
        .options(
            joinedload(Activity.organiser),
            joinedload(Activity.place),
            selectinload(Activity.topics),
            selectinload(Activity.told),
            selectinload(Activity.corrections),
        )
    ).one_or_none()


def find_activities(session: Session, ids: Iterable[int]) -> dict[int, Activity]:
    """Activities by id with all that a card shows."""
    rows = session.scalars(
        select(Activity)
        .where(Activity.id.in_(tuple(ids)))
        .options(
            joinedload(Activity.organiser),
            joinedload(Activity.place),
            selectinload(Activity.topics),
            selectinload(Activity.told),
            selectinload(Activity.corrections),
        )
    )
    return {row.id: row for row in rows}


def upcoming_occurrences(
    session: Session, activity_id: int, since: datetime, limit: int
) -> Sequence[Occurrence]:
    """The activity's meetings that start at `since` or later, soonest first.

    Not those that left the schedule with nobody on them.
    """
    return session.scalars(
        select(Occurrence)
        .where(
            Occurrence.activity_id == activity_id,
            Occurrence.starts_at >= since,
            or_(Occurrence.left_at.is_(None), Occurrence.arrivals > 0),
        )
        .order_by(Occurrence.starts_at, Occurrence.id)
        .limit(limit)
    ).all()


def open_occurrences(
    session: Session, activity_id: int, now: datetime, limit: int
) -> Sequence[Occurrence]:
    """The activity's meetings that are not over, soonest first.

    Cancelled ones too, and those that left the schedule: calendars may know them.
    """
    return session.scalars(
        select(Occurrence)
        .where(Occurrence.activity_id == activity_id, Occurrence.ends_at > now)
        .order_by(Occurrence.starts_at, Occurrence.id)
        .limit(limit)
    ).all()


def count_scheduled(session: Session, activity_id: int, since: datetime) -> int:
    """How many meetings that take place start at `since` or later."""
    query = select(func.count()).where(*_scheduled(activity_id, since))
    return session.scalars(query).one()


def first_scheduled(session: Session, activity_id: int, since: datetime) -> Occurrence | None:
    """The next meeting that takes place and starts at `since` or later."""
    query = select(Occurrence).where(*_scheduled(activity_id, since))
    return session.scalars(query.order_by(Occurrence.starts_at, Occurrence.id).limit(1)).first()


def _scheduled(activity_id: int, since: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Occurrence.activity_id == activity_id,
        Occurrence.starts_at >= since,
        Occurrence.status == "scheduled",
    )


def find_occurrences(session: Session, ids: Iterable[int]) -> dict[int, Occurrence]:
    """Occurrences by id."""
    rows = session.scalars(select(Occurrence).where(Occurrence.id.in_(tuple(ids))))
    return {row.id: row for row in rows}
