"""The clock on the wall stays what it is, whatever the clocks of a zone do."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from sqlalchemy import select

from app.activities.models import Activity
from app.activities.schedule import Segment
from app.activities.service import publish
from app.core.ids import show_id
from app.core.writes import unit_of_work
from tests.discovery.conftest import draft
from tests.exchange.calendars import lines, read

SPRING, AUTUMN = datetime(2027, 1, 20, 12, tzinfo=UTC), datetime(2027, 7, 20, 12, tzinfo=UTC)
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe")


@pytest.fixture
def dates(client, frozen):
    """The file of an activity that meets as a segment says, as it is at a moment."""

    def make(moment, segment):
        frozen.move_to(moment)
        with unit_of_work() as session:
            zone = segment.time_zone
            publish(session, draft("z", segments=(segment,), time_zone=zone), moment)
            number = session.scalars(select(Activity.id)).one()
        return client.get(f"/api/v1/activities/{show_id(number)}/calendar.ics").data

    return make


def meeting(zone, first, rrule="FREQ=WEEKLY", hours=2):
    return Segment(first, first + timedelta(hours=hours), zone, rrule=rrule)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("moment", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_a_weekly_evening_stays_at_seven_on_both_sides_of_a_change(dates, zone, moment):
    first = moment.replace(tzinfo=None, hour=19) + timedelta(days=2)
    file = dates(moment, meeting(zone, first))
    events = read(file)
    assert len(events) >= 25
    local = [datetime.fromisoformat(event["starts"]).astimezone(ZoneInfo(zone)) for event in events]
    assert {(one.hour, one.minute) for one in local} == {(19, 0)}
    assert len({one.utcoffset() for one in local}) == 2, "the clocks change in between"
    assert sum(line.startswith(f"DTSTART;TZID={zone}:") for line in lines(file)) == len(events)


@pytest.mark.parametrize("zone", [*ZONES, "Asia/Kolkata", "Europe/Dublin", "Africa/Casablanca"])
def test_the_described_zone_is_the_real_one_hour_by_hour(dates, zone):
    file = dates(SPRING, meeting(zone, datetime(2027, 2, 1, 19)))
    (described,) = Calendar.from_ical(file).timezones
    changes = sorted(
        (part["DTSTART"].dt - part.TZOFFSETFROM, part.TZOFFSETTO)
        for part in described.subcomponents
    )
    moment = datetime(2027, 1, 2)
    while moment < datetime(2027, 12, 31):
        told = [offset for since, offset in changes if since <= moment][-1]
        real = moment.replace(tzinfo=UTC).astimezone(ZoneInfo(zone)).utcoffset()
        assert told == real, moment
        moment += timedelta(minutes=30)


@pytest.mark.parametrize("zone", ZONES)
def test_both_directions_are_told_even_for_one_date(dates, zone):
    file = dates(SPRING, meeting(zone, datetime(2027, 2, 1, 19), rrule=None))
    assert {b"BEGIN:STANDARD", b"BEGIN:DAYLIGHT"} <= set(file.split(b"\r\n"))


@pytest.mark.parametrize(
    ("zone", "night", "hour"),
    [
        ("Europe/London", datetime(2027, 3, 28), 1),
        ("Europe/London", datetime(2027, 10, 31), 1),
        ("America/New_York", datetime(2027, 3, 14), 2),
        ("America/New_York", datetime(2027, 11, 7), 1),
        ("Australia/Lord_Howe", datetime(2027, 4, 4), 1),
        ("Australia/Lord_Howe", datetime(2027, 10, 3), 2),
    ],
)
def test_a_meeting_in_the_very_hour_of_a_change_is_read_as_it_is_meant(dates, zone, night, hour):
    first = night + timedelta(hours=hour, minutes=15)
    file = dates(SPRING, meeting(zone, first, rrule=None, hours=1))
    (event,) = read(file)
    starts = first.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    assert event["starts"] == starts.isoformat()
    assert event["ends"] > event["starts"]


def test_a_zone_without_changes_is_described_too(dates):
    file = dates(SPRING, meeting("Asia/Kolkata", datetime(2027, 2, 1, 19)))
    assert lines(file).count("BEGIN:STANDARD") == 1
    assert read(file)[0]["starts"] == "2027-02-01T13:30:00+00:00"
