"""A group of Olga's that meets every Tuesday, and people who hold places on its dates."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from app.accounts.membership import found
from app.accounts.models import Organiser, Person
from app.activities.models import Activity, Occurrence
from app.activities.schedule import Segment
from app.activities.service import publish
from app.config import Config
from app.core.db import db
from app.core.ids import show_id
from app.core.writes import unit_of_work
from tests.conftest import NOW
from tests.discovery.conftest import draft
from tests.people import sign_in
from tests.phones import new_phone

LONDON = "Europe/London"
FIRST = datetime(2026, 12, 1, 19, 0)
WEEK = timedelta(days=7)


@pytest.fixture
def config(config: Config) -> Config:
    """Limits are tested by themselves; here they would be in the way."""
    return replace(config, has_limits=False)


@pytest.fixture
def phone(app, frozen):
    """Makes phones, each of somebody else."""
    return partial(new_phone, app)


@pytest.fixture
def olga(app, frozen):
    """Olga's browser; somebody vouched for her library."""
    client = sign_in(app)
    with unit_of_work() as session:
        person = session.scalars(select(Person).where(Person.sign_in_address.is_not(None))).one()
        found(session, person.id, "The library", NOW).trusted_at = NOW
    return client


@pytest.fixture
def group(olga):
    """The group, by its id."""
    return make_own()


def make_own(rrule="FREQ=WEEKLY", starts=FIRST, zone=LONDON, hours=2, capacity=2, **changes):
    """An activity of the library, and its id."""
    segment = Segment(starts, starts + timedelta(hours=hours), zone, rrule)
    with unit_of_work() as session:
        values = {"time_zone": zone, "segments": (segment,), "booking": "needed"}
        publish(session, draft("own", capacity=capacity, party_limit=5, **(values | changes)), NOW)
        activity = session.scalars(select(Activity).where(Activity.source_id == "own")).one()
        organiser = session.scalars(select(Organiser).where(Organiser.source.is_(None))).one()
        activity.organiser_id, activity.source, activity.source_id = organiser.id, None, None
        return show_id(activity.id)


def listed(client, group, **query):
    answer = client.get(f"/api/v1/activities/{group}/occurrences", query_string=query)
    assert answer.status_code == 200, answer.json
    return answer.json["items"]


def starts(client, group, most=4):
    """The dates that take place, as short texts."""
    on = [one for one in listed(client, group, limit=50) if one["status"] == "scheduled"]
    return [f"{one['starts_at'][5:16]}-{one['ends_at'][11:16]}" for one in on[:most]]


def change(client, date, scope="this", **fields):
    return client.patch(f"/api/v1/occurrences/{date['id']}?scope={scope}", json=fields)


def cancel(client, date, scope="this"):
    return client.delete(f"/api/v1/occurrences/{date['id']}?scope={scope}")


def undo(client, group):
    return client.post(f"/api/v1/activities/{group}/occurrences/undo")


def hold(phone, date, **wish):
    answer = phone.put(f"/api/v1/occurrences/{date['id']}/rsvp", json=wish)
    assert answer.status_code in {200, 201}, answer.json
    return answer.json


def look(phone, date):
    return phone.get(f"/api/v1/occurrences/{date['id']}/rsvp").json


def rows():
    """All rows of dates, the earliest first."""
    db.session.rollback()
    db.session.expire_all()
    return db.session.scalars(select(Occurrence).order_by(Occurrence.starts_at)).all()
