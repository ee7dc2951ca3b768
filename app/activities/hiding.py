"""Taking an activity out of sight and bringing it back: 410 everywhere meanwhile. Never commits."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.activities.models import Activity
from app.activities.states import come_back, go_out
from app.core.db import Instant, Model
from app.core.events import ActivityChanged, ActivityHidden, ActivityRestored, publish

REPORTS, MODERATOR, UNCONFIRMED, BLOCKED = "reports", "moderator", "unconfirmed", "blocked"
REASON_KEPT_FOR = timedelta(days=365)
CAUSES = (REPORTS, MODERATOR, UNCONFIRMED, BLOCKED)


class Hiding(Model):
    """Why an activity is out of sight, for its organiser to read; gone when it is back.

    `cause` is who or what hid it; `reason` a key of the moderators' reasons, `words` their own.
    """

    __tablename__ = "hidings"
    __table_args__ = (
        CheckConstraint("cause in ('reports','moderator','unconfirmed','blocked')", "cause"),
    )

    activity_id: Mapped[int] = mapped_column(
        ForeignKey("activities.id"), primary_key=True, autoincrement=False
    )
    cause: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(String(20))
    words: Mapped[str | None] = mapped_column(String(500))
    at: Mapped[datetime] = mapped_column(Instant)


def hide(session: Session, activity: Activity, why: Hiding) -> None:
    """Hide a published activity; of one that is hidden already, only change why."""
    why.activity_id = activity.id
    was = session.get(Hiding, activity.id)
    if was:
        was.cause, was.reason, was.words, was.at = why.cause, why.reason, why.words, why.at
    else:
        session.add(why)
    if activity.state == "hidden":
        session.flush()
        return
    go_out(activity, "hidden", why.at)
    session.flush()
    publish(session, ActivityChanged(activity.id))
    publish(session, ActivityHidden(activity.id))


def restore(session: Session, activity: Activity) -> None:
    """Bring a hidden activity back as it was; of any other, nothing.

    One that its own people called off meanwhile is cancelled.
    """
    if activity.state != "hidden":
        return
    why = session.get(Hiding, activity.id)
    if why:
        session.delete(why)
    is_off = activity.called_off
    if is_off:
        activity.state, activity.called_off = "withdrawn", False
    else:
        come_back(activity)
    session.flush()
    publish(session, ActivityChanged(activity.id))
    if not is_off:
        publish(session, ActivityRestored(activity.id))


def hiding_of(session: Session, activity_id: int) -> Hiding | None:
    """Why an activity is out of sight; None where it is not."""
    return session.get(Hiding, activity_id)


def forget_reasons(session: Session, now: datetime) -> int:
    """Forget a moderator's reason and words a year after; that it is hidden, and by whom, stays.

    What is not hidden any more needs no row. Gives how many.
    """
    hidden = select(Activity.id).where(Activity.state == "hidden")
    over = delete(Hiding).where(Hiding.activity_id.not_in(hidden)).returning(Hiding.activity_id)
    is_said = Hiding.reason.is_not(None) | Hiding.words.is_not(None)
    old = update(Hiding).where(Hiding.at < now - REASON_KEPT_FOR, is_said)
    quiet = old.values(reason=None, words=None).returning(Hiding.activity_id)
    options: dict[str, Any] = {"synchronize_session": False}
    done = [session.scalars(each, execution_options=options).all() for each in (over, quiet)]
    return sum(map(len, done))
