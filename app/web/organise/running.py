"""One activity as those who run it see it: how it stands, what is next, and the ways on."""

from datetime import datetime
from typing import Any

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from app.accounts.membership import role_in
from app.activities.models import Activity, Occurrence
from app.activities.posting import managing
from app.activities.posting.limits import count_draft
from app.activities.posting.own import Own, find_own, own_activity
from app.activities.posting.sensitive import is_proven
from app.activities.queries import open_occurrences
from app.attendance.running.attendees import list_attendees
from app.core import actors, audit, clock, limits
from app.core.db import db
from app.core.ids import show_id
from app.core.security import for_strangers, organiser
from app.core.writes import writes
from app.web import times, words
from app.web.organise import acting
from app.web.organise.door import show_door
from app.web.organise.health import show_health
from app.web.organise.home import UNNAMED
from app.web.organise.looking_after import asked_of, why_hidden
from app.web.organise.state_words import show_state
from app.web.sending import own_page

NEXT_DATES = 5
SEE_OTHER = 303
DONE = {
    "confirmed": "Thank you. The page says that it is still on.",
    "cancelled": "It is cancelled. Everybody who holds a place is told.",
    "back": "It is public again. Everybody who holds a place is told.",
    "not-off": "It is not cancelled any more. It stays out of sight.",
    "left": "You no longer run this one.",
}
AT = "/organise/<activity_id>"

blueprint = Blueprint("organise_running", __name__)


@blueprint.get(AT)
@organiser
@for_strangers(show_door)
def show_one(activity_id: str) -> Response:
    """How an activity stands, its next dates, and all that can be done with it."""
    session, now = db.session(), clock.now()
    person_id = actors.known().person_id
    own = find_own(session, person_id, activity_id, "viewer")
    role = role_in(session, person_id, own.organiser.id) or "viewer"
    return own_page("organise_one.html", **_shown(own, role, now))


@blueprint.post(f"{AT}/confirm")
@organiser
@writes(limit=acting.ACTS)
def confirm(activity_id: str) -> ResponseReturnValue:
    """Still on: the page of the activity says so with the date of today."""
    activity = _own(activity_id)
    managing.confirm(db.session(), activity, clock.now())
    return _to(activity_id, "confirmed")


@blueprint.post(f"{AT}/copy")
@organiser
@writes(limit=acting.ACTS)
def copy(activity_id: str) -> ResponseReturnValue:
    """Begin a new draft that says the same, but for its dates."""
    session, person_id, now = db.session(), actors.known().person_id, clock.now()
    own = find_own(session, person_id, activity_id, "editor")
    if limits.are_on():
        count_draft(session, person_id, now, is_proven=is_proven(own.organiser))
    draft = managing.copy(session, own, person_id, now)
    return redirect(f"/organise/{show_id(draft.id)}/edit/what", SEE_OTHER)


@blueprint.post(f"{AT}/cancel")
@organiser
@writes(limit=acting.ACTS)
def cancel(activity_id: str) -> ResponseReturnValue:
    """Take the activity down; whoever holds a place is told."""
    own = find_own(db.session(), actors.known().person_id, activity_id, "editor")
    managing.cancel(db.session(), own, clock.now())
    _note("cancelled", own)
    return _to(activity_id, "cancelled")


@blueprint.post(f"{AT}/bring-back")
@organiser
@writes(limit=acting.ACTS)
def bring_back(activity_id: str) -> ResponseReturnValue:
    """Undo a cancelling."""
    own = find_own(db.session(), actors.known().person_id, activity_id, "editor")
    managing.bring_back(db.session(), own, clock.now())
    _note("brought back", own)
    return _to(activity_id, "not-off" if own.activity and own.state == "hidden" else "back")


def _own(activity_id: str) -> Activity:
    return own_activity(db.session(), actors.known().person_id, activity_id)


def _note(what: str, own: Own) -> None:
    act = audit.Act(acting.ref(), what, f"activity {show_id(own.id)}")
    audit.note(db.session(), act, clock.now())


def _to(activity_id: str, done: str) -> ResponseReturnValue:
    return redirect(f"/organise/{activity_id}?done={done}", SEE_OTHER)


def _shown(own: Own, role: str, now: datetime) -> dict[str, Any]:
    content = own.draft.content if own.draft else {}
    activity = own.activity
    title = activity.title if activity else content.get("title") or UNNAMED
    topics = [one.topic for one in activity.topics] if activity else content.get("topics") or ()
    kind = activity.kind if activity else content.get("kind") or "interest_group"
    is_public = activity is not None and activity.state == "published"
    return {
        "id": show_id(own.id),
        "title": title,
        "organiser": own.organiser.name,
        "icon_name": words.drawing(list(topics), kind),
        "role": role,
        "may_edit": role != "viewer",
        "state": show_state(own, now),
        "hidden": why_hidden(db.session(), activity),
        "asked": asked_of(db.session(), activity) if is_public else [],
        "health": show_health(activity) if activity and is_public else None,
        "dates": _dates(activity, now) if activity else [],
        "is_public": is_public,
        "is_cancelled": own.state == "cancelled",
        "has_activity": activity is not None,
        "done": DONE.get(request.args.get("done", "")),
    }


def _dates(activity: Activity, now: datetime) -> list[dict[str, Any]]:
    rows = open_occurrences(db.session(), activity.id, now, NEXT_DATES)
    return [_date(row, activity, now) for row in rows]


def _date(row: Occurrence, activity: Activity, now: datetime) -> dict[str, Any]:
    """A line of the next dates; how many come is told to nobody else."""
    today = times.today_in(activity.time_zone)
    found = list_attendees(db.session(), row.id, now) if activity.takes_places else None
    return {
        "id": show_id(row.id),
        "starts": row.starts_at.isoformat(),
        "day": times.near_day(row.starts_local.date(), today),
        "time": f"{row.starts_local:%H:%M} to {row.ends_local:%H:%M}",
        "is_cancelled": row.status == "cancelled"
        or activity.state == "withdrawn"
        or activity.called_off,
        "people": acting.people_words(found, row.capacity) if found else None,
    }
