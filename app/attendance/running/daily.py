"""Says to organisers that there is something to look at, in one letter a day. Never commits."""

from datetime import datetime, timedelta

from sqlalchemy import Select, func, or_, select, update
from sqlalchemy.orm import Session

from app.accounts.models import Organiser
from app.activities.models import Activity
from app.attendance.running.models import OrganiserNews
from app.core import clock
from app.notices import organiser_letters
from app.notices.letters import tell_members

A_DAY = timedelta(hours=24)
DAY_BEGINS, DAY_ENDS = 8, 20
_AT_ONCE = {"execution_options": {"synchronize_session": False}}
_IS_NEW = or_(OrganiserNews.told_at.is_(None), OrganiserNews.noted_at > OrganiserNews.told_at)


def tell_daily(session: Session, now: datetime) -> int:
    """Write to the organisers who have something new, by day, each once in 24 hours; how many."""
    told = 0
    for organiser_id in session.scalars(_waiting()).all():
        rows = session.scalars(
            select(OrganiserNews)
            .where(OrganiserNews.organiser_id == organiser_id, _IS_NEW)
            .order_by(OrganiserNews.activity_id, OrganiserNews.kind)
            .with_for_update(skip_locked=True)
        ).all()
        if not rows or _was_told(session, organiser_id, now) or not _is_day(session, rows[0], now):
            continue
        activities = sorted({row.activity_id for row in rows})
        kinds = {row.kind for row in rows}
        letter = organiser_letters.asked(organiser_id, activities, kinds, now)
        tell_members(session, organiser_id, letter, now)
        mine = OrganiserNews.organiser_id == organiser_id, _IS_NEW
        session.execute(update(OrganiserNews).where(*mine).values(told_at=now), **_AT_ONCE)
        told += 1
    return told


def _waiting() -> Select[int]:
    """The organisers who have something new and may still publish."""
    return (
        select(OrganiserNews.organiser_id)
        .join(Organiser, Organiser.id == OrganiserNews.organiser_id)
        .where(_IS_NEW, Organiser.blocked_at.is_(None))
        .distinct()
        .order_by(OrganiserNews.organiser_id)
    )


def _was_told(session: Session, organiser_id: int, now: datetime) -> bool:
    query = select(func.max(OrganiserNews.told_at))
    last = session.scalar(query.where(OrganiserNews.organiser_id == organiser_id))
    return last is not None and now - last < A_DAY


def _is_day(session: Session, row: OrganiserNews, now: datetime) -> bool:
    zone = session.get_one(Activity, row.activity_id).time_zone
    return DAY_BEGINS <= now.astimezone(clock.zone(zone)).hour < DAY_ENDS
