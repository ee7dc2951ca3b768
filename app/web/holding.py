"""Holding a place and giving it back as pages and plain forms: the same services as the API."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.accounts.routes import NEW_GUESTS
from app.accounts.sessions import make_guest
from app.attendance.rsvps import service
from app.attendance.rsvps.models import CANCELLED, GOING, WAITLISTED
from app.attendance.rsvps.queries import find_rsvp
from app.attendance.rsvps.routes import CHANGES, HOLDS
from app.attendance.rsvps.service import Held, Wish
from app.core import actors, clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.ids import read_id, show_id
from app.core.security import personal, public
from app.core.writes import writes
from app.web import hold_again
from app.web.hold_form import is_bare, read_date, read_wish

blueprint = Blueprint("holding", __name__)
ON_DATE = "/occurrences/<occurrence_id>"
SEE_OTHER, SAME_AGAIN = 303, 307
ASKED_AGAIN = "again"


@blueprint.post("/activities/<activity_id>/hold")
@public
@hold_again.kindly
def hold_chosen(activity_id: str) -> ResponseReturnValue:
    """Hold a place on the date that was chosen, or join its waiting list."""
    del activity_id
    number, wish = read_date(request.form), read_wish(request.form)
    return _welcome() or _hold(number, wish)


@blueprint.post(f"{ON_DATE}/hold")
@public
@hold_again.kindly
def hold_date(occurrence_id: str) -> ResponseReturnValue:
    """Hold a place on this date, for the first time or again."""
    number, wish = _date_id(occurrence_id), read_wish(request.form)
    return _welcome() or _hold(number, wish)


@blueprint.get(f"{ON_DATE}/place")
@personal
def show_place(occurrence_id: str) -> Response:
    """What one has on a date, and the ways on."""
    return hold_again.show_own(_date_id(occurrence_id))


@blueprint.post(f"{ON_DATE}/change")
@personal
@hold_again.kindly
@writes(limit=HOLDS)
def change(occurrence_id: str) -> ResponseReturnValue:
    """Change how many come, the name, or what would help."""
    session, number, person_id = db.session(), _date_id(occurrence_id), _person_id()
    held = find_rsvp(session, number, person_id)
    if held is None or held.status == CANCELLED:
        raise NotFound("You hold no place on this date.")
    service.hold(session, number, person_id, read_wish(request.form), clock.now())
    return _to_place(number)


@blueprint.post(f"{ON_DATE}/leave")
@personal
@hold_again.kindly
@writes(limit=CHANGES)
def leave(occurrence_id: str) -> ResponseReturnValue:
    """Not this time."""
    return _own(service.leave, occurrence_id)


@blueprint.post(f"{ON_DATE}/accept")
@personal
@hold_again.kindly
@writes(limit=CHANGES)
def accept(occurrence_id: str) -> ResponseReturnValue:
    """Take the place that is offered."""
    return _own(service.accept, occurrence_id)


@blueprint.post(f"{ON_DATE}/decline")
@personal
@hold_again.kindly
@writes(limit=CHANGES)
def decline(occurrence_id: str) -> ResponseReturnValue:
    """Let the next person have it."""
    return _own(service.leave, occurrence_id)


@blueprint.post(f"{ON_DATE}/confirm")
@personal
@hold_again.kindly
@writes(limit=CHANGES)
def confirm(occurrence_id: str) -> ResponseReturnValue:
    """Still fine."""
    return _own(service.confirm, occurrence_id)


def _welcome() -> ResponseReturnValue | None:
    """A cookie first, then the same form again: pressed twice, it is still one person.

    A form without a script carries no key that is only its own, for the page is the same for
    all. None where the browser is known, or keeps no cookies.
    """
    if actors.has_token():
        return None
    if ASKED_AGAIN in request.args:
        return hold_again.show_cookies_needed()
    return _make_known()


@public
@writes(limit=NEW_GUESTS)
def _make_known() -> ResponseReturnValue:
    now = clock.now()
    actors.enter(db.session(), make_guest(db.session(), now).id, now)
    return redirect(f"{request.path}?{ASKED_AGAIN}=1", SAME_AGAIN)


@public
@writes(limit=HOLDS)
def _hold(number: int, wish: Wish) -> ResponseReturnValue:
    session, now = db.session(), clock.now()
    actor = actors.current() or actors.enter(session, make_guest(session, now).id, now)
    held = find_rsvp(session, number, actor.person_id)
    is_there = held is not None and held.status in {GOING, WAITLISTED}
    if not (is_there and is_bare(wish)):
        service.hold(session, number, actor.person_id, wish, now)
    return _to_place(number)


def _own(
    act: Callable[[Session, int, int, datetime], Held], occurrence_id: str
) -> ResponseReturnValue:
    number = _date_id(occurrence_id)
    act(db.session(), number, _person_id(), clock.now())
    return _to_place(number)


def _to_place(number: int) -> ResponseReturnValue:
    return redirect(f"/occurrences/{show_id(number)}/place", SEE_OTHER)


def _person_id() -> int:
    return actors.known().person_id


def _date_id(text: str) -> int:
    number = read_id(text)
    if number is None:
        raise NotFound("This date is not here. It may have moved, or the link is wrong.")
    return number
