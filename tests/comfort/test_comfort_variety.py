"""Variety in a list: different organisers and kinds near the top, something new at place ten."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from app.comfort import WINDOW, Window, vary
from tests.comfort.variety_twin import check_order

ROW = st.fixed_dictionaries(
    {
        "worth": st.floats(1e-9, 1.0),
        "chance": st.floats(0.001, 0.999),
        "organiser": st.integers(1, 6),
        "kind": st.integers(0, 2),
        "effects": st.lists(st.floats(0, 1, width=32), min_size=9, max_size=9),
        "is_rated": st.booleans(),
    }
)
WINDOWS = st.lists(ROW, min_size=1, max_size=30).map(
    lambda rows: sorted(rows, key=lambda row: -row["worth"])
)


def window_of(rows):
    columns = {name: np.array([row[name] for row in rows]) for name in rows[0]}
    return Window(**columns | {"effects": np.array([row["effects"] for row in rows], np.float32)})


def plain(**changes):
    row = {"worth": 0.5, "chance": 0.8, "organiser": 1, "kind": 0, "effects": [0.25] * 9}
    return row | {"is_rated": True} | changes


@settings(max_examples=150, deadline=None)
@given(WINDOWS, st.booleans())
def test_every_place_holds_what_the_rule_puts_there(rows, is_first):
    check_order(rows, vary(window_of(rows), is_first=is_first), is_first)


@settings(max_examples=60, deadline=None)
@given(WINDOWS, st.lists(st.integers(1, 9), min_size=1), st.booleans())
def test_pages_of_any_size_join_up_to_the_same_list(rows, sizes, is_first):
    window = window_of(rows)
    whole = vary(window, is_first=is_first)
    joined: list[int] = []
    while len(joined) < len(rows):
        count = sizes[len(joined) % len(sizes)]
        joined += vary(window, joined, count=count, is_first=is_first)
    assert joined == whole


def test_the_best_one_stays_first():
    rows = [plain(worth=0.9), plain(worth=0.8, organiser=2), plain(worth=0.7, organiser=3)]
    assert vary(window_of(rows))[0] == 0


def test_one_organiser_does_not_fill_the_first_ten_places():
    rows = [plain(worth=0.9 - place / 100) for place in range(20)]
    rows += [plain(worth=0.1, organiser=2 + place % 5) for place in range(20)]
    organisers = [rows[place]["organiser"] for place in vary(window_of(rows))]
    assert organisers[:10].count(1) == organisers[10:20].count(1) == 3
    assert len(organisers) == 40, "and none is left out where no other organiser is left"


def test_a_poor_fit_does_not_pass_a_good_one_for_being_different():
    """Also where all are far away and every S is small, as it is the share that counts."""
    alike = [plain(worth=1e-4), plain(worth=0.9e-4)]
    other = plain(worth=1e-6, organiser=2, kind=1, effects=[0.0] * 9)
    assert vary(window_of([*alike, other])) == [0, 1, 2]


def test_the_second_place_goes_to_another_kind_where_both_suit_nearly_as_well():
    rows = [plain(worth=0.9), plain(worth=0.89), plain(worth=0.85, organiser=2, kind=1)]
    assert vary(window_of(rows)) == [0, 2, 1]


def test_place_ten_is_for_the_best_one_that_few_rated():
    rows = [plain(worth=0.9 - place / 50, organiser=place) for place in range(30)]
    rows[25]["is_rated"] = rows[28]["is_rated"] = False
    assert vary(window_of(rows), is_first=True)[9] == 25
    assert vary(window_of(rows), is_first=False)[9] != 25


def test_place_ten_is_not_for_one_that_would_be_a_big_step():
    rows = [plain(worth=0.9 - place / 50, organiser=place) for place in range(30)]
    rows[25] |= {"is_rated": False, "chance": 0.44}
    assert vary(window_of(rows), is_first=True) == vary(window_of(rows), is_first=False)


def test_an_empty_window_stays_empty():
    empty = {name: np.zeros(0) for name in ("worth", "chance", "organiser", "kind", "is_rated")}
    assert vary(Window(**empty, effects=np.zeros((0, 9)))) == []
    assert WINDOW == 50
