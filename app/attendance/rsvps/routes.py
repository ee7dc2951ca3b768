"""Hold a place, look at it, change it, give it back."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.accounts.sessions import make_guest
from app.attendance.rsvps import service
from app.attendance.rsvps.models import WAITLISTED
from app.attendance.rsvps.queries import find_place, my_rsvps
from app.attendance.rsvps.schemas import HOLD_EXAMPLE, RSVP, RSVPS, RsvpSchema
from app.attendance.rsvps.seats import position
from app.attendance.rsvps.service import Held, Wish
from app.attendance.rsvps.shape import shape
from app.attendance.running.messages import read_by
from app.attendance.running.models import MessageToAll
from app.core import actors, clock
from app.core.answers import json_answer
from app.core.db import db
from app.core.errors import NotFound
from app.core.ids import read_id
from app.core.limits import Limit
from app.core.requests import Rooms, path_id
from app.core.security import personal, public
from app.core.writes import writes

HOLDS = Limit("holds", 20, timedelta(hours=1))
CHANGES = Limit("changes of holds", 60, timedelta(hours=1))
CREATED, OK = 201, 200
ON_DATE = "/occurrences/<occurrence_id>/rsvp"
OCCURRENCE_ID = path_id(
    "occurrence_id", "The occurrence_id of a card, or the id of one of an activity's dates."
)

blueprint = Rooms("rsvps", __name__, url_prefix="/api/v1", description="Hold a place, quietly")


@blueprint.route(ON_DATE, methods=["PUT"], parameters=[OCCURRENCE_ID])
@public
@writes(limit=HOLDS)
@blueprint.arguments(RsvpSchema, example=HOLD_EXAMPLE)
@blueprint.answers(RSVP, 403, 404, 409, 429)
@blueprint.answers(RSVP, status=CREATED)
def hold_place(asked: dict[str, Any], occurrence_id: str) -> ResponseReturnValue:
    """Hold a place.

    Or join the waiting list where the date is full; asked again, it changes what you have.
    Somebody who is not known yet becomes a guest: the cookie is all there is.
    """
    now, session = clock.now(), db.session()
    date_id = _date_id(occurrence_id)
    actor = actors.current()
    person_id = actor.person_id if actor else make_guest(session, now).id
    held = service.hold(session, date_id, person_id, Wish(**asked), now)
    if actor is None:
        actors.enter(session, person_id, now)
    return _answer(held, now, CREATED if held.is_new else OK)


@blueprint.route(ON_DATE, methods=["GET"], parameters=[OCCURRENCE_ID])
@personal
@blueprint.answers(RSVP, 401, 404)
def show_place(occurrence_id: str) -> ResponseReturnValue:
    """Look at your place."""
    person_id = actors.known().person_id
    return _answer(service.show(db.session(), _date_id(occurrence_id), person_id), clock.now())


@blueprint.route(ON_DATE, methods=["DELETE"], parameters=[OCCURRENCE_ID])
@personal
@writes(limit=CHANGES)
@blueprint.answers(RSVP, 401, 403, 404, 429)
def give_back(occurrence_id: str) -> ResponseReturnValue:
    """Not this time.

    Gives a place, an offer or a place in the waiting list back, without a reason.
    """
    return _own(service.leave, occurrence_id)


@blueprint.route(f"{ON_DATE}/confirm", methods=["POST"], parameters=[OCCURRENCE_ID])
@personal
@writes(limit=CHANGES)
@blueprint.answers(RSVP, 401, 403, 404, 409, 429)
def confirm_place(occurrence_id: str) -> ResponseReturnValue:
    """Say that it is still fine."""
    return _own(service.confirm, occurrence_id)


@blueprint.route(f"{ON_DATE}/accept", methods=["POST"], parameters=[OCCURRENCE_ID])
@personal
@writes(limit=CHANGES)
@blueprint.answers(RSVP, 401, 403, 404, 409, 429)
def accept_offer(occurrence_id: str) -> ResponseReturnValue:
    """Take the place that is offered."""
    return _own(service.accept, occurrence_id)


@blueprint.route(f"{ON_DATE}/decline", methods=["POST"], parameters=[OCCURRENCE_ID])
@personal
@writes(limit=CHANGES)
@blueprint.answers(RSVP, 401, 403, 404, 429)
def decline_offer(occurrence_id: str) -> ResponseReturnValue:
    """Let the next person have the place that is offered."""
    return _own(service.leave, occurrence_id)


@blueprint.route("/me/rsvps", methods=["GET"])
@personal
@blueprint.answers(RSVPS, 401)
def list_plans() -> ResponseReturnValue:
    """List your plans.

    Held, waited for and given back, from a month ago on.
    """
    session, now = db.session(), clock.now()
    items, plans = [], my_rsvps(session, actors.known().person_id, now)
    written = read_by(session, (mine.rsvp for mine in plans))
    for mine in plans:
        one = shape(mine.rsvp, mine.occurrence, mine.activity, mine.activity.place, now)
        one["occurrence"]["topics"] = [row.topic for row in mine.activity.topics]
        if one["status"] == WAITLISTED:
            one["position"] = position(session, mine.rsvp)
        one |= _messages(written.get(mine.occurrence.id, ()))
        items.append(one)
    return json_answer({"items": items})


def _own(
    change: Callable[[Session, int, int, datetime], Held], occurrence_id: str
) -> ResponseReturnValue:
    now = clock.now()
    person_id = actors.known().person_id
    return _answer(change(db.session(), _date_id(occurrence_id), person_id, now), now)


def _date_id(text: str) -> int:
    number = read_id(text)
    if number is None:
        raise NotFound("This date is not here. It may have moved, or the link is wrong.")
    return number


def _answer(held: Held, now: datetime, status: int = OK) -> Response:
    place = find_place(db.session(), held.activity)
    body = shape(held.rsvp, held.occurrence, held.activity, place, now)
    db.session.refresh(held.activity, ["topics"])
    body["occurrence"]["topics"] = [row.topic for row in held.activity.topics]
    if held.position is not None and body["status"] == WAITLISTED:
        body["position"] = held.position
    body |= _messages(read_by(db.session(), [held.rsvp]).get(held.occurrence.id, ()))
    answer = json_answer(body)
    answer.status_code = status
    return answer


def _messages(written: Iterable[MessageToAll]) -> dict[str, Any]:
    """What the organiser wrote to all, where there is anything."""
    shown = [{"text": one.text, "sent_at": one.sent_at} for one in written]
    return {"messages": shown} if shown else {}
