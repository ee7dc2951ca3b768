"""How alike two listings are: the same either way, and whole for a listing and itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.activities import likeness as likeness_of
from app.activities.likeness import ALIKE, WEEK, Outline, alike_words, likeness

POINT = st.none() | st.tuples(st.floats(-90, 90), st.floats(-180, 180))
OUTLINE = st.builds(
    Outline, text=st.text(max_size=60), point=POINT, minute=st.none() | st.integers(0, WEEK - 1)
)
HALL = Outline("Craft table at the library", (53.381, -1.471), 14 * 60)


@given(OUTLINE, OUTLINE)
def test_it_is_the_same_either_way_and_within_bounds(one, other):
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert 0 <= likeness(one, other) <= 1 + 1e-9


@given(OUTLINE)
def test_a_listing_is_wholly_like_itself(one):
    assert likeness(one, one) == pytest.approx(1)


@pytest.mark.parametrize(("other", "is_double"), [
    (Outline("CRAFT TABLE, at the library!", (53.3812, -1.4708), 14 * 60), True),
    (Outline("Craft table in the library", (53.381, -1.471), 14 * 60 + 15), True),
    (Outline("Craft table at the library", (51.5, -0.1), 3000), False),
    (Outline("Chess evening", (53.381, -1.471), 14 * 60), False),
])  # fmt: skip
def test_doubles_are_told_from_neighbours(other, is_double):
    assert (likeness(HALL, other) >= ALIKE) == is_double


def test_a_text_that_was_compared_once_is_not_taken_apart_again(monkeypatch):
    """A whole queue of long texts is compared with all that was taken down."""
    taken = []
    plainly = likeness_of.plain
    monkeypatch.setattr(likeness_of, "plain", lambda text: taken.append(text) or plainly(text))
    texts = [f"Slow walk number {n} along the river" for n in range(20)]
    for one in texts:
        for other in texts:
            assert 0 < alike_words(one, other) <= 1
    assert len(taken) == len(texts)
