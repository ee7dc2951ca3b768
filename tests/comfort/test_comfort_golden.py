"""Both paths give the numbers that an independent, slow twin gave, for 220 written cases."""

import json

import comfort_twin
import numpy as np
import pytest

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
    effective_told,
    observe,
)

CASES = json.loads(comfort_twin.GOLDEN.read_text(encoding="utf-8"))
CLOSE = 1e-6


def person(case):
    return Profile(**case["profile"])


def listing(case):
    return Comfort(facts=case["facts"], supports=case["supports"])


def test_the_file_holds_at_least_200_cases_and_is_what_the_twin_says_today():
    assert len(CASES) >= 200
    for written, fresh in zip(CASES, comfort_twin.cases(), strict=True):
        assert written["facts"] == fresh["facts"]
        for name in ("chance", "low", "high"):
            assert written[name] == pytest.approx(fresh[name], abs=1e-8)
        assert written["after"]["theta"] == pytest.approx(fresh["after"]["theta"], abs=1e-8)


def test_the_cases_reach_every_band_and_every_kind_of_answer():
    found = np.array([case["chance"] for case in CASES])
    assert min((found < 0.45).sum(), (found >= 0.75).sum()) >= 40
    assert ((found >= 0.45) & (found < 0.75)).sum() >= 40
    assert {type(value) for case in CASES for value in case["supports"].values()} == {
        bool,
        type(None),
    }


def test_the_cases_hold_every_answer_about_every_fact_and_support_and_every_way_to_learn():
    for fact in FACTS:
        assert {None, 0, 1, 2, 3} <= {case["facts"][fact] for case in CASES}
    for support in SUPPORTS:
        assert {case["supports"][support] for case in CASES} == {True, False, None}
    visits = [case["visit"] for case in CASES]
    assert {"peak_anxiety", "felt"} <= {key for visit in visits for key in visit}
    assert any(visit["weeks"] > 0 for visit in visits)
    learned = [case["after"]["theta"] - case["profile"]["theta"] for case in CASES]
    assert min(learned) < 0 < max(learned)
    assert 0 in learned


def test_the_chance_is_right_one_by_one():
    for case in CASES:
        assert comfort_chance(person(case), [listing(case)])[0] == pytest.approx(
            case["chance"], abs=CLOSE
        )


@pytest.mark.parametrize("kept_as", [np.float64, np.float32])
@pytest.mark.parametrize("order", ["C", "F"])
def test_the_chance_is_right_in_bulk(kept_as, order):
    index = np.asarray(effective([listing(case) for case in CASES]), dtype=kept_as, order=order)
    for place, case in enumerate(CASES):
        bulk = chances(person(case), index)
        assert bulk.dtype == np.float64
        assert bulk[place] == pytest.approx(case["chance"], abs=CLOSE)


def test_plain_mappings_give_the_same_as_checked_listings():
    told = []
    for case in CASES:
        one = listing(case)
        known = {**one.facts, **one.supports}
        told.append({key: value for key, value in known.items() if value is not None})
    told[0]["step_free"] = 1
    assert effective_told(told).tolist() == effective([listing(c) for c in CASES]).tolist()


def test_what_is_untold_widens_the_chance_as_written():
    for case in CASES:
        assert chance_range(person(case), listing(case)) == pytest.approx(
            (case["low"], case["high"]), abs=CLOSE
        )


def test_the_demand_and_its_shares_are_right():
    for case in CASES:
        asked = demand(listing(case), case["profile"]["sensitivities"])
        assert asked.value == pytest.approx(case["demand"]["value"], abs=CLOSE)
        assert asked.shares == pytest.approx(case["demand"]["shares"], abs=CLOSE)


def test_a_visit_teaches_what_is_written():
    for case in CASES:
        after = observe(person(case), listing(case), **case["visit"])
        written = case["after"]
        assert after.theta == pytest.approx(written["theta"], abs=CLOSE)
        assert after.variance == pytest.approx(written["variance"], abs=CLOSE)
        assert after.sensitivities == pytest.approx(written["sensitivities"], abs=CLOSE)
        assert after.sensitivity_variances == pytest.approx(
            written["sensitivity_variances"], abs=CLOSE
        )
