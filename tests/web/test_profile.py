"""The profile without scripts: it travels in forms only, in and out of every page."""

import pytest
from flask.testing import FlaskClient

from tests.web import fake
from tests.web.conftest import Search
from tests.web.reading import read

AT = {"place": "Millbrook", "radius_km": "3"}


def test_answers_bring_bands_and_stay_through_an_activity_and_back(
    browser: FlaskClient, search: Search
):
    about = read(browser.get("/about-me"))
    nearby = about.press(browser, "See what suits me", level="4", **AT)
    page = read(nearby)
    assert "Comfortable" in page.lines
    assert "Good: a named person meets you" in page.lines
    assert "Your answers live only in this page. Close it, and they are gone." in page.lines

    activity = read(page.press(browser, "Craft table at the library"))
    assert (
        "This is a guess from what the organiser and visitors told us. You decide."
        in activity.lines
    )

    again = read(activity.press(browser, "Nearby"))
    assert "Comfortable" in again.lines
    asked, asker = search.asked[-1]
    assert (asked.radius_km, asked.sort) == (3, "fit")
    assert asker is not None


def test_the_tabs_carry_the_answers_too(browser: FlaskClient, search: Search):
    nearby = read(browser.post("/", data={**AT, "level": "4", "answer_party": "avoid"}))
    about = read(nearby.press(browser, "About me"))
    checked = {(a["name"], a["value"]) for _, a in about.tags if "checked" in a}
    assert {("level", "4"), ("answer_party", "avoid")} <= checked


def test_order_and_everything_are_one_tap_from_the_best_fit(browser: FlaskClient, search: Search):
    page = read(browser.post("/", data={**AT, "level": "4", "kind": "volunteering"}))
    page.press(browser, "Soonest")
    assert search.asked[-1][0].sort == "soonest"
    everything = read(page.press(browser, "Everything"))
    asked, asker = search.asked[-1]
    assert (asked.kinds, asker) == ((), None)
    assert "Comfortable" not in everything.lines
    assert "Comfortable" in read(everything.press(browser, "Best fit")).lines


def test_changing_the_place_keeps_the_answers(browser: FlaskClient, search: Search):
    page = read(browser.post("/", data={**AT, "level": "4"}))
    again = read(page.press(browser, "Show activities", place="Millbrook, Alabama"))
    assert "Comfortable" in again.lines


def test_the_whole_profile_reaches_the_search(browser: FlaskClient, search: Search):
    browser.post(
        "/",
        data={
            **AT,
            "level": "2", "answer_phone": "nervous", "feel_speak": "harder", "pace": "stretch",
            "interest": ["walking", "sewing"], "max_km": "4", "free_time": ["mon_morning"],
            "budget_minor": "500", "budget_currency": "EUR",
        },
    )  # fmt: skip
    asker = search.asked[0][1]
    assert asker is not None
    assert (asker.pace, asker.max_km, asker.budget) == ("stretch", 4, (500, "EUR"))
    assert asker.interests == {"walking", "sewing"}
    assert asker.free_times == {"mon_morning"}


def test_no_answer_at_all_shows_facts_and_no_band(browser: FlaskClient, search: Search):
    about = read(browser.get("/about-me"))
    page = read(about.press(browser, "See what suits me", **AT))
    assert search.asked[0][1] is None
    assert "Comfortable" not in page.lines
    assert "Someone meets you. Free. Step-free." in page.lines


def test_a_profile_is_never_kept_by_a_cache_nor_written_in_an_address(
    browser: FlaskClient, search: Search
):
    for path in ("/", "/activities/0123456789ab", "/about-me"):
        response = browser.post(path, data={**AT, "level": "4", "answer_party": "avoid"})
        assert response.headers["Cache-Control"] == "no-store"
        assert "Content-Encoding" not in response.headers
        page = read(response)
        assert not any("level" in href or "answer_" in href for href in page.links.values())
    assert all(form.attrs["method"] == "post" for form in page.forms)


def test_for_a_script_the_page_holds_no_answers_and_plain_links(
    browser: FlaskClient, search: Search
):
    page = read(browser.post("/", data={**AT, "level": "4", "kept": "device"}))
    assert "Comfortable" in page.lines
    assert page.links["Craft table at the library"] == "/activities/0123456789ab"
    assert not any(a.get("name") == "level" for _, a in page.tags)


def test_an_answer_that_can_not_be_is_shown_beside_its_question(
    browser: FlaskClient, search: Search
):
    response = browser.post("/", data={**AT, "level": "9", "max_km": "far"})
    page = read(response)
    assert response.status_code == 422
    assert "Two answers need a look" in " ".join(page.lines)
    assert {"#f-level", "#f-max_km"} <= set(page.links.values())
    assert any(a.get("value") == "far" for _, a in page.tags)


def test_the_band_stands_first_and_what_is_told_so_far_below_it(
    browser: FlaskClient, search: Search
):
    search.fit = fake.FIT | {"band": "not_enough_known", "helps": [], "harder": []}
    lines = read(browser.post("/", data={**AT, "level": "4"})).lines
    told = lines.index("Told so far: 5 to 10 people, quiet, you can leave any time")
    assert lines.index("Not enough known") == told - 1
    panel = read(browser.post("/activities/0123456789ab", data={**AT, "level": "4"})).lines
    band = panel.index("Not enough known")
    assert panel[band + 1].startswith("Told so far: ")


@pytest.mark.parametrize("likelier", ["comfortable", "gentle_stretch"])
def test_a_band_between_two_names_both_the_gentler_first(
    browser: FlaskClient, search: Search, likelier: str
):
    other = {"comfortable": "gentle_stretch", "gentle_stretch": "comfortable"}[likelier]
    search.fit = fake.FIT | {"band": likelier, "band_to": other}
    page = read(browser.post("/", data={**AT, "level": "4"}))
    assert "Comfortable or a gentle stretch" in page.lines


def test_a_card_names_the_hard_reason_beside_the_good_one(browser: FlaskClient, search: Search):
    lines = read(browser.post("/", data={**AT, "level": "4"})).lines
    good = lines.index("Good: a named person meets you")
    assert lines[good + 1] == "Harder: others look on now and then"
    assert lines[good + 2] == "5 to 10 people, quiet, leave any time, free, step-free"


def test_everything_about_me_is_optional_and_starts_with_where_it_is_kept(browser: FlaskClient):
    page = read(browser.get("/about-me"))
    lines = page.lines
    assert lines.index("Where it is kept") < lines.index("With other people, I feel anxious")
    assert not any("required" in attrs for _, attrs in page.tags)
    assert "I would rather not say" in lines
    assert lines.count("No answer") == 6


def test_a_broken_memory_of_visits_is_dropped_with_a_word(browser: FlaskClient, search: Search):
    response = browser.post("/", data={**AT, "level": "4", "state": "{broken"})
    page = read(response)
    assert response.status_code == 422
    assert "One answer needs a look" in " ".join(page.lines)
    again = read(page.press(browser, "See what suits me"))
    assert "Comfortable" in again.lines


def test_about_me_says_at_once_which_answer_can_not_be(browser: FlaskClient):
    response = browser.post("/about-me", data={"level": "4", "max_km": "abc", "kept": "device"})
    page = read(response)
    assert response.status_code == 422
    assert "#f-max_km" in page.links.values()
    assert any(a.get("value") == "abc" for _, a in page.tags)


def test_two_different_answers_to_one_question_are_named_and_not_guessed(
    browser: FlaskClient, search: Search
):
    twice = {"level": ["2", "5"], "answer_party": ["fine", "avoid"], "feel_speak": ["harder"] * 2}
    response = browser.post("/", data=AT | twice)
    page = read(response)
    assert response.status_code == 422
    assert "Two answers need a look" in " ".join(page.lines)
    assert {"#f-level", "#f-answers"} <= set(page.links.values())
    assert search.asked == []


def test_how_today_feels_reaches_the_search(browser: FlaskClient, search: Search):
    browser.post("/", data=AT | {"level": "3"})
    browser.post("/", data=AT | {"level": "3", "today": "harder"})
    usual, harder = (asker.profile.theta for _, asker in search.asked if asker)
    assert (usual, harder) == (0, -0.42)
