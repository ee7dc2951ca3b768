"""What a person is shown of themselves."""

from flask import Response

from app.accounts import addresses, calendars, preferences
from app.accounts.models import Person
from app.accounts.signing_in.entering import has_passkey
from app.core import actors
from app.core.answers import json_answer
from app.core.db import db


def own_person(person_id: int) -> Person:
    """The row of whoever asks."""
    return db.session.get_one(Person, person_id)


def me_answer(person_id: int, status: int = 200) -> Response:
    """All that a person may know and set, as JSON."""
    person, session = own_person(person_id), db.session()
    answer = json_answer(
        {
            "kind": actors.known().kind,
            "sign_in_address": person.sign_in_address,
            "has_passkey": has_passkey(session, person_id),
            "display_name": person.display_name,
            "language": person.language,
            "has_recovery": person.recovery_hash is not None,
            "has_calendar": calendars.has_one(session, person_id),
            "made_on": person.made_on,
            "notices": preferences.kinds(person.settings),
            "quiet_hours": preferences.quiet_hours(person.settings),
            "email": addresses.show(session, person.id),
        }
    )
    answer.status_code = status
    return answer
