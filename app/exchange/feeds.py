"""A private calendar: a person's plans under an address that only they know."""

from datetime import timedelta
from typing import Any

from flask import Response, current_app
from flask.typing import ResponseReturnValue

from app.accounts import calendars
from app.config import Config
from app.core import actors, clock
from app.core.answers import json_answer
from app.core.db import db
from app.core.errors import NotFound
from app.core.limits import Limit
from app.core.requests import Rooms, path_id
from app.core.security import by_secret, personal
from app.core.writes import writes
from app.exchange.plans import plan_entries
from app.exchange.schemas import CALENDAR, CALENDAR_EXAMPLE, NOTHING, CalendarSchema
from app.exchange.writers.icalendar import TYPE, write_calendar

NEW_CALENDARS = Limit("new calendars", 10, timedelta(hours=1))
CREATED = 201
NAME = "Alongside"
SECRET = path_id(
    "secret", "The last part of the address that POST /me/calendar gave, without .ics."
)

blueprint = Rooms(
    "feeds", __name__, url_prefix="/api/v1", description="Your plans in your own calendar"
)


@blueprint.route("/me/calendar", methods=["POST"])
@personal
@writes(limit=NEW_CALENDARS, is_secret=True)
@blueprint.arguments(CalendarSchema, example=CALENDAR_EXAMPLE)
@blueprint.answers(CALENDAR, 401, 403, 429, status=CREATED)
def make_calendar(asked: dict[str, Any]) -> ResponseReturnValue:
    """Make a private calendar.

    Its address is shown this once. A new one ends the one before.
    """
    person_id = actors.known().person_id
    hides = asked.get("hide_titles", False)
    secret = calendars.begin(db.session(), person_id, hides_titles=hides, now=clock.now())
    answer = json_answer({"url": address_of(secret)})
    answer.status_code = CREATED
    return answer


@blueprint.route("/me/calendar", methods=["DELETE"])
@personal
@writes(is_secret=True)
@blueprint.answers(NOTHING, 401, 403)
def end_calendar() -> ResponseReturnValue:
    """End your private calendar, at once."""
    calendars.end(db.session(), actors.known().person_id)
    return json_answer({})


@blueprint.route("/calendars/<secret>.ics", methods=["GET"], parameters=[SECRET])
@by_secret
@blueprint.gives_file(TYPE, "Your plans as a calendar file (RFC 5545).", 404)
def show_calendar(secret: str) -> ResponseReturnValue:
    """Read a private calendar.

    For calendar programs, which send no cookie: the address is all they need. Held places are
    confirmed, waited for or offered ones tentative; what ended stays a month, as cancelled.
    """
    session, now = db.session(), clock.now()
    calendar = calendars.find(session, secret)
    if calendar is None:
        raise NotFound("This calendar is not here. It was ended, or the address is wrong.")
    found = plan_entries(
        session, calendar.person_id, now, _home(), hides_titles=calendar.hides_titles
    )
    # A calendar file holds at least one part, so an empty one describes a zone.
    zones = [] if found else ["UTC"]
    response = Response(write_calendar(NAME, zones, found, now), mimetype=TYPE)
    response.headers["Content-Disposition"] = 'attachment; filename="alongside.ics"'
    return response


def address_of(secret: str) -> str:
    """The whole address of a private calendar."""
    return f"{_home()}/api/v1/calendars/{secret}.ics"


def _home() -> str:
    config: Config = current_app.config["ALONGSIDE"]
    return config.public_url
