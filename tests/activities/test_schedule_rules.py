"""Which repeat rules are read, and what is said of the others."""

import pytest

from app.activities.schedule import RuleRefused, check_rule


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("FREQ=WEEKLY", "FREQ=WEEKLY"),
        ("rrule:byday=we,mo;freq=weekly;interval=1;wkst=mo;", "FREQ=WEEKLY;BYDAY=MO,WE"),
        ("FREQ=WEEKLY;BYDAY=SU;INTERVAL=2;WKST=SU", "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;WKST=SU"),
        ("FREQ=MONTHLY;BYDAY=+2TU,-1FR", "FREQ=MONTHLY;BYDAY=2TU,-1FR"),
        ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1", "FREQ=MONTHLY;BYDAY=FR;BYSETPOS=-1"),
        ("FREQ=YEARLY;BYMONTH=11,3;BYMONTHDAY=-1,1", "FREQ=YEARLY;BYMONTH=3,11;BYMONTHDAY=-1,1"),
        ("FREQ=YEARLY;BYDAY=53MO", "FREQ=YEARLY;BYDAY=53MO"),
        ("FREQ=DAILY;COUNT=9999;INTERVAL=999", "FREQ=DAILY;INTERVAL=999;COUNT=9999"),
        ("FREQ=DAILY;UNTIL=20260703", "FREQ=DAILY;UNTIL=20260703"),
        ("FREQ=DAILY;UNTIL=20260703T190000", "FREQ=DAILY;UNTIL=20260703T190000"),
        ("FREQ=DAILY;UNTIL=20260703T190000Z", "FREQ=DAILY;UNTIL=20260703T190000Z"),
    ],
)
def test_a_rule_is_written_in_one_fixed_way(text, canonical):
    assert check_rule(text) == canonical
    assert check_rule(canonical) == canonical


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "not one we can read"),
        ("BYDAY=MO", "daily, weekly, monthly or yearly"),
        ("FREQ=HOURLY", "daily, weekly, monthly or yearly"),
        ("FREQ=SECONDLY;COUNT=5", "daily, weekly, monthly or yearly"),
        ("FREQ=DAILY;BYSECOND=1", "within a day"),
        ("FREQ=DAILY;BYMINUTE=1", "within a day"),
        ("FREQ=DAILY;BYHOUR=9,17", "within a day"),
        ("FREQ=YEARLY;BYWEEKNO=20", "weeks of the year"),
        ("FREQ=YEARLY;BYYEARDAY=100", "days of the year"),
        ("FREQ=DAILY;EXRULE=FREQ", "not one we can read"),
        ("RSCALE=CHINESE;FREQ=YEARLY", "not one we can read"),
        ("FREQ=DAILY;;COUNT=2", "not one we can read"),
        ("FREQ=DAILY;COUNT", "not one we can read"),
        ("FREQ=DAILY;FREQ=WEEKLY", "there twice"),
        ("FREQ=DAILY;COUNT=2;COUNT=2", "there twice"),
        ("FREQ=DAILY;COUNT=2;UNTIL=20260101", "one way only"),
        ("FREQ=DAILY;INTERVAL=0", "from 1 to 999"),
        ("FREQ=DAILY;INTERVAL=1000", "from 1 to 999"),
        ("FREQ=DAILY;INTERVAL=-1", "from 1 to 999"),
        ("FREQ=DAILY;INTERVAL=١", "from 1 to 999"),
        ("FREQ=DAILY;COUNT=10000", "from 1 to 9999"),
        ("FREQ=DAILY;COUNT=1000000000", "from 1 to 9999"),
        ("FREQ=DAILY;COUNT=1_0", "from 1 to 9999"),
        ("FREQ=DAILY;UNTIL=2026", "could end on"),
        ("FREQ=DAILY;UNTIL=20260230", "could end on"),
        ("FREQ=DAILY;UNTIL=20260203T250000Z", "could end on"),
        ("FREQ=WEEKLY;BYDAY=XX", "day of the week"),
        ("FREQ=WEEKLY;BYDAY=", "day of the week"),
        ("FREQ=MONTHLY;BYDAY=0MO", "day of the week"),
        ("FREQ=WEEKLY;WKST=8", "day of the week"),
        ("FREQ=WEEKLY;BYDAY=1MO", "monthly and yearly rules only"),
        ("FREQ=DAILY;BYDAY=-1MO", "monthly and yearly rules only"),
        ("FREQ=MONTHLY;BYDAY=6MO", "too large"),
        ("FREQ=YEARLY;BYMONTH=3;BYDAY=6MO", "too large"),
        ("FREQ=YEARLY;BYDAY=54MO", "too large"),
        ("FREQ=WEEKLY;BYMONTHDAY=3", "weekly"),
        ("FREQ=MONTHLY;BYMONTHDAY=32", "from 1 to 31"),
        ("FREQ=MONTHLY;BYMONTHDAY=0", "from 1 to 31"),
        ("FREQ=YEARLY;BYMONTH=-1", "from 1 to 12"),
        ("FREQ=MONTHLY;BYDAY=MO;BYSETPOS=367", "from 1 to 366"),
        ("FREQ=MONTHLY;BYSETPOS=1", "another BY part"),
        ("FREQ=DAILY;" + "X" * 600, "longer than"),
    ],
)
def test_a_rule_outside_the_list_is_refused_with_its_reason(text, reason):
    with pytest.raises(RuleRefused, match=reason):
        check_rule(text)
