"""Letters to who runs an activity: once a day at most, by day, and with nobody's words in them."""

from datetime import UTC, datetime, timedelta

import pytest

from app.accounts.models import Organiser
from app.attendance.running.daily import tell_daily
from app.core import clock
from app.core.events import SomethingAsked, publish
from app.core.ids import read_id
from app.core.writes import unit_of_work
from tests.attendance.conftest import hold
from tests.people import sign_in
from tests.running.conftest import KIM, OLGA, activity_of, give_to, join


@pytest.fixture
def letters(inbox):
    """What a worker sends to organisers in one round."""

    def send():
        with unit_of_work() as session:
            tell_daily(session, clock.now())
        return inbox.new()

    return send


def ask(date):
    """What a question about an activity does."""
    number = read_id(activity_of(date))
    with unit_of_work() as session:
        publish(session, SomethingAsked(number, "question"))


def test_what_would_help_somebody_comes_as_a_quiet_letter(phone, run, letters):
    date = run()
    hold(phone(), date, alias="Sam", visibility="named", needs="A seat by the door")
    (mail,) = letters()
    assert (mail["To"], mail["Subject"]) == (OLGA, "Something for you to look at")
    text = mail.get_content()
    assert "wrote what would help them" in text
    assert f"/organise/{activity_of(date)}" in text
    for word in ("Sam", "seat", "table", "garden"):
        assert word not in text, "it may be read by anybody"


def test_one_letter_a_day_holds_all_there_is(phone, run, letters, frozen):
    date = run()
    hold(phone(), date, needs="A seat")
    ask(date)
    (mail,) = letters()
    assert "what to expect" in mail.get_content()
    frozen.shift(timedelta(hours=1))
    hold(phone(), date, needs="Tea")
    frozen.shift(timedelta(hours=22))
    assert letters() == []
    frozen.shift(timedelta(hours=2))
    assert len(letters()) == 1
    frozen.shift(timedelta(days=2))
    assert letters() == [], "nothing is new"


def test_nothing_is_said_at_night(phone, run, letters, frozen):
    date = run()
    frozen.move_to(datetime(2026, 11, 27, 22, 0, tzinfo=UTC))
    hold(phone(), date, needs="A seat")
    assert letters() == []
    frozen.move_to(datetime(2026, 11, 28, 8, 5, tzinfo=UTC))
    assert len(letters()) == 1


def test_a_place_without_a_word_is_no_news(phone, run, letters):
    date, sam = run(), phone()
    hold(sam, date)
    assert letters() == []
    hold(sam, date, needs="A seat")
    assert len(letters()) == 1
    hold(sam, date, needs="A seat", party_size=2)
    with unit_of_work() as session:
        assert tell_daily(session, clock.now() + timedelta(days=2)) == 0


def test_who_only_looks_or_is_blocked_gets_none(app, phone, post, olga, letters):
    date = post()
    organiser = give_to(date, OLGA)
    sign_in(app, KIM)
    join(organiser, KIM, "viewer")
    ask(date)
    assert [mail["To"] for mail in letters()] == [OLGA]
    other = post("other")
    blocked = give_to(other, OLGA)
    with unit_of_work() as session:
        session.get_one(Organiser, blocked).blocked_at = clock.now()
    ask(other)
    assert letters() == []


def test_what_nobody_here_runs_is_nobodys_news(phone, post, letters):
    hold(phone(), post(), needs="A seat")
    assert letters() == []
