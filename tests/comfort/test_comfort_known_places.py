"""What always holds of a list also holds for whoever has been to some of its places."""

from dataclasses import replace

import numpy as np
from comfort_made_up import HAIR, QUICK, people
from hypothesis import given
from hypothesis import strategies as st

from app.comfort import FACTS, Been, Fits, Profile, chances, eases

MANY = 40
beens = st.builds(Been, st.integers(1, 300), st.floats(0, 10))


def there(person: Profile, effects, been: Been) -> float:
    return float(chances(person, effects, eases(person, effects, [been]))[0])


def seen(person: Profile, effects, visits: dict[int, Been]) -> Fits:
    again = np.array(sorted(visits), np.int64)
    been = [visits[place] for place in sorted(visits)]
    return Fits(
        profile=person, pace="balanced", max_km=10.0, effects=effects, rows=np.arange(len(effects)),
        km=np.full(len(effects), np.nan), others=np.ones(len(effects)), again=again,
        ease=eases(person, effects[again], been),
    )  # fmt: skip


@QUICK
@given(people, beens, st.integers(0, 2**32), st.sampled_from(range(len(FACTS))), st.floats(0, 1))
def test_less_of_a_fact_or_less_sensitivity_to_it_never_costs_anything(
    person, been, seed, fact, part
):
    effects = np.random.default_rng(seed).random((1, len(FACTS)))
    gentler = effects.copy()
    gentler[0, fact] *= part
    assert there(person, gentler, been) >= there(person, effects, been) - HAIR
    feels = person.sensitivities
    feels_less = feels | {FACTS[fact]: feels[FACTS[fact]] - part * (1.2 + feels[FACTS[fact]])}
    bolder = replace(person, sensitivities=feels_less)
    assert there(bolder, effects, been) >= there(person, effects, been) - HAIR


@QUICK
@given(people, st.integers(0, 2**32), st.dictionaries(st.integers(0, MANY - 1), beens, min_size=1))
def test_visits_move_only_the_places_they_were_to(person, seed, visits):
    effects = np.random.default_rng(seed).random((MANY, len(FACTS)))
    (usual, _), (known, chance) = (seen(person, effects, some).exact() for some in ({}, visits))
    elsewhere = np.setdiff1d(np.arange(MANY), list(visits))
    assert (known[elsewhere] == usual[elsewhere]).all()
    assert (known > 0).all()
    assert ((chance > 0) & (chance < 1)).all()


@QUICK
@given(people, st.integers(0, 2**32), st.dictionaries(st.integers(0, MANY - 1), beens, min_size=1))
def test_the_same_visits_to_twins_in_another_place_say_the_same_to_the_last_bit(
    person, seed, visits
):
    dice = np.random.default_rng(seed)
    effects, moved = dice.random((MANY, len(FACTS))), dice.permutation(MANY)
    place = np.argsort(moved)
    elsewhere = {int(place[one]): been for one, been in visits.items()}
    here, there = seen(person, effects, visits), seen(person, effects[moved], elsewhere)
    for one, other in zip(here.exact(), there.exact(), strict=True):
        assert one[moved].tobytes() == other.tobytes()
