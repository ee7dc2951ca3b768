import pytest
from flask.testing import FlaskClient

from tests.web import fake
from tests.web.conftest import Search
from tests.web.reading import read

AT = "/activities/0123456789ab"


def lines(browser: FlaskClient) -> list[str]:
    return read(browser.get(AT)).lines


def test_a_newcomer_reads_what_will_happen_in_order(browser: FlaskClient, search: Search):
    told = " ".join(lines(browser))
    assert "Interest group, crafts of all kinds" in told
    assert "13:50 Come when you like The door is open. 15:30 It ends" in told
    order = ["When", "What will happen", "What it is like", "Finding us", "Access", "Who runs it"]
    positions = [lines(browser).index(heading) for heading in order]
    assert positions == sorted(positions)


def test_a_cancelled_date_says_so(browser: FlaskClient, search: Search):
    page = lines(browser)
    second = next(n for n, line in enumerate(page) if line.startswith("Tue 8 December"))
    assert "Cancelled" in page[second]
    assert "Cancelled" not in " ".join(page[:second])


def test_all_nine_facts_stand_there_told_or_not(browser: FlaskClient, search: Search):
    page = lines(browser)
    assert page[page.index("How many people") + 1] == "5 to 10 people"
    assert page[page.index("Speaking to the group") + 1] == "Not told"
    assert "3 of 9 facts about how it feels are told." in page


def test_who_said_what_and_when(browser: FlaskClient, search: Search):
    page = lines(browser)
    assert "The organiser told us 2 things on 20 November 2026." in page
    assert "The place this listing comes from told us 1 thing on 2 October 2026." in page
    assert "Confirmed 20 November 2026" in page


def test_access_says_what_is_told_and_names_what_is_not(browser: FlaskClient, search: Search):
    page = lines(browser)
    assert "You can get in without steps" in page
    assert any(line.startswith("Not told: accessible toilet, hearing loop") for line in page)


def test_the_way_is_opened_by_the_person_and_tells_nobody_before(
    browser: FlaskClient, search: Search
):
    response = browser.get(AT)
    links = [attrs for tag, attrs in read(response).tags if tag == "a"]
    outside = [a for a in links if a["href"] and a["href"][0] not in "/#"]
    assert {a["href"].split(":")[0] for a in outside} == {"https", "geo"}
    assert all("noreferrer" in a["rel"] for a in outside)


def test_a_place_known_only_by_its_town_has_no_directions(browser: FlaskClient, search: Search):
    place = {"name": None, "area": "Millbrook", "lat": 50.35, "lon": -4.22, "precision": "town"}
    search.page = fake.activity(place=place)
    page = read(browser.get(AT))
    assert "Directions" not in page.links
    assert "Only the town is told. Ask the organiser for the exact place." in page.lines


def test_an_example_says_that_nobody_will_be_there(browser: FlaskClient, search: Search):
    search.page = fake.activity(example=True)
    assert "This is an example. It shows what Alongside can do. Nobody will be there." in lines(
        browser
    )


def test_an_organiser_nobody_checked_is_named_so(browser: FlaskClient, search: Search):
    assert "Millbrook Library. We checked who this is." in lines(browser)
    search.page = fake.activity(organiser={"name": "A club", "verified": False})
    assert "A club. We have not checked who this is." in lines(browser)


def test_times_by_arrangement_name_their_window(browser: FlaskClient, search: Search):
    search.page = fake.activity(
        occurrences=[], starts_at=None, arrangement={"from": None, "until": "2027-03-01"}
    )
    page = lines(browser)
    assert "Times by arrangement" in page
    assert "You agree the times with the organiser. Until 1 March 2027." in page


def test_a_support_meetup_is_not_therapy(browser: FlaskClient, search: Search):
    search.page = fake.activity(kind="support_meetup", topics=["grief"])
    assert "A support meetup is people meeting people. It is not therapy." in lines(browser)


def test_too_little_known_says_how_many_of_nine(browser: FlaskClient, search: Search):
    search.fit = fake.FIT | {"band": "not_enough_known"}
    page = read(browser.post(AT, data={"level": "4"})).lines
    assert any(line.endswith("3 of 9 facts are told.") for line in page)


def test_controls_without_a_room_are_left_out(browser: FlaskClient, search: Search):
    page = read(browser.get(AT))
    words = {*page.links, *(name for name, _, _ in page.buttons)}
    for later in ("Hold my place", "Leave", "Map"):
        assert later not in words


def test_what_is_not_there_is_said_calmly(browser: FlaskClient, search: Search):
    response = browser.get("/activities/nothing")
    assert response.status_code == 404
    page = read(response)
    assert "This page is not here" in page.lines
    assert page.links["What is near"] == "/"
    assert page.links["Help now"] == "/help"


def test_later_dates_stand_in_one_line_with_what_is_different(browser: FlaskClient, search: Search):
    weekly = [
        {
            "id": str(n), "places": "not_needed", "status": "cancelled" if n == 5 else "scheduled",
            "starts_at": f"2026-12-{n + 1:02}T14:00:00+00:00",
            "ends_at": f"2026-12-{n + 1:02}T{16 if n == 4 else 15}:30:00+00:00",
        }
        for n in range(6)
    ]  # fmt: skip
    search.page = fake.activity(occurrences=weekly)
    page = lines(browser)
    assert "Also on Sat 5 Dec (14:00 to 16:30), Sun 6 Dec (cancelled)." in page


def test_the_clock_is_named_before_the_dates(browser: FlaskClient, search: Search):
    search.page = fake.activity(time_zone="America/New_York")
    page = lines(browser)
    first = next(n for n, line in enumerate(page) if line.startswith("Tue 1 December"))
    assert page[first - 1] == "All times are New York time."


def test_booking_is_said_only_where_it_was_told(browser: FlaskClient, search: Search):
    assert "No need to book." in lines(browser)
    search.page = fake.activity(booking=None)
    page = lines(browser)
    assert not any("book" in line for line in page if line != "Not told whether to book")
    assert page[page.index("Booking") + 1] == "Not told whether to book"


@pytest.mark.parametrize(
    ("written", "time", "first"),
    [
        ("13:50 Come when you like.", "13:50", "Come when you like"),
        ("6.30 pm Priya is at the lift.", "6:30 pm", "Priya is at the lift"),
        ("10:00pm - It ends.", "10:00 pm", "It ends"),
        ("7:15 A.M.: We set off.", "7:15 am", "We set off"),
        ("10:00 amber lamps are lit.", "10:00", "amber lamps are lit"),
        ("No clock here.", "", "No clock here"),
    ],
)
def test_a_step_stands_beside_its_time_however_that_is_written(
    browser: FlaskClient, search: Search, written: str, time: str, first: str
):
    search.page = fake.activity(steps=[written])
    page = lines(browser)
    place = page.index("What will happen")
    assert [line for line in (time, first) if line] == page[place + 1 : place + 2 + bool(time)]
