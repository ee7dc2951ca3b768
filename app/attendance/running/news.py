"""That there is something for an organiser to look at. Never commits."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.accounts.models import OrganiserMember
from app.activities.models import Activity
from app.attendance.running.models import OrganiserNews
from app.core.db import insert_into

KEPT_FOR = timedelta(days=30)
_AT_ONCE = {"execution_options": {"synchronize_session": False}}


def note(session: Session, activity_id: int, kind: str, now: datetime) -> None:
    """Remember that there is something new of a kind; for activities that nobody runs here, not."""
    run_by = select(OrganiserMember.organiser_id)
    query = select(Activity.organiser_id).where(
        Activity.id == activity_id, Activity.organiser_id.in_(run_by)
    )
    organiser_id = session.scalar(query)
    if organiser_id is None:
        return
    row = {"activity_id": activity_id, "kind": kind, "organiser_id": organiser_id, "noted_at": now}
    session.execute(
        insert_into(session, OrganiserNews)
        .values(row)
        .on_conflict_do_update(
            index_elements=["activity_id", "kind"],
            set_={"noted_at": now, "organiser_id": organiser_id},
        )
    )


def forget_told(session: Session, now: datetime) -> int:
    """Delete what was noted a month ago; how many rows."""
    old = OrganiserNews.noted_at < now - KEPT_FOR
    gone = session.execute(
        delete(OrganiserNews).where(old).returning(OrganiserNews.activity_id), **_AT_ONCE
    )
    return len(gone.all())
