"""Next steps: small, only upwards when it went well, and never more than one down."""

import pytest
from comfort_made_up import QUICK
from hypothesis import given, settings
from hypothesis import strategies as st
from ladder_twin import Thing, as_person, raised
from ladder_twin import ladder as brute_force

from app.comfort import (
    FACTS,
    SUPPORTS,
    Comfort,
    Ladder,
    Profile,
    Step,
    comfort_chance,
    demand,
    next_steps,
)

GENTLE = dict.fromkeys(FACTS, 0) | {"people": 1, "strangers": 1, "start": 1}
PERSON = Profile.from_level(3)
interests = st.sampled_from([0.05, 0.25, 0.6, 1.0])


@st.composite
def neighbourhoods(draw):
    """A person, visits and activities that lie so close together that ladders come of them."""
    base = {fact: draw(st.none() | st.integers(0, 2)) for fact in FACTS}
    count = draw(st.integers(1, 12))
    candidates = []
    for number in range(count):
        facts = dict(base)
        for fact in draw(st.lists(st.sampled_from(FACTS), max_size=3, unique=True)):
            facts[fact] = draw(st.none() | st.integers(0, 3))
        told = draw(st.dictionaries(st.sampled_from(SUPPORTS), st.booleans(), max_size=5))
        candidates.append((number, Comfort(facts=facts, supports=told), draw(interests)))
    visited = draw(st.lists(st.sampled_from(candidates), max_size=3))
    done = [(comfort, draw(st.integers(0, 10))) for _, comfort, _ in visited]
    person = Profile(theta=draw(st.floats(-1, 1.5)), variance=draw(st.floats(0.1, 1)))
    return person, done, candidates, [name for name, _, _ in visited]


@settings(QUICK, max_examples=100)
@given(neighbourhoods())
def test_it_is_the_ladder_that_trying_every_way_finds(given_all):
    person, done, candidates, ids = given_all
    ladder = next_steps(person, done, candidates, done_ids=ids)
    found = [(step.id, step.aim, step.without or "", step.plus or "") for step in ladder.steps]
    easier = (ladder.easier.id, ladder.easier.plus or "") if ladder.easier else None
    expected = brute_force(person, done, candidates, ids)
    assert (ladder.anchor, found, easier, ladder.is_paused) == expected


@QUICK
@given(neighbourhoods())
def test_16_every_rung_asks_a_little_more_and_little_new(given_all):
    person, done, candidates, ids = given_all
    ladder = next_steps(person, done, candidates, done_ids=ids)
    went_badly = bool(done) and done[-1][1] > 5
    before = None
    if ladder.anchor is not None and not went_badly:
        before = thing(person, candidates, ladder.anchor)
    used = set()
    for step in ladder.steps if not went_badly else []:
        used = used | {step.without} if before and before.name == step.id else {step.without}
        after = thing(person, candidates, step.id, used - {None})
        if before is not None:
            assert 0.05 - 1e-9 <= after.d - before.d <= 0.35 + 1e-9
            assert raised(before, after) <= 2
        assert 0.45 <= after.p <= 0.85
        before = after
    assert [step.aim for step in ladder.steps] == sorted({s.aim for s in ladder.steps})[::-1]


@QUICK
@given(neighbourhoods(), st.randoms(use_true_random=False))
def test_the_order_of_what_is_near_changes_nothing(given_all, dice):
    person, done, candidates, ids = given_all
    before = next_steps(person, done, candidates, done_ids=ids)
    dice.shuffle(candidates)
    assert next_steps(person, done, candidates, done_ids=ids) == before


def thing(person, candidates, name, without=()):
    listing = next(comfort for number, comfort, _ in candidates if number == name)
    supports = {**listing.supports, **dict.fromkeys(without, False)}
    changed = Comfort(facts=listing.facts, supports=supports)
    return Thing(as_person(person), name, changed, 1)


def gentle(**facts):
    return Comfort(facts=GENTLE | facts, supports=dict.fromkeys(SUPPORTS, False))


def with_supports(comfort, **supports):
    return Comfort(facts=comfort.facts, supports={**comfort.supports, **supports})


def chance(comfort):
    return float(comfort_chance(PERSON, [comfort])[0])


def test_somebody_new_begins_with_what_is_most_at_ease_and_liked():
    candidates = [("calm", gentle(start=0), 0.6), ("liked", gentle(), 1.0)]
    assert next_steps(PERSON, [], candidates).anchor == "liked"


def test_the_last_visit_that_went_well_is_where_one_stands():
    fine, hard = gentle(), gentle(people=3, strangers=2)
    done = [(fine, 2), (gentle(start=0), 3), (hard, 5.5)]
    candidates = [("fine", fine, 1), ("zero", gentle(start=0), 1), ("hard", hard, 1)]
    assert next_steps(PERSON, done, candidates).anchor == "zero"


def test_the_same_place_without_a_friend_comes_before_only_watching_and_leaving_early():
    crutches = {"bring_friend": True, "watch_ok": True, "leave_ok": True, "greeter": True}
    place = with_supports(gentle(start=2, strangers=2, watched=1, stuck=2), **crutches)
    ladder = next_steps(PERSON, [(place, 3)], [("place", place, 1.0)])
    assert [step.without for step in ladder.steps] == ["bring_friend", "watch_ok", "leave_ok"]
    assert {step.id for step in ladder.steps} == {"place"}


@pytest.mark.parametrize(
    "support", ["greeter", "info_ahead", "quiet_space", "small_steps", "hello_first"]
)
def test_what_a_place_offers_to_everybody_is_never_taken_away(support):
    place = with_supports(gentle(start=3, strangers=2, sensory=3, watched=1), **{support: True})
    assert next_steps(PERSON, [(place, 3)], [("place", place, 1.0)]).steps == []


def test_what_one_does_not_like_is_no_step():
    candidates = [("far", gentle(people=2), 0.25), ("near", gentle(people=2), 0.6)]
    steps = next_steps(PERSON, [(gentle(), 2)], candidates).steps
    assert {step.id for step in steps} == {"near"}


def test_what_was_done_is_not_proposed_again():
    done, other = gentle(people=2), gentle(people=2, body=1)
    ladder = next_steps(
        PERSON, [(done, 2), (gentle(), 2)], [("done", done, 1), ("other", other, 1)]
    )
    assert {step.id for step in ladder.steps} == {"other"}


def test_after_a_hard_visit_there_is_one_gentler_step_and_no_other():
    hard = gentle(people=3, strangers=2)
    candidates = [("hard", hard, 1), ("less", gentle(people=2, strangers=2), 1)]
    ladder = next_steps(PERSON, [(gentle(), 2), (hard, 9)], candidates)
    assert [step.id for step in ladder.steps] == ["less"]
    fall = demand(hard).value - demand(candidates[1][1]).value
    assert 0 < fall <= 0.35


def test_after_a_hard_visit_the_same_place_with_a_support_more_is_a_step_too():
    hard = Comfort(facts=GENTLE | {"start": 3, "strangers": 2}, supports={"greeter": True})
    ladder = next_steps(PERSON, [(hard, 8)], [("hard", hard, 1)])
    assert [(step.id, step.plus is not None) for step in ladder.steps] == [("hard", True)]


def test_two_hard_visits_in_a_row_are_a_pause():
    hard = gentle(people=3, strangers=2)
    near = [("hard", hard, 1), ("fine", gentle(), 1)]
    ladder = next_steps(PERSON, [(gentle(), 3), (hard, 8), (hard, 9)], near)
    assert ladder == Ladder("fine", [], None, is_paused=True)


def test_a_hard_visit_after_a_fine_one_is_no_pause():
    hard = gentle(people=3, strangers=2)
    assert not next_steps(PERSON, [(hard, 9), (gentle(), 2), (hard, 9)], []).is_paused


def test_with_nothing_near_there_is_nothing_and_it_says_so():
    assert next_steps(PERSON) == Ladder(None, [], None)
    assert next_steps(PERSON, [(gentle(), 2)]) == Ladder(None, [], None)


def test_a_very_anxious_person_gets_the_gentlest_there_is_where_nothing_is_comfortable():
    person = Profile.from_level(5)
    candidates = [("gentler", gentle(), 1.0), ("harder", gentle(people=3, strangers=3), 1.0)]
    assert max(comfort_chance(person, [one for _, one, _ in candidates])) < 0.75
    ladder = next_steps(person, [], candidates)
    assert ladder.anchor is None
    assert ladder.steps[0].id == "gentler"


def test_an_easier_one_is_named_with_the_support_that_makes_it_so():
    place = Comfort(facts=GENTLE | {"start": 3, "strangers": 2}, supports={"watch_ok": False})
    ladder = next_steps(PERSON, [], [("place", place, 1.0)])
    assert ladder.steps[0] == Step("place", 0.8)
    assert ladder.easier is not None
    assert ladder.easier.plus in SUPPORTS


@pytest.mark.parametrize(
    ("done", "candidates", "ids", "said"),
    [
        ([(gentle(), 11)], [], None, "peak_anxiety"),
        ([(gentle(), float("nan"))], [], None, "peak_anxiety"),
        ([], [("a", gentle(), 1.5)], None, "interest"),
        ([(gentle(), 2)], [], ["a", "b"], "done_ids"),
    ],
)
def test_what_can_not_be_is_refused_by_name(done, candidates, ids, said):
    with pytest.raises(ValueError, match=said):
        next_steps(PERSON, done, candidates, done_ids=ids)
