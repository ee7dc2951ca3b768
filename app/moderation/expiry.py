"""Listings that nobody confirms: asked about, then out of sight, back with one tap.

Only what people here publish: an imported listing is confirmed by its source. Never commits.
"""

from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Select, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.activities import hiding
from app.activities.hiding import Hiding
from app.activities.models import Activity, Occurrence
from app.core import audit
from app.core.audit import Act
from app.core.db import Model
from app.core.events import ConfirmationNeeded, publish
from app.core.ids import show_id

ASK_AFTER, ASK_AGAIN_AFTER, HIDE_AFTER = (timedelta(days=days) for days in (60, 14, 90))
AT_ONCE = 200


class Nudge(Model):
    """When the organiser of an activity was last asked whether it is still on."""

    __tablename__ = "nudges"

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities.id"), primary_key=True, autoincrement=False
    )
    on: Mapped[date]


def ask_whether_on(session: Session, now: datetime) -> int:
    """Ask the organisers of what was confirmed 60 days ago, again two weeks later; how many."""
    today = now.date()
    query = (
        _unconfirmed(now, today - ASK_AFTER)
        .join(Nudge, Nudge.activity_id == Activity.id, isouter=True)
        .where(Nudge.on.is_(None) | (Nudge.on <= today - ASK_AGAIN_AFTER))
    )
    asked = session.scalars(query.limit(AT_ONCE)).all()
    for activity in asked:
        session.merge(Nudge(activity_id=activity.id, on=today))
        session.flush()
        publish(session, ConfirmationNeeded(activity.id))
    return len(asked)


def hide_unconfirmed(session: Session, now: datetime) -> int:
    """Hide what was confirmed 90 days ago and asked about two weeks ago; how many."""
    today = now.date()
    query = (
        _unconfirmed(now, today - HIDE_AFTER)
        .join(Nudge, Nudge.activity_id == Activity.id)
        .where(Nudge.on <= today - ASK_AGAIN_AFTER)
    )
    stale = session.scalars(query.limit(AT_ONCE)).all()
    for activity in stale:
        hiding.hide(session, activity, Hiding(cause=hiding.UNCONFIRMED, at=now))
        audit.note(session, Act(None, "hidden as unconfirmed", show_id(activity.id)), now)
    return len(stale)


def _unconfirmed(now: datetime, last: date) -> Select[Activity]:
    """Own listings that go on and were last confirmed on `last` or earlier, the oldest first.

    One that was never confirmed was, when it was published or changed. What is over needs no
    word: it is by arrangement or has a date to come.
    """
    goes_on = (
        select(Occurrence.id)
        .where(
            Occurrence.activity_id == Activity.id,
            Occurrence.starts_at > now,
            Occurrence.status == "scheduled",
        )
        .exists()
    )
    midnight = datetime.combine(last + timedelta(days=1), datetime.min.time(), now.tzinfo)
    is_old = func.coalesce(Activity.confirmed_on <= last, Activity.changed_at < midnight)
    return (
        select(Activity)
        .where(
            Activity.source.is_(None),
            Activity.state == "published",
            is_old,
            goes_on | Activity.by_arrangement,
        )
        .order_by(Activity.id)
    )
