"""Six in the evening is six in the evening, also when clocks change that night."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.activities.service import publish
from app.attendance.rsvps.telling_times import reminder_at, still_fine_at
from app.core import clock
from app.core.writes import unit_of_work
from tests.attendance.conftest import date_ids, hold
from tests.discovery.conftest import draft, weekly

ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe")
CASES = (
    ("Europe/London", (2027, 3, 28, 10), (2027, 3, 27, 18)),
    ("Europe/London", (2027, 3, 29, 10), (2027, 3, 28, 17)),
    ("Europe/London", (2027, 10, 31, 10), (2027, 10, 30, 17)),
    ("Europe/London", (2027, 11, 1, 10), (2027, 10, 31, 18)),
    ("America/New_York", (2027, 3, 15, 10), (2027, 3, 14, 22)),
    ("America/New_York", (2027, 11, 8, 10), (2027, 11, 7, 23)),
    ("Australia/Lord_Howe", (2027, 4, 4, 10), (2027, 4, 3, 7)),
    ("Australia/Lord_Howe", (2027, 4, 5, 10), (2027, 4, 4, 7, 30)),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]} {case[1][1:3]}")
def test_the_reminder_comes_at_six_on_the_wall_and_says_the_wall_time(known, inbox, frozen, case):
    zone, day, due = case[0], datetime(*case[1]), datetime(*case[2], tzinfo=UTC)
    frozen.move_to(due - timedelta(days=4))
    mine = known(still_fine=False)
    with unit_of_work() as session:
        held = draft("held", booking="needed", time_zone=zone, segments=(weekly(day, zone=zone),))
        publish(session, held, clock.now())
    hold(mine, date_ids("held")[0])
    frozen.move_to(due - timedelta(seconds=1))
    assert inbox.subjects() == []
    frozen.move_to(due)
    assert inbox.subjects() == ["Reminder: tomorrow 10:00"]


NEW_YEAR = datetime(2027, 1, 1, tzinfo=UTC)
moments = st.integers(0, 365 * 24 * 60).map(lambda n: NEW_YEAR + timedelta(minutes=n))
gaps = st.integers(1, 10 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


@given(now=moments, gap=gaps, zone=st.sampled_from(ZONES))
def test_a_reminder_is_before_the_start_by_day_and_never_in_the_past(now, gap, zone):
    starts = now + gap
    due = reminder_at(now, starts, zone)
    if due is None:
        assert gap < timedelta(hours=30)
        return
    assert now < due < starts
    assert time(8) <= due.astimezone(ZoneInfo(zone)).time() <= time(21)


@given(now=moments, gap=gaps, zone=st.sampled_from(ZONES))
def test_still_fine_is_asked_one_to_two_days_before(now, gap, zone):
    starts = now + gap
    due = still_fine_at(now, starts, zone)
    if due is None:
        assert gap <= timedelta(hours=49)
        return
    assert due > now
    assert timedelta(hours=24) < starts - due <= timedelta(hours=48)
