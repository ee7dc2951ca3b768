"""The forms of how one is told: each does one thing by the services of the API."""

from flask import Blueprint, Response, request

from app.accounts import calendars
from app.core import actors, clock
from app.core.db import db
from app.core.security import personal
from app.core.writes import writes
from app.exchange.feeds import NEW_CALENDARS, address_of
from app.web.sending import own_page
from app.web.settings_forms import lead_on

blueprint = Blueprint("settings_channels", __name__)


@blueprint.post("/settings/calendar")
@personal
@writes(limit=NEW_CALENDARS, is_secret=True)
def make_calendar() -> Response:
    """Make a private calendar; its address stands in this one answer and nowhere else."""
    person_id, hides = actors.known().person_id, "hide_titles" in request.form
    secret = calendars.begin(db.session(), person_id, hides_titles=hides, now=clock.now())
    address = address_of(secret)
    opens = f"webcal:{address.partition(':')[2]}"
    return own_page("settings_calendar.html", address=address, opens=opens, hides=hides)


@blueprint.post("/settings/calendar/end")
@personal
@writes()
def end_calendar() -> Response:
    """End the private calendar, at once."""
    calendars.end(db.session(), actors.known().person_id)
    return lead_on("no-calendar")
