"""One visitor more or less changes nothing that anybody can read, but at a batch of five."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.attendance.feedback.batch import LEAST, _remake, corrected
from app.comfort import FACTS

ANSWERS = st.lists(st.integers(0, 3), max_size=26)
CLAIM = st.none() | st.integers(0, 3)


class Row:
    """What stands after a batch."""

    def __init__(self, claim, value, count):
        self.claim, self.value, self.count = claim, value, count


def published(claim, answers, standing=None):
    """What a batch leaves standing of one fact."""
    claims = {} if claim is None else {"sensory": claim}
    before = {"sensory": Row(*standing)} if standing else {}
    made = _remake({"sensory": answers}, claims, before)
    return standing if made is None else made.get("sensory")


@given(CLAIM, ANSWERS, st.integers(0, 3))
def test_one_answer_more_or_less_changes_nothing_within_five(claim, answers, extra):
    was = published(claim, answers)
    now = published(claim, [*answers, extra], was)
    if len(answers) % LEAST != LEAST - 1:
        assert now == was
        assert published(claim, answers, now) == was
    if len(answers) < LEAST - 1:
        assert now is None


@given(CLAIM, st.lists(st.integers(0, 3), min_size=5, max_size=26), st.data())
def test_another_answer_in_the_place_of_one_changes_nothing(claim, answers, data):
    was = published(claim, answers)
    place = data.draw(st.integers(0, len(answers) - 1))
    other = [*answers]
    other[place] = data.draw(st.integers(0, 3))
    assert published(claim, other, was) == was


@given(CLAIM, ANSWERS)
def test_counts_are_rounded_down_to_five(claim, answers):
    made = published(claim, answers)
    if made is None:
        assert len(answers) < LEAST
    else:
        assert made[2] % LEAST == 0
        assert LEAST <= made[2] <= len(answers)


@given(st.integers(0, 3), st.lists(st.integers(0, 3), min_size=5, max_size=60))
def test_a_correction_lies_between_what_was_told_and_what_was_found(claim, answers):
    value = corrected(claim, answers)
    assert value == pytest.approx((4 * claim + sum(answers)) / (4 + len(answers)))
    assert min(claim, *answers) <= value <= max(claim, *answers)
    assert corrected(claim, answers[::-1]) == value
    assert corrected(None, answers) == pytest.approx(sum(answers) / len(answers))


def test_every_fact_is_looked_at():
    everybody = {key: [1] * 5 for key in FACTS}
    made = _remake(everybody, dict.fromkeys(FACTS, 0), {})
    assert set(made) == set(FACTS)
