"""Somebody imports a calendar: each event is a row, and one bad line costs one row."""

from datetime import date

import pytest

from app.exchange.readers import icalendar
from app.exchange.reading import FileRefused
from tests.exchange.files import NOW, calendar, event, options, read_calendar, read_events


def test_an_event_is_found_with_its_place_its_time_and_who_holds_it(places):
    (row,) = read_events(places, event(URL="https://example.org/walk", CATEGORIES="Seniors"))
    activity = row.activity
    assert (activity.title, activity.organiser) == ("Harbour walk", "Harbour Society")
    assert (activity.kind, activity.format) == ("interest_group", "in_person")
    assert activity.source_id == "walk-1@example.org"
    assert activity.place.name == "Harbour Office"
    assert (activity.place.lat, activity.place.precision) == (38.7746, "exact")
    (segment,) = activity.segments
    assert (str(segment.starts), str(segment.ends)) == (
        "2026-12-05 10:00:00",
        "2026-12-05 11:30:00",
    )
    assert (segment.time_zone, activity.time_zone) == ("America/New_York", "America/New_York")
    assert activity.confirmed_on == date(2026, 10, 1)
    assert activity.audience == ("older",)
    assert activity.url == "https://example.org/walk"
    assert row.repaired == ()


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"DTSTART": "2026AA"}, "its DTSTART can't be read"),
        ({"DURATION": "P15M"}, None),
        ({"RECURRENCE-ID": "99991231T100000"}, "its RECURRENCE-ID lies too far away"),
        ({"RDATE": "00010101T100000"}, "its RDATE lies too far away"),
        ({"SUMMARY": ""}, "it has no title"),
        ({"UID": ""}, "it has no UID"),
        ({"STATUS": "CANCELLED"}, "cancelled in the source"),
        ({"CLASS": "PRIVATE"}, "private, says the source"),
        ({"DESCRIPTION": "This is a private event."}, "private, says the source"),
        ({"RRULE": "FREQ=SOMETIMES"}, "its RRULE can't be read"),
        ({"RRULE": "hello"}, "its RRULE can't be read"),
        ({"RRULE": ""}, "its RRULE can't be read"),
        ({"RRULE": "FREQ=WEEKLY;hello"}, "its RRULE can't be read"),
        ({"RRULE": "FREQ=SECONDLY"}, "its rule is refused."),
        ({"RRULE": "FREQ=DAILY;INTERVAL=0"}, "its rule is refused."),
        ({"RRULE": "FREQ=DAILY;COUNT=1000000000"}, "its rule is refused."),
        ({"RRULE": "FREQ=DAILY;BYSECOND=1"}, "its rule is refused."),
        ({"EXRULE": "FREQ=DAILY"}, "it uses EXRULE"),
        ({"RDATE": ",".join(["20270101T100000"] * 1001)}, "it lists more than 1,000 dates"),
        ({"DTEND;TZID=Europe/Paris": "20261205T100000"}, "it has more than one DTEND"),
        ({"RDATE": "20270101T100000," * 10_000}, "it is too long to be read"),
    ],
)
def test_one_bad_line_costs_one_row(places, changed, reason):
    rows = read_events(places, event(**changed), event(UID="good@example.org"))
    if reason:
        assert rows[0].activity is None
        assert rows[0].refused.startswith(reason)
    assert rows[1].activity is not None


def test_an_event_without_a_start_is_refused(places):
    rows = read_events(places, event(("DTSTART",)), event(UID="good@example.org"))
    assert [row.refused for row in rows] == ["it has no start", None]


def test_bytes_that_are_no_text_cost_one_row(places):
    broken = calendar(event(DESCRIPTION="caf?"), event(UID="good@example.org"))
    rows = read_calendar(places, broken.replace(b"caf?", b"caf\xe9"))
    assert [row.refused for row in rows] == ["a line is not text in UTF-8 (DESCRIPTION)", None]


def test_a_very_long_text_is_shortened_and_the_report_says_so(places):
    content = calendar(event(DESCRIPTION="café " * 30_000, SUMMARY="walk " * 50))
    (row,) = read_calendar(places, content)
    assert len(row.activity.description) <= 5000
    assert len(row.activity.title) <= 120
    for said in (
        "its DESCRIPTION is very long: its end was not read",
        "description shortened to 5,000 characters",
        "title shortened to 120 characters",
    ):
        assert said in row.repaired


def test_a_nought_byte_costs_nothing(places):
    (row,) = read_events(places, event(DESCRIPTION="Bring\0 tea", RRULE="FREQ=WEEKLY\0"))
    assert row.activity.description == "Bring tea"


def test_a_line_folded_in_the_middle_of_a_letter_is_read(places):
    content = calendar(event(SUMMARY="Café walk")).replace("é".encode(), b"\xc3\r\n \xa9")
    assert read_calendar(places, content)[0].activity.title == "Café walk"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>Sign in</html>",
        calendar(event())[:-20],
        calendar(),
        calendar(event()).decode().encode("utf-16"),
    ],
    ids=["empty", "page", "cut short", "no events", "utf-16"],
)
def test_an_unreadable_file_is_refused_whole(places, content):
    with pytest.raises(FileRefused):
        read_calendar(places, content)


def test_the_kind_must_be_said(places):
    with pytest.raises(FileRefused, match="--kind"):
        icalendar.read(calendar(event()), options(near="Lewes, Delaware"), places, NOW)


def test_a_calendar_that_names_nobody_needs_an_organiser(places):
    nameless = calendar(event(), head="X-WR-CALNAME:ann@example.org")
    with pytest.raises(FileRefused, match="--organiser"):
        read_calendar(places, nameless)
    (row,) = read_calendar(places, nameless, organiser="Harbour Club")
    assert row.activity.organiser == "Harbour Club"


def test_a_row_own_group_goes_before_the_calendar_name(places):
    (row,) = read_events(places, event(X_SOURCE="Friends of the Harbour"))
    assert row.activity.organiser == "Friends of the Harbour"


def test_people_attachments_and_alarms_are_never_stored(places):
    lines = event(ORGANIZER="mailto:ann@example.org", ATTENDEE="mailto:bea@example.org")
    alarm = "BEGIN:VALARM\r\nSUMMARY:Alarm\r\nTRIGGER:x\r\nEND:VALARM\r\nEND:VEVENT"
    (row,) = read_events(places, lines.replace("END:VEVENT", alarm))
    assert row.activity.title == "Harbour walk"
    assert "ann@" not in repr(row.activity)
    assert "bea@" not in repr(row.activity)


def test_past_events_are_counted_and_not_stored(places):
    old = event(("DTSTART", "DTEND"), DTSTART="20250101T100000Z", DTEND="20250101T110000Z")
    just_now = event(("DTSTART", "DTEND"), DTSTART="20261126T090000Z", DTEND="20261126T110000Z")
    rows = read_events(places, old, just_now.replace("walk-1", "walk-2"))
    assert [(row.activity, row.refused, row.past) for row in rows] == [(None, None, 1)] * 2


def test_of_two_events_with_one_uid_the_newer_is_taken(places):
    rows = read_events(places, event(SEQUENCE="1"), event(SEQUENCE="2", SUMMARY="Later word"))
    assert rows[0].refused == "another row has the same UID and is newer (row 2)"
    assert rows[1].activity.title == "Later word"


@pytest.mark.parametrize(
    ("changed", "day"),
    [
        ({"DTSTAMP": "20261001T000000Z"}, None),
        ({"DTSTAMP": "20261001T000000Z", "CREATED": "20260901T000000Z"}, date(2026, 9, 1)),
        ({"CREATED": "20260901T000000Z", "LAST-MODIFIED": "20261001T000000Z"}, date(2026, 10, 1)),
        ({"LAST-MODIFIED": "20261126T000000Z"}, None),
        ({"LAST-MODIFIED": "20270101T000000Z"}, None),
    ],
)
def test_only_a_day_of_change_before_today_confirms(places, changed, day):
    (row,) = read_events(places, event(("LAST-MODIFIED",), **changed))
    assert row.activity.confirmed_on == day


@pytest.mark.parametrize(
    ("written", "name", "address"),
    [
        ("Film Room (ground floor\\, left)", "Film Room (ground floor, left)", None),
        ("Film Room (left\\, down)\\, 2 Front St", "Film Room (left, down)", "2 Front St"),
        ("Film Room (left\\, 2 Front St", "Film Room (left", "2 Front St"),
        ("Harbour Hall - Room 2\\, Lewes", "Harbour Hall", "Room 2, Lewes"),
        ("Lewes\\, DE", None, "DE"),
    ],
)
def test_a_place_has_its_whole_name_and_says_it_once(places, written, name, address):
    (row,) = read_events(places, event(LOCATION=written))
    assert (row.activity.place.name, row.activity.place.address) == (name, address)


@pytest.mark.parametrize(
    ("changed", "form"),
    [
        ({"LOCATION": "Zoom"}, "online"),
        ({"LOCATION": "Virtual event"}, "online"),
        ({"LOCATION": "https://example.org/live"}, "online"),
        ({"SUMMARY": "Harbour talk (online)"}, "online"),
        ({"DESCRIPTION": "Join: https://zoom.us/j/1?pwd=2"}, "hybrid"),
        ({"SUMMARY": "Hybrid harbour talk"}, "hybrid"),
        ({"LOCATION": "Onlinet Hall"}, "in_person"),
    ],
)
def test_how_it_meets_is_read_from_place_title_and_links(places, changed, form):
    (row,) = read_events(places, event(("GEO",), **changed))
    assert row.activity.format == form
    assert (row.activity.place is None) == (form == "online")
    assert "pwd" not in repr(row.activity)


def test_a_place_without_a_point_is_put_in_its_town(places):
    (row,) = read_events(places, event(("GEO",), LOCATION="Pier\\, Rehoboth Beach\\, DE 19971"))
    assert (row.activity.place.area, row.activity.place.precision) == ("Rehoboth Beach", "town")
    assert row.repaired == ("no point: put in the middle of its town (Rehoboth Beach, Delaware)",)


def test_a_room_alone_is_put_where_the_operator_says(places):
    (row,) = read_events(places, event(("GEO",), LOCATION="Room 2"))
    assert row.activity.place.area == "Lewes"
    assert row.repaired == ("no point and no town we know: put at --near (Lewes, Delaware)",)
    (refused,) = read_events(places, event(("GEO",), LOCATION="Room 2"), near=None)
    assert refused.refused == "no point and no town we know: give --near"


@pytest.mark.parametrize(
    ("location", "lat", "said"),
    [
        ("Room 2", 40.8111, "its address does not say so: not used"),
        ("Pier\\, Lewes\\, DE", 38.7746, "kept as given"),
    ],
)
def test_a_far_point_counts_only_with_a_town_of_its_own(places, location, lat, said):
    (row,) = read_events(places, event(LOCATION=location), near="10115")
    assert row.activity.place.lat == lat
    assert "far from --near" in row.repaired[0]
    assert row.repaired[0].endswith(said)


def test_a_point_in_another_land_and_clock_is_not_believed(places):
    (row,) = read_events(places, event(GEO="41.01;-91.96"))
    assert (row.activity.place.area, row.activity.time_zone) == ("Lewes", "America/New_York")
    assert row.repaired[0].startswith("its point is far from --near (")
    assert row.repaired[0].endswith("in another time zone: not used")
