"""The demo's towns: each is honest, in plain words, and offers something of everything."""

import re
from collections import Counter
from datetime import time
from zoneinfo import ZoneInfo

import tzfpy

from app.activities.vocabulary import ACCESS, AUDIENCES, BOOKINGS, FORMATS, KINDS, TOPICS
from app.cli.demo_drafts import town_activities
from app.cli.demo_towns import activity_rows, place_rows, towns
from app.comfort import FACTS, SUPPORTS
from app.places.distance import haversine_km
from tests.cli.conftest import TODAY

NEVER_SAID = re.compile(
    r"\b(just|simply|easy|easily|safe|safely|treatment|treat|therapy|therapist|diagnos\w*|hurry|"
    r"don't miss|last chance|only \d+ places|limited places|book now|must|sufferers?|patients?|"
    r"cures?|healing)\b",
    re.IGNORECASE,
)
ROW_KEYS = {
    "id", "kind", "title", "description", "organiser", "topics", "when", "cancelled", "place",
    "format", "online_url", "cost", "capacity", "guests", "party", "booking", "age_min", "age_max",
    "audience", "greeter", "contact", "bring", "steps", "facts", "visitors", "supports", "access",
    "confirmed_days_ago",
}  # fmt: skip
PLACE_KEYS = {"name", "address", "area", "lat", "lon", "precision", "finding_us"}
WHEN_KEYS = [
    {"rule", "time", "minutes"},
    {"on", "after_days", "time", "minutes"},
    {"arranged_days"},
]
# Numbers kept free for stories, so that nobody real is ever rung.
NOBODYS_NUMBER = {
    "GB": r"0?(1632 ?960 ?\d{3}|7700 ?900 ?\d{3}|808 ?157 ?0\d{3})",
    "US": r"\(?\d{3}\)?[ -]?555[ -]?01\d\d",
    "AU": r"(\(?0[2378]\)? ?(5550|7010) ?\d{4}|0491 ?570 ?\d{3}|1800 ?160 ?401|1800 ?975 ?7\d\d)",
}
NUMBER = re.compile(r"[(\d](?:[ ()-]?\d){6,}")


def all_text(draft):
    said = (draft.title, draft.description, draft.bring, draft.contact_public or "", *draft.steps)
    place = (draft.place.address or "", draft.place.finding_us) if draft.place else ()
    return "\n".join((*said, *place))


def share(count, drafts):
    return 100 * count / len(drafts)


def told_facts(draft):
    return sum(fact in draft.told for fact in FACTS)


def step_times(draft):
    """The times that its steps begin with, told as 19:30 or as 7:30 pm."""
    found = [re.match(r"(\d\d?):(\d\d)( [ap]m)? ", step) for step in draft.steps]
    return [
        time(int(at[1]) % 12 + 12 * (at[3] == " pm") if at[3] else int(at[1]), int(at[2]))
        for at in found
        if at
    ]


def km_away(town, draft):
    return float(haversine_km(town.lat, town.lon, draft.place.lat, draft.place.lon))


def test_a_town_says_where_it_is(town):
    assert tzfpy.get_tz(town.lon, town.lat) == town.zone
    assert ZoneInfo(town.zone)
    assert re.fullmatch("[A-Z]{2}", town.country)
    assert re.fullmatch("[A-Z]{3}", town.currency)


def test_the_files_use_known_words_only(town):
    for row in activity_rows(town):
        assert set(row) <= ROW_KEYS, row["id"]
        assert set(row["when"]) - {"phase"} in WHEN_KEYS, row["id"]
        assert len(row.get("facts", "- " * 9).split()) == len(FACTS), row["id"]
        assert row.get("confirmed_days_ago", 1) >= 1, row["id"]
    for name, place in place_rows(town).items():
        assert set(place) <= PLACE_KEYS, name


def test_there_are_about_a_hundred_of_all_three_kinds(drafts):
    kinds = Counter(draft.kind for draft in drafts)
    assert 92 <= len(drafts) <= 115
    assert 30 <= kinds["volunteering"] <= 40
    assert 36 <= kinds["interest_group"] <= 46
    assert 23 <= kinds["support_meetup"] <= 31


def test_no_two_share_an_id_a_title_or_another_towns_organiser():
    every = [(town, draft) for town in towns() for draft in town_activities(town, TODAY)]
    assert len({draft.source_id for _, draft in every}) == len(every)
    titles = Counter(draft.title.casefold() for _, draft in every)
    assert [title for title, count in titles.items() if count > 1] == []
    homes = {(town.slug, draft.organiser) for town, draft in every}
    organisers = Counter(organiser for _, organiser in homes)
    assert [name for name, count in organisers.items() if count > 1] == []


def test_ids_begin_with_the_town(town, drafts):
    if town.slug != "shrewsbury":
        assert all(draft.source_id.startswith(f"{town.slug}-") for draft in drafts)


def test_every_word_of_them_is_one_the_project_knows(drafts):
    for draft in drafts:
        assert draft.kind in KINDS
        assert draft.format in FORMATS
        assert draft.booking in BOOKINGS
        assert draft.topics, draft.source_id
        assert set(draft.topics) <= set(TOPICS), draft.source_id
        assert set(draft.audience) <= set(AUDIENCES), draft.source_id
        assert set(draft.told) <= {*FACTS, *SUPPORTS, *ACCESS}, draft.source_id
        for key, told in draft.told.items():
            assert type(told.value) is (int if key in FACTS else bool), (draft.source_id, key)
            assert 0 <= told.value <= 3, (draft.source_id, key)
            assert told.on < TODAY


def test_every_text_fits_its_field(drafts):
    for draft in drafts:
        assert 3 <= len(draft.title) <= 120, draft.source_id
        assert 40 <= len(draft.description) <= 5000, draft.source_id
        assert len(draft.organiser) <= 200
        assert len(draft.greeter_name or "") <= 80
        assert len(draft.contact_public or "") <= 300
        assert all(10 <= len(step) <= 300 for step in draft.steps), draft.source_id
        assert draft.place is None or len(draft.place.finding_us) <= 300, draft.source_id


def test_they_say_plainly_that_they_are_examples(town, drafts):
    for draft in drafts:
        assert draft.source == "demo"
        assert draft.organiser.endswith(" (example)"), draft.source_id
        assert draft.organiser_is_example
        assert not draft.organiser_is_verified
        if draft.place and draft.place.precision == "exact":
            assert draft.place.name.startswith("Example "), draft.source_id
        hosts = re.findall(r"(?:@|https?://)([\w.-]*\w)", f"{all_text(draft)} {draft.online_url}")
        assert all(host.endswith(".example") for host in hosts), (draft.source_id, hosts)
        assert "www." not in all_text(draft)
        for number in NUMBER.findall(all_text(draft)):
            assert re.fullmatch(NOBODYS_NUMBER[town.country], number), (draft.source_id, number)


def test_the_words_are_calm_and_never_sound_like_care(drafts):
    for draft in drafts:
        found = NEVER_SAID.search(all_text(draft))
        assert found is None, (draft.source_id, found)


def test_support_meetups_say_who_runs_them_and_whether_they_are_trained(drafts):
    for draft in drafts:
        if draft.kind == "support_meetup":
            assert re.search(r"train|course|qualif", draft.description), draft.source_id
            assert re.search(
                r"\b(run|hosted|kept|led|started|cooked|held|set up|looked after)\b[\w ,]* by\b"
                r"|\b(runs?|hosts?|keeps?|leads?|answers?) ",
                draft.description,
                re.IGNORECASE,
            ), draft.source_id


def test_comfort_facts_are_told_fully_partly_and_not_at_all(drafts):
    told = [told_facts(draft) for draft in drafts]
    assert 32 <= share(told.count(len(FACTS)), drafts) <= 48
    assert 27 <= share(sum(1 <= n < len(FACTS) for n in told), drafts) <= 45
    assert 15 <= share(told.count(0), drafts) <= 32
    assert any(told.by == "visitors" for draft in drafts for told in draft.told.values())


def test_supports_and_access_are_told_in_different_measure(drafts):
    for known, many in ((SUPPORTS, 6), (ACCESS, 5)):
        told = [sum(key in draft.told for key in known) for draft in drafts]
        assert told.count(0) >= 8
        assert sum(1 <= n < many for n in told) >= 20
        assert sum(n >= many for n in told) >= 10
        values = {draft.told[key].value for draft in drafts for key in known if key in draft.told}
        assert values == {True, False}


def test_what_is_told_does_not_contradict_itself(drafts):
    for draft in drafts:
        value = {key: told.value for key, told in draft.told.items()}
        assert bool(draft.greeter_name) == value.get("greeter", False), draft.source_id
        assert draft.party_limit == 1 or value.get("bring_friend"), draft.source_id
        if value.get("leave_ok"):
            assert value.get("stuck", 0) <= 1, draft.source_id
        if value.get("greeter"):
            assert value.get("start", 0) <= 1, draft.source_id
        if draft.age_min and draft.age_max:
            assert draft.age_min < draft.age_max
        assert draft.format not in {"online", "hybrid"} or draft.arrangement or draft.online_url
        if draft.format in {"online", "phone"}:
            assert draft.place is None, draft.source_id
            assert value.get("body", 0) == 0, draft.source_id
        else:
            assert draft.place is not None, draft.source_id


def test_most_say_what_happens_and_times_in_the_steps_are_those_of_the_meeting(drafts):
    assert share(sum(bool(draft.steps) for draft in drafts), drafts) >= 35
    for draft in drafts:
        times = step_times(draft)
        assert times == sorted(times), draft.source_id
        if times and draft.segments:
            segment = draft.segments[0]
            assert segment.starts.time() in times[:2], draft.source_id
            assert times[-1] <= segment.ends.time(), draft.source_id


def test_costs_formats_and_ways_to_book_are_varied(drafts):
    costs = [draft.cost.minor if draft.cost else None for draft in drafts]
    assert costs.count(None) >= 4
    assert costs.count(0) >= 25
    assert sum(bool(cost) for cost in costs) >= 8
    formats = Counter(draft.format for draft in drafts)
    assert formats["online"] >= 6
    assert formats["hybrid"] >= 4
    assert formats["phone"] >= 2
    assert {draft.booking for draft in drafts} == set(BOOKINGS)
    assert len({key for draft in drafts for key in draft.audience}) >= 4
    assert any(draft.confirmed_on is None for draft in drafts)


def test_group_sizes_ages_and_long_titles_are_varied(drafts):
    sizes = [draft.capacity for draft in drafts if draft.capacity is not None]
    assert 20 <= share(len(sizes), drafts) <= 42
    assert all(4 <= size <= 40 for size in sizes)
    assert sum(size <= 8 for size in sizes) >= 5
    assert sum(len(draft.title) >= 70 for draft in drafts) in range(2, 6)
    for said in ("age_min", "age_max", "greeter_name", "contact_public", "bring"):
        assert any(getattr(draft, said) for draft in drafts), said


def test_most_are_near_the_town_and_some_are_far_out(town, drafts):
    placed = [draft for draft in drafts if draft.place]
    away = [km_away(town, draft) for draft in placed]
    assert all(km < 45 for km in away)
    assert sum(8 <= km <= 40 for km in away) >= 4
    assert sum(km <= 8 for km in away) >= 50
    for draft in placed:
        assert draft.place.country == town.country
        assert tzfpy.get_tz(draft.place.lon, draft.place.lat) == town.zone, draft.source_id


def test_every_place_is_used_and_no_two_are_one_point(town):
    places = place_rows(town)
    assert set(places) == {row["place"] for row in activity_rows(town) if "place" in row}
    points = [(round(place["lat"], 4), round(place["lon"], 4)) for place in places.values()]
    assert len(set(points)) == len(points)
