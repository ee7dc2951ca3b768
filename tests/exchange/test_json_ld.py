"""Events on web pages and in JSON-LD files are read as their pages mean them."""

import json

import pytest

from app.exchange.formats import detect
from app.exchange.readers import json_ld
from app.exchange.reading import FileRefused
from tests.conftest import CORPUS
from tests.exchange.files import NOW, options

EVENT = {
    "@context": "https://schema.org",
    "@type": "Event",
    "name": "Harbour &amp; pier walk",
    "startDate": "2026-12-05T10:00:00-05:00",
    "endDate": "2026-12-05T11:30:00-05:00",
    "url": "https://walks.example.org/harbour",
    "location": {
        "@type": "Place",
        "name": "Harbour Office",
        "address": {"@type": "PostalAddress", "streetAddress": "2 Front St",
                    "addressLocality": "Lewes", "addressRegion": "DE", "postalCode": "19958"},
        "geo": {"latitude": 38.7746, "longitude": "-75.1393"},
    },
    "organizer": {"@type": "Organization", "name": "Harbour Society"},
}  # fmt: skip


@pytest.fixture
def read(places):
    def reading(*events, page=False, **given):
        given = {"near": "Lewes, Delaware", "organiser": "Somebody", **given}
        text = json.dumps(list(events) if len(events) != 1 else events[0])
        if page:
            text = f"<!doctype html><script type='application/ld+json'>{text}</script>"
        return json_ld.read(text.encode(), options(**given), places, NOW).rows

    return reading


def event(**changed):
    return {name: value for name, value in {**EVENT, **changed}.items() if value != "drop"}


def test_an_event_is_taken_with_its_time_place_and_page(read):
    found = read(event())[0].activity
    assert (found.title, found.organiser) == ("Harbour & pier walk", "Harbour Society")
    assert found.segments[0].starts.isoformat() == "2026-12-05T10:00:00"
    assert (found.time_zone, found.format) == ("America/New_York", "in_person")
    assert (found.place.name, found.place.area) == ("Harbour Office", "Lewes")
    assert (found.url, found.source_id) == (EVENT["url"], EVENT["url"])


def test_a_web_page_is_read_for_the_events_it_carries(read, places):
    assert read(event(), page=True)[0].activity
    page = (
        b'<html><script>var a = "</x>"</script><script type="application/ld+json">{broken'
        b'</script><script type="application/LD+JSON; charset=utf-8">{"@graph": [{"@type": '
        b'["Thing", "SocialEvent"], "name": "Tea\nand talk", "startDate": "2026-12-05T10:00"}]}'
        b"</script>"
    )
    rows = json_ld.read(page, options(organiser="A", near="Lewes, Delaware"), places, NOW).rows
    assert [row.title for row in rows] == ["Tea and talk"]


@pytest.mark.parametrize("text", [b"<html><p>No events</p>", b"{}", b'[{"@type": "Place"}]'])
def test_what_holds_no_events_is_refused_whole(places, text):
    with pytest.raises(FileRefused):
        json_ld.read(text, options(organiser="A"), places, NOW)


def test_online_and_hybrid_events_keep_a_link_without_its_password(read):
    link = {"@type": "VirtualLocation", "url": "https://zoom.us/j/123?pwd=secret"}
    online = read(event(location=link))[0]
    assert (online.activity.format, online.activity.online_url) == (
        "online",
        "https://zoom.us/j/123",
    )
    assert "the password in its meeting link was left out" in online.repaired
    mode = "https://schema.org/MixedEventAttendanceMode"
    both = event(location=[EVENT["location"], link], eventAttendanceMode=mode)
    assert read(both)[0].activity.format == "hybrid"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"eventStatus": "https://schema.org/EventCancelled"}, "cancelled in the source"),
        ({"eventStatus": "EventPostponed"}, "put off in the source, without a new date"),
        ({"startDate": "soon"}, "its start can't be read"),
        ({"startDate": "drop"}, "its start can't be read"),
        ({"name": "x"}, "it has no title"),
        ({"endDate": "2026-12-05T09:00:00-05:00"}, "it ends before it starts"),
    ],
)
def test_an_event_that_can_not_be_taken_says_why(read, changed, said):
    row = read(event(**changed))[0]
    assert (row.activity, row.refused) == (None, said)


def test_whole_days_are_by_arrangement_and_past_ones_are_counted(read):
    days = read(event(startDate="2026-12-05", endDate="2026-12-06"))[0].activity
    assert (str(days.arrangement.first), str(days.arrangement.last)) == ("2026-12-05", "2026-12-06")
    past = read(event(startDate="2025-12-05T10:00", endDate="drop"))[0]
    assert (past.activity, past.refused, past.past) == (None, None, 1)


def test_dates_that_share_a_page_are_told_apart(read):
    again = event(startDate="2026-12-12T10:00:00-05:00", endDate="drop")
    rows = read(event(), again)
    assert all(row.activity for row in rows)
    assert rows[0].source_id != rows[1].source_id
    assert [row.source_id for row in read(event(), again)] == [row.source_id for row in rows]


def test_what_is_free_says_so(read):
    assert read(event(offers={"price": 0, "priceCurrency": "USD"}))[0].activity.cost.minor == 0
    assert read(event(offers=[{"price": "0.00"}]))[0].activity.cost.minor == 0
    assert read(event(isAccessibleForFree=True))[0].activity.cost.minor == 0
    assert read(event(offers=[{"price": "5"}]))[0].activity.cost is None


def test_a_person_is_never_taken_for_the_organiser(read):
    person = {"@type": "Person", "name": "Ann Lee", "email": "ann@example.org"}
    rows = read(event(organizer=person))
    assert rows[0].activity.organiser == "Somebody"
    assert "Ann" not in repr(rows)


@pytest.mark.corpus
def test_real_event_pages_are_read(places):
    taken = 0
    for path in sorted((CORPUS / "data" / "jsonld").glob("*.jsonld")):
        content = path.read_bytes()
        assert detect(content) == "json_ld"
        given = options(organiser="A", near="Lewes, Delaware")
        rows = json_ld.read(content, given, places, NOW.replace(year=2025)).rows
        assert all(row.activity or row.refused or row.past for row in rows)
        taken += sum(row.activity is not None for row in rows)
    assert taken > 10
