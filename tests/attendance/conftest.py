"""One activity with a few places, and people with phones."""

from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from app.activities.models import Activity, Occurrence
from app.activities.service import publish
from app.config import Config
from app.core.db import db
from app.core.ids import show_id
from app.core.writes import unit_of_work
from tests.conftest import NOW
from tests.discovery.conftest import draft, weekly
from tests.phones import new_phone

STARTS = datetime(2026, 12, 1, 14, 0)


@pytest.fixture
def config(config: Config) -> Config:
    """Limits are tested by themselves; here they would be in the way."""
    from dataclasses import replace

    return replace(config, has_limits=False)


@pytest.fixture
def phone(app, frozen):
    """Makes phones, each of somebody else."""
    return partial(new_phone, app)


@pytest.fixture
def post(app, frozen):
    """Publishes an activity and gives the id of its first date."""

    def make(name="table", starts=STARTS, **changes):
        values = {"booking": "needed", "capacity": 2, "party_limit": 5}
        segments = (weekly(starts),)
        with unit_of_work() as session:
            publish(session, draft(name, segments=segments, **(values | changes)), NOW)
        return date_ids(name)[0]

    return make


def date_ids(name):
    db.session.rollback()
    query = (
        select(Occurrence.id)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(Activity.source_id == name)
        .order_by(Occurrence.starts_at)
    )
    return [show_id(number) for number in db.session.scalars(query)]


def hold(phone, date, **wish):
    return phone.put(f"/api/v1/occurrences/{date}/rsvp", json=wish)


def leave(phone, date):
    return phone.delete(f"/api/v1/occurrences/{date}/rsvp")


def look(phone, date):
    return phone.get(f"/api/v1/occurrences/{date}/rsvp").json


def act(phone, date, what):
    return phone.post(f"/api/v1/occurrences/{date}/rsvp/{what}")


DAY = timedelta(days=1)
