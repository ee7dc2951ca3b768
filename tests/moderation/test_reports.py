"""Anybody can report a listing; what several people report is out of sight at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from flask import current_app
from sqlalchemy import select

from app.accounts.models import Organiser, OrganiserMember, Person
from app.activities.hiding import Hiding
from app.core import clock
from app.core.db import db
from app.core.writes import unit_of_work
from app.moderation.reports.models import Report
from app.moderation.reports.service import forget_old
from tests.moderation.conftest import activity_id, report, status
from tests.people import sign_in


@pytest.fixture
def craft(listed):
    return activity_id("craft")


def reports():
    db.session.rollback()
    return list(db.session.scalars(select(Report).order_by(Report.made_at)))


def test_nobody_needs_an_account_and_everybody_gets_the_same_answer(craft, line):
    answers = [report(line(number), craft, text="Nobody came.") for number in range(1, 5)]
    assert [one.status_code for one in answers] == [201] * 4
    assert len({one.data for one in answers}) == 1
    assert not any("Set-Cookie" in one.headers for one in answers)


def test_three_different_people_hide_it_everywhere(craft, line, app):
    for number in (1, 2):
        report(line(number), craft)
        assert status(line(9), craft) == 200
    report(line(3), craft)
    reader = line(9)
    for path in (
        f"/api/v1/activities/{craft}",
        f"/activities/{craft}",
        f"/api/v1/activities/{craft}/calendar.ics",
    ):
        assert reader.get(path).status_code == 410, path
    found = reader.get("/api/v1/activities?lat=53.38&lon=-1.47").json["items"]
    assert craft not in {one["id"] for one in found}
    assert db.session.scalars(select(Hiding.cause)).one() == "reports"


@pytest.mark.postgresql
def test_of_three_at_the_same_moment_the_third_is_counted(craft, line):
    phones = [line(number) for number in (1, 2, 3)]
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(lambda phone: report(phone, craft).status_code, phones))
    assert answers == [201] * 3
    db.session.rollback()
    assert status(line(9), craft) == 410


def test_what_was_found_fine_needs_three_new_reports(craft, line):
    mo = sign_in(current_app, "mo@example.org", "moderator")
    for number in (1, 2, 3):
        report(line(number), craft)
    assert mo.post(f"/api/v1/moderation/items/{craft}/restore", json={}).status_code == 200
    for number in (1, 2):
        report(line(number), craft)
        assert status(line(9), craft) == 200
    report(line(1), craft, "harm")
    assert status(line(9), craft) == 200
    report(line(3), craft)
    assert status(line(9), craft) == 410


def test_one_sender_counts_once_however_often_they_report(craft, line):
    for _ in range(5):
        report(line(1), craft, "law")
    for interface in ("::1", "::2:1", "::beef"):
        report(line(f"2001:db8:1:2{interface}"), craft)
    assert status(line(9), craft) == 200
    assert len({one.sender for one in reports()}) == 2
    report(line("2001:db8:1:3::1"), craft)
    assert status(line(9), craft) == 410


@pytest.mark.parametrize(("kind", "trusted", "role", "after"), [
    ("moderator", False, "viewer", 410),
    ("organiser", True, "editor", 410),
    ("organiser", True, "viewer", 200),
    ("organiser", False, "owner", 200),
])  # fmt: skip
def test_one_trusted_person_is_enough(craft, line, kind, trusted, role, after):  # noqa: PLR0917
    phone = sign_in(current_app, "who@example.org", kind)
    with unit_of_work() as session:
        person = session.scalars(select(Person.id).where(Person.sign_in_address.is_not(None))).one()
        known = Organiser(name="Known", trusted_at=clock.now() if trusted else None)
        session.add(known)
        session.flush()
        member = {"organiser_id": known.id, "person_id": person, "role": role}
        session.add(OrganiserMember(**member, made_at=clock.now()))
    assert report(phone, craft).status_code == 201
    assert status(line(9), craft) == after


def test_who_reported_can_not_be_read_and_is_forgotten(craft, line, frozen):
    report(line(77), craft, text="It is a shop.")
    (row,) = reports()
    stored = repr([getattr(row, column.name) for column in row.__table__.columns])
    assert "203.0.113" not in stored
    report(line(77), activity_id("choir"))
    assert len({one.sender for one in reports()}) == 2, "one can't be found by the other"
    frozen.shift(timedelta(days=1))
    with unit_of_work() as session:
        assert forget_old(session, clock.now()) == 2
    assert {one.day_sender for one in reports()} == {None}
    frozen.shift(timedelta(days=30))
    with unit_of_work() as session:
        forget_old(session, clock.now())
    assert {one.sender for one in reports()} == {None}


def test_twenty_a_day_are_enough_for_one_line(other_app, listed, frozen):
    ids = [activity_id(name) for name in ("craft", "choir", "garden", "online", "leeds")]
    busy = other_app(has_limits=True).test_client()
    busy.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    codes = []
    for turn in range(21):
        # One an hour and a half: the limit of an hour is not what stops the last.
        frozen.shift(timedelta(seconds=1))
        codes.append(report(busy, ids[turn % 5], "law").status_code)
        if turn == 9:
            frozen.shift(timedelta(hours=2))
    assert codes[:20] == [201] * 20
    assert codes[20] == 429


@pytest.mark.parametrize(("body", "field"), [
    ({"reason": "dull"}, "reason"),
    ({"activity_id": "x"}, "activity_id"),
    ({"text": "a" * 1001}, "text"),
    ({"email": "me@example.org"}, "email"),
])  # fmt: skip
def test_what_does_not_fit_is_said(craft, line, body, field):
    answer = line(1).post("/api/v1/reports", json={"activity_id": craft, "reason": "law"} | body)
    assert answer.status_code == 422
    assert field in answer.json["errors"]


def test_what_is_not_there_can_not_be_reported(listed, line):
    assert report(line(1), "0" * 12).status_code == 404
