"""Listings that nobody confirms: asked about, then out of sight, back with one tap.

Only what people here publish: an imported listing is confirmed by its source. Never commits.
"""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Select, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.activities import hiding
from app.activities.hiding import Hiding
from app.activities.models import Activity, Occurrence
from app.core import audit
from app.core.audit import Act
from app.core.db import Model
from app.core.events import ConfirmationNeeded, publish
from app.core.ids import show_id

ASK_AFTER, HIDE_AFTER = timedelta(days=60), timedelta(days=90)
TIME_TO_ANSWER = timedelta(days=14)
LAST_ASKED_AFTER = HIDE_AFTER - TIME_TO_ANSWER
AT_ONCE = 200


class Nudge(Model):
    """When an organiser was last asked whether an activity is still on; gone once that is said."""

    __tablename__ = "nudges"

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities.id"), primary_key=True, autoincrement=False
    )
    on: Mapped[date]


def ask_whether_on(session: Session, now: datetime) -> int:
    """Ask the organisers of what was confirmed 60 days ago, again two weeks later; how many.

    Of what is older than that they are asked once: it goes out of sight two weeks later.
    """
    forget_answered(session, now)
    today = now.date()
    again = (Nudge.on <= today - TIME_TO_ANSWER) & ~_is_old(now, today - LAST_ASKED_AFTER)
    query = (
        _unconfirmed(now, today - ASK_AFTER)
        .join(Nudge, Nudge.activity_id == Activity.id, isouter=True)
        .where(Nudge.on.is_(None) | again)
    )
    asked = session.scalars(query.limit(AT_ONCE)).all()
    for activity in asked:
        session.merge(Nudge(activity_id=activity.id, on=today))
        session.flush()
        publish(session, ConfirmationNeeded(activity.id))
    return len(asked)


def hide_unconfirmed(session: Session, now: datetime) -> int:
    """Hide what was confirmed 90 days ago and asked about two weeks ago; how many."""
    forget_answered(session, now)
    today = now.date()
    query = (
        _unconfirmed(now, today - HIDE_AFTER)
        .join(Nudge, Nudge.activity_id == Activity.id)
        .where(Nudge.on <= today - TIME_TO_ANSWER)
    )
    stale = session.scalars(query.limit(AT_ONCE)).all()
    for activity in stale:
        hiding.hide(session, activity, Hiding(cause=hiding.UNCONFIRMED, at=now))
        audit.note(session, Act(None, "hidden as unconfirmed", show_id(activity.id)), now)
    return len(stale)


def forget_answered(session: Session, now: datetime) -> int:
    """Forget when was asked of what needs no answer any more: it counts for no later time."""
    open_ones = _unconfirmed(now, now.date() - ASK_AFTER).with_only_columns(Activity.id)
    gone = delete(Nudge).where(Nudge.activity_id.not_in(open_ones.order_by(None)))
    options: dict[str, Any] = {"synchronize_session": False}
    return len(session.scalars(gone.returning(Nudge.activity_id), execution_options=options).all())


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
    return (
        select(Activity)
        .where(
            Activity.source.is_(None),
            Activity.state == "published",
            _is_old(now, last),
            goes_on | Activity.by_arrangement,
        )
        .order_by(Activity.id)
    )


def _is_old(now: datetime, last: date) -> ColumnElement[bool]:
    """True of what was last confirmed on this day or earlier."""
    midnight = datetime.combine(last + timedelta(days=1), datetime.min.time(), now.tzinfo)
    return func.coalesce(Activity.confirmed_on <= last, Activity.changed_at < midnight)
