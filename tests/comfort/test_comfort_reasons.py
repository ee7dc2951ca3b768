"""What a person is told about one activity, and why."""

from dataclasses import replace

import pytest
from comfort_made_up import HAIR, QUICK, listings, people
from hypothesis import given
from hypothesis import strategies as st

from app.comfort import (
    FACT_WORDS,
    FACTS,
    SUPPORT_WORDS,
    SUPPORTS,
    Comfort,
    Profile,
    Reason,
    band,
    chance_range,
    comfort_chance,
    explain,
    unknown_count,
)
from app.comfort.facts import TYPE_MEANS

ALICE = Profile.from_level(4)
BIG_FAIR = Comfort(
    facts={**dict.fromkeys(FACTS, 0), "people": 3, "strangers": 2, "start": 2, "stuck": 3},
    supports={**dict.fromkeys(SUPPORTS, False), "greeter": True, "leave_ok": True},
)
LEVELS = ["big_step", "gentle_stretch", "comfortable"]


def chance(person, listing):
    return float(comfort_chance(person, [listing])[0])


def keys(reasons):
    return [reason.key for reason in reasons]


@pytest.mark.parametrize(
    ("at", "name"),
    [
        (0, "big_step"),
        (0.4499, "big_step"),
        (0.45, "gentle_stretch"),
        (0.7499, "gentle_stretch"),
        (0.75, "comfortable"),
        (1, "comfortable"),
    ],
)
def test_bands_begin_where_they_should(at, name):
    assert band(at) == name


def test_a_big_fair_with_a_kind_host_is_explained_in_words():
    told = explain(ALICE, BIG_FAIR)
    assert told.band == band(chance(ALICE, BIG_FAIR))
    assert told.band_to is None
    assert Reason("leave_ok", "you can leave any time, no need to explain") in told.helps
    assert Reason("greeter", "a named person meets you") in told.helps
    assert Reason("people", "more than 25 people") in told.harder
    assert told.ask == []
    assert told.could_help == []


@QUICK
@given(people, listings, st.floats(0, 1), st.none() | st.floats(0, 50), st.none() | st.booleans())
def test_there_are_never_too_many_reasons_and_all_are_from_the_tables(
    person, listing, interest, km, fits
):
    told = explain(person, listing, interest, km, fits, fits)
    assert len(told.helps) <= 2
    assert len(told.harder) <= 2
    assert len(told.ask) <= 1
    assert len(told.could_help) <= 1
    everything = told.helps + told.harder + told.ask + told.could_help
    assert len(set(keys(everything))) == len(everything)
    for reason in everything:
        assert reason.key in {*FACTS, *SUPPORTS, "interest", "distance", "time", "cost"}


@QUICK
@given(people, listings)
def test_what_nobody_told_is_asked_about_and_never_held_against_it(person, listing):
    told = explain(person, listing)
    for reason in told.harder:
        value = listing.facts[reason.key]
        assert value is not None
        assert reason.text == FACT_WORDS[reason.key].phrases[int(value + 0.5)]
    for reason in told.ask:
        assert listing.facts[reason.key] is None
        assert reason.text == FACT_WORDS[reason.key].ask
    for reason in told.could_help:
        assert listing.supports[reason.key] is None
        assert reason.text == SUPPORT_WORDS[reason.key].could_help


@QUICK
@given(people, listings)
def test_a_reason_that_is_given_makes_a_difference(person, listing):
    now = chance(person, listing)
    told = explain(person, listing)
    for reason in told.helps:
        if reason.key in SUPPORTS:
            without = replace(listing, supports={**listing.supports, reason.key: False})
        else:
            without = replace(listing, facts={**listing.facts, reason.key: None})
        assert now - chance(person, without) >= 0.03 - HAIR
    for reason in told.harder:
        gone = {"speak": 0, "watched": 0} if reason.key == "watched" else {reason.key: 0}
        without = replace(listing, facts={**listing.facts, **gone})
        assert chance(person, without) - now >= 0.03 - HAIR


@QUICK
@given(people, listings)
def test_the_question_and_the_help_named_are_those_that_matter_most(person, listing):
    told = explain(person, listing)
    gains = {
        name: chance(person, replace(listing, supports={**listing.supports, name: True}))
        for name, there in listing.supports.items()
        if there is None
    }
    for reason in told.could_help:
        assert gains[reason.key] >= max(gains.values()) - HAIR
    if not told.could_help:
        assert all(gain <= chance(person, listing) + 1e-8 for gain in gains.values())


@QUICK
@given(people, listings)
def test_the_question_is_about_the_untold_fact_that_could_change_most(person, listing):
    def spread(fact):
        mean = TYPE_MEANS[FACTS.index(fact)]
        gentle, hard = (
            replace(listing, facts={**listing.facts, fact: 3 * min(max(mean + by, 0), 1)})
            for by in (-0.21, 0.21)
        )
        return chance(person, gentle) - chance(person, hard)

    spreads = {fact: spread(fact) for fact in FACTS if listing.facts[fact] is None}
    asked = explain(person, listing).ask
    assert [spreads[reason.key] >= max(spreads.values()) - HAIR for reason in asked] in ([], [True])
    assert asked or all(spread <= 1e-8 for spread in spreads.values())


@QUICK
@given(people, listings)
def test_the_band_says_how_far_the_silence_reaches(person, listing):
    told = explain(person, listing)
    low, high = (band(chance) for chance in chance_range(person, listing))
    if unknown_count(listing) > 4:
        assert (told.band, told.band_to) == ("not_enough_known", None)
    else:
        own = band(chance(person, listing))
        assert told.band == own
        assert told.band_to == (None if low == high else low if own != low else high)
        assert LEVELS.index(low) <= LEVELS.index(own) <= LEVELS.index(high)


def test_five_untold_facts_are_too_many_for_a_band_and_four_are_not():
    four = dict.fromkeys(FACTS[:5], 0)
    five = dict.fromkeys(FACTS[:4], 0)
    assert explain(ALICE, Comfort(facts=four)).band != "not_enough_known"
    assert explain(ALICE, Comfort(facts=five)).band == "not_enough_known"


def test_a_listing_that_says_little_still_tells_what_it_says():
    little = Comfort(facts={"people": 3, "strangers": 0}, supports={"greeter": True})
    told = explain(ALICE, little)
    assert told.band == "not_enough_known"
    assert keys(told.helps) == ["greeter", "strangers"]
    assert told.helps[1].text == "no need to talk with new people"
    assert keys(told.harder) == ["people"]
    assert len(told.ask) == len(told.could_help) == 1


def test_a_talk_evening_says_what_is_hard_about_it():
    evening = Comfort(
        facts={**dict.fromkeys(FACTS, 0), "speak": 3, "watched": 3, "people": 1},
        supports=dict.fromkeys(SUPPORTS, False),
    )
    assert keys(explain(Profile.from_level(3), evening).harder)[0] == "watched"
    silent_about_watching = replace(evening, facts={**evening.facts, "watched": 0})
    assert keys(explain(Profile.from_level(3), silent_about_watching).harder)[0] == "speak"


def test_visitors_answers_between_two_choices_are_worded_as_the_nearer_one():
    told = explain(ALICE, replace(BIG_FAIR, facts={**BIG_FAIR.facts, "people": 2.6}))
    assert Reason("people", "more than 25 people") in told.harder


def test_interest_distance_time_and_cost_fill_the_places_comfort_leaves():
    calm = Comfort(facts=dict.fromkeys(FACTS, 0), supports=dict.fromkeys(SUPPORTS, False))
    at_ease = Profile(theta=3)
    near = explain(at_ease, calm, 0.6, 1.0, time_fits=True, cost_fits=True)
    assert keys(near.helps) == ["interest", "distance"]
    assert near.harder == []
    far = explain(at_ease, calm, 0.25, 9.0, time_fits=False, cost_fits=False)
    assert keys(far.harder) == ["interest", "distance"]
    assert keys(explain(at_ease, calm, time_fits=False, cost_fits=False).harder) == [
        "time",
        "cost",
    ]
    assert keys(explain(at_ease, calm, time_fits=True).helps) == ["time"]
    assert keys(explain(ALICE, BIG_FAIR, 0.6, 1.0, time_fits=True).helps) == [
        "greeter",
        "leave_ok",
    ]


def test_how_far_is_far_depends_on_how_far_one_would_travel():
    calm = Comfort(facts=dict.fromkeys(FACTS, 0))
    at_ease = Profile(theta=3)
    assert keys(explain(at_ease, calm, distance_km=9).harder) == ["distance"]
    assert keys(explain(at_ease, calm, distance_km=9, max_km=50).helps) == ["distance"]
    online = explain(at_ease, calm, distance_km=float("nan"))
    assert "distance" not in keys(online.helps + online.harder)
