"""Listings to report, ask about and correct, and people on lines of their own."""

import pytest
from sqlalchemy import select

from app.activities.models import Activity
from app.core.db import db
from app.core.ids import show_id
from tests.attendance.conftest import config, phone, post
from tests.discovery.conftest import listed
from tests.phones import new_phone

__all__ = ["config", "listed", "phone", "post"]


@pytest.fixture
def line(app):
    """Makes phones, each on another line to the network: 203.0.113.1 for 1, or an address."""

    def make(address):
        phone = new_phone(app)
        text = f"203.0.113.{address}" if isinstance(address, int) else address
        phone.environ_base["REMOTE_ADDR"] = text
        return phone

    make.app = app
    return make


def activity_id(name):
    db.session.rollback()
    return show_id(db.session.scalars(select(Activity.id).where(Activity.source_id == name)).one())


def report(phone, activity, reason="not_there", **more):
    body = {"activity_id": activity, "reason": reason} | more
    return phone.post("/api/v1/reports", json=body)


def status(phone, activity):
    return phone.get(f"/api/v1/activities/{activity}").status_code
