"""Who comes on one date, a list to tick on the day, and a message to everybody."""

from typing import Any

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from app.accounts.membership import may
from app.activities.models import Activity, Occurrence
from app.attendance.rsvps.models import GOING, OFFERED, WAITLISTED
from app.attendance.running import messages
from app.attendance.running.access import own_date
from app.attendance.running.attendees import Attendee, Attendees, guests, list_attendees
from app.attendance.running.routes import MESSAGES, send
from app.attendance.running.schemas import MOST_LETTERS, MessageSchema
from app.core import actors, clock
from app.core.actors import StepUpNeeded
from app.core.db import db
from app.core.errors import DomainError, NotFound
from app.core.ids import show_id
from app.core.requests import load
from app.core.security import for_strangers, organiser
from app.core.writes import writes
from app.web import times
from app.web.organise.acting import is_fresh, people_words
from app.web.organise.door import show_door
from app.web.problems import NONE, Problems
from app.web.sending import own_page
from app.web.written import show_written

SEE_OTHER = 303
AT = "/organise/<activity_id>/people/<occurrence_id>"
STATUS_WORDS = {WAITLISTED: "Waits for a place", OFFERED: "Is asked whether they take a place"}

blueprint = Blueprint("organise_people", __name__)


@blueprint.get(AT)
@organiser
@for_strangers(show_door)
def show_people(activity_id: str, occurrence_id: str) -> Response:
    """The list of a date; ticks on it are made and kept by the browser alone."""
    date, activity = _found(activity_id, occurrence_id, "viewer")
    return own_page("organise_people.html", **_shown(date, activity))


@blueprint.post(f"{AT}/message")
@organiser
@writes(limit=MESSAGES)
def write_to_all(activity_id: str, occurrence_id: str) -> ResponseReturnValue:
    """Write to everybody who holds a place."""
    date, activity = _found(activity_id, occurrence_id, "editor")
    try:
        asked = load(MessageSchema(), {"text": request.form.get("text", "").replace("\r\n", "\n")})
        send(date, activity, asked["text"])
    except (NotFound, StepUpNeeded):
        raise
    except DomainError as error:
        return own_page("organise_people.html", error.status, **_shown(date, activity, error))
    return redirect(f"/organise/{activity_id}/people/{occurrence_id}?done=sent", SEE_OTHER)


def _found(activity_id: str, occurrence_id: str, role: Any) -> tuple[Occurrence, Activity]:
    date, activity = own_date(db.session(), actors.known().person_id, occurrence_id, role)
    if show_id(activity.id) != activity_id:
        raise NotFound("This date is not here. It may have moved, or the link is wrong.")
    return date, activity


def _shown(
    date: Occurrence, activity: Activity, error: DomainError | None = None
) -> dict[str, Any]:
    session, now = db.session(), clock.now()
    found = list_attendees(session, date.id, now)
    today = times.today_in(activity.time_zone)
    is_open = date.status == "scheduled" and date.ends_at > now
    return {
        "id": show_id(activity.id),
        "date_id": show_id(date.id),
        "title": activity.title,
        "starts": date.starts_at.isoformat(),
        "ends": date.ends_at.isoformat(),
        "when": f"{times.long_day(date.starts_local.date(), today)}, {date.starts_local:%H:%M}",
        "is_cancelled": date.status == "cancelled",
        "people": people_words(found, date.capacity),
        "coming": _coming(found),
        "quiet": guests(found.quiet) if found.quiet else None,
        "silent": range(1, _silent(found) + 1),
        "waiting": [_row(one) for one in found.items if one.status != GOING],
        "may_write": is_open and may(session, _me(), activity.organiser_id, "editor"),
        "must_prove": not is_fresh(),
        "written": show_written(messages.sent(session, date.id), activity.time_zone),
        "most_letters": MOST_LETTERS,
        "typed": request.form.get("text", ""),
        "said": error.detail if error and not error.errors else None,
        "problems": Problems(error.errors) if error and error.errors else NONE,
        "is_sent": request.args.get("done") == "sent",
    }


def _coming(found: Attendees) -> list[dict[str, Any]]:
    return [_row(one) for one in found.items if one.status == GOING]


def _row(one: Attendee) -> dict[str, Any]:
    """A line of the list; `key` is the order in which they came, for the ticks of this browser."""
    more = f" and {one.party_size - 1} more" if one.alias and one.party_size > 1 else ""
    return {
        "key": f"n{one.number}",
        "name": f"{one.alias}{more}" if one.alias else guests(one.party_size),
        "needs": one.needs,
        "status": STATUS_WORDS.get(one.status),
    }


def _silent(found: Attendees) -> int:
    """How many quiet guests come who wrote nothing: they have no line of their own."""
    told = sum(one.party_size for one in found.items if one.is_quiet and one.status == GOING)
    return found.quiet - told


def _me() -> int:
    return actors.known().person_id
