"""The forms of Settings: each does one thing by the services of the API and leads on by 303."""

from flask import Blueprint, Response, request, url_for

from app.accounts import recovery, sessions
from app.accounts.models import Person
from app.accounts.routes import RECOVERIES
from app.accounts.schemas import MeSchema
from app.core import actors, clock
from app.core.db import db
from app.core.errors import Invalid, NotFound
from app.core.ids import read_id
from app.core.requests import load
from app.core.security import personal, public
from app.core.writes import writes
from app.privacy import person
from app.web.problems import Problems
from app.web.sending import own_page
from app.web.settings import WRONG, known_of, show_door

SEE_OTHER = 303
HOME = "settings.show_settings"
TYPED_HIGH = 200

blueprint = Blueprint("settings_forms", __name__)


@blueprint.post("/settings/name")
@personal
@writes()
def keep_name() -> Response:
    """Keep a name, or none where the field was emptied."""
    actor = actors.known()
    typed = request.form.get("display_name", "").strip() or None
    try:
        asked = load(MeSchema(only=("display_name",)), {"display_name": typed})
    except Invalid as error:
        shown = known_of(actor, Problems(error.errors))
        return own_page("settings.html", WRONG, **shown)
    db.session.get_one(Person, actor.person_id).display_name = asked["display_name"]
    return lead_on("name" if typed else "no-name")


@blueprint.post("/settings/words")
@personal
@writes(is_secret=True)
def make_words() -> Response:
    """Make the twelve words; they stand in this one answer and nowhere else."""
    words = recovery.renew(db.session(), actors.known().person_id, clock.now())
    return own_page("settings_words.html", words=words)


@blueprint.post("/settings/back")
@public
@writes(limit=RECOVERIES)
def come_back() -> Response:
    """Come back by twelve words; wrong ones are shown again to be mended."""
    typed = request.form.get("words", "")[:TYPED_HIGH]
    try:
        person_id = recovery.find_person(db.session(), typed, clock.now())
    except NotFound as error:
        error.settle(db.session())
        return show_door(typed, Problems({"words": [error.detail]}))
    actors.enter(db.session(), person_id, clock.now())
    return lead_on("back")


@blueprint.post("/settings/devices/<session_id>/end")
@personal
@writes()
def end_device(session_id: str) -> Response:
    """Forget a person in one of their browsers; in this one, as signing out does."""
    actor, number = actors.known(), read_id(session_id) or 0
    if number == actor.session_id:
        return _sign_out(actor)
    sessions.end_session(db.session(), actor.person_id, number, clock.now())
    return lead_on("device")


@blueprint.post("/settings/devices/end-others")
@personal
@writes()
def end_others() -> Response:
    """Forget a person in every browser but this one."""
    sessions.end_others(db.session(), actors.known(), clock.now())
    return lead_on("others")


@blueprint.post("/settings/sign-out")
@personal
@writes()
def sign_out() -> Response:
    """Forget a person in this browser."""
    return _sign_out(actors.known())


@blueprint.post("/settings/erase")
@personal
@writes(is_secret=True)
def erase() -> Response:
    """Erase everything about a person, at once and for good."""
    person.erase(db.session(), actors.known().person_id, clock.now())
    actors.leave()
    return _gone("settings.show_erased")


def _sign_out(actor: actors.Actor) -> Response:
    sessions.end_session(db.session(), actor.person_id, actor.session_id, clock.now())
    actors.leave()
    return _gone("settings.show_signed_out")


def lead_on(done: str) -> Response:
    """Back to the page, which says what was done."""
    return Response(status=SEE_OTHER, headers={"Location": url_for(HOME, done=done)})


def _gone(endpoint: str) -> Response:
    """On to the page that says what is left; the browser forgets what it loaded before."""
    headers = {"Location": url_for(endpoint), "Clear-Site-Data": '"cache"'}
    return Response(status=SEE_OTHER, headers=headers)
