"""Told what was asked for: once, in time, and never after it was taken back."""

from datetime import UTC, datetime, timedelta

import pytest

from app.activities.service import withdraw
from app.core.writes import unit_of_work
from tests.attendance.conftest import STARTS, act, hold, leave
from tests.conftest import NOW

EVENING_BEFORE = datetime(2026, 11, 30, 18, 0, tzinfo=UTC)
TWO_DAYS_BEFORE = datetime(2026, 11, 29, 18, 0, tzinfo=UTC)
MORNING = datetime(2026, 11, 28, 10, 0, tzinfo=UTC)


def test_a_reminder_comes_the_evening_before_and_once(known, post, inbox, frozen):
    mine = known(still_fine=False)
    hold(mine, post())
    frozen.move_to(EVENING_BEFORE - timedelta(seconds=1))
    assert inbox.subjects() == []
    frozen.move_to(EVENING_BEFORE)
    assert inbox.subjects() == ["Reminder: tomorrow 14:00"]
    frozen.shift(timedelta(hours=1))
    assert inbox.subjects() == []


def test_nothing_but_what_changed_is_told_to_who_asked_for_nothing(known, post, inbox, frozen):
    mine = known(reminder=False, still_fine=False)
    hold(mine, post())
    frozen.move_to(STARTS.replace(tzinfo=UTC) - timedelta(hours=3))
    assert inbox.subjects() == []
    post(starts=STARTS + timedelta(minutes=30))
    assert inbox.subjects() == ["A plan of yours is cancelled"]


def test_still_fine_is_asked_two_days_before_unless_it_was_said(known, post, inbox, frozen):
    mine, other = known(reminder=False), known("kim@example.org", reminder=False)
    date = post()
    hold(mine, date)
    hold(other, date)
    act(other, date, "confirm")
    frozen.move_to(TWO_DAYS_BEFORE)
    (mail,) = inbox.new()
    assert (mail["Subject"], mail["To"]) == ("Still fine for Tuesday?", "sam@example.org")


@pytest.mark.parametrize("why", ["left", "withdrawn", "left while it was being sent"])
def test_what_was_taken_back_is_never_told(known, post, inbox, frozen, why):
    mine, date = known(change=False, cancellation=False), post()
    hold(mine, date)
    frozen.move_to(EVENING_BEFORE)
    if why == "left":
        leave(mine, date)
    elif why == "withdrawn":
        with unit_of_work() as session:
            withdraw(session, "test", "table", NOW)
    else:
        inbox.app.extensions["sender"]._hand_out()
        leave(mine, date)
    assert inbox.subjects() == []


def test_who_takes_leaving_back_is_reminded_after_all(known, post, inbox, frozen):
    mine, date = known(still_fine=False), post()
    hold(mine, date)
    leave(mine, date)
    hold(mine, date)
    frozen.move_to(EVENING_BEFORE)
    assert inbox.subjects() == ["Reminder: tomorrow 14:00"]


def test_an_offer_is_told_at_once_and_not_after_it_was_taken(known, post, inbox):
    date = post(capacity=1)
    first, second, third = known("a@example.org"), known("b@example.org"), known("c@example.org")
    for one in (first, second, third):
        hold(one, date)
    leave(first, date)
    (mail,) = inbox.new()
    assert (mail["To"], mail["Subject"]) == ("b@example.org", "A place is kept for you")
    assert "until tomorrow 09:30" in mail.get_content()
    act(second, date, "decline")
    act(third, date, "accept")
    assert inbox.subjects() == []


def test_a_moved_date_is_told_and_reminded_of_at_its_new_time(known, post, inbox, frozen):
    mine, date = known(still_fine=False), post()
    hold(mine, date)
    move(post, STARTS + timedelta(days=1, hours=2))
    (mail,) = inbox.new()
    assert mail["Subject"] == "A plan of yours has changed"
    assert "Wednesday 2 December, 16:00" in mail.get_content()
    frozen.move_to(EVENING_BEFORE)
    assert inbox.subjects() == []
    frozen.move_to(EVENING_BEFORE + timedelta(days=1))
    assert inbox.subjects() == ["Reminder: tomorrow 16:00"]


def test_a_cancelled_date_is_told_and_what_comes_back_is_too(known, post, inbox, frozen):
    mine, date = known(still_fine=False), post()
    hold(mine, date)
    move(post, None)
    assert inbox.subjects() == ["A plan of yours is cancelled"]
    frozen.shift(timedelta(minutes=5))
    move(post, STARTS)
    assert inbox.subjects() == ["A plan of yours has changed"]
    frozen.move_to(EVENING_BEFORE)
    assert inbox.subjects() == ["Reminder: tomorrow 14:00"]


def test_another_place_is_a_change_and_another_description_is_none(known, post, inbox):
    mine = known()
    hold(mine, post())
    post(description="With biscuits")
    assert inbox.subjects() == []
    post(description="With biscuits", online_url="https://example.org/room")
    assert inbox.subjects() == ["A plan of yours has changed"]


def test_a_way_to_be_told_that_is_given_later_still_gets_the_reminder(
    phone, post, inbox, frozen, known
):
    mine, date = phone(), post()
    hold(mine, date)
    mine.patch("/api/v1/me", json={"notices": {"reminder": True}})
    mine.post("/api/v1/me/email", json={"email": "late@example.org"})
    from tests.notices.conftest import follow, links

    (mail,) = inbox.new()
    follow(phone(), links(mail)[0])
    frozen.move_to(EVENING_BEFORE)
    assert inbox.subjects() == ["Reminder: tomorrow 14:00"]


def test_who_comes_late_is_reminded_shortly_before_and_not_at_night(known, post, inbox, frozen):
    mine = known(still_fine=False)
    frozen.move_to(datetime(2026, 12, 1, 9, 0, tzinfo=UTC))
    hold(mine, post())
    hold(mine, post("early", starts=datetime(2026, 12, 2, 7, 0)))
    frozen.move_to(datetime(2026, 12, 1, 12, 0, tzinfo=UTC))
    assert inbox.subjects() == ["Reminder: today 14:00"]


def test_the_night_keeps_back_what_can_wait(known, post, inbox, frozen):
    mine, date = known(), post()
    hold(mine, date)
    frozen.move_to(MORNING.replace(hour=21, minute=30))
    move(post, STARTS + timedelta(hours=1))
    assert inbox.subjects() == []
    frozen.move_to(MORNING.replace(day=29, hour=7, minute=59))
    assert inbox.subjects() == []
    frozen.move_to(MORNING.replace(day=29, hour=8))
    assert inbox.subjects() == ["A plan of yours has changed"]


def test_what_concerns_the_next_hours_is_told_at_night_too(known, post, inbox, frozen):
    mine, date = known(reminder=False, still_fine=False), post()
    hold(mine, date)
    frozen.move_to(datetime(2026, 12, 1, 5, 0, tzinfo=UTC))
    move(post, STARTS + timedelta(days=3))
    assert inbox.subjects() == ["A plan of yours has changed"]


def test_own_quiet_hours_count_and_none_is_a_choice(known, post, inbox, frozen):
    mine = known(still_fine=False)
    hold(mine, post())
    mine.patch("/api/v1/me", json={"quiet_hours": {"from": "17:00", "until": "09:15"}})
    frozen.move_to(EVENING_BEFORE)
    assert inbox.subjects() == []
    mine.patch("/api/v1/me", json={"quiet_hours": None})
    frozen.move_to(EVENING_BEFORE + timedelta(hours=15, minutes=15))
    assert inbox.subjects() == ["Reminder: today 14:00"]


def move(post, starts, **same):
    """The first date at another time, or not at all."""
    from app.activities.drafts import Change

    change = (
        Change(key=STARTS, status="scheduled", starts=starts)
        if starts
        else Change(key=STARTS, status="cancelled")
    )
    post(changes=(change,), **same)
