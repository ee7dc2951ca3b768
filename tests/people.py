"""People who signed in, for tests that are not about signing in."""

from datetime import datetime

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Moderator, Person, PersonSession
from app.accounts.sessions import PeopleSessions, make_guest
from app.accounts.signing_in.models import Enrolment, Passkey, PasskeyChallenge, SignInRequest
from app.core import actors, clock
from app.core.writes import unit_of_work
from tests.phones import new_phone


def sign_in(app: Flask, address: str = "olga@example.org", kind: str = "organiser") -> FlaskClient:
    """A browser of whoever has this address, signed in as an organiser or a moderator just now."""
    now, client = clock.now(), new_phone(app)
    with app.app_context(), unit_of_work() as session:
        person = session.scalars(
            select(Person).where(Person.sign_in_address == address)
        ).one_or_none()
        if person is None:
            person = make_guest(session, now)
            person.sign_in_address = address
        if kind == "moderator" and session.get(Moderator, person.id) is None:
            session.add(Moderator(person_id=person.id, made_at=now))
        actor, token = PeopleSessions().begin(session, person.id, "", now)
        row = session.get_one(PersonSession, actor.session_id)
        row.kind, row.used_at, row.proved_at = kind, now, now
    client.set_cookie(actors.COOKIE, token, secure=True)
    return client


def add_ways_in(session: Session, person_id: int, now: datetime) -> None:
    """A row in every table of signing in, for a person."""
    passkey = {"credential_id": "c", "public_key": "k", "sign_count": 0, "name": "Phone"}
    asked = {"address": "sam-canary@example.org", "purpose": "address", "code_hash": "h"}
    session.add(Passkey(person_id=person_id, made_at=now, **passkey))
    session.add(PasskeyChallenge(person_id=person_id, browser_hash="b", challenge="c", made_at=now))
    session.add(Enrolment(person_id=person_id, token_hash="t", made_at=now))
    session.add(
        SignInRequest(person_id=person_id, browser_hash="b", token_hash="t", made_at=now, **asked)
    )
