"""People who signed in, for tests that are not about signing in."""

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app.accounts.models import Moderator, Person, PersonSession
from app.accounts.sessions import PeopleSessions, make_guest
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
