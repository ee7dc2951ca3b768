"""Olga runs an activity with a few places; others hold them."""

import pytest
from sqlalchemy import select

from app.accounts.membership import found
from app.accounts.models import OrganiserMember, Person
from app.activities.models import Activity, Occurrence
from app.core import clock
from app.core.db import db
from app.core.ids import read_id, show_id
from app.core.writes import unit_of_work
from tests.attendance.conftest import config, phone, post
from tests.notices.conftest import inbox, known
from tests.people import sign_in

__all__ = ["config", "inbox", "known", "phone", "post"]
OLGA, KIM = "olga@example.org", "kim@example.org"


def person_id(address):
    db.session.rollback()
    return db.session.scalars(select(Person.id).where(Person.sign_in_address == address)).one()


def activity_of(date):
    db.session.rollback()
    return show_id(db.session.get_one(Occurrence, read_id(date)).activity_id)


def give_to(date, address, name="Olga's garden"):
    """Let the activity of a date run under an organiser that somebody owns."""
    who, number = person_id(address), read_id(activity_of(date))
    with unit_of_work() as session:
        organiser = found(session, who, name, clock.now())
        activity = session.get_one(Activity, number)
        activity.organiser_id, activity.source, activity.source_id = organiser.id, None, None
        return organiser.id


def join(organiser_id, address, role):
    """Let somebody who is known here act for an organiser too."""
    who = person_id(address)
    with unit_of_work() as session:
        session.add(
            OrganiserMember(
                organiser_id=organiser_id, person_id=who, role=role, made_at=clock.now()
            )
        )


@pytest.fixture
def olga(app, frozen):
    """Signed in, and running nothing yet."""
    return sign_in(app, OLGA)


@pytest.fixture
def run(app, post, olga):
    """Publishes an activity that Olga owns, and gives the id of its first date."""

    def make(name="table", **changes):
        date = post(name, **changes)
        give_to(date, OLGA)
        return date

    return make
