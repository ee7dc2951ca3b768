"""What a visit and what a person's own words teach."""

import pytest
from comfort_made_up import QUICK, listings, people
from hypothesis import given
from hypothesis import strategies as st

from app.comfort import (
    ANSWERS,
    FACTS,
    SITUATIONS,
    SUPPORTS,
    Comfort,
    Profile,
    comfort_chance,
    observe,
    profile_from_words,
)

TALK_EVENING = Comfort(facts={**dict.fromkeys(FACTS, 0), "speak": 3, "watched": 3, "people": 2})
SMALL_TALK = Comfort(facts={**dict.fromkeys(FACTS, 0), "strangers": 3})
GENTLE = Comfort(facts=dict.fromkeys(FACTS, 0), supports=dict.fromkeys(SUPPORTS, True))


def test_a_calm_visit_to_something_hard_makes_a_person_look_more_at_ease():
    alice = Profile.from_level(5)
    after = observe(alice, TALK_EVENING, peak_anxiety=2)
    assert after.theta > alice.theta
    assert after.sensitivities["watched"] < 0
    assert comfort_chance(after, [TALK_EVENING]) > comfort_chance(alice, [TALK_EVENING])


def test_a_hard_visit_moves_the_thing_that_was_hard_and_not_what_was_not_there():
    after = observe(Profile.from_level(1), SMALL_TALK, peak_anxiety=10)
    assert after.sensitivities["strangers"] > 0
    assert after.sensitivities["speak"] == 0
    assert after.sensitivity_variances["speak"] == 0.25


def test_a_visit_that_went_ok_never_makes_a_person_look_more_anxious():
    alice = Profile.from_level(1)
    after = observe(alice, GENTLE, felt=0.6)
    assert after.theta == alice.theta
    assert after.sensitivities == alice.sensitivities
    assert after.variance < alice.variance


def test_one_bad_day_locks_nobody_in():
    alice = Profile.from_level(1)
    assert alice.theta - observe(alice, GENTLE, peak_anxiety=10).theta == pytest.approx(0.4)


def test_a_peak_of_five_is_neither_good_nor_bad():
    assert observe(Profile(), SMALL_TALK, peak_anxiety=5) == observe(
        Profile(), SMALL_TALK, felt=0.5
    )


def test_long_pauses_make_us_less_sure_of_a_person_but_never_without_limit():
    nothing_learnt = Comfort(facts=dict.fromkeys(FACTS, 3))
    person = Profile(theta=-3, variance=0.5, sensitivities={"strangers": 1.2})
    ten_weeks = observe(person, nothing_learnt, felt=0, weeks=10)
    assert ten_weeks.variance == pytest.approx(0.54, abs=1e-6)
    assert observe(person, nothing_learnt, felt=0, weeks=1e6).variance <= 2


def test_what_is_known_better_than_the_floor_stays_known():
    sure = Profile(variance=0.02, sensitivity_variances={"strangers": 0.01})
    after = observe(sure, SMALL_TALK, peak_anxiety=9)
    assert after.variance == 0.02
    assert after.sensitivity_variances["strangers"] == 0.01


@QUICK
@given(people, st.lists(st.tuples(listings, st.floats(0, 10)), max_size=8), st.floats(0, 500))
def test_any_run_of_visits_leaves_a_profile_that_can_be_used_again(person, visits, weeks):
    for listing, peak in visits:
        person = observe(person, listing, peak_anxiety=peak, weeks=weeks)
        assert person == Profile(
            person.theta, person.variance, person.sensitivities, person.sensitivity_variances
        )
        assert 0 < comfort_chance(person, [listing])[0] < 1


def test_words_alone_make_a_profile():
    assert profile_from_words(None, {}, {}) == Profile()
    assert profile_from_words(4, {}, {}) == Profile.from_level(4)
    assert [Profile.from_level(level).theta for level in (1, 2, 3, 4, 5)] == [
        0.84,
        0.42,
        0,
        -0.42,
        -0.84,
    ]


def test_answers_are_taken_in_the_fixed_order_whatever_order_they_come_in():
    answers = {"disagree": "avoid", "party": "fine", "small_talk": "very_nervous"}
    backwards = dict(reversed(answers.items()))
    step_by_step = Profile.from_level(3)
    for situation in SITUATIONS:
        if situation.key in answers:
            felt = ANSWERS[answers[situation.key]]
            step_by_step = observe(step_by_step, situation.comfort, felt=felt)
    assert profile_from_words(3, answers, {}) == step_by_step
    assert profile_from_words(3, backwards, {}) == step_by_step


def test_each_calmer_answer_makes_what_it_is_about_look_easier():
    after = [
        comfort_chance(profile_from_words(3, {"small_talk": answer}, {}), [SMALL_TALK])[0]
        for answer in ("avoid", "very_nervous", "nervous", "fine")
    ]
    assert after == sorted(after)
    assert after[0] < after[-1]


def test_words_about_a_fact_are_added_last_and_kept_within_the_limits():
    said = profile_from_words(3, {}, {"speak": "harder", "body": "easier", "people": "usual"})
    assert said.sensitivities == {**dict.fromkeys(FACTS, 0), "speak": 0.7, "body": -0.7}
    dread = dict.fromkeys((situation.key for situation in SITUATIONS), "avoid")
    most = profile_from_words(1, dread, {"strangers": "harder"})
    without = profile_from_words(1, dread, {})
    assert most.theta == without.theta
    assert most.sensitivities["strangers"] == pytest.approx(
        min(1.2, without.sensitivities["strangers"] + 0.7)
    )
