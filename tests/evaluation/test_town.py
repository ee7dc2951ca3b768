"""The made-up people do not share the model's form, and no order knows how they truly are."""

import numpy as np
import pytest

from app.cli.evaluation.burden import make_burden
from app.cli.evaluation.listings import Listings
from app.cli.evaluation.people_live import Lives
from app.cli.evaluation.ranks import calibration_error, gains, gini, kendall, reliability, spearman
from app.cli.evaluation.town import make_town
from app.cli.evaluation.worlds import WORLDS
from app.comfort.facts import WEIGHTS

FACTS = np.random.default_rng(1).integers(0, 4, (50, 9)) / 3


@pytest.fixture(params=list(enumerate(WORLDS)), ids=lambda one: one[1].name)
def town(request):
    number, world = request.param
    return make_town(2, number, world, people=120, activities=100)


def test_no_world_adds_facts_up_as_the_model_does():
    assert len({world.name for world in WORLDS}) == len(WORLDS) >= 5
    for world in WORLDS:
        assert world.norm != 2
        burden = make_burden(np.random.default_rng(1), world.norm, FACTS)
        assert not np.allclose(burden.weight, WEIGHTS)
        model = np.sqrt(np.square(FACTS) @ np.square(WEIGHTS))
        truly = burden.demands(burden.weight[None], FACTS)[0] + 1.9
        assert truly.mean() == pytest.approx(model.mean())
        assert np.abs(truly - model).max() > 0.1


def test_supports_help_some_and_backfire_for_others(town):
    share = (town.people.helped < 0).mean()
    assert share == pytest.approx(town.world.backfires, abs=0.05)


def test_organisers_leave_out_err_and_understate(town):
    told, true = town.activities.told_facts, town.activities.facts
    assert np.isnan(told).mean() > town.world.missing - 0.05
    known = ~np.isnan(told)
    assert (told[known] < true[known] - 0.1).mean() > (told[known] > true[known] + 0.1).mean()
    lies = (town.activities.told_supports == 1) & (town.activities.supports == 0)
    assert lies.any()


def test_levels_tell_something_of_people_but_not_all(town):
    told = town.people.level > 0
    assert 0.05 < 1 - told.mean() < 0.3
    rho = spearman(-town.people.level[told], town.people.ease[told])
    assert 0.3 < rho < 0.85


def test_a_hidden_host_makes_the_same_facts_feel_different(town):
    host = town.activities.host
    assert host.std() == pytest.approx(town.world.host, rel=0.4)
    assert not np.isin(np.round(host, 3), np.round(town.activities.told_facts, 3)).all()


def test_people_grow_by_visits_and_some_leave_after_bad_ones(town):
    lives = Lives.begin(town, 1)
    shown = np.argsort(-town.pull, axis=1)[:, :10]
    for _ in range(15):
        lives.week(shown)
    assert not np.array_equal(lives.ease, town.people.ease)
    never = lives.been.sum(axis=1) == 0
    assert np.array_equal(lives.ease[never], town.people.ease[never])
    assert 0 < lives.gone.mean() < 0.6


def test_five_visitors_correct_what_an_organiser_told_wrong():
    town = make_town(2, 4, WORLDS[4], people=20, activities=80)
    wrong = np.abs(town.activities.told_facts - town.activities.facts)
    place = int(np.nanargmax(np.nansum(wrong, axis=1)))
    listings, dice = Listings(town.activities), np.random.default_rng(1)
    before = listings.effects()
    listings.hear(dice, np.array([place] * 4))
    assert np.array_equal(listings.effects(), before)
    listings.hear(dice, np.array([place] * 200))
    after = listings.effects()
    assert not np.array_equal(after[place], before[place])
    others = np.arange(80) != place
    assert np.array_equal(after[others], before[others])


def test_the_measures_are_right():
    assert spearman([1, 2, 3], [10, 20, 40]) == pytest.approx(1)
    assert spearman([1, 2, 2, 3], [4, 3, 3, 1]) == pytest.approx(-1)
    assert kendall("bac", "abc") == pytest.approx(1 / 3)
    assert gini([1, 1, 1, 1]) == pytest.approx(0)
    assert gini([0, 0, 0, 4]) == pytest.approx(0.75)
    relevance = np.array([[3.0, 2.0, 1.0, 0.0]])
    assert gains(relevance, np.array([[0, 1]])) == pytest.approx([1])
    assert gains(relevance, np.array([[1, 0]])) == pytest.approx(
        [(2 + 3 / np.log2(3)) / (3 + 2 / np.log2(3))]
    )
    said, true = np.array([0.15, 0.15, 0.95]), np.array([0.2, 0.3, 1.0])
    assert calibration_error(reliability(said, true)) == pytest.approx((2 * 0.1 + 0.05) / 3)
