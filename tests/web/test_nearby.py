from datetime import date

from flask.testing import FlaskClient

from tests.web import fake
from tests.web.conftest import Search
from tests.web.reading import read

AT = "/?place=Millbrook"


def test_a_first_visit_asks_where_and_shows_what_is_online(browser: FlaskClient, search: Search):
    online = fake.card(format="online", place=None, distance_km=None, title="Chess by video")
    search.found = fake.found(online, near=None, hint="give_place")
    page = read(browser.get("/"))
    assert "What is near you?" in page.lines
    assert ("input", "place") in [(tag, attrs.get("name")) for tag, attrs in page.tags]
    assert "Say where you are to see what is near. These activities are online or by phone." in (
        page.lines
    )
    assert "Online" in page.lines


def test_a_card_says_people_sound_leaving_then_who_meets_cost_and_steps(
    browser: FlaskClient, search: Search
):
    page = read(browser.get(AT))
    start = page.lines.index("Tue 1 Dec, 14:00\N{EN DASH}15:30")
    assert page.lines[start : start + 5] == [
        "Tue 1 Dec, 14:00\N{EN DASH}15:30",
        "about 1 km, Millbrook Library",
        "Craft table at the library",
        "5 to 10 people, quiet, leave any time",
        "Someone meets you. Free. Step-free.",
    ]


def test_what_nobody_told_is_said_in_the_same_place(browser: FlaskClient, search: Search):
    facts = {"people": None, "sensory": None, "stuck": None}
    nothing = fake.card(
        facts=facts, supports={"greeter": None}, access={"step_free": None}, cost=None
    )
    search.found = fake.found(nothing)
    page = read(browser.get(AT))
    assert "Not told how many people come, how loud it is or when you can leave" in page.lines
    assert "Not told who meets you. Cost not told. Not told if step-free." in page.lines


def test_who_it_is_for_comes_before_everything_else(browser: FlaskClient, search: Search):
    search.found = fake.found(fake.card(audience=["women", "beginners"]))
    lines = read(browser.get(AT)).lines
    assert lines.index("For women and beginners") + 1 == lines.index(
        "Tue 1 Dec, 14:00\N{EN DASH}15:30"
    )


def test_an_activity_without_dates_says_that_times_are_arranged(
    browser: FlaskClient, search: Search
):
    search.found = fake.found(fake.card(starts_at=None, ends_at=None))
    assert "Times by arrangement" in read(browser.get(AT)).lines


def test_times_are_those_of_the_activity_not_of_the_reader(browser: FlaskClient, search: Search):
    search.found = fake.found(
        fake.card(
            starts_at="2026-12-01T19:00:00-05:00", ends_at="2026-12-01T20:00:00-05:00",
            time_zone="America/New_York",
        )
    )  # fmt: skip
    assert "Tue 1 Dec, 19:00\N{EN DASH}20:00, New York time" in read(browser.get(AT)).lines


def test_presets_become_days_of_the_place(browser: FlaskClient, search: Search):
    for when, first, last in (
        ("today", date(2026, 11, 26), date(2026, 11, 26)),
        ("tomorrow", date(2026, 11, 27), date(2026, 11, 27)),
        ("this_week", date(2026, 11, 26), date(2026, 11, 29)),
        ("weekend", date(2026, 11, 28), date(2026, 11, 29)),
        ("next_week", date(2026, 11, 30), date(2026, 12, 6)),
    ):
        search.asked.clear()
        browser.get(f"{AT}&when={when}")
        assert (search.filters.first, search.filters.last) == (first, last)


def test_today_in_california_is_still_today_when_london_has_tomorrow(
    browser: FlaskClient, search: Search, frozen
):
    frozen.move_to("2026-11-27T05:00:00+00:00")
    browser.get("/?lat=37.34&lon=-121.89&when=today")
    assert search.filters.first == date(2026, 11, 26)


def test_every_filter_reaches_the_search(browser: FlaskClient, search: Search):
    browser.get(
        f"{AT}&radius_km=10&from=2026-12-01&to=2026-12-24&part_of_day=morning&weekday=tue"
        "&kind=volunteering&kind=support_meetup&topic=walking&format=in_person&free=true"
        "&max_cost=500&access=step_free&access=toilet&language=en&age=30&sort=nearest"
    )
    asked = search.filters
    assert (asked.radius_km, asked.first, asked.last) == (10, date(2026, 12, 1), date(2026, 12, 24))
    assert (asked.parts, asked.weekdays, asked.topics) == (("morning",), ("tue",), ("walking",))
    assert asked.kinds == ("support_meetup", "volunteering")
    assert (asked.formats, asked.free, asked.max_cost) == (("in_person",), True, 500)
    assert (asked.access, asked.languages, asked.age) == (("step_free", "toilet"), ("en",), 30)
    assert asked.sort == "nearest"


def test_what_is_chosen_stays_chosen_and_is_counted(browser: FlaskClient, search: Search):
    page = read(browser.get(f"{AT}&kind=volunteering&free=true"))
    assert "Filters, 2 on" in page.lines
    checked = {(a["name"], a["value"]) for _, a in page.tags if "checked" in a}
    assert {("kind", "volunteering"), ("free", "true")} <= checked
    assert page.links["Everything"] == "/?place=Millbrook&view=plain&sort=soonest"


def test_choices_say_how_many_each_would_show(browser: FlaskClient, search: Search):
    search.found |= {"facets": {"kind": {"volunteering": 5}, "topic": {"walking": 4}}}
    lines = read(browser.get(AT)).lines
    assert "Volunteering (5)" in lines
    assert "Walking (4)" in lines


def test_the_list_ends_where_it_says_and_goes_on_by_a_link(browser: FlaskClient, search: Search):
    search.found = fake.found(fake.card(), total=34, next_cursor="c1")
    page = read(browser.get(AT))
    assert "34 activities" in page.lines
    assert "1 of 34" in page.lines
    assert page.links["Show more"] == "/?place=Millbrook&cursor=c1"


def test_soonest_and_nearest_are_one_tap_away(browser: FlaskClient, search: Search):
    page = read(browser.get(AT))
    assert page.links["Soonest"] == "/?place=Millbrook&sort=soonest"
    assert page.links["Nearest"] == "/?place=Millbrook&sort=nearest"


def test_an_empty_search_is_not_widened_but_counted(browser: FlaskClient, search: Search):
    search.found = fake.found(wider={"radius_km": 10.0, "total": 4})
    page = read(browser.get(f"{AT}&radius_km=3&when=this_week"))
    assert "Nothing within 3 km this week" in page.lines
    assert any(line.startswith("We did not widen your search.") for line in page.lines)
    assert "4 within 10 km" in " ".join(page.lines)
    assert page.links["Show within 10 km"] == "/?place=Millbrook&when=this_week&radius_km=10"


def test_few_results_name_what_a_wider_search_would_find(browser: FlaskClient, search: Search):
    search.found = fake.found(fake.card(), wider={"radius_km": 25.0, "total": 7})
    page = read(browser.get(AT))
    assert any("within 25 km. We did not widen your search." in line for line in page.lines)


def test_namesakes_of_a_town_are_offered(browser: FlaskClient, search: Search):
    link = read(browser.get(AT)).links["Millbrook, Alabama, United States"]
    assert link == "/?place=Millbrook%2C+Alabama%2C+United+States"


def test_an_unknown_place_keeps_what_was_typed_and_says_how_to_mend_it(
    browser: FlaskClient, search: Search
):
    response = browser.get("/?place=Milbruk+Stret")
    page = read(response)
    assert response.status_code == 422
    assert "One answer needs a look" in " ".join(page.lines)
    assert any(a.get("value") == "Milbruk Stret" for _, a in page.tags)
    assert "#f-place" in page.links.values()
    assert search.asked == []


def test_two_wrong_filters_are_two_links_to_their_fields(browser: FlaskClient, search: Search):
    response = browser.get(f"{AT}&radius_km=500&age=old")
    page = read(response)
    assert response.status_code == 422
    assert "Two answers need a look" in " ".join(page.lines)
    assert {"#f-radius_km", "#f-age"} <= set(page.links.values())


def test_unknown_names_and_repeats_in_an_address_do_no_harm(browser: FlaskClient, search: Search):
    response = browser.get(f"{AT}&utm_source=x&radius_km=3&radius_km=10&level=5&answer_party=avoid")
    assert response.status_code == 200
    assert search.asked[0][1] is None
    assert search.filters.radius_km == 10


def test_what_an_organiser_wrote_is_never_markup(browser: FlaskClient, search: Search):
    search.found = fake.found(fake.card(title="<script>alert(1)</script>"))
    html = browser.get(AT).get_data(as_text=True)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html
