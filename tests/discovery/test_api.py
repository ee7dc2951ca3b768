"""The search as a person's phone asks it."""

import pytest

from tests.discovery.conftest import SHEFFIELD

NEAR = "lat=53.38&lon=-1.47"
CARD = {
    "id", "occurrence_id", "title", "kind", "topics", "starts_at", "ends_at", "time_zone",
    "format", "place", "distance_km", "cost", "places", "facts", "supports", "access",
    "audience", "organiser", "confirmed_on", "more_dates",
}  # fmt: skip


def titles(answer) -> list[str]:
    assert answer.status_code == 200, answer.json
    return [card["title"] for card in answer.json["items"]]


@pytest.fixture
def browse(listed, client):
    return lambda query="": client.get(f"/api/v1/activities?{query}")


@pytest.fixture
def match(listed, client):
    return lambda **body: client.post("/api/v1/matches", json=SHEFFIELD | body)


def test_a_card_says_what_when_where_and_what_is_told(browse):
    card = browse(f"{NEAR}&topic=mixed_crafts&kind=interest_group").json["items"][0]
    assert set(card) == CARD
    assert card["starts_at"] == "2026-12-01T14:00:00+00:00"
    assert card["ends_at"] == "2026-12-01T16:00:00+00:00"
    assert card["place"] == {
        "name": "Library", "area": "Sheffield", "lat": 53.381, "lon": -1.471, "precision": "exact",
    }  # fmt: skip
    assert card["distance_km"] == 0.0
    assert card["facts"]["speak"] == 0
    assert card["supports"]["greeter"] is True
    assert card["supports"]["watch_ok"] is None
    assert card["access"]["step_free"] is True
    assert card["organiser"] == {"name": "Olga's library", "verified": False}
    assert card["more_dates"] == 1
    assert "fit" not in card


def test_near_means_within_the_radius_and_is_never_widened(browse):
    assert "Walk in Leeds" not in titles(browse(NEAR))
    assert "A group that told nothing" not in titles(browse(NEAR))
    answer = browse(f"{NEAR}&format=in_person&kind=interest_group")
    assert titles(answer) == ["Big choir", "Craft table"]
    assert answer.json["wider"] == {"radius_km": 50.0, "total": 3}
    assert "Walk in Leeds" in titles(browse(f"{NEAR}&radius_km=50"))


def test_soonest_comes_first_and_times_by_arrangement_last(browse):
    assert titles(browse(NEAR))[0] == "Big choir"
    assert titles(browse(NEAR))[-1] == "Garden helper"


def test_online_activities_come_last_by_distance_and_have_none(browse):
    answer = browse(f"{NEAR}&sort=nearest")
    assert titles(answer)[-1] == "Online chat"
    assert answer.json["items"][-1]["distance_km"] is None


def test_without_a_place_there_is_what_is_online_and_a_hint(browse):
    answer = browse()
    assert titles(answer) == ["Online chat"]
    assert answer.json["hint"] == "give_place"
    assert answer.json["near"] is None


def test_by_arrangement_drops_out_when_a_time_is_asked_for(browse):
    assert "Garden helper" in titles(browse(NEAR))
    assert "Garden helper" not in titles(browse(f"{NEAR}&weekday=tue"))
    assert "Garden helper" not in titles(browse(f"{NEAR}&part_of_day=morning"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("free=true", {"Garden helper"}),
        ("max_cost=400", {"Garden helper", "Big choir"}),
        ("part_of_day=evening", {"Big choir"}),
        ("weekday=fri", {"Big choir"}),
        ("kind=volunteering", {"Garden helper"}),
        ("access=step_free&access=toilet", set()),
        ("from=2026-12-02&to=2026-12-04&kind=interest_group", {"Big choir"}),
        ("age=15", set()),
        ("format=phone", set()),
    ],
)
def test_filters_leave_what_they_say(browse, query, expected):
    assert set(titles(browse(f"{NEAR}&{query}"))) == expected


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("lat=90.0001&lon=0", "lat"), ("lat=nan&lon=0", "lat"), ("lat=5_1&lon=0", "lat"),
        ("lat=1e1&lon=0", "lat"), ("lat=%D9%A5&lon=0", "lat"), ("lat=51", "lon"),
        (f"{NEAR}&radius_km=0.9", "radius_km"), (f"{NEAR}&radius_km=101", "radius_km"),
        (f"{NEAR}&radius_km=-1", "radius_km"), ("limit=0", "limit"), ("limit=51", "limit"),
        ("limit=10&limit=20", "limit"), ("kind=party", "kind"), ("topic=nonsense", "topic"),
        ("format=hybrid", "format"), ("part_of_day=night", "part_of_day"), ("weekday=8", "weekday"),
        ("free=1", "free"), ("max_cost=-1", "max_cost"), ("access=magic", "access"),
        ("age=121", "age"), ("age=x", "age"), ("from=2026-13-01", "from"),
        ("from=2026-12-05&to=2026-12-01", "to"), ("from=2026-12-01&to=2027-12-01", "to"),
        ("to=2027-11-01", "to"), ("from=2027-11-01", "from"), ("sort=best;DROP", "sort"),
        ("cursor=broken", "cursor"), ("place=Nowhereville&lat=1&lon=1", "place"),
        ("anxiety=4", "anxiety"), ("level=4", "level"), ("q=tea", "q"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named_calmly(browse, query, field):
    answer = browse(query)
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert field in answer.json["errors"]
    assert all(said.endswith(".") for said in answer.json["errors"][field])


def test_pages_follow_each_other_without_gaps_or_repeats(browse):
    seen, query = [], f"{NEAR}&limit=2"
    answer = browse(query)
    while True:
        assert answer.json["total"] == 4
        seen += titles(answer)
        if answer.json["next_cursor"] is None:
            break
        answer = browse(f"{query}&cursor={answer.json['next_cursor']}")
    assert sorted(seen) == sorted(titles(browse(NEAR)))


def test_a_cursor_of_another_search_is_refused(browse):
    cursor = browse(f"{NEAR}&limit=2").json["next_cursor"]
    answer = browse(f"{NEAR}&radius_km=50&limit=2&cursor={cursor}")
    assert answer.status_code == 422
    assert "cursor" in answer.json["errors"]


def test_a_profile_gives_bands_and_reasons_in_words(match):
    answer = match(profile={"level": 5})
    by_title = {card["title"]: card["fit"] for card in answer.json["items"]}
    assert by_title["Craft table"]["band"] == "comfortable"
    assert by_title["Big choir"]["band"] == "big_step"
    assert {"key": "greeter", "text": "Mary meets you"} in by_title["Craft table"]["helps"]
    assert set(by_title["Big choir"]) == {
        "band", "band_to", "helps", "harder", "ask", "could_help",
    }  # fmt: skip
    assert titles(answer)[-1] == "Big choir"
    assert answer.headers["Cache-Control"] == "no-store"


def test_nothing_is_hidden_by_fit(match, browse):
    for level in range(1, 6):
        assert set(titles(match(profile={"level": level}))) == set(titles(browse(NEAR)))


def test_a_group_that_told_nothing_is_not_judged(match):
    cards = match(profile={"level": 4}, radius_km=10).json["items"]
    silent = next(card for card in cards if card["title"] == "A group that told nothing")
    assert silent["fit"]["band"] == "not_enough_known"
    assert silent["fit"]["harder"] == []


def test_likes_alone_order_the_list_but_show_no_band(match):
    answer = match(profile={"interests": ["gardening"]})
    assert titles(answer)[0] == "Garden helper"
    assert all("fit" not in card for card in answer.json["items"])


def test_a_level_never_travels_in_an_address(client):
    assert client.get("/api/v1/matches?level=4").status_code == 405


@pytest.mark.parametrize(
    ("profile", "field"),
    [
        ({"level": 0}, "profile.level"),
        ({"level": 6}, "profile.level"),
        ({"level": "4"}, "profile.level"),
        ({"answers": {"party": "great"}}, "profile.answers.party"),
        ({"answers": {"dancing": "fine"}}, "profile.answers.dancing"),
        ({"sensitivities": {"speak": 1}}, "profile.sensitivities.speak"),
        ({"pace": "fast"}, "profile.pace"),
        ({"interests": ["nonsense"]}, "profile.interests"),
        ({"max_km": 0}, "profile.max_km"),
        ({"free_times": ["someday"]}, "profile.free_times"),
        ({"budget": {"minor": -1, "currency": "GBP"}}, "profile.budget.minor"),
        ({"state": {"theta": 9, "variance": 0.5}}, "profile.state.theta"),
        ({"state": {"theta": 0}}, "profile.state.variance"),
        ({"age": 40}, "profile.age"),
    ],
)
def test_a_profile_that_does_not_fit_is_named(match, profile, field):
    answer = match(profile=profile)
    assert answer.status_code == 422
    assert field in answer.json["errors"]


def test_age_gender_or_diagnosis_can_not_be_sent(match):
    for name in ("name", "gender", "ethnicity", "postcode", "diagnosis"):
        assert match(profile={"level": 3, name: "x"}).status_code == 422


def test_a_typed_place_is_looked_up_and_said(browse):
    answer = browse("place=sheffield&limit=1")
    assert answer.json["near"] == {
        "name": "Sheffield", "area": "England", "country": "GB",
        "lat": 53.38, "lon": -1.47, "precision": "town",
    }  # fmt: skip
    assert browse("place=Nowhereville").json["errors"]["place"]
    assert "postcodes" in browse("place=S1%202HH").json["errors"]["place"][0]


def test_a_point_is_named_by_its_town_and_rounded(browse):
    near = browse("lat=53.3812345&lon=-1.4712345").json["near"]
    assert (near["lat"], near["lon"], near["name"]) == (53.38, -1.47, "Sheffield")
    assert near["precision"] == "point"
