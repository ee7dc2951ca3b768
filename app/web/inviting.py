"""Bring a friend: the page that makes a link, and the page it opens."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.activities.models import Activity, Occurrence
from app.attendance.invites import service as invites
from app.attendance.invites.routes import INVITES, address_of, date_id
from app.attendance.invites.schemas import ShowSchema
from app.attendance.invites.service import Opened, Shown
from app.attendance.rsvps.models import CANCELLED
from app.attendance.rsvps.queries import find_rsvp
from app.core import actors, clock
from app.core.db import db
from app.core.errors import DomainError, NotFound
from app.core.ids import show_id
from app.core.requests import load
from app.core.security import by_secret, personal
from app.core.writes import writes
from app.web import search, times
from app.web.activity import show_activity
from app.web.forms import Asked
from app.web.problems import NONE, Problems
from app.web.sending import own_page

AT = "/occurrences/<occurrence_id>/invites"
SEE_OTHER = 303
ENDED = 404
FIELDS = {"show.name": "name", "note": "note"}

blueprint = Blueprint("inviting", __name__)


@blueprint.get(AT)
@personal
def show_form(occurrence_id: str) -> Response:
    """Ask what a friend may see."""
    return own_page("bring.html", **_form(occurrence_id))


@blueprint.post(AT)
@personal
@writes(limit=INVITES, is_secret=True)
def make_link(occurrence_id: str) -> Response:
    """Make a link; it stands in this one answer and nowhere else."""
    session, person_id = db.session(), actors.known().person_id
    try:
        wish = load(ShowSchema(), {"name": "name" in request.form, "note": _typed()})
        number = date_id(occurrence_id)
        secret = invites.make(session, number, person_id, Shown(**wish), clock.now())
    except NotFound:
        raise
    except DomainError as error:
        return own_page("bring.html", error.status, **_form(occurrence_id, error))
    return own_page("bring_link.html", **_form(occurrence_id), link=address_of(secret))


@blueprint.post(f"{AT}/end")
@personal
@writes()
def end_links(occurrence_id: str) -> ResponseReturnValue:
    """End all links to this date, at once."""
    number = date_id(occurrence_id)
    invites.end(db.session(), number, actors.known().person_id)
    return redirect(f"/occurrences/{show_id(number)}/invites?done=ended", SEE_OTHER)


@blueprint.get("/invites/<secret>")
@by_secret
def open_invite(secret: str) -> Response:
    """What somebody asks a friend along to; a calm page where the link has ended."""
    opened = invites.open_link(db.session(), secret, clock.now())
    if opened is None:
        return own_page("invite_ended.html", ENDED)
    return own_page("invite.html", **_opened(opened))


def _typed() -> str | None:
    return request.form.get("note", "").strip() or None


def _form(occurrence_id: str, error: DomainError | None = None) -> dict[str, Any]:
    """What the page shows: the date, the name that could be shown, what was typed."""
    session, person_id = db.session(), actors.known().person_id
    number = date_id(occurrence_id)
    rsvp, date = find_rsvp(session, number, person_id), session.get(Occurrence, number)
    count = invites.count(session, number, person_id)
    # Whoever gave the place back can still end the links they made.
    has_place = rsvp is not None and rsvp.status != CANCELLED
    is_ended = request.args.get("done") == "ended"
    if rsvp is None or date is None or not (has_place or count or is_ended):
        raise NotFound("You hold no place on this date.")
    activity = session.get_one(Activity, date.activity_id)
    return _date(activity, date) | {
        "party_limit": activity.party_limit,
        "name": invites.name_to_show(session, rsvp),
        "has_place": has_place,
        "count": count,
        "typed": request.form,
        "problems": _problems(error) if error else NONE,
        "said": error.detail if error and not error.errors else None,
        "is_ended": is_ended,
    }


def _problems(error: DomainError) -> Problems:
    return Problems({FIELDS.get(name, name): said for name, said in error.errors.items()})


def _opened(opened: Opened) -> dict[str, Any]:
    found = search.show(show_id(opened.activity.id), Asked(MultiDict()))
    shown = show_activity(found, times.today_in(found["time_zone"]))
    return _date(opened.activity, opened.occurrence) | {
        "activity": shown,
        "name": opened.name,
        "note": opened.note,
        "is_cancelled": opened.occurrence.status == CANCELLED,
        "has_begun": opened.occurrence.starts_at <= clock.now(),
        "takes_places": opened.activity.takes_places,
    }


def _date(activity: Activity, date: Occurrence) -> dict[str, Any]:
    zone = ZoneInfo(activity.time_zone)
    starts, ends = date.starts_at.astimezone(zone), date.ends_at.astimezone(zone)
    return {
        "id": show_id(date.id),
        "activity_id": show_id(activity.id),
        "title": activity.title,
        "starts": starts.isoformat(),
        "when": times.span(starts, ends, times.today_in(activity.time_zone), " to "),
        "clock": times.zone_words(activity.time_zone),
    }
