"""What leaves with personal data, and who tried what is for moderators, stands in the log."""

from datetime import timedelta

from sqlalchemy import select

from app.core.audit import AuditRow
from app.core.db import db
from tests.attendance.conftest import hold
from tests.people import sign_in
from tests.running.conftest import activity_of, config, inbox, known, olga, phone, post, run

__all__ = ["config", "inbox", "known", "olga", "phone", "post", "run"]
TRIED = "refused: for moderators"


def rows(what):
    db.session.rollback()
    db.session.expire_all()
    found = db.session.scalars(select(AuditRow).where(AuditRow.what == what)).all()
    told = [(row.who, row.on, row.detail) for row in found]
    db.session.rollback()
    return told


def test_who_takes_the_list_along_is_written_down_and_not_what_is_in_it(run, olga, phone):
    date = run()
    hold(phone(), date, visibility="named", alias="Sam", needs="A chair")
    path = f"/api/v1/occurrences/{date}/attendees.csv"
    assert olga.head(path).status_code == 200
    assert rows("list taken along") == []
    answer = olga.get(path, headers={"Idempotency-Key": "k" * 40})
    assert (answer.status_code, "Sam" in answer.text) == (200, True)
    ((who, on, detail),) = rows("list taken along")
    assert who
    assert (on, detail) == (f"occurrence {date}", {"activity": activity_of(date)})


def test_who_may_not_have_the_list_leaves_no_line(app, run):
    date, otto = run(), sign_in(app, "otto@example.org")
    assert otto.get(f"/api/v1/occurrences/{date}/attendees.csv").status_code == 404
    assert rows("list taken along") == []


def test_who_tries_what_is_for_moderators_is_written_down_once_an_hour(olga, frozen):
    assert olga.get("/api/v1/moderation/queue").status_code == 403
    for _ in range(3):
        assert olga.get("/review/items/abc").status_code == 403
    decide = "/api/v1/moderation/items/abc/approve"
    assert olga.post(decide, json={}).status_code == 403
    ((who, on, detail),) = rows(TRIED)
    assert who
    assert (on, detail) == ("/api/v1/moderation/queue", {})
    frozen.shift(timedelta(hours=1, seconds=1))
    assert olga.post(decide, json={}).status_code == 403
    assert [on for _, on, _ in rows(TRIED)][1:] == ["/api/v1/moderation/items/<item_id>/approve"]


def test_nobody_known_leaves_no_line(client):
    assert client.get("/api/v1/moderation/queue").status_code == 401
    assert rows(TRIED) == []
