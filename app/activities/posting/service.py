"""Writing an activity, handing it in, publishing it, and changing it later. Never commits."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import inspect
from sqlalchemy.orm import Session

from app.accounts.membership import hold
from app.accounts.models import Organiser
from app.activities.checks import check_draft
from app.activities.dates import sync_dates
from app.activities.drafts import Listing
from app.activities.filling import fill_schedule, fill_words, where_of
from app.activities.models import Activity
from app.activities.posting.complete import check_complete, check_together
from app.activities.posting.content import SCHEDULE, Content, Whereabouts, merged
from app.activities.posting.listing import listing_of
from app.activities.posting.models import DRAFT, RETURNED, WAITING, ActivityDraft
from app.activities.posting.own import (
    NOT_YOURS,
    find_whole,
    hold_draft,
    own_activity,
    own_draft,
)
from app.activities.posting.recalling import recalled
from app.activities.posting.redating import redate
from app.activities.posting.sensitive import is_proven, is_sensitive
from app.activities.posting.snapshot import content_of
from app.activities.scheduling.waiting import DATE_EDITS, make_waiting
from app.activities.service import drop_place
from app.core.errors import DomainError, NotFound
from app.core.events import ActivityChanged, DraftPublished, DraftReviewed, publish
from app.places.zones import clock_of

__all__ = [
    "OrganiserBlockedHere",
    "apply",
    "begin",
    "check_open",
    "lock",
    "needs_review",
    "own_activity",
    "own_draft",
    "send_back",
    "submit",
    "write",
]

NOT_MADE = "These changes of dates could not be made. All else is public."


class OrganiserBlockedHere(DomainError):
    """An organiser whose listings were stopped publishes nothing more."""

    code = "organiser_blocked"


def begin(
    session: Session, organiser_id: int, person_id: int, content: Content, now: datetime
) -> ActivityDraft:
    """A new draft of this content; raises Invalid where its fields do not fit together."""
    check_together(content, now)
    draft = ActivityDraft(
        organiser_id=organiser_id,
        person_id=person_id,
        content=dict(content),
        whereabouts={},
        made_at=now,
        updated_at=now,
    )
    session.add(draft)
    session.flush()
    return draft


def write(session: Session, draft: ActivityDraft, changes: Content, now: datetime) -> None:
    """Change what a draft says. One that waits is handed in anew afterwards.

    Raises Invalid where the fields no longer fit together, and NotFound where it is gone.
    """
    lock(session, draft)
    content = merged(draft.content, changes)
    check_together(full_content(session, draft, content), now)
    if content == draft.content:
        return
    draft.content, draft.updated_at = content, now
    if draft.state == WAITING:
        draft.state = DRAFT
    session.flush()


def full_content(
    session: Session, draft: ActivityDraft, content: Content | None = None
) -> dict[str, Any]:
    """All that would be public: the content of a change lies over what is published."""
    changes = draft.content if content is None else content
    activity = draft.activity_id and find_whole(session, draft.activity_id)
    return merged(content_of(activity), changes) if activity else dict(changes)


def needs_review(session: Session, organiser: Organiser, draft: ActivityDraft) -> bool:
    """Whether somebody looks at this before it is public.

    Proven organisers publish at once, unless it says what was taken down, or would mend it. Of
    the others every new listing is looked at, and each change of title, time, place or link.
    """
    activity = draft.activity_id and find_whole(session, draft.activity_id)
    if activity and activity.state == "hidden":
        return True
    if recalled(session, organiser.id, draft.person_id, draft.content):
        return True
    if is_proven(organiser):
        return False
    return not activity or is_sensitive(content_of(activity), draft.content)


def submit(
    session: Session, draft: ActivityDraft, now: datetime
) -> Literal["published", "waiting"]:
    """Hand a draft in: it is published, or waits for review.

    Raises Invalid for what is missing, OrganiserBlockedHere.
    """
    organiser = hold(session, draft.organiser_id)
    lock(session, draft)
    if organiser is None:
        raise NotFound(NOT_YOURS)
    check_open(organiser)
    is_dated = draft.activity_id is None or any(name in SCHEDULE for name in draft.content)
    check_complete(full_content(session, draft), now, with_dates=is_dated)
    if not needs_review(session, organiser, draft):
        apply(session, draft, now)
        return "published"
    draft.state, draft.reason, draft.submitted_at = WAITING, None, now
    session.flush()
    return "waiting"


def check_open(organiser: Organiser) -> None:
    """Raise OrganiserBlockedHere for one whose listings were stopped."""
    if organiser.blocked_at is not None:
        raise OrganiserBlockedHere(
            "Nothing new can be published under this name at the moment. Your draft is kept."
        )


def send_back(session: Session, draft: ActivityDraft, reason: str, now: datetime) -> None:
    """Give a draft back to its author with a reason; what is public stays as it is."""
    lock(session, draft)
    draft.state, draft.reason, draft.updated_at = RETURNED, reason, now
    session.flush()
    row_id = draft.activity_id or draft.id
    publish(session, DraftReviewed(row_id, draft.organiser_id, "returned"))


def apply(session: Session, draft: ActivityDraft, now: datetime) -> Activity:
    """Make a draft public: a new activity of the draft's id, or a change of its activity.

    Dates on which people hold places move, or are cancelled with notice. The draft is gone, but
    for a note on changes of dates that could not be made: it goes back to its author.
    """
    lock(session, draft)
    number = draft.activity_id
    activity = find_whole(session, number, is_locked=True) if number else None
    content = full_content(session, draft)
    changes = draft.content if activity else content
    if activity is None:
        organiser = session.get_one(Organiser, draft.organiser_id)
        activity = Activity(id=draft.id, organiser=organiser, state="published")
    listing = _listing(activity, content, draft, now)
    check_draft(listing)
    _put(session, activity, listing, changes, now)
    left_out = make_waiting(session, activity, changes.get(DATE_EDITS, ()), now)
    if draft.state == WAITING:
        outcome = "published_in_part" if left_out else "published"
        publish(session, DraftReviewed(activity.id, draft.organiser_id, outcome))
    news = DraftPublished(activity.id, dict(draft.content), is_new=draft.activity_id is None)
    if left_out:
        draft.state, draft.content, draft.updated_at = RETURNED, {}, now
        draft.reason = "\n".join([NOT_MADE, *left_out])
    else:
        session.delete(draft)
    session.flush()
    publish(session, news)
    return activity


def lock(session: Session, draft: ActivityDraft) -> None:
    """Read a draft again and keep it; raises NotFound when somebody else was quicker."""
    if hold_draft(session, draft.id, draft.activity_id) is None:
        raise NotFound(NOT_YOURS)


def _listing(activity: Activity, content: Content, draft: ActivityDraft, now: datetime) -> Listing:
    """The content as it will read: a fact told before as it is now keeps the day it was told."""
    found = Whereabouts(**draft.whereabouts) if draft.whereabouts else _known_place(activity)
    listing = listing_of(content, found, now.date())
    today = now.astimezone(clock_of(listing.time_zone)).date()
    known = {row.key: row for row in activity.told if row.said_by == "organiser"}
    told = {
        key: replace(said, on=known[key].said_on)
        if key in known and known[key].value == int(said.value)
        else replace(said, on=today)
        for key, said in listing.told.items()
    }
    return replace(listing, told=told, confirmed_on=today)


def _known_place(activity: Activity) -> Whereabouts:
    place = activity.place
    return Whereabouts(place.area, place.country, place.precision) if place else Whereabouts()


def _put(
    session: Session,
    activity: Activity,
    listing: Listing,
    changes: Mapping[str, Any],
    now: datetime,
) -> None:
    """Write a listing into the activity, its dates only where they are among the changes."""
    is_known = bool(inspect(activity).persistent)
    was, place = where_of(activity), activity.place
    fill_words(activity, listing, {"organiser"})
    drop_place(session, activity, place)
    is_dated = any(name in changes for name in SCHEDULE)
    if is_dated and not is_known:
        fill_schedule(activity, listing)
    session.add(activity)
    session.flush()
    if is_dated and is_known:
        redate(session, activity, listing, now)
    sync_dates(session, activity, now, is_elsewhere=was != where_of(activity))
    publish(session, ActivityChanged(activity.id))
