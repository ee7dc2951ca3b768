"""Settings: what is known of a person here, by which phones, and what they make of it."""

from typing import Any

from flask import Blueprint, Response, request

from app.accounts import sessions
from app.accounts.models import Person, PersonSession
from app.core import actors, clock
from app.core.db import db
from app.core.ids import show_id
from app.core.security import for_strangers, personal, public
from app.privacy.leaving import Ending, endings
from app.web import times
from app.web.account import show_account
from app.web.channels import show_kinds
from app.web.problems import NONE, Problems
from app.web.sending import own_page, page

SAID = {
    "name": "Your name is kept.",
    "no-name": "Your name is gone.",
    "device": "That phone or browser no longer knows you.",
    "others": "Only this phone or browser knows you now.",
    "back": "Welcome back. This phone knows you now.",
    "passkey": "Your passkey is kept. Every other browser was signed out.",
    "no-passkey": "That passkey opens nothing any more.",
    "email": "Look into your mail now. Follow the link in it within 24 hours.",
    "no-email": "Your address is forgotten. No more mail goes there.",
    "notices": "We tell you these, and nothing else.",
    "no-calendar": "Your calendar is ended. Its address shows nothing any more.",
}
WRONG = 422

blueprint = Blueprint("settings", __name__)


def show_door(typed: str = "", problems: Problems = NONE) -> Response:
    """What stands there for somebody who is not known: what this is for, and the way back in."""
    status = WRONG if problems.by_field else 200
    return own_page("settings_door.html", status, typed=typed, problems=problems)


@blueprint.get("/settings")
@personal
@for_strangers(show_door)
def show_settings() -> Response:
    """How a person is told, where they are known, and what is theirs."""
    return own_page("settings.html", **known_of(actors.known()))


def known_of(actor: actors.Actor, problems: Problems = NONE) -> dict[str, Any]:
    """What the page shows of somebody; with problems, beside what they typed."""
    who = db.session.get_one(Person, actor.person_id)
    rows = sessions.list_sessions(db.session(), actor.person_id, clock.now())
    return {
        "done": SAID.get(request.args.get("done", "")),
        "problems": problems,
        "name": request.form.get("display_name", who.display_name or ""),
        "has_words": who.recovery_hash is not None,
        "typed_email": request.form.get("email", ""),
        **show_kinds(who),
        **show_account(who),
        "devices": [_device(row, actor) for row in rows],
    }


def _device(row: PersonSession, actor: actors.Actor) -> dict[str, Any]:
    today = times.today_in(None)
    return {
        "id": show_id(row.id),
        "words": row.device,
        "is_this": row.id == actor.session_id,
        "since": times.long_day(row.made_at.date(), today),
        "seen": times.long_day(row.seen_on, today),
    }


@blueprint.get("/settings/erase")
@personal
@for_strangers(show_door)
def show_erase() -> Response:
    """What goes with everything, before anything goes."""
    ends = endings(db.session(), actors.known().person_id)
    return own_page("settings_erase.html", kept=[_kept(one) for one in ends if not one.is_kept])


def _kept(ending: Ending) -> dict[str, Any]:
    """What becomes of what somebody looks after, in one sentence."""
    return {"name": ending.organiser.name, "is_on": bool(ending.heir), "count": ending.listings}


@blueprint.get("/signed-out")
@public
def show_signed_out() -> Response:
    """What is left after signing out; a script clears the phone here."""
    return page("left.html", is_erased=False)


@blueprint.get("/erased")
@public
def show_erased() -> Response:
    """What is left after everything was erased: nothing; a script clears the phone here."""
    return page("left.html", is_erased=True)
