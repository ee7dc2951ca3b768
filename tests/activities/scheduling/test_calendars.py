"""Whoever took a date into a calendar sees there that it is no more, also if nobody held it."""

from datetime import timedelta

from sqlalchemy import select

from app.activities.dates import extend
from app.activities.models import Activity
from app.activities.schedule import Segment
from app.activities.service import publish
from app.core.db import db
from app.core.ids import show_id
from app.core.writes import unit_of_work
from tests.activities.scheduling.conftest import FIRST, LONDON, WEEK, rows
from tests.conftest import NOW
from tests.discovery.conftest import draft
from tests.exchange.calendars import read


def republish(segment, now=NOW):
    with unit_of_work() as session:
        publish(session, draft("feed", segments=(segment,)), now)
    db.session.rollback()
    return show_id(db.session.scalars(select(Activity.id)).one())


def weekly(starts, rule="FREQ=WEEKLY;COUNT=3"):
    return Segment(starts, starts + timedelta(hours=2), LONDON, rule)


def events(client, feed):
    found = read(client.get(f"/api/v1/activities/{feed}/calendar.ics").data)
    return sorted((one["starts"][5:16], one["status"]) for one in found)


def test_a_date_nobody_held_stays_in_calendars_as_cancelled(client, app, frozen):
    feed = republish(weekly(FIRST))
    before = read(client.get(f"/api/v1/activities/{feed}/calendar.ics").data)
    republish(weekly(FIRST + timedelta(days=1)))
    after = {
        one["uid"]: one for one in read(client.get(f"/api/v1/activities/{feed}/calendar.ics").data)
    }
    for one in before:
        assert after[one["uid"]]["status"] == "CANCELLED"
        assert after[one["uid"]]["sequence"] > one["sequence"]
    assert len(after) == 6
    shown = client.get(f"/api/v1/activities/{feed}").json["occurrences"]
    assert [(one["starts_at"][5:16], one["status"]) for one in shown] == [
        ("12-02T19:00", "scheduled"), ("12-09T19:00", "scheduled"), ("12-16T19:00", "scheduled"),
    ]  # fmt: skip


def test_it_comes_back_under_the_same_name(client, app, frozen):
    feed = republish(weekly(FIRST))
    before = {row.key_local: row.id for row in rows()}
    republish(weekly(FIRST + WEEK))
    republish(weekly(FIRST))
    assert {row.key_local: row.id for row in rows() if row.left_at is None} == before
    assert [status for _, status in events(client, feed)] == ["CONFIRMED"] * 3 + ["CANCELLED"]


def test_once_it_is_over_it_is_forgotten(client, app, frozen):
    republish(weekly(FIRST))
    republish(weekly(FIRST + timedelta(days=1)))
    assert len(rows()) == 6
    with unit_of_work() as session:
        extend(session, NOW + timedelta(days=13))
    assert len(rows()) == 4
