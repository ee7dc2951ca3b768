"""What activities ask of people, and how they compare."""

import subprocess
import sys

import pytest

from app.comfort import FACTS, SUPPORTS, Comfort, Profile, comfort_chance, demand, unknown_count

PERFORMING = {"speak": 3, "watched": 3, "people": 2}
PARTY = {"strangers": 2, "people": 3, "start": 1}
EATING_IN_PUBLIC = {"people": 1, "body": 2}


def everything_told(facts):
    return Comfort(
        facts={**dict.fromkeys(FACTS, 0), **facts}, supports=dict.fromkeys(SUPPORTS, False)
    )


def asked(**facts):
    return demand(everything_told(facts)).value


def test_a_talk_asks_more_than_a_party_and_a_party_more_than_eating_in_public():
    assert asked(**PERFORMING) > asked(**PARTY) > asked(**EATING_IN_PUBLIC)


def test_an_activity_that_asks_nothing_lies_at_the_bottom_and_shares_nothing():
    nothing = demand(everything_told({}))
    assert nothing.value == -1.9
    assert nothing.shares == dict.fromkeys(FACTS, 0)


def test_many_mild_facts_do_not_outweigh_one_severe_one():
    mild = asked(people=1, body=1, sensory=1, stuck=1, speak=1, watched=1)
    assert asked(strangers=3) > mild


def test_who_speaks_is_looked_at_even_if_nobody_said_so():
    told = demand(everything_told({"speak": 3, "watched": 3}))
    silent = demand(everything_told({"speak": 3, "watched": 0}))
    assert told == silent


def test_dreading_one_thing_moves_only_what_has_that_thing():
    dreads_talks = Profile(sensitivities={"speak": 0.7})
    listings = [everything_told(PERFORMING), everything_told(PARTY)]
    before, after = comfort_chance(Profile(), listings), comfort_chance(dreads_talks, listings)
    assert after[0] < before[0]
    assert after[1] == before[1]


def test_silence_lies_between_a_gentle_and_a_hard_answer():
    person = Profile.from_level(4)
    gentle, silent, hard = comfort_chance(
        person,
        [Comfort(facts={"people": 0}), Comfort(), Comfort(facts={"people": 3})],
    )
    assert gentle > silent > hard


def test_knowing_a_person_less_pulls_the_chance_towards_the_middle():
    listings = [everything_told({}), everything_told(dict.fromkeys(FACTS, 3))]
    known = comfort_chance(Profile(variance=0.1), listings)
    unknown = comfort_chance(Profile(variance=2), listings)
    assert known[0] > unknown[0] > 0.5 > unknown[1] > known[1]


def test_an_untold_fact_is_the_same_as_a_missing_one_and_is_counted():
    assert Comfort(facts={"speak": None}) == Comfort()
    assert unknown_count(Comfort(facts={"speak": 0, "stuck": 2})) == 7


def test_no_activities_give_no_chances():
    assert comfort_chance(Profile(), []).shape == (0,)


@pytest.mark.parametrize("kind", ["volunteering", "interest_group", "support_meetup"])
def test_the_kind_alone_makes_nothing_harder(kind):
    assert demand(Comfort(kind=kind)) == demand(Comfort())


def test_the_model_needs_neither_web_nor_database():
    outsiders = ("flask", "sqlalchemy", "marshmallow", "app.core", "app.config")
    code = f"import app.comfort, sys; print([name for name in {outsiders} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
