"""Somebody looks for a 12-step meeting that was imported."""

from datetime import date, datetime

import pytest

from app.activities.drafts import Told
from app.exchange.readers import tsml
from app.exchange.reading import FileRefused
from tests.exchange.files import FILE_DAY, NOW, meeting, options, read_meetings


def only(rows):
    assert len(rows) == 1
    assert rows[0].refused is None, rows[0].refused
    return rows[0]


def test_a_meeting_is_found_with_its_place_its_time_and_who_holds_it(places):
    activity = only(read_meetings(places, meeting())).activity

    assert (activity.title, activity.organiser) == ("Shoreline Discussion", "Shoreline Group")
    assert (activity.kind, activity.format) == ("support_meetup", "in_person")
    assert (activity.source, activity.source_id) == ("file", "shoreline-discussion")
    assert activity.organiser_is_verified is False
    assert activity.time_zone == "America/New_York"
    assert (activity.place.lat, activity.place.lon) == (38.7746, -75.1393)
    assert (activity.place.area, activity.place.country) == ("Lewes", "US")
    assert activity.place.precision == "exact"
    (segment,) = activity.segments
    assert segment.rrule == "FREQ=WEEKLY;BYDAY=TU"
    assert (segment.starts, segment.ends) == (datetime(2026, 6, 2, 19), datetime(2026, 6, 2, 20))
    assert activity.confirmed_on == date(2026, 6, 1)
    assert activity.url == "https://meetings.example.org/shoreline"


@pytest.mark.parametrize("day", [0, "0", [0]])
def test_sunday_is_day_nought_however_it_is_written(places, day):
    activity = only(read_meetings(places, meeting(day=day))).activity
    assert activity.segments[0].starts.strftime("%A") == "Sunday"


def test_several_days_are_one_weekly_rule(places):
    activity = only(read_meetings(places, meeting(day=[5, 1], time="7:30 PM"))).activity
    assert activity.segments[0].rrule == "FREQ=WEEKLY;BYDAY=MO,FR"
    assert activity.segments[0].starts == datetime(2026, 6, 1, 19, 30)


def test_a_late_meeting_ends_after_midnight(places):
    activity = only(read_meetings(places, meeting(time="23:00", end_time="00:00"))).activity
    assert activity.segments[0].ends == datetime(2026, 6, 3, 0, 0)


@pytest.mark.parametrize("end", [None, "", "19:00"])
def test_a_length_nobody_told_is_one_hour_and_the_report_says_so(places, end):
    row = only(read_meetings(places, meeting(end_time=end)))
    assert row.activity.segments[0].ends == datetime(2026, 6, 2, 20)
    assert row.repaired == ("length not told: shown as one hour",)


def test_an_end_of_the_next_morning_is_a_slip_of_the_pen(places):
    row = only(read_meetings(places, meeting(end_time="08:15")))
    assert row.activity.segments[0].ends == datetime(2026, 6, 2, 20)
    assert "it seems to end before it starts: shown as one hour" in row.repaired


def test_without_a_day_it_is_by_arrangement(places):
    row = only(read_meetings(places, meeting(day=None)))
    assert row.activity.segments == ()
    assert row.activity.arrangement is not None
    assert row.repaired == ("no day or time told: by arrangement",)


def test_reading_on_another_day_gives_the_very_same_activity(places):
    row = meeting(updated=None)
    today = only(read_meetings(places, row))
    later = only(read_meetings(places, row, now=NOW.replace(month=12)))
    assert today.activity == later.activity
    assert today.activity.confirmed_on is None


def test_what_the_codes_say_becomes_facts_and_nothing_else_does(places):
    row = meeting(types=["C", "X", "XB", "W", "BE", "S", "ZZ"])
    activity = only(read_meetings(places, row)).activity
    said = Told(value=True, by="source", on=date(2026, 6, 1))
    assert activity.told == {"step_free": said, "toilet": said}
    assert activity.audience == ("members", "women", "beginners")
    assert activity.language == "es"
    assert activity.cost is None


def test_a_row_without_a_date_carries_the_newest_date_of_the_file(places):
    rows = read_meetings(places, meeting(), meeting(slug="b", updated=None, types=["X"]))
    assert rows[1].activity.told["step_free"].on == date(2026, 6, 1)
    (alone,) = read_meetings(places, meeting(updated=None, types=["X"]))
    assert alone.activity.told["step_free"].on == FILE_DAY


def test_a_date_ahead_of_us_confirms_nothing(places):
    activity = only(read_meetings(places, meeting(updated="2031-01-01"))).activity
    assert activity.confirmed_on is None


def test_closed_for_now_with_a_link_is_online_only(places):
    row = meeting(types=["TC", "O"], conference_url="https://zoom.us/j/12345?pwd=secret")
    activity = only(read_meetings(places, row)).activity
    assert (activity.format, activity.place) == ("online", None)
    assert activity.online_url == "https://zoom.us/j/12345"
    assert activity.told["start"].value == 0
    assert activity.time_zone == "America/New_York"


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"types": ["TC"]}, "temporarily closed, and it has no link to meet online"),
        ({"types": ["TC"], "conference_phone": "+1 302 555 0101"}, "temporarily closed"),
        ({"attendance_option": "inactive"}, "inactive in the source"),
        ({"day": 9}, "its day of the week can't be read"),
        ({"time": "late"}, "its time can't be read"),
        ({"name": " ", "group": ""}, "it has no title"),
        ({"slug": None}, "it has no slug and no id"),
        ({"group": None}, "no organiser is named: give --organiser"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_taken(places, changed, reason):
    rows = read_meetings(places, meeting(**changed), meeting(slug="good"))
    assert rows[0].activity is None
    assert rows[0].refused.startswith(reason)
    assert rows[1].activity is not None


def test_passwords_dial_ins_and_people_are_never_stored(places):
    row = meeting(
        attendance_option="hybrid",
        conference_url="https://zoom.us/j/12345?pwd=hunter2",
        conference_url_notes="Passcode: hunter2",
        conference_phone="+13025550101,,12345#",
        contact_1_name="Ann Attendee",
        contact_1_phone="302-555-0101",
        notes="Come early. Meeting ID: 12345\nPassword: hunter2\nWrite to ann@example.org.",
    )
    written = only(read_meetings(places, row))
    text = repr(written.activity)
    for private in ("hunter2", "Ann", "ann@example.org", "0101", "Meeting ID"):
        assert private not in text
    assert written.activity.description == (
        "Open: anyone may come. Discussion.\n\nCome early.\nWrite to (contact: see the source)."
        "\n\nThe meeting link needs a password: see the page of the group."
    )
    assert written.activity.format == "hybrid"


def test_a_zone_never_comes_from_a_point_marked_approximate(places):
    row = meeting(approximate="yes")
    (refused,) = read_meetings(places, row)
    assert refused.refused.endswith("its point is only approximate: give --time-zone")
    activity = only(read_meetings(places, row, time_zone="America/Chicago")).activity
    assert activity.time_zone == "America/Chicago"
    assert activity.place.precision == "approximate"


@pytest.mark.parametrize("point", [(0, 0), ("0.0", "0.0"), (91, 10), ("nan", 5), (None, None)])
def test_a_point_that_cannot_be_gives_way_to_the_town(places, point):
    row = only(read_meetings(places, meeting(latitude=point[0], longitude=point[1])))
    assert row.activity.place.precision == "town"
    assert (row.activity.place.area, row.activity.place.lat) == ("Lewes", 38.77)
    assert "no point: put in the middle of its town (Lewes, Delaware)" in row.repaired


def test_without_point_and_town_the_operator_says_where(places):
    row = meeting(latitude=None, longitude=None, formatted_address="Behind the barn")
    (refused,) = read_meetings(places, row)
    assert refused.refused == "no point and no town we know: give --near"
    near = only(read_meetings(places, row, near="Rehoboth Beach, Delaware"))
    assert (near.activity.place.area, near.activity.place.precision) == ("Rehoboth Beach", "town")


def test_directions_that_only_repeat_the_place_are_left_out(places):
    (row,) = read_meetings(places, meeting(location_notes="Community Hall"))
    assert row.activity.place.finding_us == ""
    (row,) = read_meetings(places, meeting(location_notes="Ring the bell"))
    assert row.activity.place.finding_us == "Ring the bell"


def test_the_same_slug_twice_is_taken_once(places):
    rows = read_meetings(places, meeting(), meeting(name="Another name"))
    assert rows[1].refused == "an earlier row has the same identity (row 1)"


@pytest.mark.parametrize(
    "content", [b"", b"[", b'[{"name": "x"', b"\xff\xfe[", b'{"a": 1}', b"[]", b"[1]", b"[NaN]"]
)
def test_an_unreadable_file_is_refused_whole(places, content):
    with pytest.raises(FileRefused):
        tsml.read(content, options(), places, NOW)


def test_a_file_that_names_no_organiser_is_refused_whole(places):
    with pytest.raises(FileRefused, match="--organiser"):
        read_meetings(places, meeting(group=None), meeting(slug="b", group=""))


@pytest.mark.parametrize(("name", "value"), [("near", "Atlantis"), ("time_zone", "Mars/Base")])
def test_an_option_nobody_knows_refuses_the_file(places, name, value):
    with pytest.raises(FileRefused, match="--"):
        read_meetings(places, meeting(), **{name: value})
