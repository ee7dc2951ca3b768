"""The ways in which a person can be told, as both Settings and the page of a place show them."""

from typing import Any

from flask import current_app

from app.accounts import calendars
from app.config import Config
from app.core import actors
from app.core.db import db
from app.notices.push.keys import public_of


def show_channels() -> dict[str, Any]:
    """What stands beside each way for whoever asks; `push_key` is None where there is none."""
    config: Config = current_app.config["ALONGSIDE"]
    person_id = actors.known().person_id
    private = config.vapid_private_key
    return {
        "push_key": public_of(private) if private else None,
        "has_calendar": calendars.has_one(db.session(), person_id),
    }
