"""Somebody reads when an imported event meets: on the clock of its place, or honestly none."""

from datetime import date

import pytest

from tests.exchange.files import at, event, read_events

UTC = ("20261205T150000Z", "20261205T163000Z")
MADE_BY_ECP = "PRODID:-//Harbour - ECPv6.17.2//NONSGML v1.0//EN\r\nX-WR-CALNAME:Harbour"


def times(row):
    assert row.refused is None, row.refused
    return [(str(s.starts), str(s.ends), s.time_zone) for s in row.activity.segments]


def test_utc_becomes_the_local_time_of_the_place(places):
    (row,) = read_events(places, at(*UTC))
    assert times(row) == [("2026-12-05 10:00:00", "2026-12-05 11:30:00", "America/New_York")]
    assert "times given in UTC: shown in America/New_York" in row.repaired


def test_another_zone_is_the_same_moment_on_the_clock_of_the_place(places):
    (row,) = read_events(places, at("20261205T070000", "20261205T083000", "America/Los_Angeles"))
    assert times(row) == [("2026-12-05 10:00:00", "2026-12-05 11:30:00", "America/New_York")]
    said = "times given in America/Los_Angeles: the same moments shown in America/New_York"
    assert said in row.repaired


@pytest.mark.parametrize(
    "name", ["Eastern Standard Time", "US/Eastern", "/mozilla.org/20070129_1/America/New_York"]
)
def test_other_names_of_a_zone_are_known(places, name):
    (row,) = read_events(places, at("20261205T100000", "20261205T113000", name))
    assert times(row)[0][0] == "2026-12-05 10:00:00"
    assert not any("zone" in said for said in row.repaired)


def test_a_zone_of_the_calendars_own_is_known_by_what_it_stands_for(places):
    own = "BEGIN:VTIMEZONE\r\nTZID:Home\r\nX-LIC-LOCATION:America/Los_Angeles\r\nEND:VTIMEZONE"
    head = f"X-WR-CALNAME:Harbour\r\n{own}"
    (row,) = read_events(places, at("20261205T070000", "20261205T083000", "Home"), head=head)
    assert times(row)[0][0] == "2026-12-05 10:00:00"


def test_a_zone_nobody_knows_is_read_as_local_time(places):
    (row,) = read_events(places, at("20261205T100000", "20261205T113000", "Home"))
    assert times(row)[0][0] == "2026-12-05 10:00:00"
    assert 'its zone "Home" is not known: times read as local' in row.repaired


def test_a_floating_time_takes_the_zone_of_the_place_then_the_option(places):
    floating = at("20261205T100000", "20261205T113000")
    (row,) = read_events(places, floating)
    assert times(row)[0][2] == "America/New_York"
    online = at("20261205T100000", "20261205T113000", LOCATION="Online")
    (row,) = read_events(places, online, near=None, time_zone="Europe/Paris")
    assert times(row)[0][2] == "Europe/Paris"
    head = "X-WR-CALNAME:Harbour\r\nX-WR-TIMEZONE:Europe/Rome"
    (row,) = read_events(places, online, near=None, head=head)
    assert times(row)[0][2] == "Europe/Rome"
    (row,) = read_events(places, online, near=None)
    assert row.refused == "its time zone is not known: give --time-zone"


@pytest.mark.parametrize("zone", ["UTC", "America/Halifax"])
def test_a_site_set_to_the_wrong_zone_keeps_the_time_on_the_wall(places, zone):
    (row,) = read_events(places, at("20261205T100000", "20261205T113000", zone), head=MADE_BY_ECP)
    assert times(row) == [("2026-12-05 10:00:00", "2026-12-05 11:30:00", "America/New_York")]
    assert (
        f"its calendar is set to {zone}: times kept as written, in America/New_York" in row.repaired
    )


def test_utc_under_a_local_name_is_seen_by_its_lists_of_dates(places):
    zone = "America/New_York"
    listed = [
        at("20261205T150000", "20261205T160000", zone, UID=uid, **{f"RDATE;TZID={zone}": dates})
        for uid, dates in (("a", "20261205T100000,20261212T100000"), ("b", "20261205T100000"))
    ]
    plain = at("20261206T150000", "20261206T160000", zone, UID="c")
    rows = read_events(places, *listed, plain)
    assert [times(row)[0][0][-8:] for row in rows] == ["10:00:00"] * 3
    assert all("read as UTC" in row.repaired[-1] for row in rows)
    (alone,) = read_events(places, plain)
    assert times(alone)[0][0][-8:] == "15:00:00"


@pytest.mark.parametrize("given", [{}, {"DURATION": "P15M"}])
def test_a_length_nobody_told_is_one_hour(places, given):
    lines = event(("DTEND",), **given)
    (row,) = read_events(places, lines)
    assert times(row)[0][:2] == ("2026-12-05 10:00:00", "2026-12-05 11:00:00")
    assert "length not told: shown as one hour" in row.repaired


def test_an_end_that_is_only_the_end_of_the_day_tells_no_length(places):
    (row,) = read_events(places, at("20261205T100000", "20261205T235900", "America/New_York"))
    assert times(row)[0][1] == "2026-12-05 11:00:00"
    assert "it ends with the day, so its length is not told" in row.repaired


def test_an_end_before_the_start_is_refused(places):
    (row,) = read_events(places, at("20261205T100000", "20261205T090000", "America/New_York"))
    assert row.refused == "it ends before it starts"


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("20261205", "20261206", date(2026, 12, 5), date(2026, 12, 5)),
        ("20261205", None, date(2026, 12, 5), date(2026, 12, 5)),
        ("20261205", "20261208", date(2026, 12, 5), date(2026, 12, 7)),
        ("20261205T000000", "20261205T235900", date(2026, 12, 5), date(2026, 12, 5)),
        ("20261205T090000", "20261207T170000", date(2026, 12, 5), date(2026, 12, 7)),
        ("20261101", "20261201", date(2026, 11, 1), date(2026, 11, 30)),
    ],
)
def test_whole_days_and_long_stretches_are_by_arrangement(places, start, end, first, last):
    (row,) = read_events(places, at(start, end, None if len(start) == 8 else "America/New_York"))
    assert row.activity.segments == ()
    assert (row.activity.arrangement.first, row.activity.arrangement.last) == (first, last)
    assert any("by arrangement" in said for said in row.repaired)


def test_exactly_24_hours_still_have_a_start(places):
    (row,) = read_events(places, at("20261205T100000", "20261206T100000", "America/New_York"))
    assert times(row)[0][:2] == ("2026-12-05 10:00:00", "2026-12-06 10:00:00")


def test_a_whole_day_that_is_over_is_past(places):
    (row,) = read_events(places, at("20261125", "20261126"))
    assert (row.activity, row.refused, row.past) == (None, None, 1)
