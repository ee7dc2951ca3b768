import re
from itertools import pairwise
from pathlib import Path

import pytest

import app.accounts

PATH = Path(app.accounts.__file__).with_name("recovery_words.txt")


@pytest.fixture(scope="module")
def words():
    return PATH.read_text(encoding="ascii").splitlines()


def test_there_are_2048_words_one_a_line(words):
    assert len(words) == 2048
    assert PATH.read_bytes() == "".join(f"{word}\n" for word in words).encode("ascii")


def test_words_are_sorted_and_none_comes_twice(words):
    assert words == sorted(set(words))


def test_words_are_three_to_eight_lower_case_letters(words):
    assert [word for word in words if not re.fullmatch("[a-z]{3,8}", word)] == []


def test_the_first_four_letters_tell_words_apart(words):
    assert len({word[:4] for word in words}) == len(words)


def test_no_word_is_the_beginning_of_another(words):
    ordered = sorted(words)
    assert [(one, two) for one, two in pairwise(ordered) if two.startswith(one)] == []
