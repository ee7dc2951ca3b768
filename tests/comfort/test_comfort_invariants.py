"""What must hold for every person and every activity (fit model, invariants 1 to 10)."""

from dataclasses import replace

import numpy as np
from comfort_made_up import HAIR, QUICK, listings, people, sensitivities
from hypothesis import example, given
from hypothesis import strategies as st

from app.comfort import (
    FACTS,
    SUPPORTS,
    Comfort,
    Profile,
    chance_range,
    chances,
    comfort_chance,
    demand,
    effective,
    explain,
    observe,
)
from app.comfort.facts import FILL

fact_keys, support_keys = st.sampled_from(FACTS), st.sampled_from(SUPPORTS)
several = st.lists(listings, min_size=1, max_size=5)
how_it_went = st.floats(0, 1)


def chance(person, listing):
    return float(comfort_chance(person, [listing])[0])


def with_fact(listing, fact, value):
    return replace(listing, facts={**listing.facts, fact: value})


def with_support(listing, support, there):
    return replace(listing, supports={**listing.supports, support: there})


@QUICK
@given(people, st.floats(-3, 3), listings)
def test_1_more_anxious_never_means_more_comfortable(person, other, listing):
    low, high = sorted([person.theta, other])
    assert (
        chance(replace(person, theta=low), listing)
        <= chance(replace(person, theta=high), listing) + HAIR
    )


@QUICK
@given(listings)
def test_1_a_higher_level_never_means_more_comfortable(listing):
    by_level = [chance(Profile.from_level(level), listing) for level in (1, 2, 3, 4, 5)]
    assert by_level == sorted(by_level, reverse=True)
    assert by_level[0] > by_level[4]


@QUICK
@given(people, listings, fact_keys, st.floats(0, 3), st.floats(0, 3))
def test_2_less_of_a_fact_never_makes_it_harder(person, listing, fact, one, other):
    less, more = sorted([one, other])
    gentler = chance(person, with_fact(listing, fact, less))
    assert gentler >= chance(person, with_fact(listing, fact, more)) - HAIR


@QUICK
@given(people, listings, support_keys)
def test_2_a_support_never_makes_it_harder_than_silence_and_silence_than_no(
    person, listing, support
):
    no, unknown, yes = (
        chance(person, with_support(listing, support, there)) for there in (False, None, True)
    )
    assert no <= unknown + HAIR
    assert unknown <= yes + HAIR


@QUICK
@given(people, listings, fact_keys, st.floats(-1.2, 1.2), st.floats(-1.2, 1.2))
def test_3_dreading_something_more_never_means_more_comfortable(person, listing, fact, one, other):
    less, more = sorted([one, other])
    dreads_less = replace(person, sensitivities={**person.sensitivities, fact: less})
    dreads_more = replace(person, sensitivities={**person.sensitivities, fact: more})
    assert chance(dreads_more, listing) <= chance(dreads_less, listing) + HAIR


@QUICK
@given(people, listings, how_it_went)
@example(Profile(), Comfort(), 0.0)
@example(Profile(), Comfort(), 1.0)
def test_4_a_visit_moves_theta_the_right_way_and_never_far(person, listing, felt):
    foreseen = 1 / (1 + np.exp(-2.1 * (person.theta - demand(listing, person.sensitivities).value)))
    moved = observe(person, listing, felt=felt).theta - person.theta
    assert abs(moved) <= 0.4 + HAIR
    if felt > foreseen:
        assert moved >= 0
    elif felt < 0.5:
        assert moved <= 0
    else:
        assert moved == 0


@QUICK
@given(people, listings, how_it_went)
def test_5_a_visit_never_makes_us_less_sure(person, listing, felt):
    after = observe(person, listing, felt=felt)
    assert after.variance <= person.variance
    for fact in FACTS:
        assert after.sensitivity_variances[fact] <= person.sensitivity_variances[fact]


@QUICK
@given(people, several, st.randoms(use_true_random=False))
def test_6_order_of_listings_facts_and_supports_changes_nothing(person, all_listings, dice):
    before = comfort_chance(person, all_listings)
    places = list(range(len(all_listings)))
    dice.shuffle(places)
    shuffled = [_told_in_another_order(all_listings[place], dice) for place in places]
    assert comfort_chance(person, shuffled).tolist() == before[places].tolist()
    assert explain(person, shuffled[0]) == explain(person, all_listings[places[0]])


def _told_in_another_order(listing, dice):
    facts, supports = list(listing.facts.items()), list(listing.supports.items())
    dice.shuffle(facts)
    dice.shuffle(supports)
    return Comfort(facts=dict(facts), supports=dict(supports))


@QUICK
@given(people, several, how_it_went)
def test_7_the_same_question_gets_the_same_bytes(person, all_listings, felt):
    first, again = (comfort_chance(person, all_listings).tobytes() for _ in range(2))
    assert first == again
    one, two = (repr(observe(person, all_listings[0], felt=felt)) for _ in range(2))
    assert one == two


@QUICK
@given(people, several, listings, st.sampled_from([np.float32, np.float64]))
def test_8_another_listing_changes_no_others_number_by_one_bit(person, some, newcomer, kept_as):
    alone = chances(person, effective(some).astype(kept_as))
    joined = chances(person, effective([newcomer, *some, newcomer]).astype(kept_as))
    assert joined[1:-1].tolist() == alone.tolist()


def test_8_holds_for_thousands_of_rows_as_well():
    dice = np.random.default_rng(8)
    for kept_as in (np.float32, np.float64):
        index = np.asfortranarray(dice.random((3001, 9)).astype(kept_as))
        together = chances(Profile(), index)
        for place in range(0, 3001, 97):
            assert chances(Profile(), index[place : place + 1])[0] == together[place]


@QUICK
@given(people, listings, fact_keys, st.floats(0, 1))
def test_9_telling_something_gentle_never_costs_anything(person, listing, fact, how_much):
    fill = float(FILL[FACTS.index(fact)])
    silent = chance(person, with_fact(listing, fact, None))
    told = chance(person, with_fact(listing, fact, 3 * fill * how_much))
    assert told >= silent - HAIR


@QUICK
@given(people, listings)
@example(
    Profile(theta=-3, variance=0, sensitivities=dict.fromkeys(FACTS, 1.2)),
    Comfort(facts=dict.fromkeys(FACTS, 3), supports=dict.fromkeys(SUPPORTS, False)),
)
@example(Profile(theta=3, variance=0), Comfort(facts=dict.fromkeys(FACTS, 0)))
def test_10_the_chance_is_always_a_chance(person, listing):
    low, high = chance_range(person, listing)
    bulk = float(chances(person, effective([listing]).astype(np.float32))[0])
    assert 0 < low <= chance(person, listing) <= high < 1
    assert 0 < bulk < 1


@QUICK
@given(listings, sensitivities)
def test_the_shares_sum_to_one_where_anything_is_asked(listing, felt):
    asked = demand(listing, felt)
    expected = 1 if asked.value > -1.9 else 0
    assert abs(sum(asked.shares.values()) - expected) < 1e-9
