"""The first of many, found by few scores, beside a full sort: a look may leave no one out."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.comfort import FACTS, PACES, Fits, Profile, may_be_first
from app.discovery.cutting import first_by_fit, fit_keys, top
from tests.comfort.comfort_made_up import QUICK, people

MANY = 3000
FEW = 5
THOROUGH = settings(QUICK, max_examples=120)

EFFECTS = {
    "all different": lambda dice, n: dice.random((n, 9)),
    "gentle, so that comfort is enough for thousands": lambda dice, n: dice.random((n, 9)) / 50,
    "beyond anybody, so that all stand at the floor": lambda dice, n: 0.8 + dice.random((n, 9)) / 5,
    "all the same": lambda _, n: np.full((n, 9), 0.3),
    "a hair apart": lambda dice, n: 0.3 + dice.integers(0, 3, (n, 9)) * 2.0**-24,
    "asking nothing at all": lambda _, n: np.zeros((n, 9)),
    "a few kinds, twins everywhere": lambda dice, n: dice.random((7, 9))[dice.integers(0, 7, n)],
    "the best where a sample does not look": lambda dice, n: np.sort(dice.random((n, 9)), axis=0),
}
KM = {
    "near and far": lambda dice, n: dice.uniform(0, 25, n),
    "online": lambda _, n: np.full(n, np.nan),
    "online or near": lambda dice, n: np.where(dice.random(n) < 0.5, np.nan, dice.uniform(0, 9, n)),
    "so far that nothing is left of S": lambda dice, n: dice.uniform(500, 20_000, n),
    "in the same street": lambda dice, n: dice.choice([0.0, 0.1], n),
}
OTHERS = {
    "as in life": lambda dice, n: dice.choice([1.0, 0.6, 0.25], n) * dice.choice([1.0, 0.15], n),
    "nothing asked": lambda _, n: np.ones(n),
    "never a free time": lambda _, n: np.full(n, 0.15),
}


@st.composite
def crowds(draw):
    """Many activities as somebody meets them, in float32 or float64, some of them meant."""
    seed = draw(st.integers(0, 2**32))
    dice = np.random.default_rng(seed)
    kind = draw(st.sampled_from([np.float32, np.float64]))
    effects, km, others = (draw(st.sampled_from(sorted(some))) for some in (EFFECTS, KM, OTHERS))
    meant = np.flatnonzero(dice.random(MANY) < draw(st.sampled_from([1.0, 0.8, 0.05])))
    known = np.flatnonzero(dice.random(len(meant)) < draw(st.sampled_from([0.0, 0.002, 0.02])))
    return Fits(
        profile=draw(st.builds(Profile) | people),
        pace=draw(st.sampled_from(sorted(PACES))),
        max_km=draw(st.sampled_from([1.0, 10.0, 50.0])),
        effects=np.asfortranarray(EFFECTS[effects](dice, MANY), dtype=kind),
        rows=meant,
        km=KM[km](dice, len(meant)).astype(draw(st.sampled_from([np.float32, np.float64]))),
        others=OTHERS[others](dice, len(meant)),
        again=known,
        ease=dice.uniform(-1.2, 1.2, len(known)),
    )


def loop(keys, ids, count, after=None, until=None):
    """The first of all by keys, then id, and how many come later: every one of them sorted."""
    everyone = sorted(zip(*(key.tolist() for key in keys), ids.tolist(), strict=True))
    behind = [one for one in everyone if after is None or one > tuple(after)]
    found = [one for one in behind if until is None or one <= tuple(until)][:count]
    return [one[-1] for one in found], len(behind) - len(found)


def told(found, ids):
    positions, later = found
    return ids[positions].tolist(), later


@THOROUGH
@given(crowds(), st.integers(1, FEW), st.integers(0, 2**32))
def test_few_scores_tell_the_same_first_ones_as_all(fits, count, seed):
    ids = np.random.default_rng(seed).permutation(len(fits))
    keys = fit_keys(fits)
    assert told(first_by_fit(fits, ids, count), ids) == loop(keys, ids, count)


@THOROUGH
@given(crowds(), st.integers(1, FEW), st.data())
def test_a_list_goes_on_behind_any_activity_and_up_to_any_other(fits, count, data):
    ids = np.arange(len(fits)) * 3
    keys = fit_keys(fits)
    everyone = sorted(zip(*(key.tolist() for key in keys), ids.tolist(), strict=True))
    place = data.draw(st.integers(0, min(len(everyone) - 1, 40)))
    after, until = everyone[place], everyone[min(place + count, len(everyone) - 1)]
    assert told(first_by_fit(fits, ids, count, after), ids) == loop(keys, ids, count, after)
    whole = len(fits)
    expected = loop(keys, ids, whole, after, until)
    assert told(first_by_fit(fits, ids, whole, after, until), ids) == expected


def test_a_known_place_that_was_shown_before_takes_nobodys_place_behind_it():
    """By what is told it would lie behind the cursor; own visits lift it before it."""
    effects = np.asfortranarray(np.full((MANY, len(FACTS)), 0.1), dtype=np.float32)
    known, ids = np.arange(10), np.arange(MANY)
    fits = Fits(
        profile=Profile(theta=-3, variance=0.03), pace="balanced", max_km=9.0, effects=effects,
        rows=ids, km=np.linspace(0, 60, MANY), others=np.ones(MANY), again=known,
        ease=np.full(len(known), 1.2),
    )  # fmt: skip
    keys = fit_keys(fits)
    last = [*(float(key[9]) for key in keys), 9]
    assert ids[:10].tolist() == loop(keys, ids, 10)[0]
    found = told(first_by_fit(fits, ids, FEW, last), ids)
    assert found == loop(keys, ids, FEW, last) == ([10, 11, 12, 13, 14], MANY - 15)


def test_where_next_to_nothing_is_left_of_a_score_nobody_is_left_out():
    km = np.linspace(51, 52, MANY, dtype=np.float32)
    dice = np.random.default_rng(3)
    effects = dice.random((MANY, len(FACTS))) * dice.choice([0.0, 0.3], (MANY, 1))
    fits = Fits(
        profile=Profile(), pace="steady", max_km=1.0, rows=np.arange(MANY), km=km,
        effects=np.asfortranarray(effects), others=np.ones(MANY),
    )  # fmt: skip
    keys, ids = fit_keys(fits), np.arange(MANY)
    for until in sorted(zip(*(key.tolist() for key in keys), ids.tolist(), strict=True))[::100]:
        expected = loop(keys, ids, MANY, None, until)
        assert told(first_by_fit(fits, ids, MANY, None, until), ids) == expected


@THOROUGH
@given(st.lists(st.tuples(*[st.sampled_from([-1.0, 0.0, 0.5])] * 2), max_size=60), st.data())
def test_ties_are_told_apart_by_the_next_key_then_by_id(pairs, data):
    ids = np.array(data.draw(st.permutations(range(len(pairs)))), np.int64)
    keys = list(np.array(pairs, float).reshape(-1, 2).T)
    count = data.draw(st.integers(1, 70))
    after = data.draw(st.none() | st.tuples(*[st.sampled_from([-1.0, 0.0, 0.5])] * 2, st.just(7)))
    assert told(top(keys, ids, count, after), ids) == loop(keys, ids, count, after)


def test_most_of_many_need_no_score():
    """Else the look would be for nothing: of twenty thousand a few are scored to find fifty."""
    dice = np.random.default_rng(1)
    fits = Fits(
        profile=Profile.from_level(4),
        pace="balanced",
        max_km=10.0,
        effects=np.asfortranarray(dice.random((20_000, len(FACTS))), dtype=np.float32),
        rows=np.arange(20_000),
        km=dice.uniform(0, 25, 20_000),
        others=np.ones(20_000),
    )
    assert 50 <= len(may_be_first(fits, 50)) < 200
