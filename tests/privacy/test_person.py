"""All that is known of me is mine to take along, and to take away."""

from datetime import timedelta

import pytest
from sqlalchemy import MetaData, select

from app.accounts.membership import found
from app.accounts.models import Moderator, Person
from app.activities.models import Activity
from app.activities.posting import limits
from app.activities.posting import service as posting
from app.attendance.feedback.models import Feedback
from app.attendance.feedback.service import voter_of
from app.core import clock
from app.core.db import Model, db
from app.core.writes import unit_of_work
from app.exchange.import_models import ImportPreview
from app.privacy.person import PERSONAL
from tests.attendance.conftest import hold, look
from tests.notices.push_service import Browser
from tests.people import add_ways_in

KEY = {"Idempotency-Key": "k" * 32}


@pytest.fixture
def sam(phone, post):
    """Somebody with a row in every table that knows people."""
    mine, date = phone(), post(capacity=1)
    wish = {"alias": "Sam-canary", "needs": "A seat by the door", "visibility": "named"}
    mine.put(f"/api/v1/occurrences/{date}/rsvp", json=wish, headers=KEY)
    mine.patch("/api/v1/me", json={"display_name": "Sam-canary"})
    mine.post("/api/v1/me/recovery")
    mine.put(f"/api/v1/saves/{look(mine, date)['occurrence']['activity_id']}")
    mine.post("/api/v1/me/calendar", json={})
    invite = {"show": {"name": True, "note": "Sam-canary"}}
    mine.post(f"/api/v1/occurrences/{date}/invites", json=invite)
    mine.post("/api/v1/push/subscriptions", json=Browser().subscription)
    mine.post("/api/v1/me/email", json={"email": "sam-canary@example.org"})
    publish_and_moderate()
    return mine, date


def publish_and_moderate():
    """Let the one person there is act for an organiser, and be a moderator."""
    with unit_of_work() as session:
        person = session.scalars(select(Person)).one()
        person.sign_in_address = "sam-canary@example.org"
        garden = found(session, person.id, "A garden", clock.now())
        posting.begin(session, garden.id, person.id, {"title": "Sam-canary"}, clock.now())
        limits.count_draft(session, person.id, clock.now(), is_proven=False)
        times = {"made_at": clock.now(), "ends_at": clock.now() + timedelta(days=2)}
        whose = {"organiser_id": garden.id, "person_id": person.id}
        session.add(ImportPreview(name="Sam-canary", asked={}, rows=[], **whose, **times))
        session.add(Moderator(person_id=person.id, made_at=clock.now()))
        add_ways_in(session, person.id, clock.now())
        activity_id = session.scalars(select(Activity.id)).one()
        voter, week = voter_of(person.id, activity_id), clock.now().date()
        session.add(Feedback(voter=voter, activity_id=activity_id, week=week, again="yes"))


def everything():
    db.session.rollback()
    metadata = MetaData()
    metadata.reflect(db.engine)
    with db.engine.connect() as connection:
        rows = {t.name: connection.execute(select(t)).all() for t in metadata.sorted_tables}
    return {name: found for name, found in rows.items() if name != "alembic_version"}


def test_every_table_that_knows_a_person_is_known_here():
    knowing = {
        table.name
        for table in Model.metadata.sorted_tables
        if "person_id" in table.columns or table.name == "people"
    }
    assert knowing == set(PERSONAL)


def test_the_export_holds_every_row_and_no_secret(sam):
    mine, date = sam
    token = next(iter(mine._cookies.values())).value
    answer = mine.get("/api/v1/me/export")
    assert {name: len(rows) for name, rows in answer.json.items()} == {
        "people": 1, "sessions": 1, "rsvps": 1, "saves": 1, "idempotency_keys": 1,
        "calendars": 1, "invites": 1, "organiser_members": 1, "moderators": 1,
        "activity_drafts": 1, "posting_days": 1, "import_previews": 1,
        "feedback": 1,
        "push_subscriptions": 1,
        "email_addresses": 1, "notices": 3, "deliveries": 1,
        "sign_in_requests": 1, "passkeys": 1, "passkey_challenges": 1, "enrolments": 1,
    }  # fmt: skip
    assert answer.json["rsvps"][0]["alias"] == "Sam-canary"
    assert answer.json["email_addresses"][0]["address"] == "sam-canary@example.org"
    assert answer.json["rsvps"][0]["occurrence_id"] == date
    assert token not in answer.text
    assert "hash" not in answer.text


def test_erasing_leaves_no_row_and_ends_every_session_at_once(sam, phone):
    mine, date = sam
    waiting = phone()
    hold(waiting, date)
    assert mine.delete("/api/v1/me").status_code == 200
    assert mine.get("/api/v1/me").status_code == 401
    left = everything()
    assert "sam-canary" not in str(left).lower()
    assert left["email_addresses"] == left["deliveries"] == left["feedback"] == []
    assert {name: len(left[name]) for name in ("people", "sessions", "rsvps")} == {
        "people": 1, "sessions": 1, "rsvps": 1,
    }  # fmt: skip
    assert look(waiting, date)["status"] == "offered", "the place goes to the next person"


def test_erasing_also_takes_the_key_of_a_request_that_signed_out(sam):
    mine, _ = sam
    words = " ".join(mine.post("/api/v1/me/recovery").json["words"])
    mine.delete("/api/v1/auth/session", headers=KEY)
    mine.post("/api/v1/auth/recovery", json={"words": words})
    mine.delete("/api/v1/me")
    assert everything()["idempotency_keys"] == []


def test_erasing_one_leaves_the_others_as_they_are(sam, phone):
    other = phone()
    other.post("/api/v1/guests")
    before = other.get("/api/v1/me/export").json
    sam[0].delete("/api/v1/me")
    assert other.get("/api/v1/me/export").json == before
