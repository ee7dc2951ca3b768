"""The forms of how one is told: each does one thing by the services of the API."""

from http import HTTPStatus

from flask import Blueprint, Response, current_app, request

from app.accounts import calendars, preferences
from app.accounts.addresses import MailIsOff
from app.accounts.models import Person
from app.accounts.schemas import MeSchema
from app.config import Config
from app.core import actors, clock
from app.core.db import db
from app.core.errors import Invalid
from app.core.requests import load
from app.core.security import personal
from app.core.writes import writes
from app.exchange.feeds import NEW_CALENDARS, address_of
from app.notices import service
from app.notices.routes import ADDRESSES
from app.notices.schemas import EmailSchema
from app.web.problems import Problems
from app.web.sending import own_page
from app.web.settings import known_of
from app.web.settings_forms import lead_on

WRONG = HTTPStatus.UNPROCESSABLE_ENTITY

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


@blueprint.post("/settings/email")
@personal
@writes(limit=ADDRESSES)
def give_address() -> Response:
    """Give an address; a mail asks it whether it is theirs."""
    config: Config = current_app.config["ALONGSIDE"]
    if not config.sends_mail:
        raise MailIsOff("This Alongside sends no mail. It can't use an address.")
    try:
        asked = load(EmailSchema(), {"email": request.form.get("email", "")})
        service.give_address(db.session(), actors.known().person_id, asked["email"], clock.now())
    except Invalid as error:
        return _show_again(error)
    return lead_on("email")


@blueprint.post("/settings/email/end")
@personal
@writes()
def drop_address() -> Response:
    """Take the address back; it is forgotten at once."""
    service.drop_addresses(db.session(), actors.known().person_id)
    return lead_on("no-email")


@blueprint.post("/settings/notices")
@personal
@writes()
def keep_kinds() -> Response:
    """Keep what a person is told, and when not."""
    chosen = request.form.getlist("kind")
    quiet = {name: request.form.get(name, "")[:5] for name in ("from", "until")}
    asked = {
        "notices": {kind: kind in chosen for kind in preferences.KINDS},
        "quiet_hours": None if "no_quiet" in request.form else quiet,
    }
    try:
        person = db.session.get_one(Person, actors.known().person_id)
        preferences.change(person, load(MeSchema(only=tuple(asked)), asked))
    except Invalid as error:
        return _show_again(error)
    return lead_on("notices")


def _show_again(error: Invalid) -> Response:
    """Settings once more, with what to mend beside what was typed."""
    return own_page("settings.html", WRONG, **known_of(actors.known(), Problems(error.errors)))
