"""When people really meet: wall time, clock changes, dates added and taken away."""

import sys
from datetime import UTC, datetime, timedelta

import pytest

from app.activities.schedule import (
    HORIZON_DAYS,
    RuleRefused,
    Segment,
    check_rule,
    meetings,
    to_instant,
)

LONDON, LORD_HOWE, NEW_YORK = "Europe/London", "Australia/Lord_Howe", "America/New_York"


def at(text):
    return datetime.fromisoformat(text)


def segment(starts, ends, zone=LONDON, rrule=None, **more):
    return Segment(at(starts), at(ends), zone, rrule, **more)


def between(piece, first, last):
    return meetings(piece, at(first + "T00:00+00:00"), at(last + "T00:00+00:00"))


def instants(found):
    return [(m.starts_at.strftime("%d %H:%M"), m.ends_at.strftime("%d %H:%M")) for m in found]


def walls(found):
    return [f"{m.starts_local:%d %H:%M}-{m.ends_local:%H:%M}" for m in found]


def test_a_weekly_evening_keeps_its_wall_time_when_the_clocks_go_forward():
    evening = segment("2026-03-23T19:00", "2026-03-23T21:00", rrule="FREQ=WEEKLY")
    found = between(evening, "2026-03-20", "2026-04-01")
    assert walls(found) == ["23 19:00-21:00", "30 19:00-21:00"]
    assert instants(found) == [("23 19:00", "23 21:00"), ("30 18:00", "30 20:00")]


def test_a_weekly_evening_keeps_its_wall_time_when_the_clocks_go_back():
    evening = segment("2026-10-19T19:00", "2026-10-19T21:00", rrule="FREQ=WEEKLY")
    found = between(evening, "2026-10-18", "2026-10-28")
    assert walls(found) == ["19 19:00-21:00", "26 19:00-21:00"]
    assert instants(found) == [("19 18:00", "19 20:00"), ("26 19:00", "26 21:00")]


def test_a_night_across_the_change_ends_at_its_wall_time():
    forward = segment("2026-03-28T22:00", "2026-03-29T06:00")
    back = segment("2026-10-24T22:00", "2026-10-25T06:00")
    assert instants(between(forward, "2026-03-27", "2026-04-01")) == [("28 22:00", "29 05:00")]
    assert instants(between(back, "2026-10-23", "2026-10-30")) == [("24 21:00", "25 06:00")]


def test_lord_howe_moves_by_half_an_hour():
    talk = segment("2026-04-04T19:00", "2026-04-04T20:00", LORD_HOWE, "FREQ=DAILY;COUNT=2")
    assert instants(between(talk, "2026-04-01", "2026-04-10")) == [
        ("04 08:00", "04 09:00"),
        ("05 08:30", "05 09:30"),
    ]
    assert to_instant(at("2026-10-04T02:15"), LORD_HOWE) == at("2026-10-04T02:45+11:00")


def test_a_time_the_clocks_skip_moves_forward_by_the_gap():
    walk = segment("2026-03-07T02:30", "2026-03-07T04:00", NEW_YORK, "FREQ=DAILY;COUNT=3")
    found = between(walk, "2026-03-01", "2026-03-20")
    assert walls(found) == ["07 02:30-04:00", "08 03:30-04:00", "09 02:30-04:00"]
    assert [m.key.hour for m in found] == [2, 2, 2]


def test_a_meeting_that_lies_within_the_gap_keeps_its_length():
    short = segment("2026-03-08T02:30", "2026-03-08T02:50", NEW_YORK)
    assert walls(between(short, "2026-03-01", "2026-03-20")) == ["08 03:30-03:50"]


def test_a_time_shown_twice_is_the_first():
    assert to_instant(at("2026-10-25T01:30"), LONDON) == at("2026-10-25T00:30+00:00")
    assert to_instant(at("2026-11-01T01:30"), NEW_YORK) == at("2026-11-01T05:30+00:00")


def test_a_day_that_a_zone_left_out_does_not_give_two_meetings_at_once():
    daily = segment("2011-12-29T10:00", "2011-12-29T11:00", "Pacific/Apia", "FREQ=DAILY;COUNT=3")
    assert walls(between(daily, "2011-12-20", "2012-01-05")) == ["29 10:00-11:00", "31 10:00-11:00"]


def test_dates_can_be_added_and_taken_away():
    club = segment(
        "2026-06-01T10:00",
        "2026-06-01T11:30",
        rrule="FREQ=WEEKLY;COUNT=3",
        exdates=(at("2026-06-08T10:00"), at("2026-06-20T14:00")),
        rdates=(at("2026-06-18T15:00"), at("2026-06-15T10:00"), at("2026-06-20T14:00")),
    )
    assert walls(between(club, "2026-05-01", "2026-07-01")) == [
        "01 10:00-11:30",
        "15 10:00-11:30",
        "18 15:00-16:30",
    ]


def test_a_one_off_meets_once_and_only_inside_the_window():
    fair = segment("2026-06-06T10:00", "2026-06-06T16:00", rdates=(at("2026-06-07T10:00"),))
    assert len(between(fair, "2026-06-01", "2026-07-01")) == 2
    assert len(between(fair, "2026-06-07", "2026-07-01")) == 1
    assert between(fair, "2026-06-08", "2026-07-01") == []


def test_both_edges_of_the_window_count_and_a_backward_window_is_empty():
    fair = segment("2026-06-06T10:00", "2026-06-06T16:00")
    start = at("2026-06-06T09:00+00:00")
    assert len(meetings(fair, start, start)) == 1
    assert meetings(fair, start + timedelta(seconds=1), start + timedelta(days=1)) == []
    assert meetings(fair, start + timedelta(days=9), start - timedelta(days=9)) == []


@pytest.mark.parametrize(
    ("until", "days"),
    [
        ("20260703", [19, 26, 3]),
        ("20260702", [19, 26]),
        ("20260703T190000", [19, 26, 3]),
        ("20260703T185959", [19, 26]),
        ("20260703T230000Z", [19, 26, 3]),
        ("20260703T225959Z", [19, 26]),
    ],
)
def test_the_last_date_is_read_in_the_right_zone(until, days):
    # 19:00 in New York is 23:00 UTC in summer.
    choir = segment("2026-06-19T19:00", "2026-06-19T21:00", NEW_YORK, f"FREQ=WEEKLY;UNTIL={until}")
    assert [m.starts_local.day for m in between(choir, "2026-06-01", "2026-08-01")] == days


def test_a_rule_leaves_out_a_start_that_it_does_not_name():
    tuesdays = segment("2026-06-03T10:00", "2026-06-03T11:00", rrule="FREQ=WEEKLY;BYDAY=TU;COUNT=1")
    assert walls(between(tuesdays, "2026-06-01", "2026-07-01")) == ["09 10:00-11:00"]


def test_times_that_no_meeting_could_have_are_refused():
    with pytest.raises(RuleRefused, match="ends before it starts"):
        segment("2026-06-03T10:00", "2026-06-03T09:00")
    with pytest.raises(RuleRefused, match="own zone"):
        segment("2026-06-03T10:00+00:00", "2026-06-03T11:00+00:00")


@pytest.mark.parametrize(
    ("year", "rule", "count"),
    [
        (2026, "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31", 0),
        (2026, "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30", 0),
        (2026, "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=200", 0),
        (2026, "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9999", 0),
        (1600, "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=9999", 0),
        (1600, "FREQ=WEEKLY;COUNT=9999;INTERVAL=999", 0),
        (1600, "FREQ=DAILY", 181),
        (1970, "FREQ=DAILY", 181),
        (1, "FREQ=DAILY;COUNT=9999;BYDAY=MO", 0),
        (9000, "FREQ=DAILY", 0),
    ],
)
def test_no_rule_makes_us_walk_to_the_end_of_time(year, rule, count):
    piece = Segment(datetime(year, 1, 1, 10), datetime(year, 1, 1, 11), LONDON, check_rule(rule))
    first = at("2026-11-26T00:00+00:00")
    calls = 0

    def seen(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    sys.setprofile(seen)
    try:
        found = meetings(piece, first, first + timedelta(days=HORIZON_DAYS, hours=12))
    finally:
        sys.setprofile(None)
    assert len(found) == count
    assert calls < 500 + 40 * count


def test_the_widest_window_and_the_first_and_last_years_are_no_trouble():
    for year in (1, 9999):
        piece = Segment(datetime(year, 1, 1), datetime(year, 1, 1), "Pacific/Auckland")
        assert meetings(piece, datetime.min.replace(tzinfo=UTC), at("2026-01-01T00:00+00:00")) == []
    piece = segment("2026-06-06T10:00", "2026-06-06T16:00")
    assert len(meetings(piece, at("2026-01-01T00:00+00:00"), datetime.max.replace(tzinfo=UTC))) == 1
