"""An offered place is kept for a day, and nobody has to be awake at night to take it."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.attendance.rsvps.offer_times import offer_until

ZONES = ("Europe/London", "America/Chicago", "Australia/Hobart", "Australia/Lord_Howe")
MOMENTS = st.datetimes(
    min_value=datetime(2026, 1, 1), max_value=datetime(2028, 1, 1), timezones=st.just(UTC)
)
HOUR = timedelta(hours=1)


def is_night(moment, zone):
    return not time(8) <= moment.astimezone(ZoneInfo(zone)).time() <= time(21)


@given(MOMENTS, st.integers(1, 60 * 24 * 10), st.sampled_from(ZONES))
def test_it_ends_before_the_start_and_by_day_where_that_can_be(now, minutes, zone):
    starts = now + timedelta(minutes=minutes)
    until = offer_until(now, starts, zone)
    assert now < until <= starts
    if starts - now <= 3 * HOUR:
        assert until == starts
        return
    assert until <= starts - HOUR
    assert until - now >= HOUR
    hours = range(1, int((starts - HOUR - now) / HOUR) + 1)
    if is_night(until, zone):
        assert all(is_night(now + hour * HOUR, zone) for hour in hours)


@pytest.mark.parametrize(
    ("now", "starts", "until"),
    [
        ("2026-11-26 09:30", "2026-12-01 14:00", "2026-11-27 09:30"),
        ("2026-11-26 22:15", "2026-12-01 14:00", "2026-11-28 08:00"),
        ("2026-11-26 03:00", "2026-12-01 14:00", "2026-11-27 08:00"),
        ("2026-11-26 09:30", "2026-11-26 19:00", "2026-11-26 18:00"),
        ("2026-11-26 17:00", "2026-11-26 19:00", "2026-11-26 19:00"),
        ("2026-11-26 18:00", "2026-11-27 08:30", "2026-11-26 21:00"),
        ("2027-03-27 22:00", "2027-04-03 10:00", "2027-03-29 08:00"),
    ],
)
def test_as_people_read_it_on_a_clock_in_england(now, starts, until):
    zone = ZoneInfo("Europe/London")
    moments = [datetime.fromisoformat(one).replace(tzinfo=zone) for one in (now, starts, until)]
    found = offer_until(moments[0].astimezone(UTC), moments[1].astimezone(UTC), zone.key)
    assert found == moments[2]
