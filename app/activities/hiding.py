"""Taking an activity out of sight and bringing it back: 410 everywhere meanwhile. Never commits."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.activities.models import Activity
from app.core.db import Instant, Model
from app.core.events import ActivityChanged, ActivityHidden, ActivityRestored, publish

REPORTS, MODERATOR, UNCONFIRMED, BLOCKED = "reports", "moderator", "unconfirmed", "blocked"


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
        was.cause, was.reason, was.words = why.cause, why.reason, why.words
    else:
        session.add(why)
    if activity.state == "hidden":
        session.flush()
        return
    activity.state = "hidden"
    session.flush()
    publish(session, ActivityChanged(activity.id))
    publish(session, ActivityHidden(activity.id))


def restore(session: Session, activity: Activity) -> None:
    """Bring a hidden activity back as it was; of any other, nothing."""
    if activity.state != "hidden":
        return
    why = session.get(Hiding, activity.id)
    if why:
        session.delete(why)
    activity.state = "published"
    session.flush()
    publish(session, ActivityChanged(activity.id))
    publish(session, ActivityRestored(activity.id))


def hiding_of(session: Session, activity_id: int) -> Hiding | None:
    """Why an activity is out of sight; None where it is not."""
    return session.get(Hiding, activity_id)
