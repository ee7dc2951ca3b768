"""The schedule against two slow twins: one reads the definition day by day, one is a library."""

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from app.activities.rules import read_rule
from app.activities.schedule import Segment, check_rule, keys_between, meetings, next_key

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
ZONES = ("Europe/London", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC")
WINDOW_DAYS = 500
unhurried = settings(deadline=None)


def listed(values, largest=4):
    picked = st.lists(values, min_size=1, max_size=largest, unique=True)
    return picked.map(lambda chosen: ",".join(map(str, chosen)))


def signed(largest):
    return st.integers(1, largest).flatmap(lambda n: st.sampled_from((n, -n)))


@st.composite
def rules(draw):
    frequency = draw(st.sampled_from(("DAILY", "WEEKLY", "MONTHLY", "YEARLY")))
    parts = {"FREQ": frequency, "INTERVAL": draw(st.integers(1, 5))}
    weekday = st.sampled_from(DAYS)
    if frequency in ("MONTHLY", "YEARLY"):
        ordinal = st.one_of(st.just(""), signed(5))
        weekday = st.tuples(ordinal, weekday).map(lambda pair: f"{pair[0]}{pair[1]}")
    offers = {
        "BYMONTH": listed(st.integers(1, 12)),
        "BYDAY": listed(weekday),
        "BYMONTHDAY": listed(signed(31)),
    }
    if frequency == "WEEKLY":
        del offers["BYMONTHDAY"]
    for name in draw(st.sets(st.sampled_from(sorted(offers)))):
        parts[name] = draw(offers[name])
    if len(parts) > 2 and draw(st.booleans()):
        parts["BYSETPOS"] = draw(listed(signed(6), 2))
    if draw(st.booleans()):
        parts["WKST"] = draw(st.sampled_from(DAYS))
    if draw(st.booleans()):
        parts["COUNT"] = draw(st.integers(1, 60))
    return ";".join(f"{name}={value}" for name, value in parts.items())


starts = st.dates(date(2018, 1, 1), date(2027, 6, 1))
times = st.times().map(lambda value: value.replace(second=0, microsecond=0))
windows = st.dates(date(2025, 1, 1), date(2027, 1, 1))
lengths = st.integers(0, 26 * 60).map(lambda minutes: timedelta(minutes=minutes))


@st.composite
def segments(draw):
    start = datetime.combine(draw(starts), draw(times))
    return Segment(start, start + draw(lengths), draw(st.sampled_from(ZONES)), draw(rules()))


def reach(first):
    low = datetime.combine(first, time(0), UTC)
    return low, low + timedelta(days=WINDOW_DAYS)


def period(day, rule):
    week = day - timedelta(days=(day.weekday() - rule.week_start) % 7)
    return {
        "DAILY": day.toordinal(),
        "WEEKLY": week.toordinal() // 7,
        "MONTHLY": day.year * 12 + day.month,
        "YEARLY": day.year,
    }[rule.frequency]


def nth(day, first, last):
    return (day - first).days // 7 + 1, -((last - day).days // 7 + 1)


def on_weekday(day, rule):
    first, last = day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
    if rule.frequency == "YEARLY" and not rule.months:
        first, last = date(day.year, 1, 1), date(day.year, 12, 31)
    return any(
        day.weekday() == weekday and (ordinal == 0 or ordinal in nth(day, first, last))
        for ordinal, weekday in rule.weekdays
    )


def named(day, rule, start):
    """Whether the BY parts name the day; what they leave open is as on the start."""
    of_month = {day.day, day.day - monthrange(day.year, day.month)[1] - 1}
    open_day = not (rule.month_days or rule.weekdays) and rule.frequency != "DAILY"
    monthly = rule.frequency in ("MONTHLY", "YEARLY")
    yearly = rule.frequency == "YEARLY" and not rule.months
    demands = (
        (bool(rule.months), day.month in rule.months),
        (bool(rule.month_days), bool(of_month & set(rule.month_days))),
        (bool(rule.weekdays), on_weekday(day, rule)),
        (open_day and not monthly, day.weekday() == start.weekday()),
        (open_day and monthly, day.day == start.day),
        (open_day and yearly, day.month == start.month),
    )
    return all(met for asked, met in demands if asked)


def twin(text, start, last):
    """Every day from the start's own period on, one at a time, by the words of the definition."""
    rule = read_rule(text)
    groups = {}
    day = start - timedelta(days=366)
    while day <= last + timedelta(days=366):
        if named(day, rule, start):
            groups.setdefault(period(day, rule), []).append(day)
        day += timedelta(days=1)
    kept = []
    for number, days in sorted(groups.items()):
        if (number - period(start, rule)) % rule.interval:
            continue
        for place, chosen in enumerate(days):
            if not rule.positions or {place + 1, place - len(days)} & set(rule.positions):
                kept.append(chosen)
    kept = [chosen for chosen in kept if chosen >= start]
    return kept[: rule.count]


@unhurried
@given(rules(), starts, windows)
def test_the_days_are_those_of_the_definition(rule, day, first):
    low, high = reach(first)
    noon = datetime.combine(day, time(12))
    found = meetings(Segment(noon, noon, "UTC", rule), low, high)
    expected = [d for d in twin(rule, day, high.date()) if low.date() <= d < high.date()]
    assert [m.key.date() for m in found] == expected


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR;BYMONTH=1,7",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=TU,SU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYDAY=3TU",
        "FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=2",
        "FREQ=MONTHLY;BYDAY=5SU",
        "FREQ=MONTHLY;BYMONTHDAY=-1,15",
        "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=YEARLY",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
        "FREQ=YEARLY;BYMONTH=3,10",
        "FREQ=YEARLY;BYMONTHDAY=1",
        "FREQ=YEARLY;BYDAY=20MO,-1FR",
    ],
)
@pytest.mark.parametrize("day", [date(2024, 2, 29), date(2025, 1, 31), date(2026, 3, 4)])
@pytest.mark.parametrize("count", ["", ";COUNT=7"])
def test_the_rules_of_real_calendars_give_the_dates_of_the_rule_library(rule, day, count):
    start = datetime.combine(day, time(9, 30))
    high = datetime(2029, 1, 1)
    theirs = list(rrulestr(rule + count, dtstart=start).between(start, high, inc=True))
    found = meetings(
        Segment(start, start, "UTC", rule + count),
        start.replace(tzinfo=UTC),
        high.replace(tzinfo=UTC),
    )
    assert theirs
    assert [m.key for m in found] == theirs


@unhurried
@given(segments(), windows, st.integers(0, WINDOW_DAYS))
def test_two_windows_give_what_one_gives(piece, first, cut):
    low, high = reach(first)
    middle = low + timedelta(days=cut, hours=5)
    tick = timedelta(microseconds=1)
    whole = meetings(piece, low, max(high, middle))
    assert meetings(piece, low, middle) + meetings(piece, middle + tick, max(high, middle)) == whole


@unhurried
@given(segments(), windows)
def test_the_clock_on_the_wall_shows_what_the_rule_says(piece, first):
    zone = ZoneInfo(piece.time_zone)
    low, high = reach(first)
    found = meetings(piece, low, high)
    assert found == sorted(found, key=lambda m: m.starts_at)
    assert len({m.key for m in found}) == len(found)
    for meeting in found:
        assert meeting.key.time() == piece.starts.time()
        assert low <= meeting.starts_at <= high
        assert meeting.starts_at <= meeting.ends_at
        shown = meeting.starts_at.astimezone(zone).replace(tzinfo=None)
        assert meeting.starts_local == shown
        gap = shown - meeting.key
        assert gap in (timedelta(0), timedelta(minutes=30), timedelta(hours=1))
        there = meeting.key.replace(tzinfo=zone)
        assert (gap > timedelta(0)) == (there.astimezone(UTC).astimezone(zone) != there)


@unhurried
@given(rules())
def test_the_canonical_text_says_the_same(rule):
    assert read_rule(check_rule(rule)) == read_rule(rule)
    assert check_rule(check_rule(rule)) == check_rule(rule)


@unhurried
@given(segments(), windows, st.integers(0, 9))
def test_starts_on_the_wall_are_those_of_the_meetings(segment, first, days):
    low = datetime.combine(first, time(12), UTC)
    window = (low, low + timedelta(days=days * days, hours=days))
    keys = keys_between(segment, *window)
    assert keys == [meeting.key for meeting in meetings(segment, *window)]


@unhurried
@given(segments(), windows, st.integers(0, 1200))
def test_the_next_start_is_the_first_of_all_within_a_time(segment, first, days):
    now, within = datetime.combine(first, time(12), UTC), timedelta(days=days)
    keys = keys_between(segment, now, now + within)
    assert next_key(segment, now, within) == (keys[0] if keys else None)
