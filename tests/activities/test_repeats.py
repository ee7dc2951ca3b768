"""An organiser says how often something meets: words, form and rule mean the same dates."""

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from app.activities.repeat_words import hear_repeat, say, say_repeat
from app.activities.repeats import NTHS, Repeat, repeat_of, rule_of
from app.activities.rules import RuleRefused
from app.activities.schedule import Segment, meetings
from app.activities.timetable import Break, Timetable, coming, segment_of, table_of
from tests.conftest import NOW

LONDON = "Europe/London"
STARTS = datetime(2026, 12, 1, 19, 0)
ENDS = STARTS + timedelta(minutes=90)
FAR = timedelta(days=3600)

weekday_sets = st.sets(st.integers(0, 6), min_size=1, max_size=3).map(lambda s: tuple(sorted(s)))
nth_sets = st.sets(st.sampled_from(NTHS), min_size=1, max_size=2).map(
    lambda found: tuple(sorted(found, key=NTHS.index))
)
ends = st.one_of(
    st.just({}),
    st.builds(dict, until=st.dates(date(2027, 3, 1), date(2028, 3, 1))),
    st.builds(dict, count=st.integers(1, 30)),
)
units = st.one_of(
    st.builds(dict, unit=st.just("weeks"), weekdays=weekday_sets, every=st.integers(1, 4)),
    st.builds(dict, unit=st.just("days"), every=st.integers(1, 12)),
    st.builds(
        dict,
        unit=st.just("by_weekday"),
        weekdays=weekday_sets,
        nths=nth_sets,
        every=st.integers(1, 3),
    ),
    st.builds(
        dict,
        unit=st.just("by_date"),
        month_days=st.sampled_from([(1,), (15,), (28,), (-1,), (1, 15), (30,)]),
        every=st.integers(1, 3),
    ),
)
repeats = st.builds(lambda unit, end: Repeat(**unit, **end), units, ends)


def table(repeat, **more):
    return Timetable(starts=STARTS, ends=ENDS, time_zone=LONDON, repeat=repeat, **more)


def dates(segment):
    found = meetings(segment, NOW, NOW + FAR)
    return [meeting.starts_local for meeting in found]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Every Tuesday", "FREQ=WEEKLY;BYDAY=TU"),
        ("Every Monday, Wednesday and Friday", "FREQ=WEEKLY;BYDAY=MO,WE,FR"),
        ("Every two weeks on Thursday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TH"),
        ("Every second Tuesday of the month", "FREQ=MONTHLY;BYDAY=2TU"),
        ("Every first and third Saturday of the month", "FREQ=MONTHLY;BYDAY=1SA,3SA"),
        ("Every last Friday of the month", "FREQ=MONTHLY;BYDAY=-1FR"),
        ("Every month on the 15th", "FREQ=MONTHLY;BYMONTHDAY=15"),
        ("Every month on the last day", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("Every three months on the 1st", "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1"),
        ("Every day", "FREQ=DAILY"),
    ],
)
def test_what_people_say_is_what_the_rule_says_both_ways(words, rule):
    heard = hear_repeat(words)
    assert rule_of(heard) == rule
    assert say_repeat(heard) == words
    assert repeat_of(rule, STARTS, LONDON) == heard


def test_an_end_is_said_and_heard():
    assert rule_of(hear_repeat("every tuesday until 26 January 2027.")) == (
        "FREQ=WEEKLY;UNTIL=20270126;BYDAY=TU"
    )
    assert hear_repeat("Every Tuesday, 8 times").count == 8
    for words in ("now and then", "Every Tuesday until 31 February 2027", "Every month on the 0th"):
        with pytest.raises(RuleRefused):
            hear_repeat(words)


def test_a_timetable_reads_as_a_person_would_say_it():
    weekly = Repeat(unit="weeks", weekdays=(1,), until=date(2027, 12, 21))
    whole = table(
        weekly,
        off=(date(2026, 12, 22),),
        breaks=(Break(first=date(2027, 7, 1), last=date(2027, 8, 31)),),
        extra=(datetime(2026, 12, 12, 10, 0), datetime(2026, 12, 19, 19, 0)),
    )
    assert say(whole) == [
        "Every Tuesday, 19:00 to 20:30, until 21 December 2027.",
        "Not on 22 December 2026.",
        "A break from 1 July 2027 to 31 August 2027.",
        "Also on 12 December 2026 at 10:00 and 19 December 2026.",
    ]
    assert say(table(Repeat())) == ["Tuesday 1 December 2026, 19:00 to 20:30."]


@given(repeats)
def test_every_repeat_comes_back_from_its_rule_and_from_its_words(repeat):
    assert repeat_of(rule_of(repeat), STARTS, LONDON) == repeat
    end = {"until": repeat.until, "count": repeat.count}
    assert hear_repeat(say_repeat(repeat)) == Repeat(**vars(repeat) | dict.fromkeys(end))


@given(repeats)
def test_the_dates_are_those_that_dateutil_gives(repeat):
    segment = segment_of(table(repeat))
    theirs = rrulestr(f"RRULE:{segment.rrule}", dtstart=segment.starts)
    if repeat.until:
        theirs = theirs.replace(until=datetime.combine(repeat.until, STARTS.time()))
    expected = theirs.between(STARTS, datetime(2028, 11, 26), inc=True)
    assert [day for day in dates(segment) if day < datetime(2028, 11, 26)] == expected


@given(
    repeats,
    st.sets(st.dates(date(2026, 12, 1), date(2027, 12, 1)), max_size=4),
    st.lists(st.tuples(st.dates(date(2026, 12, 1), date(2027, 12, 1)), st.integers(0, 90))),
)
def test_a_timetable_comes_back_from_its_segment_with_the_same_dates(repeat, off, breaks):
    whole = table(
        repeat,
        off=tuple(sorted(off)),
        breaks=tuple(Break(first=day, last=day + timedelta(days=n)) for day, n in breaks[:2]),
    )
    try:
        segment = segment_of(whole)
    except RuleRefused:
        return
    found = dates(segment)
    again = segment_of(table_of(segment))
    assert dates(again) == found
    away = {key.date() for key in found}
    assert not away & set(off)
    assert not any(b.first <= day <= b.last for b in whole.breaks for day in away)
    if repeat.count:
        assert len(found) == repeat.count


def test_days_off_and_breaks_do_not_use_up_the_number_of_times():
    eight = Repeat(unit="weeks", weekdays=(1,), count=8)
    segment = segment_of(
        table(
            eight,
            off=(date(2026, 12, 8),),
            breaks=(Break(first=date(2026, 12, 20), last=date(2027, 1, 4)),),
        )
    )
    assert [day.date().isoformat() for day in dates(segment)] == [
        "2026-12-01", "2026-12-15", "2027-01-05", "2027-01-12", "2027-01-19", "2027-01-26",
        "2027-02-02", "2027-02-09",
    ]  # fmt: skip
    back = table_of(segment)
    assert back.repeat.count == 8
    assert back.breaks == (Break(first=date(2026, 12, 16), last=date(2027, 1, 4)),)


def test_it_begins_on_the_first_day_that_fits():
    fridays = Repeat(unit="by_weekday", weekdays=(4,), nths=(-1,))
    segment = segment_of(table(fridays))
    assert segment.starts == datetime(2026, 12, 25, 19, 0)
    assert segment.ends == datetime(2026, 12, 25, 20, 30)
    assert [one.starts_local.date() for one in coming(segment, NOW, 2)] == [
        date(2026, 12, 25),
        date(2027, 1, 29),
    ]


@pytest.mark.parametrize(
    "make",
    [
        lambda: Repeat(unit="weeks"),
        lambda: Repeat(unit="by_weekday", weekdays=(1,)),
        lambda: Repeat(unit="by_date"),
        lambda: Repeat(unit="days", until=date(2027, 1, 1), count=2),
        lambda: Break(first=date(2027, 1, 2), last=date(2027, 1, 1)),
        lambda: Break(first=date(2027, 1, 2), last=date(2029, 1, 1)),
        lambda: segment_of(table(Repeat(unit="days", until=date(2026, 11, 1)))),
    ],
)
def test_what_nobody_could_mean_is_refused_with_a_sentence(make):
    with pytest.raises(RuleRefused, match=r"^[A-Z].*\.$"):
        make()


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY",
        "FREQ=WEEKLY;BYDAY=TU;BYMONTH=1",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=MONTHLY;BYDAY=1MO,2TU",
        "FREQ=MONTHLY;BYDAY=5MO",
        "FREQ=DAILY;BYDAY=MO",
        "FREQ=MONTHLY;BYMONTHDAY=-2",
    ],
)
def test_a_rule_that_nobody_would_say_in_a_sentence_is_left_alone(rule):
    assert repeat_of(rule, STARTS, LONDON) is None
    assert table_of(Segment(STARTS, ENDS, LONDON, rule)) is None


def test_a_rule_of_another_program_is_said_like_ours():
    assert repeat_of("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=2", STARTS, LONDON) == Repeat(
        unit="by_weekday", weekdays=(1,), nths=(2,)
    )
    assert repeat_of("FREQ=WEEKLY;UNTIL=20270105T183000Z", STARTS, LONDON) == Repeat(
        unit="weeks", weekdays=(1,), until=date(2027, 1, 4)
    )
    assert repeat_of("FREQ=MONTHLY", STARTS, LONDON) == Repeat(unit="by_date", month_days=(1,))
