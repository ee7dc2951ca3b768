"""Make a link to bring a friend, and end it."""

from datetime import timedelta
from typing import Any

from flask import current_app
from flask.typing import ResponseReturnValue

from app.attendance.invites import service
from app.attendance.invites.schemas import INVITE, INVITE_EXAMPLE, NOTHING, InviteSchema
from app.attendance.invites.service import Shown
from app.attendance.rsvps.routes import OCCURRENCE_ID
from app.config import Config
from app.core import actors, clock
from app.core.answers import json_answer
from app.core.db import db
from app.core.errors import NotFound
from app.core.ids import read_id
from app.core.limits import Limit
from app.core.requests import Rooms
from app.core.security import personal
from app.core.writes import writes

INVITES = Limit("invites", 20, timedelta(hours=1))
CREATED = 201
ON_DATE = "/occurrences/<occurrence_id>/invites"

blueprint = Rooms("invites", __name__, url_prefix="/api/v1", description="Bring a friend")


@blueprint.route(ON_DATE, methods=["POST"], parameters=[OCCURRENCE_ID])
@personal
@writes(limit=INVITES, is_secret=True)
@blueprint.arguments(InviteSchema, example=INVITE_EXAMPLE)
@blueprint.answers(INVITE, 401, 403, 404, 409, 429, status=CREATED)
def make_invite(asked: dict[str, Any], occurrence_id: str) -> ResponseReturnValue:
    """Make a link for a friend.

    Who opens it sees the date and what you let them see, never whether you come. The address
    is shown this once.
    """
    person_id, shown = actors.known().person_id, Shown(**asked["show"])
    secret = service.make(db.session(), date_id(occurrence_id), person_id, shown, clock.now())
    answer = json_answer({"url": address_of(secret)})
    answer.status_code = CREATED
    return answer


@blueprint.route(ON_DATE, methods=["DELETE"], parameters=[OCCURRENCE_ID])
@personal
@writes()
@blueprint.answers(NOTHING, 401, 403, 404)
def end_invites(occurrence_id: str) -> ResponseReturnValue:
    """End all your links to a date, at once."""
    service.end(db.session(), date_id(occurrence_id), actors.known().person_id)
    return json_answer({})


def date_id(text: str) -> int:
    """The number of a date; raises NotFound for what is no id."""
    number = read_id(text)
    if number is None:
        raise NotFound("This date is not here. It may have moved, or the link is wrong.")
    return number


def address_of(secret: str) -> str:
    """The whole address of a link."""
    config: Config = current_app.config["ALONGSIDE"]
    return f"{config.public_url}/invites/{secret}"
