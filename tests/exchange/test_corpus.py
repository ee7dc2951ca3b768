"""Real files by nobody here: all of them are read, and each row has an outcome."""

import pytest

from app.exchange.readers import icalendar, tsml, volunteering
from app.exchange.reading import FileRefused
from tests.conftest import CORPUS
from tests.exchange.files import NOW, options

pytestmark = pytest.mark.corpus
FEEDS = CORPUS / "data" / "ics_community_feeds"
ODD = CORPUS / "data" / "ics_corpus_collective_icalendar"
NAMED = (
    "bloomington__tockify_thebackdoor",
    "bloomington__libcal_iub_5914",
    "bloomington__browncounty",
    "bloomington__morgancounty_egov_apps",
    "bloomington__events_search_events_ics",
    "lancaster__mtwp_ics_mt_ics",
    "lancaster__co_common_modules",
    "lancaster__lancastersciencefactory",
    "lancaster__northmuseum",
    "asheville__trumba_calendars_social_work_services_age_friendly",
)


def outcomes(rows):
    """How many rows were taken, joined, past and refused."""
    taken = sum(row.activity is not None for row in rows)
    joined = sum(row.joined is not None for row in rows)
    refused = sum(row.refused is not None for row in rows)
    past = sum(
        row.past > 0 and row.activity is None and row.refused is None and row.joined is None
        for row in rows
    )
    return taken, joined, past, refused


@pytest.mark.parametrize("name", NAMED)
def test_a_feed_with_future_dates_gives_some(places, name):
    content = (FEEDS / f"{name}.ics").read_bytes()
    given = options(kind="interest_group", near="Lewes, Delaware")
    rows = icalendar.read(content, given, places, NOW).rows
    assert len(rows) == content.count(b"BEGIN:VEVENT")
    assert sum(outcomes(rows)) == len(rows)
    assert outcomes(rows)[0] > 0


@pytest.mark.parametrize("path", sorted(ODD.glob("*.ics")) or [ODD], ids=lambda path: path.stem)
def test_odd_calendars_give_rows_or_are_refused_whole(places, path):
    given = options(kind="interest_group", near="Lewes, Delaware", organiser="Somebody")
    try:
        rows = icalendar.read(path.read_bytes(), given, places, NOW).rows
    except FileRefused:
        rows = ()
    assert sum(outcomes(rows)) == len(rows)


@pytest.mark.parametrize(
    ("name", "size", "taken"),
    [("sussex_uk", 123, 123), ("aasanjose", 686, 560), ("aasfmarin", 545, 539),
     ("eda_eating_disorders", 185, 184), ("edmonton_ca_no_coords", 315, 293)],
)  # fmt: skip
def test_meetings_are_taken_unless_they_are_closed(places, name, size, taken):
    content = (CORPUS / "data" / "support" / f"tsml_{name}.json").read_bytes()
    given = options(organiser="A.A.", time_zone="America/New_York", near="Lewes, Delaware")
    rows = tsml.read(content, given, places, NOW).rows
    assert (len(rows), outcomes(rows)[0]) == (size, taken)
    allowed = ("temporarily closed", "inactive", "it has no title")
    assert all((row.refused or allowed[0]).startswith(allowed) for row in rows)
    assert not any("pwd=" in repr(row.activity) for row in rows)


def test_volunteer_roles_are_dates_or_by_arrangement(places):
    path = CORPUS / "data" / "volunteer" / "uk_teamkinetic_activities_part.jsonld"
    given = options(organiser="A volunteer centre", near="London, UK", time_zone="Europe/London")
    rows = volunteering.read(path.read_bytes(), given, places, NOW).rows
    assert len(rows) == 155
    assert [row.refused for row in rows if row.refused] == [
        "paused in the source: a placeholder",
        "closed in the source",
    ]
    for row in rows:
        if row.activity:
            assert bool(row.activity.segments) != bool(row.activity.arrangement)
            assert row.activity.time_zone == "Europe/London"
