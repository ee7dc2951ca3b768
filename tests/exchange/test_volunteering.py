"""Somebody looks for a volunteer role that was imported."""

import json
from datetime import date, datetime

import pytest

from app.exchange.readers import volunteering
from app.exchange.readers.organisations import read_organisations
from app.exchange.reading import FileRefused
from tests.exchange.files import NOW, opportunity, options, read_opportunities, session

MORNING = ("2026-12-05T10:00:00", "2026-12-05T12:00:00")
NEXT = ("2026-12-12T10:00:00", "2026-12-12T12:00:00")
LONG_AGO = ("2025-12-05T10:00:00", "2025-12-05T12:00:00")
WINTER = ("2026-12-01T09:00:00", "2027-02-11T00:00:00")


def only(rows):
    assert len(rows) == 1
    assert rows[0].refused is None, rows[0].refused
    return rows[0]


def starts(activity):
    return [day for segment in activity.segments for day in (segment.starts, *segment.rdates)]


def test_a_role_has_its_place_its_dates_and_a_page_to_apply(places):
    row = only(read_opportunities(places, opportunity(session(*MORNING), session(*NEXT))))
    activity = row.activity
    assert (activity.kind, activity.title) == ("volunteering", "Garden helper")
    assert (activity.source_id, activity.organiser) == ("77", "Volunteer Centre")
    assert activity.description == "Help in the kitchen garden."
    assert (activity.place.name, activity.place.area) == ("3 Abbey Lane", "Sheffield")
    assert activity.place.address is None
    assert activity.booking == "needed"
    assert (activity.place.precision, activity.time_zone) == ("exact", "Europe/London")
    assert starts(activity) == [datetime(2026, 12, 5, 10), datetime(2026, 12, 12, 10)]
    assert activity.url == "https://volunteer.example.org/77"
    assert (activity.confirmed_on, activity.contact_public) == (None, None)


def test_past_dates_are_counted_and_not_stored(places):
    row = only(read_opportunities(places, opportunity(session(*LONG_AGO), session(*MORNING))))
    assert (starts(row.activity), row.past) == ([datetime(2026, 12, 5, 10)], 1)
    (past,) = read_opportunities(places, opportunity(session(*LONG_AGO)))
    assert (past.activity, past.refused, past.past) == (None, None, 1)


def test_sessions_of_another_length_keep_their_length(places):
    short = session("2026-12-06T10:00:00", "2026-12-06T10:30:00")
    activity = only(read_opportunities(places, opportunity(session(*MORNING), short))).activity
    lengths = [segment.ends - segment.starts for segment in activity.segments]
    assert [length.total_seconds() / 60 for length in lengths] == [120, 30]


def test_a_session_longer_than_a_day_is_by_arrangement(places):
    row = only(read_opportunities(places, opportunity(session(*WINTER))))
    assert row.activity.segments == ()
    assert row.activity.arrangement.first == date(2026, 12, 1)
    assert row.activity.arrangement.last == date(2027, 2, 10)
    assert row.repaired == ("longer than 24 hours: by arrangement (2026-12-01 to 2027-02-10)",)


def test_a_stretch_that_has_begun_is_still_open_and_one_that_ended_is_past(places):
    begun = session("2026-01-01T09:00:00", "2027-01-01T09:00:00")
    assert only(read_opportunities(places, opportunity(begun))).activity.arrangement
    over = session("2025-01-01T09:00:00", "2026-01-01T09:00:00")
    (past,) = read_opportunities(places, opportunity(over))
    assert (past.activity, past.past) == (None, 1)


def test_a_role_without_sessions_is_by_arrangement_near_the_operator(places):
    (refused,) = read_opportunities(places, opportunity())
    assert refused.refused == "no point and no town we know: give --near"
    row = only(read_opportunities(places, opportunity(), near="Sheffield, UK"))
    assert row.activity.arrangement.first is None
    assert (row.activity.place.area, row.activity.place.precision) == ("Sheffield", "town")
    assert "no dates told: by arrangement" in row.repaired


def test_a_point_of_nought_is_refused_and_the_town_stands_in(places):
    nowhere = session(*MORNING, latitude=0.0, longitude=0.0, address="Hall, Durham, England")
    row = only(read_opportunities(places, opportunity(nowhere)))
    assert (row.activity.place.area, row.activity.place.precision) == ("Durham", "town")
    assert "its point was refused: 0,0 means that nobody gave one" in row.repaired


@pytest.mark.parametrize(
    ("kinds", "remote", "form"),
    [
        (["Remote"], False, "online"),
        (["In Person"], False, "in_person"),
        (["In Person"], True, "hybrid"),
        (["In Person", "Remote"], False, "hybrid"),
        ([], True, "online"),
    ],
)
def test_how_one_can_help_is_read_from_the_sessions(places, kinds, remote, form):
    sessions = [session(*MORNING, locationType=kind) for kind in kinds]
    row = opportunity(*sessions, allowsRemoteParticipation=remote)
    activity = only(read_opportunities(places, row, time_zone="Europe/London")).activity
    assert activity.format == form
    assert (activity.place is None) == (form == "online")


def test_without_a_page_to_apply_nobody_told_whether_to_book(places):
    activity = only(read_opportunities(places, opportunity(session(*MORNING), applyLink=None)))
    assert activity.activity.booking is None


def test_a_file_of_a_whole_land_keeps_points_far_from_the_operator(places):
    row = only(read_opportunities(places, opportunity(session(*MORNING)), near="London, UK"))
    assert row.activity.place.lat == 53.35
    assert "kept as given" in row.repaired[0]


def test_sessions_elsewhere_are_left_out_and_the_report_says_so(places):
    there = session(*NEXT, address="1 Sea Road", latitude=54.78, longitude=-1.57)
    row = only(read_opportunities(places, opportunity(session(*MORNING), there)))
    assert starts(row.activity) == [datetime(2026, 12, 5, 10)]
    assert "sessions at another place left out (1)" in row.repaired


def test_one_date_that_cannot_be_read_is_left_out(places):
    row = only(read_opportunities(places, opportunity(session(*MORNING), session("soon", "later"))))
    assert len(starts(row.activity)) == 1
    assert "dates that can't be read left out (1)" in row.repaired


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"label": "Paused CE Mentor"}, "paused in the source: a placeholder"),
        ({"label": "Youth worker - CLOSED"}, "closed in the source"),
        ({"label": ""}, "it has no title"),
        ({"id": None}, "it has no id"),
        ({"session": [session("soon", "later")]}, "its times can't be read"),
    ],
)
def test_a_bad_row_is_named_and_the_others_are_taken(places, changed, reason):
    good = opportunity(session(*MORNING), id="78")
    rows = read_opportunities(places, {**opportunity(session(*MORNING)), **changed}, good, "x")
    assert [row.refused for row in rows] == [reason, None, "it is not an activity"]


def test_the_demand_on_age_counts_and_the_ages_of_those_helped_do_not(places):
    words = "Play with children aged 5 to 11. You must be 18 or over."
    activity = only(
        read_opportunities(places, opportunity(session(*MORNING), description=words))
    ).activity
    assert (activity.age_min, activity.age_max, activity.audience) == (18, None, ())


def test_an_organisation_is_named_by_its_file(places):
    graph = [
        {"id": "org-1", "type": "Organisation", "label": "Abbey Gardeners"},
        {"id": "org-2", "type": "Organisation", "website": "https://www.orchard.example.org/x"},
        {"id": "org-3", "type": "Organisation"},
    ]
    names = read_organisations(json.dumps({"@graph": graph}).encode())
    assert names == {"org-1": "Abbey Gardeners", "org-2": "orchard.example.org"}
    rows = read_opportunities(
        places,
        opportunity(session(*MORNING)),
        opportunity(session(*MORNING), id="78", organisation="org-2"),
        opportunity(session(*MORNING), id="79", organisation="org-3"),
        organisations=names,
        organiser=None,
    )
    assert [row.activity and row.activity.organiser for row in rows] == [
        "Abbey Gardeners",
        "orchard.example.org",
        None,
    ]
    assert "its web address stands for it" in rows[1].repaired[0]
    assert rows[2].refused == "no organiser is named: give --organiser"


def test_without_any_organiser_the_file_is_refused(places):
    with pytest.raises(FileRefused, match="--organiser"):
        read_opportunities(places, opportunity(session(*MORNING)), organiser=None)


@pytest.mark.parametrize("content", [b"{}", b'{"@graph": []}', b'{"@graph": [', b"\xff", b"7"])
def test_an_unreadable_file_is_refused_whole(places, content):
    with pytest.raises(FileRefused):
        volunteering.read(content, options(organiser="x"), places, NOW)


def test_an_organisations_file_that_names_nobody_is_refused():
    with pytest.raises(FileRefused):
        read_organisations(b'{"@graph": [{"type": "Organisation", "id": "a"}]}')
