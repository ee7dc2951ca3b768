"""The dates of one's own activity as a list. Only reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.activities.models import Activity, Occurrence
from app.activities.schedule import to_instant
from app.activities.scheduling.plan import ALL, FOLLOWING, SCOPES, THIS
from app.core.ids import read_id, show_id


@dataclass(frozen=True)
class Listed:
    """Some dates to come, how many there are, and where the list goes on."""

    rows: Sequence[Occurrence]
    total: int
    next_cursor: str | None


def list_dates(
    session: Session, activity: Activity, now: datetime, limit: int, cursor: str | None = None
) -> Listed:
    """Dates to come that people may know of, the soonest first; `cursor` is the last one seen."""
    ahead = _ahead(activity, now)
    query = select(Occurrence).where(*ahead)
    last = session.get(Occurrence, read_id(cursor) or 0) if cursor else None
    if last is not None:
        later = Occurrence.starts_at > last.starts_at
        same = and_(Occurrence.starts_at == last.starts_at, Occurrence.id > last.id)
        query = query.where(or_(later, same))
    ordered = query.order_by(Occurrence.starts_at, Occurrence.id).limit(limit + 1)
    rows = session.scalars(ordered).all()
    total = int(session.scalar(select(func.count()).select_from(Occurrence).where(*ahead)) or 0)
    goes_on = len(rows) > limit
    return Listed(rows[:limit], total, show_id(rows[limit - 1].id) if goes_on else None)


@dataclass(frozen=True)
class Reach:
    """How many dates a scope reaches, and how many places are held on them."""

    dates: int
    places_held: int


def reaches(
    session: Session, activity: Activity, row: Occurrence, now: datetime
) -> dict[str, Reach]:
    """By scope, what a change from one date on would reach of the dates that take place."""
    query = select(Occurrence).where(*_ahead(activity, now), Occurrence.status == "scheduled")
    ahead = session.scalars(query).all()
    within = {
        THIS: [row],
        FOLLOWING: [one for one in ahead if one.key_local >= row.key_local],
        ALL: list(ahead),
    }
    return {
        scope: Reach(len(within[scope]), sum(one.taken for one in within[scope]))
        for scope in SCOPES
    }


def was_at(activity: Activity, row: Occurrence) -> datetime | None:
    """The first start that people were told, where it is another one now."""
    if row.planned_local == row.starts_local:
        return None
    return to_instant(row.planned_local, activity.time_zone).astimezone(
        ZoneInfo(activity.time_zone)
    )


def _ahead(activity: Activity, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Occurrence.activity_id == activity.id,
        Occurrence.starts_at > now,
        or_(Occurrence.left_at.is_(None), Occurrence.arrivals > 0),
    )
