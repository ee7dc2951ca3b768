"""What becomes of a published activity of one's own: changed, cancelled, confirmed, copied."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.activities.dates import cancel_dates, sync_dates
from app.activities.models import Activity
from app.activities.posting import service
from app.activities.posting.complete import check_complete
from app.activities.posting.content import SCHEDULE, Content, merged
from app.activities.posting.models import DRAFT, ActivityDraft
from app.activities.posting.own import Own
from app.activities.posting.sensitive import is_proven, sensitive_part
from app.activities.posting.snapshot import content_of
from app.core.errors import DomainError
from app.core.events import ActivityChanged, publish
from app.places.zones import clock_of


class Hidden(DomainError):
    """What moderators took down, only they bring back."""

    code = "hidden"


def change(
    session: Session, own: Own, person_id: int, changes: Content, now: datetime
) -> ActivityDraft | None:
    """Change a published activity. What has to be looked at first waits and is given.

    The rest is public at once. Raises Invalid where it does not fit, or misses something.
    """
    activity = _published(own)
    published = content_of(activity)
    before = own.draft.content if own.draft else {}
    wanted = merged(merged(published, before), changes)
    check_complete(wanted, now)
    differing = {name: wanted[name] for name in wanted if wanted[name] != published.get(name)}
    waiting = {} if is_proven(own.organiser) else sensitive_part(published, differing)
    at_once = {name: value for name, value in differing.items() if name not in waiting}
    kept = own.draft.whereabouts if own.draft else {}
    if own.draft:
        session.delete(own.draft)
        session.flush()
    if at_once:
        draft = _change_of(activity, person_id, at_once, now)
        draft.whereabouts = kept
        session.add(draft)
        session.flush()
        service.apply(session, draft, now)
    if not waiting:
        return None
    draft = _change_of(activity, person_id, waiting, now)
    draft.whereabouts = kept
    session.add(draft)
    session.flush()
    service.submit(session, draft, now)
    return draft


def cancel(session: Session, own: Own, now: datetime) -> None:
    """Take an activity down and tell everybody who holds a place on a date to come."""
    activity = _published(own)
    if activity.state == "withdrawn":
        return
    activity.state = "withdrawn"
    session.flush()
    cancel_dates(session, activity, now)
    publish(session, ActivityChanged(activity.id))


def bring_back(session: Session, own: Own, now: datetime) -> None:
    """Undo a cancelling: who still holds a place is told that it takes place after all."""
    activity = _published(own)
    if activity.state == "published":
        return
    activity.state = "published"
    session.flush()
    sync_dates(session, activity, now, is_elsewhere=True)
    publish(session, ActivityChanged(activity.id))


def confirm(session: Session, activity: Activity, now: datetime) -> None:
    """Say that all of this still holds, today."""
    today = now.astimezone(clock_of(activity.time_zone)).date()
    if activity.confirmed_on != today:
        activity.confirmed_on = today
        session.flush()
        publish(session, ActivityChanged(activity.id))


def copied(session: Session, own: Own) -> dict[str, Any]:
    """What a copy begins with: everything but when it takes place."""
    if own.draft and own.activity is None:
        content = service.full_content(session, own.draft)
    elif own.activity:
        content = content_of(own.activity)
    return {
        name: value
        for name, value in content.items()
        if (name not in SCHEDULE or name == "time_zone") and value not in (None, "", [], {})
    }


def remove(session: Session, own: Own, now: datetime) -> None:
    """Throw a draft or a waiting change away; an activity without one is cancelled."""
    if own.draft:
        session.delete(own.draft)
        session.flush()
    elif own.activity:
        cancel(session, own, now)


def _published(own: Own) -> Activity:
    """The activity; one that moderators hid is not its organiser's to change."""
    if own.activity is None or own.activity.state == "hidden":
        raise Hidden("This was taken down by the people who look after Alongside.")
    return own.activity


def _change_of(
    activity: Activity, person_id: int, content: Content, now: datetime
) -> ActivityDraft:
    return ActivityDraft(
        organiser_id=activity.organiser_id,
        person_id=person_id,
        activity_id=activity.id,
        content=dict(content),
        whereabouts={},
        state=DRAFT,
        made_at=now,
        updated_at=now,
    )
