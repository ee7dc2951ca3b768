"""What becomes of a published activity of one's own: changed, cancelled, confirmed, copied."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.membership import hold
from app.activities import hiding
from app.activities.dates import sync_dates
from app.activities.models import Activity
from app.activities.posting import service
from app.activities.posting.complete import check_complete
from app.activities.posting.content import SCHEDULE, Content, Whereabouts, merged
from app.activities.posting.models import WAITING, ActivityDraft
from app.activities.posting.own import Own, find_whole, pending
from app.activities.posting.recalling import recalled, words_of
from app.activities.posting.sensitive import is_proven, sensitive_part
from app.activities.posting.snapshot import content_of
from app.activities.states import call_off, come_back
from app.core.errors import DomainError, NotFound
from app.core.events import ActivityChanged, publish
from app.places.zones import clock_of


class Hidden(DomainError):
    """What moderators took down, only they bring back."""

    code = "hidden"


@dataclass(frozen=True)
class Edit:
    """What somebody changes, and what the gazetteer says of its point if that is among it."""

    person_id: int
    changes: Content
    whereabouts: Mapping[str, Any] = field(default_factory=dict)


def change(session: Session, own: Own, edit: Edit, now: datetime) -> ActivityDraft | None:
    """Change a published activity. What has to be looked at first waits and is given.

    The rest is public at once; of one that is out of sight all waits, as one piece. Raises
    Invalid where it does not fit, or misses something, and Hidden for a blocked organiser's.
    """
    own = _as_it_is_now(session, own)
    activity = _not_blocked(session, own)
    published = content_of(activity)
    before = own.draft.content if own.draft else {}
    wanted = merged(merged(published, before), edit.changes)
    is_dated = any(name in SCHEDULE for name in edit.changes)
    check_complete(wanted, now, with_dates=is_dated)
    differing = {name: wanted[name] for name in wanted if wanted[name] != published.get(name)}
    waiting = {} if is_proven(own.organiser) else sensitive_part(published, differing)
    again = recalled(session, own.organiser.id, edit.person_id, differing)
    waiting |= {name: differing[name] for name in again}
    if activity.state == "hidden":
        waiting = differing
    at_once = {name: value for name, value in differing.items() if name not in waiting}
    if own.draft:
        kept = own.draft.whereabouts
        edit = edit if edit.whereabouts else replace(edit, whereabouts=kept)
        session.delete(own.draft)
        session.flush()
    if at_once:
        service.apply(session, _change_of(session, activity, edit, at_once, now), now)
    if not waiting:
        return None
    draft = _change_of(session, activity, edit, waiting, now)
    service.submit(session, draft, now)
    return draft


def cancel(session: Session, own: Own, now: datetime) -> None:
    """Take an activity down and tell everybody who holds a place on a date to come.

    One that moderators hid can be cancelled, too: it stays out of sight.
    """
    activity = _as_it_is_now(session, own).activity or _published(own)
    if activity.state != "withdrawn" and not activity.called_off:
        call_off(session, activity, now)


def bring_back(session: Session, own: Own, now: datetime) -> None:
    """Undo a cancelling: who still holds a place is told that it takes place after all.

    Raises Hidden for what says again what was taken down. What moderators hid stays hidden, and
    nobody is told before it is back.
    """
    own = _as_it_is_now(session, own)
    if own.activity and own.activity.called_off:
        service.check_open(own.organiser)
        own.activity.called_off = False
        session.flush()
        return
    activity = _published(own)
    if activity.state == "published":
        return
    service.check_open(own.organiser)
    _check_not_taken_down(session, activity)
    come_back(activity)
    session.flush()
    sync_dates(session, activity, now, is_elsewhere=True)
    publish(session, ActivityChanged(activity.id))


def confirm(session: Session, activity: Activity, now: datetime) -> None:
    """Say that all of this still holds, today; what was out of sight for want of it is back.

    Raises Hidden where it would bring back what was taken down in another listing.
    """
    organiser = hold(session, activity.organiser_id)
    why = hiding.hiding_of(session, activity.id)
    is_unsaid = why and why.cause == hiding.UNCONFIRMED and not activity.called_off
    is_back = is_unsaid and organiser and organiser.blocked_at is None
    if is_back:
        _check_not_taken_down(session, activity)
    today = now.astimezone(clock_of(activity.time_zone)).date()
    if activity.confirmed_on != today:
        activity.confirmed_on = today
        session.flush()
        publish(session, ActivityChanged(activity.id))
    if is_back:
        hiding.restore(session, activity)


def copy(session: Session, own: Own, person_id: int, now: datetime) -> ActivityDraft:
    """A new draft that says the same, but for when it takes place."""
    content: Content = {}
    if own.activity:
        content = content_of(own.activity)
    elif own.draft:
        content = own.draft.content
    kept = {
        name: value
        for name, value in content.items()
        if (name not in SCHEDULE or name == "time_zone") and value not in (None, "", [], {})
    }
    draft = service.begin(session, own.organiser.id, person_id, kept, now)
    place = own.activity.place if own.activity else None
    draft.whereabouts = own.draft.whereabouts if own.draft and not own.activity else {}
    if place:
        draft.whereabouts = asdict(Whereabouts(place.area, place.country, place.precision))
    return draft


def hand_in(session: Session, own: Own, now: datetime) -> None:
    """Publish: a draft, a change that came back, or what was cancelled.

    Of two who do so at once the second finds it done.
    """
    number = own.id
    if own.draft and own.draft.state != WAITING:
        try:
            service.submit(session, own.draft, now)
        except NotFound:
            if find_whole(session, number) is None:
                raise
    elif own.activity:
        bring_back(session, own, now)


def remove(session: Session, own: Own, now: datetime) -> None:
    """Throw a draft or a waiting change away; an activity without one is cancelled.

    Raises NotFound for what somebody has just published: it is not cancelled instead.
    """
    if own.draft:
        service.lock(session, own.draft)
        session.delete(own.draft)
        session.flush()
    elif own.activity:
        cancel(session, own, now)


def _as_it_is_now(session: Session, own: Own) -> Own:
    """What is public and what waits of it, with what others have written meanwhile."""
    hold(session, own.organiser.id)
    activity = find_whole(session, own.id, is_locked=True)
    for row in session.scalars(select(ActivityDraft).where(ActivityDraft.activity_id == own.id)):
        session.refresh(row)
    return replace(own, activity=activity, draft=pending(session, own.id))


def _not_blocked(session: Session, own: Own) -> Activity:
    """The activity; one that is out of sight can be mended, unless its organiser is blocked."""
    why = hiding.hiding_of(session, own.id)
    if own.activity is None or (why and why.cause == hiding.BLOCKED):
        return _published(own)
    return own.activity


def _published(own: Own) -> Activity:
    """The activity; one that moderators hid is not its organiser's to change."""
    if own.activity is None or own.activity.state == "hidden":
        raise Hidden("This was taken down by the people who look after Alongside.")
    return own.activity


def _check_not_taken_down(session: Session, activity: Activity) -> None:
    """Raise Hidden for what was taken down in another listing: nobody would read it before."""
    whole = find_whole(session, activity.id)
    if whole and recalled(session, whole.organiser_id, None, words_of(whole)):
        raise Hidden(
            "It says much the same as a listing that was taken down. Make a copy, and hand that "
            "in: somebody reads it."
        )


def _change_of(
    session: Session, activity: Activity, edit: Edit, content: Content, now: datetime
) -> ActivityDraft:
    draft = ActivityDraft(
        organiser_id=activity.organiser_id,
        person_id=edit.person_id,
        activity_id=activity.id,
        content=dict(content),
        whereabouts=dict(edit.whereabouts),
        made_at=now,
        updated_at=now,
    )
    session.add(draft)
    session.flush()
    return draft
