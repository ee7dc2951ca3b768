"""An organiser types when something meets, without a script, and sees the dates it makes."""

from datetime import date

import pytest
from flask import render_template_string
from hypothesis import example, given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from app.activities.repeats import NTHS, Repeat
from app.activities.timetable import Break, Timetable, segment_of
from app.core.errors import Invalid
from app.web.problems import Problems
from app.web.when_form import show_when
from app.web.when_reading import read_when
from app.web.when_typed import as_content, as_segment, as_typed
from tests.conftest import NOW

LONDON = "Europe/London"
TUESDAY = {"day": "2026-12-01", "from_time": "19:00", "to_time": "20:30"}


def typed(**changes):
    form = MultiDict()
    for name, value in (TUESDAY | changes).items():
        form.setlist(name, value if isinstance(value, list) else [value])
    return form


def read(**changes):
    return read_when(typed(**changes), LONDON)


def drawn(app, *args, **kwargs):
    with app.test_request_context("/"):
        when = show_when(*args, **kwargs)
        page = '{% from "_when.html" import when_fields %}{{ when_fields(when) }}'
        return render_template_string(page, when=when)


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({}, None),
        ({"repeats": "weekly"}, "FREQ=WEEKLY;BYDAY=TU"),
        ({"repeats": "weekly", "weekday": ["1", "3"]}, "FREQ=WEEKLY;BYDAY=TU,TH"),
        ({"repeats": "fortnightly"}, "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ({"repeats": "by_weekday"}, "FREQ=MONTHLY;BYDAY=1TU"),
        ({"repeats": "by_weekday", "nth": "-1", "nth_weekday": "4"}, "FREQ=MONTHLY;BYDAY=-1FR"),
        ({"repeats": "by_date"}, "FREQ=MONTHLY;BYMONTHDAY=1"),
        ({"repeats": "by_date", "month_day": "-1"}, "FREQ=MONTHLY;BYMONTHDAY=-1"),
        (
            {"repeats": "weekly", "ends": "until", "until": "2027-01-26", "count": "9"},
            "FREQ=WEEKLY;UNTIL=20270126;BYDAY=TU",
        ),
        ({"repeats": "weekly", "ends": "count", "count": "6"}, "FREQ=WEEKLY;COUNT=6;BYDAY=TU"),
        ({"repeats": "kept", "kept_rule": "FREQ=YEARLY"}, "FREQ=YEARLY"),
    ],
)
def test_what_is_chosen_becomes_a_rule(changes, rule):
    assert read(**changes)["rrule"] == rule


def test_days_off_breaks_and_extra_dates_are_read():
    found = read(
        repeats="weekly",
        off=["2026-12-22", ""],
        break_first=["2027-01-01", ""],
        break_last=["2027-01-20", ""],
        extra_day=["2026-12-12", "2026-12-13"],
        extra_time=["10:00", ""],
    )
    assert found["exdates"] == [
        f"{day}T19:00" for day in ("2026-12-22", "2027-01-05", "2027-01-12", "2027-01-19")
    ]
    assert found["rdates"] == ["2026-12-12T10:00", "2026-12-13T19:00"]


def test_a_break_after_the_last_of_so_many_times_takes_nothing_away():
    found = read(
        repeats="weekly",
        ends="count",
        count="2",
        off="2026-12-08",
        break_first="2026-12-20",
        break_last="2027-01-20",
    )
    assert found["rrule"] == "FREQ=WEEKLY;COUNT=3;BYDAY=TU"
    assert found["exdates"] == ["2026-12-08T19:00"]


def test_it_may_end_in_the_night_after_but_not_before_it_starts():
    assert read(from_time="22:00", to_time="01:00")["ends_at"] == "2026-12-02T01:00"
    with pytest.raises(Invalid) as refused:
        read(from_time="19:00", to_time="17:00")
    assert list(refused.value.errors) == ["to_time"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"day": "1 December"}, "day"),
        ({"day": "9999-12-31"}, "day"),
        ({"from_time": ""}, "from_time"),
        ({"to_time": "25:00"}, "to_time"),
        ({"repeats": "weekly", "ends": "until", "until": ""}, "until"),
        ({"repeats": "weekly", "ends": "until", "until": "2020-01-01"}, "repeats"),
        ({"repeats": "weekly", "ends": "count", "count": "many"}, "count"),
        ({"repeats": "weekly", "ends": "count", "count": "501"}, "count"),
        ({"repeats": "kept", "kept_rule": "FREQ=SECONDLY"}, "repeats"),
        ({"off": "soon"}, "off"),
        ({"break_first": "2027-01-02", "break_last": ""}, "break_last"),
        ({"break_first": "2027-01-02", "break_last": "2027-01-01"}, "break_first"),
        ({"extra_day": "2026-02-30", "extra_time": ""}, "extra_day"),
        ({"extra_day": "2026-12-30", "extra_time": "late"}, "extra_day"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(changes, field):
    with pytest.raises(Invalid) as refused:
        read(**changes)
    assert field in refused.value.errors


days = st.dates(date(2026, 12, 1), date(2027, 12, 1))
ON_FIRST_MONDAYS_ONCE = Repeat(unit="by_weekday", weekdays=(0,), nths=(1,), count=1)
on_form = st.one_of(
    st.just(Repeat()),
    st.builds(
        Repeat,
        unit=st.just("weeks"),
        every=st.integers(1, 2),
        weekdays=st.sets(st.integers(0, 6), min_size=1).map(lambda s: tuple(sorted(s))),
        until=st.none() | st.dates(date(2027, 3, 1), date(2028, 3, 1)),
    ),
    st.builds(
        Repeat,
        unit=st.just("by_weekday"),
        weekdays=st.integers(0, 6).map(lambda day: (day,)),
        nths=st.sampled_from([(nth,) for nth in NTHS] + [(1, 3), (2, -1)]),
        count=st.none() | st.integers(1, 20),
    ),
    st.builds(
        Repeat,
        unit=st.just("by_date"),
        month_days=st.sampled_from([(1,), (28,), (31,), (-1,)]),
    ),
)


@example(ON_FIRST_MONDAYS_ONCE, set(), [(date(2027, 1, 1), date(2027, 2, 1))])
@given(on_form, st.sets(days, max_size=2), st.lists(st.tuples(days, days), max_size=1))
def test_what_was_typed_once_is_shown_as_it_was_meant(repeat, off, breaks):
    table = Timetable(
        starts=NOW.replace(tzinfo=None).replace(hour=19, minute=0),
        ends=NOW.replace(tzinfo=None).replace(hour=20, minute=30),
        time_zone=LONDON,
        repeat=repeat,
        off=tuple(sorted(off)),
        breaks=tuple(Break(first=min(pair), last=max(pair)) for pair in breaks),
    )
    segment = segment_of(table)
    content = as_content(segment)
    assert as_segment(content, LONDON) == segment
    assert read_when(as_typed(segment), LONDON) == content


def test_the_page_shows_the_words_and_the_next_dates(app, frozen):
    page = drawn(app, read(repeats="by_weekday", nth="2", nth_weekday="1"), LONDON)
    assert "Every second Tuesday of the month, 19:00 to 20:30." in page
    assert "Tue 8 Dec, 19:00 to 20:30" in page
    assert "Tue 12 Jan, 19:00 to 20:30" in page
    assert "And so on." in page
    assert 'value="by_weekday" checked' in page


def test_what_was_typed_stays_with_what_is_wrong_beside_it(app, frozen):
    form = typed(to_time="17:00", repeats="weekly", off="2026-12-08")
    with pytest.raises(Invalid) as refused:
        read_when(form, LONDON)
    page = drawn(app, None, LONDON, form, Problems(refused.value.errors))
    assert "It ends before it starts." in page
    assert 'name="to_time" required value="17:00" aria-invalid="true"' in page
    assert 'value="2026-12-08"' in page
    assert "The next dates" not in page


def test_an_empty_form_asks_for_nothing_that_is_not_needed(app, frozen):
    page = drawn(app, None, LONDON)
    assert 'value="once" checked' in page
    assert page.count(" required") == 3
    assert "Show the dates" in page
    assert "London time" in page
