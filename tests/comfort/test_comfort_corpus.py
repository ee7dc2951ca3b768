"""The model beside what thousands of people answered, and beside six written cases."""

import csv
import json
import sys
from itertools import combinations
from math import sqrt
from pathlib import Path

import pytest

from app.comfort import (
    FACTS,
    SUPPORTS,
    TIME,
    Comfort,
    Profile,
    comfort_chance,
    demand,
    nearness,
)

FIT = Path(__file__).resolve().parents[2].parent / "shared" / "fit"
pytestmark = pytest.mark.corpus


def ranks(values):
    """Ranks from 1; equal values share the mean of their places."""
    ordered = sorted(values)
    return [ordered.index(value) + (ordered.count(value) + 1) / 2 for value in values]


def spearman(one, other):
    xs, ys = ranks(one), ranks(other)
    middle = (len(xs) + 1) / 2
    both = sum((x - middle) * (y - middle) for x, y in zip(xs, ys, strict=True))
    spread = sum((x - middle) ** 2 for x in xs) * sum((y - middle) ** 2 for y in ys)
    return both / sqrt(spread)


def kendall(found, expected):
    agree = [1 if found.index(a) < found.index(b) else -1 for a, b in combinations(expected, 2)]
    return sum(agree) / len(agree)


def order_of(case):
    person = Profile.from_level(case["person"]["level"])
    person = Profile(person.theta, person.variance, case["person"]["sens"])
    activities = case["activities"]
    listings = [Comfort(facts=one["dims"], supports=one["supports"]) for one in activities]
    worth = (
        comfort_chance(person, listings)
        * [one["interest"] for one in activities]
        * nearness([one["km"] for one in activities], max_km=10)
        * [TIME[one["time_ok"]] for one in activities]
    )
    placed = sorted(zip(-worth, (one["id"] for one in activities), strict=True))
    return [name for _, name in placed]


def test_the_rank_measures_are_right():
    assert ranks([5, 1, 5]) == [2.5, 1, 2.5]
    assert spearman([1, 2, 3], [10, 20, 40]) == pytest.approx(1)
    assert spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert kendall("abc", "abc") == 1
    assert kendall("bac", "abc") == pytest.approx(1 / 3)


def test_demand_goes_with_what_4782_people_answered(capsys):
    with (FIT / "situations_public.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    modelled = [
        demand(
            Comfort(
                facts={fact: int(row.get(fact, 0)) for fact in FACTS},
                supports=dict.fromkeys(SUPPORTS, False),
            )
        ).value
        for row in rows
    ]
    rho = spearman(modelled, [float(row["target"]) for row in rows])
    with capsys.disabled():
        sys.stdout.write(f"\nSpearman rho of demand, {len(rows)} situations: {rho:.3f}\n")
    assert len(rows) == 14
    assert rho >= 0.85


def test_six_people_get_the_order_that_was_expected_for_them(capsys):
    cases = json.loads((FIT / "vignettes_public.json").read_text(encoding="utf-8"))
    orders = [(order_of(case), case["expected_order"]) for case in cases]
    taus = [kendall(found, expected) for found, expected in orders]
    mean = sum(taus) / len(taus)
    with capsys.disabled():
        sys.stdout.write(
            f"\nKendall tau of {len(taus)} people: mean {mean:.3f}, least {min(taus):.3f}\n"
        )
    assert len(cases) == 6
    assert mean >= 0.95
    for found, expected in orders:
        assert (found[0], found[-1]) == (expected[0], expected[-1])
