"""The evaluation runs the model that is shipped: the same numbers, for many people at once."""

from dataclasses import replace

import numpy as np
import pytest

from app.cli.evaluation.beliefs import Beliefs
from app.cli.evaluation.chance_cases import draw_cases
from app.cli.evaluation.memory import Memory
from app.cli.evaluation.orders import PACES, Sight, likeness, varied_ten
from app.cli.evaluation.town import make_town
from app.cli.evaluation.worlds import WORLDS
from app.comfort import (
    Been,
    Window,
    at_place,
    chances,
    ease_at,
    effective,
    observe,
    observe_again,
    score,
    vary,
)

CASES = draw_cases(seed=3, count=60)
EFFECTS = effective([case.listing for case in CASES])


def beliefs():
    return Beliefs.of([case.person for case in CASES])


def test_chances_are_those_of_the_model():
    together = beliefs().chances(EFFECTS)
    for row, case in zip(together, CASES, strict=True):
        assert row == pytest.approx(chances(case.person, EFFECTS), abs=1e-12)


def test_visits_teach_what_the_model_learns():
    held, who = beliefs(), np.arange(len(CASES))
    weeks = who % 5
    held.observe(who, EFFECTS, np.array([case.felt for case in CASES]), weeks.astype(float))
    for place, case in enumerate(CASES):
        after = observe(case.person, case.listing, felt=case.felt, weeks=int(weeks[place]))
        assert held.theta[place] == pytest.approx(after.theta, abs=1e-12)
        assert held.variance[place] == pytest.approx(after.variance, abs=1e-12)
        assert held.sense[place] == pytest.approx(list(after.sensitivities.values()), abs=1e-12)
        assert held.sense_variance[place] == pytest.approx(
            list(after.sensitivity_variances.values()), abs=1e-12
        )


def test_places_are_remembered_as_the_model_remembers_them():
    held, who = beliefs(), np.arange(len(CASES))
    memory = Memory.empty(len(CASES), len(CASES))
    dice = np.random.default_rng(6)
    for _ in range(3):
        memory.add(who, dice.integers(0, len(CASES), len(CASES)), dice.random(len(CASES)) * 10)
    eases = memory.eases(held, EFFECTS)
    chance = held.chances(EFFECTS, eases)
    where = memory.times.argmax(axis=1)
    felt, weeks = dice.random(len(CASES)), np.zeros(len(CASES))
    held.observe_again(who, EFFECTS[where], felt, weeks, eases[who, where])
    for person, place in enumerate(where):
        case, listing = CASES[person].person, CASES[place].listing
        times = int(memory.times[person, place])
        been = Been(times, float(memory.peaks[person, place] / times))
        there = at_place(case, ease_at(case, listing, been))
        assert chance[person, place] == pytest.approx(chances(there, EFFECTS[[place]])[0])
        after = observe_again(case, listing, been, felt=float(felt[person]))
        assert held.theta[person] == pytest.approx(after.theta, abs=1e-12)
        assert held.variance[person] == pytest.approx(after.variance, abs=1e-12)
    assert (eases[memory.times == 0] == 0).all()


@pytest.fixture(scope="module")
def town():
    return make_town(seed=4, number=0, world=WORLDS[0], people=25, activities=70)


def test_the_first_ten_are_those_of_the_shipped_variety(town):
    dice = np.random.default_rng(5)
    chance, fresh = dice.random(town.strain.shape), dice.random(70) < 0.5
    effects = dice.random((70, 9))
    worth = chance * town.fit
    sight = Sight(
        town=town,
        week=0,
        chance=chance,
        truth=lambda: chance,
        low=lambda: chance,
        popularity=fresh.astype(float),
        luck=chance,
        is_rated=fresh,
        peaks=chance[:, :3],
        since=chance[:, 0],
    )
    shown = varied_ten(worth, sight, likeness(town.activities, effects))
    for person in range(25):
        first = np.argsort(-worth[person], kind="stable")[:50]
        window = Window(
            worth=worth[person, first],
            chance=chance[person, first],
            organiser=town.activities.organiser[first],
            kind=town.activities.kind[first],
            effects=effects[first],
            is_rated=fresh[first],
        )
        assert shown[person].tolist() == first[vary(window, count=10, is_first=True)].tolist()


def test_a_pace_orders_as_the_shipped_score_does(town):
    case, km = CASES[0], np.linspace(0, 9, len(CASES))
    listings = [one.listing for one in CASES]
    for order in PACES:
        shipped = score(case.person, listings, 0.6, km, None, None, order.name)
        sight = _sight_of_one(town, chances(case.person, effective(listings)), 0.6, km)
        assert order.worth(sight)[0] == pytest.approx(shipped)


def _sight_of_one(town, chance, interest, km):
    nothing = np.zeros(1)
    return Sight(
        town=replace(town, fit=(interest * np.exp(-km / 5.0))[None]),
        week=0,
        chance=chance[None],
        truth=lambda: chance[None],
        low=lambda: chance[None],
        popularity=nothing,
        luck=nothing,
        is_rated=nothing > 0,
        peaks=nothing,
        since=nothing,
    )
