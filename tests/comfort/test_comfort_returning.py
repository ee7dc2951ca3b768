"""What visits to one place say of the next one there, and of nothing else."""

import numpy as np
import pytest
from comfort_made_up import HAIR, QUICK, listings, people
from comfort_twin import asked
from hypothesis import given
from hypothesis import strategies as st
from ladder_twin import as_person

from app.comfort import (
    ANSWERS,
    FACTS,
    SUPPORTS,
    Been,
    Comfort,
    Profile,
    at_place,
    beside_guess,
    chances,
    comfort_chance,
    ease_at,
    eases,
    effective,
    observe,
    observe_again,
    peak_of,
    profile_from_words,
)

CHOIR = Comfort(facts=dict.fromkeys(FACTS, 1), supports=dict.fromkeys(SUPPORTS, False))
peaks = st.floats(0, 10)
beens = st.builds(Been, st.integers(1, 300), peaks)


def chance_there(person, listing, been):
    return comfort_chance(at_place(person, ease_at(person, listing, been)), [listing])[0]


def test_a_hard_visit_makes_that_place_look_harder_and_a_calm_one_gentler():
    alice = Profile.from_level(3)
    usual = comfort_chance(alice, [CHOIR])[0]
    assert chance_there(alice, CHOIR, Been(1, 9)) < usual < chance_there(alice, CHOIR, Been(1, 1))
    said = [beside_guess(alice, CHOIR, ease_at(alice, CHOIR, Been(1, peak))) for peak in (1, 9)]
    assert said == ["calmer", "harder"]


def test_the_more_visits_the_more_they_count():
    alice = Profile.from_level(3)
    seen = [chance_there(alice, CHOIR, Been(times, 7)) for times in (1, 2, 3, 8)]
    assert seen == sorted(seen, reverse=True)


def test_a_place_that_is_as_foreseen_stays_as_it_was():
    alice = Profile.from_level(3)
    foreseen = 5 + 2.5 * (asked(as_person(alice), CHOIR.facts, CHOIR.supports)["value"])
    ease = ease_at(alice, CHOIR, Been(4, foreseen))
    assert ease == pytest.approx(0)
    assert beside_guess(alice, CHOIR, ease) == "as_guessed"


@QUICK
@given(people, listings, st.integers(1, 300), st.integers(0, 10) | st.sampled_from([*ANSWERS]))
def test_a_visit_that_was_fine_never_counts_as_harder_nor_one_that_was_too_much_as_calmer(
    person, listing, times, told
):
    peak = peak_of(ANSWERS[told]) if isinstance(told, str) else told
    ease = ease_at(person, listing, Been(times, peak))
    said = beside_guess(person, listing, ease)
    if told in {"fine", 0, 1, 2}:
        assert ease >= 0
        assert said != "harder"
    if told in {"avoid", 7, 8, 9, 10}:
        assert ease <= 0
        assert said != "calmer"


@pytest.mark.parametrize("level", [None, 1, 2, 3])
def test_where_little_was_foreseen_fine_is_as_guessed(level):
    calm = Comfort(facts=dict.fromkeys(FACTS, 0), supports=dict.fromkeys(SUPPORTS, True))
    person = profile_from_words(level, {}, {})
    been = Been(1, peak_of(ANSWERS["fine"]))
    assert chance_there(person, calm, been) == comfort_chance(person, [calm])[0]
    assert beside_guess(person, calm, ease_at(person, calm, been)) == "as_guessed"


@QUICK
@given(people, listings, beens)
def test_a_slow_model_says_the_same(person, listing, been):
    strain = asked(as_person(person), listing.facts, listing.supports)["value"] - person.theta
    foreseen = 5 + 2.5 * strain
    if been.peak > foreseen:
        left = min(0, max(foreseen, peak_of(0.97)) - been.peak)
    else:
        left = max(0, min(foreseen, peak_of(0.05)) - been.peak)
    left *= been.times / (been.times + 1) / 2.5
    assert ease_at(person, listing, been) == pytest.approx(max(-1.2, min(1.2, left)), abs=1e-9)


@QUICK
@given(people, st.lists(st.tuples(listings, beens), min_size=1, max_size=6))
def test_in_bulk_it_is_the_same_as_one_by_one(person, known):
    effects = effective([listing for listing, _ in known])
    found = chances(person, effects, eases(person, effects, [been for _, been in known]))
    assert found == pytest.approx([chance_there(person, *one) for one in known], abs=1e-12)
    assert chances(person, effects, np.zeros(len(known))) == pytest.approx(
        chances(person, effects), abs=1e-12
    )


@QUICK
@given(people, listings, beens, peaks, st.floats(0, 2), st.sampled_from(SUPPORTS))
def test_what_always_holds_also_holds_where_one_has_been(  # noqa: PLR0917
    person, listing, been, peak, less, support
):
    now = chance_there(person, listing, been)
    low, high = sorted((been.peak, peak))
    calm, hard = (chance_there(person, listing, Been(been.times, one)) for one in (low, high))
    assert hard <= calm + HAIR
    anxious = Profile(max(-3, person.theta - less), person.variance, person.sensitivities)
    assert chance_there(anxious, listing, been) <= now + HAIR
    eased = Comfort(listing.facts, {**listing.supports, support: True})
    assert chance_there(person, eased, been) >= now - HAIR
    assert 0 < now < 1


@QUICK
@given(people, listings, beens, peaks)
def test_a_visit_more_moves_a_person_a_little_and_never_makes_us_less_sure(
    person, listing, been, peak
):
    after = observe_again(person, listing, been, peak)
    assert abs(after.theta - person.theta) <= 0.4 + HAIR
    assert after.variance <= person.variance
    foreseen = at_place(person, ease_at(person, listing, been))
    first = observe(foreseen, listing, peak)
    assert (after.theta - person.theta) * (first.theta - foreseen.theta) >= 0


def test_a_place_known_to_be_hard_says_less_of_the_person_each_time():
    alice = Profile.from_level(2)
    known = observe_again(alice, CHOIR, Been(3, 8), peak_anxiety=8)
    assert observe(alice, CHOIR, peak_anxiety=8).theta < known.theta < alice.theta


def test_visits_to_one_place_are_put_together_as_their_mean():
    been = Been(1, 4).again(9).again(2)
    assert (been.times, been.peak) == (3, pytest.approx(5))


def test_a_word_stands_for_the_peak_that_means_the_same():
    alice = Profile.from_level(4)
    for felt in (0.97, 0.70, 0.25, 0.05):
        by_word, by_peak = observe(alice, CHOIR, felt=felt), observe(alice, CHOIR, peak_of(felt))
        assert by_word.theta == pytest.approx(by_peak.theta)


@pytest.mark.parametrize(("times", "peak"), [(0, 4), (1.5, 4), (True, 4), (1, 11), (1, -1)])
def test_visits_that_can_not_be_are_refused_without_repeating_them(times, peak):
    with pytest.raises(ValueError, match="must be") as refused:
        Been(times, peak)
    assert "11" not in str(refused.value)
