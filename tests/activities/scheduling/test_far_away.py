"""Times nobody plans for are refused with a sentence, and hold nobody up."""

import time

import pytest

from tests.activities.scheduling.conftest import change, listed, make_own, starts

NOON = {"starts_at": "2026-12-01T12:00", "ends_at": "2026-12-01T13:00"}


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "America/New_York"])
@pytest.mark.parametrize("moment", ["9999-12-31T23:59", "0001-01-01T00:00"])
@pytest.mark.parametrize("scope", ["this", "all"])
def test_a_date_at_the_end_of_the_calendar_is_refused(olga, zone, moment, scope):
    group = make_own(zone=zone)
    date = listed(olga, group)[0]
    for fields in ({"starts_at": moment}, {"ends_at": moment}):
        answer = change(olga, date, scope, **fields)
        assert answer.status_code == 422, answer.json
        assert answer.json["errors"].keys() <= {"starts_at", "ends_at"}


def test_a_rule_that_goes_on_for_millennia_is_moved_as_quickly_as_any(olga):
    group = make_own(rrule="FREQ=DAILY;UNTIL=99991231T235959Z")
    later = listed(olga, group)[2]
    before = time.process_time()
    day = later["starts_at"][:10]
    answer = change(olga, later, "following", starts_at=f"{day}T18:00")
    assert (answer.status_code, answer.json["state"]) == (200, "changed")
    assert time.process_time() - before < 5
    assert [one[5:11] for one in starts(olga, group)] == ["T19:00"] * 2 + ["T18:00"] * 2


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"rrule": "FREQ=DAILY;UNTIL=99991231T235959Z"}, "rrule"),
        ({"rrule": "FREQ=DAILY", "exdates": ["9999-12-31T23:59"]}, "exdates"),
        ({"rrule": "FREQ=DAILY", "rdates": ["9999-12-31T23:59"]}, "rdates"),
    ],
)
def test_what_is_posted_ends_within_ten_years(olga, wrong, field):
    asked = {"title": "Tea", "kind": "interest_group", "time_zone": "Europe/London", **NOON}
    answer = olga.post("/api/v1/activities", json=asked | wrong)
    assert answer.status_code == 422
    assert field in answer.json["errors"]
