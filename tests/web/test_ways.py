"""Ways between the pages keep the search, also without a script."""

from flask.testing import FlaskClient

from tests.web import fake
from tests.web.conftest import Search
from tests.web.reading import read

SEARCH = "place=Millbrook&radius_km=3&kind=volunteering"


def test_an_activity_leads_back_to_the_search(browser: FlaskClient, search: Search):
    nearby = read(browser.get(f"/?{SEARCH}"))
    activity = read(browser.get(nearby.links["Craft table at the library"]))
    assert activity.links["Nearby"] == f"/?{SEARCH}"


def test_about_me_knows_the_search_it_was_opened_from(browser: FlaskClient, search: Search):
    nearby = read(browser.get(f"/?{SEARCH}&sort=nearest"))
    for words in ("About me", "See what suits me"):
        about = read(browser.get(nearby.links[words]))
        assert about.links["Nearby"] == f"/?{SEARCH}&sort=nearest"
        about.press(browser, "See what suits me", level="4")
        asked, _ = search.asked[-1]
        assert (asked.radius_km, asked.kinds, asked.sort) == (3, ("volunteering",), "fit")


def test_a_search_for_certain_days_has_the_date_of_the_card_chosen(
    browser: FlaskClient, search: Search
):
    later = fake.card(places="open", occurrence_id="2123456789ab")
    search.found = fake.found(later)
    search.page = fake.activity(
        places="open",
        booking="needed",
        occurrences=[
            {
                "id": f"{n}123456789ab", "status": "scheduled", "places": "open",
                "starts_at": f"2026-12-0{n}T14:00:00+00:00",
                "ends_at": f"2026-12-0{n}T15:30:00+00:00",
            }
            for n in (1, 2)
        ],
    )  # fmt: skip
    for days, chosen in (("", "1123456789ab"), ("&weekday=wed", "2123456789ab")):
        nearby = read(browser.get(f"/?place=Millbrook{days}"))
        page = read(browser.get(nearby.links["Craft table at the library"]))
        radios = [a for _, a in page.tags if a.get("name") == "date"]
        assert [a["value"] for a in radios if "checked" in a] == [chosen]
        assert page.links["Nearby"] == f"/?place=Millbrook{days}"


def test_who_asks_what_suits_them_from_everything_sees_it(browser: FlaskClient, search: Search):
    about = read(browser.get("/about-me?place=Millbrook&view=plain&sort=soonest"))
    assert "Comfortable" in read(about.press(browser, "See what suits me", level="4")).lines


def test_where_a_script_keeps_the_search_addresses_stay_short(browser: FlaskClient, search: Search):
    sent = {"place": "Millbrook", "level": "4", "kept": "device"}
    page = read(browser.post("/", data=sent))
    assert page.links["Craft table at the library"] == "/activities/0123456789ab"


def test_a_wrong_filter_is_named_and_the_place_stays_in_the_heading(
    browser: FlaskClient, search: Search
):
    page = read(browser.get("/?place=Millbrook&radius_km=999"))
    assert "Near Millbrook" in page.lines
    said = next(words for words, href in page.links.items() if href == "#f-radius_km")
    assert said.startswith("How far away: ")
    assert said.removeprefix("How far away: ")[0].islower()


def test_a_wrong_point_asks_for_the_place_again(browser: FlaskClient, search: Search):
    page = read(browser.get("/?lat=500&lon=1"))
    assert "What is near you?" in page.lines
    assert "#f-place" in page.links.values()
