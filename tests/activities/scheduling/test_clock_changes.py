"""A weekly evening over a year, date by date as zoneinfo and dateutil give it, also when edited."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import WEEKLY, rrule

from app.activities.schedule import Segment, meetings
from app.activities.scheduling.moving import Shift
from app.activities.scheduling.plan import Piece, Plan, move_from
from app.activities.scheduling.stretches import split

ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe")
FIRST = datetime(2026, 12, 1, 19, 0)
HOUR = timedelta(hours=1)
YEAR = timedelta(days=366)


def expected(zone, first=FIRST, until=FIRST + YEAR):
    days = rrule(WEEKLY, dtstart=first, until=until)
    return [day.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for day in days]


def instants(*segments):
    since = datetime(2026, 1, 1, tzinfo=UTC)
    found = [m for one in segments for m in meetings(one, since, since + 5 * YEAR)]
    return sorted(one.starts_at for one in found)


def weekly(zone):
    return Segment(FIRST, FIRST + HOUR, zone, f"FREQ=WEEKLY;UNTIL={FIRST + YEAR:%Y%m%d}")


@pytest.mark.parametrize("zone", ZONES)
def test_an_evening_stays_an_evening_through_both_changes(zone):
    found = instants(weekly(zone))
    assert found == expected(zone)
    assert len(found) == 53
    offsets = {one.astimezone(ZoneInfo(zone)).utcoffset() for one in found}
    assert len(offsets) == 2
    assert {one.astimezone(ZoneInfo(zone)).hour for one in found} == {19}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("week", [1, 13, 16, 17, 18, 30, 44, 45, 48, 52])
def test_an_edit_across_the_change_moves_the_wall_time(zone, week):
    cut = FIRST + timedelta(weeks=week)
    new = datetime(cut.year, cut.month, cut.day, 18, 30) + timedelta(days=1)
    plan = Plan(zone, (Piece(weekly(zone)),))
    days = [FIRST + timedelta(weeks=number) for number in range(53)]
    moved = move_from(plan, cut, Shift(cut, new, new + HOUR), days)
    last = FIRST + YEAR + timedelta(days=1)
    assert instants(*(piece.segment for piece in moved.plan.pieces)) == [
        *expected(zone, until=cut - timedelta(minutes=1)),
        *expected(zone, new, last),
    ]
    assert moved.where == {day: day + timedelta(days=1, minutes=-30) for day in days if day >= cut}


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;INTERVAL=2;COUNT=20", "FREQ=MONTHLY;BYDAY=2TU"])
def test_cut_anywhere_the_two_parts_are_the_whole(zone, rule):
    whole = Segment(FIRST + timedelta(days=7), FIRST + timedelta(days=7) + HOUR, zone, rule)
    for week in range(0, 60, 3):
        parts = split(whole, FIRST + timedelta(weeks=week))
        assert instants(*(part for part in parts if part)) == instants(whole)
