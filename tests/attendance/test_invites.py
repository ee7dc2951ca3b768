"""Bring a friend: they see the date and what I chose, and nothing else of me."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from app.attendance.invites.models import Invite
from app.core.db import db
from app.core.events import ExamplesLeave, publish
from app.core.ids import read_id
from app.core.writes import unit_of_work
from app.worker.jobs import JOBS
from tests.attendance.conftest import hold, leave, look
from tests.conftest import NOW
from tests.migrations.test_migrations import rows


def invite(phone, date, **show):
    return phone.post(f"/api/v1/occurrences/{date}/invites", json={"show": show})


def secret_of(answer):
    assert answer.status_code == 201, answer.json
    return answer.json["url"].removeprefix("http://localhost:8000/invites/")


@pytest.fixture
def sam(phone, post):
    """Somebody with a place by a name, and the date."""
    mine, date = phone(), post()
    hold(mine, date, alias="Sam", needs="needs-canary", visibility="named")
    return mine, date


def test_a_link_is_made_for_a_date_i_come_to(sam):
    mine, date = sam
    answer = invite(mine, date, name=True, note="Shall we go together?")
    assert len(secret_of(answer)) * 6 >= 128
    assert answer.headers["Cache-Control"] == "no-store"


def test_without_a_place_there_is_nothing_to_bring_a_friend_to(phone, post):
    date, other = post(), phone()
    assert invite(other, date).status_code == 401
    other.post("/api/v1/guests")
    assert invite(other, date).status_code == 404
    assert invite(other, "0" * 12).status_code == 404
    assert invite(other, "nothing").status_code == 404
    hold(other, date)
    leave(other, date)
    assert invite(other, date).status_code == 404


def test_a_name_that_was_never_given_is_not_made_up(phone, post):
    mine, date = phone(), post()
    hold(mine, date)
    answer = invite(mine, date, name=True)
    assert (answer.status_code, list(answer.json["errors"])) == (422, ["show.name"])
    mine.patch("/api/v1/me", json={"display_name": "Sam"})
    assert invite(mine, date, name=True).status_code == 201


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"show": None},
        {"show": {"name": "yes"}},
        {"show": {"note": "x" * 301}},
        {"show": {"note": "\u202eback"}},
        {"show": {"status": True}},
        {"show": {}, "x": 1},
    ],
)
def test_what_does_not_fit_is_said_field_by_field(sam, body):
    mine, date = sam
    answer = mine.post(f"/api/v1/occurrences/{date}/invites", json=body)
    assert answer.status_code == 422
    assert answer.json["errors"]


def test_ten_links_are_enough_and_ending_them_makes_room(sam):
    mine, date = sam
    for _ in range(10):
        secret_of(invite(mine, date))
    assert invite(mine, date).json["code"] == "too_many_invites"
    assert mine.delete(f"/api/v1/occurrences/{date}/invites").json == {}
    secret_of(invite(mine, date))


def test_once_the_date_is_over_no_link_is_made(sam, frozen):
    mine, date = sam
    frozen.shift(timedelta(days=6))
    assert invite(mine, date).status_code == 404


def test_the_secret_is_in_no_log_and_no_table(app, sam, capsys):
    mine, date = sam
    secret = secret_of(invite(mine, date))
    mine.get(f"/invites/{secret}", headers={"Accept": "text/html"})
    mine.get("/api/v1/me/export")
    db.session.rollback()
    assert secret not in "".join(capsys.readouterr()) + repr(rows(app))


def links():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Invite))


def test_links_to_past_dates_are_forgotten_and_no_others(sam):
    mine, date = sam
    secret_of(invite(mine, date))
    job = next(job for job in JOBS if job.name == "forget links to past dates")
    for days, gone, left in ((5, 0, 1), (6, 1, 0)):
        with unit_of_work() as session:
            assert job.run(session, NOW + timedelta(days=days)) == gone
        assert links() == left


def test_they_go_with_an_example(sam):
    mine, date = sam
    secret_of(invite(mine, date))
    activity = look(mine, date)["occurrence"]["activity_id"]
    with unit_of_work() as session:
        publish(session, ExamplesLeave((read_id(activity) or 0,)))
    assert links() == 0
