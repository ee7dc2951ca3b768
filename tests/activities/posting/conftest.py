"""Olga writes activities; guests hold places on them."""

from functools import partial

import pytest
from sqlalchemy import select

from app.accounts.membership import found
from app.accounts.models import Person
from app.activities.posting import service
from app.core.db import db
from app.core.writes import unit_of_work
from tests.conftest import NOW
from tests.people import sign_in
from tests.phones import new_phone

WRITTEN = {
    "title": "Quiet board games",
    "kind": "interest_group",
    "starts_at": "2026-12-01T18:00",
    "ends_at": "2026-12-01T20:00",
    "time_zone": "Europe/London",
    "rrule": "FREQ=WEEKLY",
    "place_name": "Town Hall",
    "lat": 53.381,
    "lon": -1.471,
    "capacity": 8,
    "description": "Small group",
    "comfort": {"facts": {"speak": 0, "people": 1}, "supports": {"greeter": True}},
}


@pytest.fixture
def olga(app, frozen):
    """Somebody who signed in to publish."""
    return sign_in(app)


@pytest.fixture
def phone(app, frozen):
    """Makes phones, each of somebody else."""
    return partial(new_phone, app)


@pytest.fixture
def library(olga):
    """Olga's organiser, new here: its id and hers."""
    with unit_of_work() as session:
        person = session.scalars(select(Person).where(Person.sign_in_address.is_not(None))).one()
        return found(session, person.id, "Olga's library", NOW).id, person.id


@pytest.fixture
def begun(library):
    """Begins a draft; gives its id."""

    def make(**changes):
        with unit_of_work() as session:
            return service.begin(session, *library, WRITTEN | changes, NOW).id

    return make


def row(table, number):
    db.session.rollback()
    db.session.expire_all()
    return db.session.get(table, number)
