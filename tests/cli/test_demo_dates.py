"""The demo's dates: whatever the day, a newcomer finds something on each of the next ones."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from app.activities.schedule import HORIZON_DAYS, check_rule, meetings
from app.cli.demo_drafts import town_activities
from tests.cli.conftest import TODAY

# A leap day, a New Year, and days before the clocks change in each of the three countries.
ODD_DAYS = [date(2028, 2, 29), date(2026, 12, 31), date(2027, 3, 13), date(2027, 3, 27),
            date(2027, 4, 3)]  # fmt: skip


def coming(draft, today, days=HORIZON_DAYS):
    zone = ZoneInfo(draft.time_zone)
    midnight = datetime(today.year, today.month, today.day, tzinfo=zone).astimezone(UTC)
    found = [m for s in draft.segments for m in meetings(s, midnight, midnight + timedelta(days))]
    return [m for m in found if m.key not in {c.key for c in draft.changes}]


def repeats(draft):
    if draft.arrangement:
        return "by arrangement"
    rule = draft.segments[0].rrule
    if rule is None:
        return "once"
    every = "fortnightly" if "INTERVAL=2" in rule else "weekly"
    monthly = "monthly by date" if "BYMONTHDAY" in rule else "monthly by weekday"
    return monthly if "MONTHLY" in rule else every


def test_they_repeat_in_every_way(drafts):
    ways = Counter(repeats(draft) for draft in drafts)
    assert ways["weekly"] >= 25
    assert ways["fortnightly"] >= 5
    assert ways["monthly by weekday"] >= 5
    assert ways["monthly by date"] >= 2
    assert ways["once"] >= 12
    assert ways["by arrangement"] >= 10
    helping = [d for d in drafts if d.arrangement and d.kind == "volunteering"]
    assert len(helping) > ways["by arrangement"] / 2


@pytest.mark.parametrize("offset", range(0, 120, 9))
def test_each_day_of_the_next_two_weeks_has_several(town, offset):
    today = TODAY + timedelta(days=offset)
    days = Counter(
        meeting.starts_local.date()
        for draft in town_activities(town, today)
        for meeting in coming(draft, today, 14)
    )
    assert [day for ahead in range(14) if days[day := today + timedelta(days=ahead)] < 4] == []


def test_mornings_afternoons_and_evenings_all_have_some(drafts):
    hours = [meeting.starts_local.hour for d in drafts for meeting in coming(d, TODAY, 7)]
    assert sum(hour < 12 for hour in hours) >= 8
    assert sum(12 <= hour < 17 for hour in hours) >= 8
    assert sum(hour >= 17 for hour in hours) >= 8
    assert all(6 <= hour < 23 for hour in hours)


@pytest.mark.parametrize("today", [TODAY, *ODD_DAYS])
def test_whatever_the_day_all_of_them_are_still_to_come(town, today):
    for draft in town_activities(town, today):
        assert all(
            segment.rrule == check_rule(segment.rrule)
            for segment in draft.segments
            if segment.rrule
        )
        if draft.arrangement:
            assert not draft.segments
            assert draft.arrangement.last > today
        else:
            assert coming(draft, today), draft.source_id


def test_one_or_two_have_a_cancelled_date_and_it_is_a_coming_one(town):
    for offset in range(8):
        today = TODAY + timedelta(days=offset)
        cancelled = [d for d in town_activities(town, today) if d.changes]
        assert len(cancelled) in {1, 2}
        for draft in cancelled:
            keys = [meeting.key for meeting in coming(replace(draft, changes=()), today)]
            assert draft.changes[0].status == "cancelled"
            assert draft.changes[0].key in keys
            assert draft.changes[0].key.date() > today


def test_the_same_day_gives_the_same_drafts(town, drafts):
    assert town_activities(town, TODAY) == drafts
