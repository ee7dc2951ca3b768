"""Somebody reads the dates of an imported event that repeats."""

from datetime import datetime

import pytest

from app.activities.drafts import Change
from app.activities.schedule import meetings
from tests.exchange.files import NOW, at, event, read_events

ZONE = "America/New_York"
WEEKLY = "FREQ=WEEKLY;BYDAY=SA"


def weekly(**changed):
    return event(RRULE=WEEKLY, **changed)


def override(day, start, end, **changed):
    own = {f"RECURRENCE-ID;TZID={ZONE}": f"{day}T100000"}
    return at(start, end, ZONE, GEO="38.7746;-75.1393", **own, **changed)


def shown(row, until=datetime(2027, 1, 20)):
    (segment,) = row.activity.segments
    found = meetings(segment, NOW, until.replace(tzinfo=NOW.tzinfo))
    return [str(meeting.starts_local) for meeting in found]


def test_a_weekly_event_has_one_rule_less_the_days_left_out(places):
    (row,) = read_events(places, weekly(**{f"EXDATE;TZID={ZONE}": "20261212T100000"}))
    assert row.activity.segments[0].rrule == WEEKLY
    assert shown(row)[:3] == [
        "2026-12-05 10:00:00",
        "2026-12-19 10:00:00",
        "2026-12-26 10:00:00",
    ]


def test_listed_dates_are_dates_of_one_activity_and_past_ones_are_counted(places):
    dates = "20261010T100000,20261212T100000,20261212T100000"
    (row,) = read_events(places, event(**{f"RDATE;TZID={ZONE}": dates}))
    assert shown(row) == ["2026-12-05 10:00:00", "2026-12-12 10:00:00"]
    assert row.past == 1


def test_a_moved_date_joins_the_event_it_moves(places):
    moved = override("20261212", "20261213T140000", "20261213T160000")
    rows = read_events(places, weekly(), moved)
    assert (rows[1].joined, rows[1].activity, rows[1].refused) == (1, None, None)
    assert rows[0].activity.changes == (
        Change(
            key=datetime(2026, 12, 12, 10),
            starts=datetime(2026, 12, 13, 14),
            ends=datetime(2026, 12, 13, 16),
        ),
    )


def test_a_cancelled_date_is_cancelled_there(places):
    gone = override("20261212", "20261212T100000", "20261212T113000", STATUS="CANCELLED")
    rows = read_events(places, gone, weekly())
    assert rows[0].joined == 2
    assert rows[1].activity.changes == (Change(key=datetime(2026, 12, 12, 10), status="cancelled"),)


def test_a_date_with_another_title_is_an_activity_of_its_own(places):
    other = override("20261212", "20261212T100000", "20261212T120000", SUMMARY="Harbour feast")
    rows = read_events(places, weekly(), other)
    assert rows[1].activity.title == "Harbour feast"
    assert rows[1].activity.source_id == "walk-1@example.org#20261212T100000"
    assert rows[0].activity.changes == ()
    assert "2026-12-12 10:00:00" not in shown(rows[0])


def test_a_date_at_another_place_is_an_activity_of_its_own(places):
    other = override("20261212", "20261212T100000", "20261212T113000", LOCATION="Lighthouse")
    rows = read_events(places, weekly(), other)
    assert rows[1].activity.place.name == "Lighthouse"
    assert "2026-12-12 10:00:00" not in shown(rows[0])


def test_a_change_without_its_event_stands_alone(places):
    (row,) = read_events(places, override("20261212", "20261213T140000", "20261213T160000"))
    assert row.activity.source_id == "walk-1@example.org#20261212T100000"
    assert shown(row) == ["2026-12-13 14:00:00"]


def test_a_change_of_a_date_the_rule_does_not_have_stands_alone(places):
    stray = override("20261214", "20261214T140000", "20261214T160000")
    rows = read_events(places, weekly(), stray)
    assert rows[1].activity is not None
    assert rows[0].activity.changes == ()


def test_changes_of_past_dates_join_and_change_nothing(places):
    started = at("20260905T100000", "20260905T113000", ZONE, RRULE=WEEKLY)
    old = override("20261003", "20261004T140000", "20261004T160000")
    rows = read_events(places, started, old)
    assert rows[1].joined == 1
    assert rows[0].activity.changes == ()


def test_a_rule_in_utc_keeps_the_local_day_and_time(places):
    # Friday 19:00 in New York is Saturday in UTC.
    (row,) = read_events(places, at("20261205T000000Z", "20261205T010000Z", RRULE=WEEKLY))
    assert row.activity.segments[0].rrule == "FREQ=WEEKLY;BYDAY=FR"
    assert shown(row)[:2] == ["2026-12-04 19:00:00", "2026-12-11 19:00:00"]
    assert "its rule keeps the local time of its first date" in row.repaired


def test_a_rule_that_counts_days_elsewhere_is_refused(places):
    rule = "FREQ=MONTHLY;BYDAY=1SA"
    (row,) = read_events(places, at("20261205T000000Z", "20261205T010000Z", RRULE=rule))
    assert row.refused == "its rule counts days in UTC, where it is another day"


@pytest.mark.parametrize("rule", ["FREQ=WEEKLY;UNTIL=20261001T000000Z", "FREQ=DAILY;COUNT=3"])
def test_a_rule_that_has_run_out_is_past_and_its_dates_are_counted(places, rule):
    (row,) = read_events(places, at("20260912T100000", "20260912T110000", ZONE, RRULE=rule))
    assert (row.activity, row.refused) == (None, None)
    assert row.past == 3


def test_a_rule_of_far_away_dates_is_taken(places):
    (row,) = read_events(places, at("20280912T100000", "20280912T110000", ZONE, RRULE=WEEKLY))
    assert row.activity.segments[0].starts == datetime(2028, 9, 12, 10)


def test_a_rule_until_the_end_of_all_calendars_is_taken(places):
    rule = "FREQ=DAILY;INTERVAL=7;UNTIL=99991231"
    (row,) = read_events(places, at("20261205T100000", "20261205T110000", ZONE, RRULE=rule))
    assert shown(row)[:2] == ["2026-12-05 10:00:00", "2026-12-12 10:00:00"]


def test_day_after_day_without_times_is_one_stretch(places):
    (row,) = read_events(places, at("20261205", "20261206", RRULE="FREQ=DAILY;COUNT=4"))
    assert str(row.activity.arrangement.last) == "2026-12-08"


@pytest.mark.parametrize(
    ("times", "rule", "first", "last"),
    [
        (("20261205", "20261206"), WEEKLY, "2026-12-05", "2026-12-05"),
        (("20251204T120000", "20251206T220000"), "FREQ=YEARLY", "2026-12-04", "2026-12-06"),
        (("20260905T100000", "20260906T110000"), WEEKLY, "2026-11-28", "2026-11-29"),
        (("20261121T100000", "20261127T110000"), WEEKLY, "2026-11-21", "2026-11-27"),
        (("20260905", "20260906"), "FREQ=WEEKLY;BYDAY=FR,SA", "2026-11-27", "2026-11-28"),
        (("20260105", "20260106"), "FREQ=DAILY", "2026-01-05", "None"),
        (("20280905", "20280906"), "FREQ=YEARLY", "2028-09-05", "2028-09-05"),
    ],
)
def test_dates_without_hours_that_repeat_are_by_arrangement_on_the_next(
    places, times, rule, first, last
):
    (row,) = read_events(places, at(*times, ZONE if "T" in times[0] else None, RRULE=rule))
    assert row.refused is None
    span = row.activity.arrangement
    assert (row.activity.segments, str(span.first), str(span.last)) == ((), first, last)
    assert any("by arrangement on its next dates" in said for said in row.repaired)


def test_a_date_left_out_is_not_the_next(places):
    (row,) = read_events(places, at("20261205", "20261206", RRULE=WEEKLY, EXDATE="20261205"))
    assert str(row.activity.arrangement.first) == "2026-12-12"


def test_long_dates_that_have_all_been_are_past(places):
    rule = "FREQ=WEEKLY;UNTIL=20261101T000000Z"
    (row,) = read_events(places, at("20261003T100000", "20261004T110000", ZONE, RRULE=rule))
    assert (row.activity, row.refused, row.past) == (None, None, 5)
