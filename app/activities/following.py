"""An organiser's own activity that follows an event of a calendar of theirs. Never commits.

What changed there since the last time changes here; what was told or changed here stays.
"""

from dataclasses import fields, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.accounts.models import Organiser
from app.activities.checks import check_draft
from app.activities.dates import sync_dates
from app.activities.drafts import Listing
from app.activities.filling import PLAIN, fill, fill_schedule, fill_words, where_of
from app.activities.models import Activity
from app.activities.service import drop_place
from app.activities.states import call_off, come_back
from app.core.events import ActivityChanged, publish

SCHEDULE = frozenset({"time_zone", "segments", "changes", "arrangement"})


def begin(
    session: Session, organiser: Organiser, activity_id: int, listing: Listing, now: datetime
) -> Activity:
    """A new activity that says what a listing says; raises Invalid where that does not fit."""
    check_draft(listing)
    activity = Activity(id=activity_id, organiser=organiser, state="published")
    fill(activity, listing)
    session.add(activity)
    session.flush()
    sync_dates(session, activity, now)
    publish(session, ActivityChanged(activity.id))
    return activity


def follow(
    session: Session, activity: Activity, last: Listing, new: Listing, now: datetime
) -> None:
    """Bring an activity (with all its parts) from what its source said last to what it says now.

    People who hold a place on a date that moved, or no longer takes place, are told.
    Raises Invalid, before anything is changed, for a listing that does not fit.
    """
    check_draft(new)
    was, place = where_of(activity), activity.place
    changed = {
        each.name for each in fields(Listing) if getattr(last, each.name) != getattr(new, each.name)
    }
    kept = _as_it_is(activity)
    fill_words(activity, new, {"source"})
    for name, value in kept.items():
        if name not in changed:
            setattr(activity, name, value)
    if "place" not in changed:
        activity.place = place
    drop_place(session, activity, place)
    if changed & SCHEDULE:
        fill_schedule(activity, new)
    session.flush()
    sync_dates(session, activity, now, is_elsewhere=was != where_of(activity))
    publish(session, ActivityChanged(activity.id))


def say_all(session: Session, activity: Activity, listing: Listing, now: datetime) -> None:
    """Let an activity (with all its parts) that was just published say all of a listing."""
    was, place = where_of(activity), activity.place
    fill(activity, listing)
    drop_place(session, activity, place)
    session.flush()
    sync_dates(session, activity, now, is_elsewhere=was != where_of(activity))
    publish(session, ActivityChanged(activity.id))


def end(session: Session, activity: Activity, now: datetime) -> bool:
    """Take an activity down whose event is gone, with notice; False where it was down before."""
    if activity.state != "published":
        return False
    call_off(session, activity, now)
    return True


def revive(session: Session, activity: Activity, now: datetime) -> None:
    """Bring an activity back whose event is there again."""
    come_back(activity)
    session.flush()
    sync_dates(session, activity, now, is_elsewhere=True)
    publish(session, ActivityChanged(activity.id))


def settled(listing: Listing) -> Listing:
    """A listing without the days on which its source was written, which programs set anew."""
    told = {key: replace(said, on=date.min) for key, said in listing.told.items()}
    return replace(listing, told=told, confirmed_on=None)


def _as_it_is(activity: Activity) -> dict[str, object]:
    """The fields that an organiser may have changed here, by the names of a listing's."""
    names = (*PLAIN, "audience", "steps", "cost_minor", "cost_currency")
    kept = {name: getattr(activity, name) for name in names}
    return kept | {"topics": list(activity.topics)}
