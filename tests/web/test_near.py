"""Near means near: what is online or by phone from anywhere is counted and one tap away."""

import pytest
from flask.testing import FlaskClient

from tests.web import fake
from tests.web.conftest import Search
from tests.web.reading import Page, read

AT = "/?place=Millbrook&radius_km=5"
FORMATS = {"format": {"in_person": 2, "online": 460, "phone": 2}}
FACETS = {"kind": {}, "topic": {}, "part_of_day": {}} | FORMATS


@pytest.fixture
def busy(search: Search) -> Search:
    """Two things near, and hundreds online."""
    search.found = fake.found(fake.card(), fake.card(), facets=FACETS)
    return search


def ticked(page: Page) -> list[str]:
    boxes = [a for tag, a in page.tags if tag == "input" and a.get("name") == "format"]
    return [a["value"] for a in boxes if "checked" in a]


def test_a_place_asks_for_what_is_there_in_person(browser: FlaskClient, busy: Search):
    page = read(browser.get(AT))
    assert busy.filters.formats == ("in_person",)
    assert "2 activities" in page.lines
    assert "Filters" in page.lines
    assert ticked(page) == ["in_person"]


def test_the_others_are_counted_in_one_row_and_one_tap_away(browser: FlaskClient, busy: Search):
    page = read(browser.get(AT))
    assert any(line.startswith("462 online or by phone, from anywhere") for line in page.lines)
    browser.get(page.links["Show online or by phone, from anywhere"])
    assert busy.asked[-1][0].formats == ("online", "phone")


def test_from_the_others_one_tap_leads_back_to_what_is_near(browser: FlaskClient, busy: Search):
    page = read(browser.get(f"{AT}&format=online&format=phone"))
    assert "Filters, 1 on" in page.lines
    assert ticked(page) == ["online", "phone"]
    assert any(line.startswith("2 in person within 5 km") for line in page.lines)
    assert page.links["Show in person within 5 km"] == "/?place=Millbrook&radius_km=5"


def test_without_a_script_the_tap_keeps_the_answers(browser: FlaskClient, busy: Search):
    near = {"place": "Millbrook", "radius_km": "5", "level": "4"}
    page = read(browser.post("/", data=near))
    others = read(page.press(browser, "Show online or by phone, from anywhere"))
    assert busy.asked[-1][0].formats == ("online", "phone")
    assert "Comfortable" in others.lines
    others.press(browser, "Show in person within 5 km")
    assert busy.asked[-1][0].formats == ("in_person",)


def test_ticking_what_is_ticked_anyway_changes_nothing(browser: FlaskClient, busy: Search):
    page = read(browser.get(f"{AT}&format=in_person"))
    assert "Filters" in page.lines
    assert page.links["Soonest"] == f"{AT}&sort=soonest"
    both = read(browser.get(f"{AT}&format=in_person&format=online"))
    assert busy.asked[-1][0].formats == ("in_person", "online")
    assert "Filters, 1 on" in both.lines


def test_everything_is_everything(browser: FlaskClient, busy: Search):
    page = read(browser.get(AT))
    plain = read(browser.get(page.links["Everything"]))
    assert busy.asked[-1][0].formats == ()
    assert plain.links["Show in person within 5 km"] == "/?place=Millbrook&radius_km=5"
    current = [a["href"] for _, a in plain.tags if a.get("aria-current") == "true"]
    assert current == [plain.links["Everything"]]
    assert plain.links["Nearest"] == f"{AT}&sort=nearest"


def test_show_more_goes_on_with_the_same_question(browser: FlaskClient, busy: Search):
    busy.found |= {"total": 34, "next_cursor": "c1"}
    page = read(browser.get(AT))
    browser.get(page.links["Show more"])
    first, second = (asked.fingerprint() for asked, _ in busy.asked)
    assert first == second


def test_an_empty_place_names_the_others_last(browser: FlaskClient, search: Search):
    search.found = fake.found(facets=FACETS | {"format": {"online": 460}})
    page = read(browser.get(AT))
    assert "Nothing within 5 km in the next 2 weeks" in page.lines
    assert any(line.startswith("460 online, from anywhere") for line in page.lines)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("&format=online&format=phone", "Nothing online or by phone in the next 2 weeks"),
        ("&format=in_person&format=online", "Nothing within 5 km or online in the next 2 weeks"),
        ("&view=plain", "Nothing within 5 km or online or by phone in the next 2 weeks"),
        ("&kind=volunteering", "Nothing within 5 km in the next 2 weeks with these filters"),
    ],
)
def test_an_empty_list_says_how_far_it_looked(
    browser: FlaskClient, search: Search, asked: str, said: str
):
    search.found = fake.found()
    assert said in read(browser.get(f"{AT}{asked}")).lines


def test_without_a_place_nothing_is_left_out(browser: FlaskClient, search: Search):
    search.found = fake.found(near=None, hint="give_place", facets=FACETS)
    page = read(browser.get("/?kind=volunteering"))
    assert search.filters.formats == ()
    assert ticked(page) == []


def test_a_clock_is_named_where_it_is_another_or_people_meet_from_anywhere(
    browser: FlaskClient, search: Search
):
    here = {"starts_at": "2026-12-01T16:00:00+00:00", "ends_at": "2026-12-01T17:00:00+00:00"}
    for changes, said in (
        ({"format": "online", "place": None}, "16:00\N{EN DASH}17:00, London time"),
        ({"time_zone": "Europe/Lisbon"}, "16:00\N{EN DASH}17:00"),
        ({"format": "online", "time_zone": "UTC"}, "16:00\N{EN DASH}17:00, UTC"),
    ):
        search.found = fake.found(fake.card(**here | changes))
        assert f"Tue 1 Dec, {said}" in read(browser.get(AT)).lines
