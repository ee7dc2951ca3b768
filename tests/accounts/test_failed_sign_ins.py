"""Who did not get in stands in the audit log: why, and whose account it was, never an address."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.accounts.models import Person
from app.core import clock
from app.core.audit import AuditRow
from app.core.db import db
from app.core.writes import unit_of_work
from tests.accounts.conftest import verify, verify_link

OLGA = "olga@example.org"
WRONG = "00000000"


def failures():
    """(why, whether it was somebody's account) of each failure, in the order of words."""
    db.session.rollback()
    rows = db.session.scalars(select(AuditRow).order_by(AuditRow.at, AuditRow.id)).all()
    found = [(row.detail, row.who is not None) for row in rows if row.what == "sign-in failed"]
    said = str([(row.who, row.what, row.on, row.detail) for row in rows])
    db.session.rollback()
    assert "@" not in said
    assert "olga" not in said
    return sorted((detail["why"], is_known) for detail, is_known in found)


@pytest.fixture
def known(phone, ask):
    """Olga has an account."""
    mine = phone()
    code, _ = ask(mine)
    verify(mine, OLGA, code)


def test_a_wrong_code_of_an_account_is_written_down_as_its_own(known, phone, ask):
    stranger = phone()
    ask(stranger)
    assert verify(stranger, OLGA, WRONG).status_code == 422
    assert failures() == [("wrong_code", True)]
    db.session.rollback()
    who = {row.who for row in db.session.scalars(select(AuditRow))}
    assert who == {db.session.scalars(select(Person.audit_ref)).one()}


def test_a_wrong_code_of_nobody_is_written_down_as_nobody_s(phone, ask):
    stranger = phone()
    ask(stranger)
    verify(stranger, OLGA, WRONG)
    assert failures() == [("wrong_code", False)]


def test_each_try_counts_and_the_sixth_is_over(phone, ask):
    stranger = phone()
    ask(stranger)
    for _ in range(6):
        verify(stranger, OLGA, WRONG)
    assert [why for why, _ in failures()] == ["code_over"] + ["wrong_code"] * 5


def test_an_old_link_and_one_of_another_browser_are_written_down(known, phone, ask, frozen):
    mine, other = phone(), phone()
    _, token = ask(mine)
    assert verify_link(other, token).status_code == 409
    frozen.shift(timedelta(minutes=11))
    assert verify_link(mine, token).status_code == 410
    assert failures() == [("code_over", False), ("other_browser", True)]


def test_looking_at_a_link_that_is_over_writes_nothing(phone):
    assert phone().get("/api/v1/auth/verify?token=nothing").status_code == 410
    assert failures() == []


def test_a_closed_account_is_written_down(known, phone, ask):
    with unit_of_work() as session:
        session.execute(update(Person).values(blocked_at=clock.now()))
    mine = phone()
    code, _ = ask(mine)
    assert verify(mine, OLGA, code).status_code == 403
    assert failures() == [("blocked", True)]


def test_the_pages_write_it_down_as_the_api_does(phone, ask):
    mine = phone()
    ask(mine)
    assert mine.post("/sign-in/code", data={"code": WRONG}).status_code == 422
    assert mine.post("/sign-in/link", data={"token": "nothing"}).status_code == 410
    assert phone().post("/sign-in/code", data={"code": WRONG}).status_code == 410
    assert failures() == [("code_over", False)] * 2 + [("wrong_code", False)]


def test_twelve_words_are_written_down_without_them(phone):
    mine, other = phone(), phone()
    mine.post("/api/v1/guests")
    words = " ".join(mine.post("/api/v1/me/recovery").json["words"])
    assert other.post("/api/v1/auth/recovery", json={"words": "tea " * 12}).status_code == 404
    assert other.post("/settings/back", data={"words": "milk " * 12}).status_code in {200, 404, 422}
    assert other.post("/api/v1/auth/recovery", json={"words": words}).status_code == 200
    assert failures() == [("wrong_words", False)] * 2
    db.session.rollback()
    acts = [row.what for row in db.session.scalars(select(AuditRow).order_by(AuditRow.at))]
    assert sorted(acts) == [
        "sign-in failed", "sign-in failed", "signed in by words", "words made",
    ]  # fmt: skip
