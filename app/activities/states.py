"""Whether an activity is public: out of sight, ended, back. Never commits.

What is hidden stays hidden when its own people end it: `called_off` says that they did, so that
bringing it back to sight does not make it take place.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from app.activities.dates import cancel_dates
from app.activities.models import Activity, Occurrence
from app.core.events import ActivityChanged, publish


def go_out(activity: Activity, state: str, now: datetime) -> None:
    """Let it be `hidden` or `withdrawn`; since when it is not public stays known."""
    activity.out_since = activity.out_since or now
    activity.state = state


def come_back(activity: Activity) -> None:
    """Let it be public."""
    activity.state, activity.out_since, activity.called_off = "published", None, False


def took_place(date: Occurrence, activity: Activity) -> bool:
    """Whether a date that is over began while its activity was public."""
    since = activity.out_since
    is_public = activity.state == "published"
    was_public = is_public or (since is not None and date.starts_at <= since)
    return date.status == "scheduled" and was_public


def call_off(session: Session, activity: Activity, now: datetime) -> None:
    """Let it end: whoever holds a place on a date to come is told, and no more becomes public."""
    if activity.state == "hidden":
        activity.called_off = True
    else:
        go_out(activity, "withdrawn", now)
    session.flush()
    cancel_dates(session, activity, now)
    publish(session, ActivityChanged(activity.id))
