"""The score that orders activities."""

from math import exp, nan

import numpy as np
import pytest

from app.comfort import (
    FACTS,
    SUPPORTS,
    Comfort,
    Profile,
    comfort_chance,
    comfort_worth,
    nearness,
    score,
)

CALM = Comfort(facts=dict.fromkeys(FACTS, 0), supports=dict.fromkeys(SUPPORTS, True))
MIDDLING = Comfort(facts=dict.fromkeys(FACTS, 1))
HARD = Comfort(facts=dict.fromkeys(FACTS, 3))
ALL = [CALM, MIDDLING, HARD]
ALICE = Profile.from_level(4)


def test_the_score_is_the_product_of_its_five_parts():
    found = score(
        ALICE,
        ALL,
        interest=[1.0, 0.6, 0.25],
        km=[0.0, 5.0, nan],
        time_fits=[True, None, False],
        cost_fits=[True, None, False],
    )
    worth = [min(1, max(p, 0.02) / 0.6) ** 2 for p in comfort_chance(ALICE, ALL)]
    assert found.tolist() == pytest.approx(
        [
            worth[0],
            worth[1] * 0.6 * exp(-1) * 0.5 * 0.8,
            worth[2] * 0.25 * 0.15 * 0.3,
        ]
    )


def test_beyond_what_the_pace_asks_more_comfort_earns_nothing():
    chances = [0.44, 0.45, 0.6, 0.7, 0.99]
    assert comfort_worth(chances, "stretch").tolist()[1:] == [1, 1, 1, 1]
    assert comfort_worth(chances, "balanced").tolist()[2:] == [1, 1, 1]
    assert comfort_worth(chances, "steady").tolist()[3:] == [1, 1]
    assert comfort_worth(0.3, "balanced") == pytest.approx(0.25)
    assert comfort_worth(0.3).item() == comfort_worth(0.3, "balanced").item()


def test_nothing_is_ever_worth_nothing():
    assert comfort_worth(0.0) == comfort_worth(0.02) > 0
    assert (score(Profile(theta=-3), [HARD], 0.0, 100.0, False, False) > 0).all()
    assert score(ALICE, [CALM], 0.0, None, None, None) == score(
        ALICE, [CALM], 0.05, None, None, None
    )


def test_what_a_person_did_not_ask_for_changes_nothing():
    unasked = score(ALICE, ALL, None, None, None, None)
    assert unasked.tolist() == comfort_worth(comfort_chance(ALICE, ALL)).tolist()
    assert unasked.tolist() == score(ALICE, ALL, 1.0, [nan, None, 0.0], True, True).tolist()


def test_nearness_fades_with_distance_and_is_whole_where_there_is_no_place():
    assert nearness([0, 5, 10], 10).tolist() == pytest.approx([1, exp(-1), exp(-2)])
    assert nearness([nan, np.inf, None], 10).tolist() == [1, 0, 1]
    quick = nearness(np.array([0, 5, 24.9, nan], dtype=np.float32), 10)
    assert quick.dtype == np.float64
    assert quick.tolist() == pytest.approx([1, exp(-1), exp(-4.98), 1], abs=1e-6)
    assert nearness(5, 20) > nearness(5, 10)


def test_order_in_gives_order_out():
    km = [1.0, 2.0, 3.0]
    forwards = score(ALICE, ALL, 1.0, km, True, True)
    backwards = score(ALICE, ALL[::-1], 1.0, km[::-1], True, True)
    assert forwards[::-1].tolist() == backwards.tolist()


def test_no_activities_give_no_scores():
    assert score(ALICE, [], 1.0, None, None, None).shape == (0,)
    assert score(ALICE, [], [], [], [], []).shape == (0,)
