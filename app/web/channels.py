"""The ways in which a person can be told, and what: as Settings and the page of a place show it."""

from typing import Any

from flask import current_app, request

from app.accounts import addresses, calendars
from app.accounts.models import Person
from app.accounts.preferences import KINDS, NIGHT, kinds, quiet_hours
from app.config import Config
from app.core import actors
from app.core.db import db
from app.notices.push.keys import public_of

KIND_WORDS = {
    "change": "A date I come to has another time or place",
    "cancellation": "A date I come to is called off",
    "offer": "A place I waited for is kept for me",
    "message": "A message from the organiser of a date I come to",
    "reminder": "A reminder, the evening before",
    "still_fine": "“Still fine?”, two days before",
}


def show_channels() -> dict[str, Any]:
    """What stands beside each way for whoever asks; `push_key` is None where there is none."""
    config: Config = current_app.config["ALONGSIDE"]
    person_id = actors.known().person_id
    private = config.vapid_private_key
    return {
        "push_key": public_of(private) if private else None,
        "sends_mail": config.sends_mail,
        "mail": addresses.show(db.session(), person_id),
        "has_calendar": calendars.has_one(db.session(), person_id),
    }


def show_kinds(person: Person) -> dict[str, Any]:
    """What a person is told and when not; a form that did not fit is shown as it was typed."""
    is_typed = request.path == "/settings/notices"
    chosen = kinds(person.settings)
    if is_typed:
        chosen = {kind: kind in request.form.getlist("kind") for kind in KINDS}
    quiet = quiet_hours(person.settings)
    shown = (quiet or NIGHT) | (request.form.to_dict() if is_typed else {})
    is_on = "no_quiet" not in request.form if is_typed else quiet is not None
    return {
        "kinds": [
            {"key": kind, "words": words, "is_on": chosen[kind]}
            for kind, words in KIND_WORDS.items()
        ],
        "quiet": {"from": shown.get("from"), "until": shown.get("until"), "is_on": is_on},
    }
