"""The audit log is only added to: the database itself refuses anything else, on both engines."""

from datetime import timedelta

import flask_migrate
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from app.core import audit, clock
from app.core.audit import Act, AuditRow
from app.core.audit_old import AuditCheckpoint, drop_old
from app.core.db import db
from app.core.writes import unit_of_work
from app.privacy.retention import RULES
from tests.people import sign_in

YEAR = timedelta(days=365)
DAY = timedelta(days=1)


def write(what, at):
    with unit_of_work() as session:
        audit.note(session, Act("ref", what, "object"), at)


def log():
    db.session.rollback()
    return [row.what for row in db.session.scalars(select(AuditRow).order_by(AuditRow.at))]


def run(statement):
    with unit_of_work() as session:
        session.execute(text(statement))


def add(row):
    with unit_of_work() as session:
        session.add(row)


@pytest.fixture
def written(app, frozen):
    now = clock.now()
    for what, age in (("first", YEAR + 2 * DAY), ("second", YEAR + DAY), ("third", DAY)):
        write(what, now - age)


CHANGES = (
    "update audit set what = 'nothing'",
    "update audit set who = null where what = 'first'",
    "delete from audit",
    "delete from audit where what = 'first'",
)


@pytest.mark.parametrize("statement", CHANGES)
def test_the_database_refuses_every_change(written, statement):
    with pytest.raises(DBAPIError):
        run(statement)
    assert log() == ["first", "second", "third"]


@pytest.mark.postgresql
def test_it_can_not_be_emptied_in_one_go_either(written):
    with pytest.raises(DBAPIError):
        run("truncate audit")


def test_its_beginning_goes_after_a_year_and_a_checkpoint_says_so(written):
    with unit_of_work() as session:
        assert drop_old(session, clock.now()) == 2
    assert log() == ["third"]
    (point,) = db.session.scalars(select(AuditCheckpoint)).all()
    assert (point.count, len(point.digest)) == (2, 64)
    with unit_of_work() as session:
        assert drop_old(session, clock.now()) == 0
    for statement in (
        "update audit_checkpoints set count = 0", "delete from audit_checkpoints",
        "delete from audit",
    ):  # fmt: skip
        with pytest.raises(DBAPIError):
            run(statement)
    assert log() == ["third"]


@pytest.mark.parametrize(("upto", "made_at"), [(0, 0), (0, 800)])
def test_no_checkpoint_can_be_made_for_what_is_younger(written, upto, made_at):
    now = clock.now()
    point = AuditCheckpoint(upto=now + upto * DAY, made_at=now + made_at * DAY, count=0, digest="")
    with pytest.raises(DBAPIError):
        add(point)
    with pytest.raises(DBAPIError):
        run("delete from audit")


def test_the_worker_keeps_this_rule():
    assert "audit" in {rule.table for rule in RULES}


def test_a_migration_makes_the_triggers_anew(written, app):
    flask_migrate.downgrade(revision="0014")
    run("update audit set what = 'changed' where what = 'third'")
    flask_migrate.upgrade()
    with pytest.raises(DBAPIError):
        run("delete from audit")
    assert log() == ["first", "second", "changed"]


def test_who_is_erased_can_no_more_be_found_from_it(app, frozen):
    mine = sign_in(app, "olga@example.org")
    mine.get("/api/v1/me/export")
    mine.delete("/api/v1/me/sessions")
    mine.delete("/api/v1/me")
    db.session.rollback()
    rows = db.session.scalars(select(AuditRow)).all()
    assert sorted(row.what for row in rows) == ["erased", "exported", "signed out elsewhere"]
    assert len({row.who for row in rows}) == 1
    left = str(db.session.execute(text("select * from people")).all())
    assert rows[0].who not in left
    assert "olga" not in str([(row.who, row.on, row.detail) for row in rows])
