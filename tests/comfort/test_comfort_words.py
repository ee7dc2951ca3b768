"""The words that people read about facts, supports and situations."""

import re

import pytest

from app.comfort import FACT_WORDS, FACTS, SITUATIONS, SUPPORT_WORDS, SUPPORTS, Comfort

UNKIND = re.compile(
    r"\b(just|simply|easy to|safe|severe|abnormal|treatment|cure|disorder|hurry|only \d+ left"
    r"|guaranteed|you have|anxiety|suffer\w*)\b",
    re.IGNORECASE,
)
READ_BY_ATTENDEES = [
    text for words in FACT_WORDS.values() for text in (*words.phrases, words.unknown, words.ask)
] + [
    text
    for words in SUPPORT_WORDS.values()
    for text in (words.yes, words.no, words.unknown, words.could_help)
]
READ_BY_ORGANISERS = [
    text for words in FACT_WORDS.values() for text in (words.label, words.question, *words.choices)
] + [words.label for words in SUPPORT_WORDS.values()]


def test_every_fact_and_support_has_words_in_the_order_of_the_model():
    assert tuple(FACT_WORDS) == FACTS
    assert tuple(SUPPORT_WORDS) == SUPPORTS


@pytest.mark.parametrize("fact", FACTS)
def test_every_value_of_a_fact_has_its_own_short_phrase(fact):
    words = FACT_WORDS[fact]
    assert len(words.phrases) == len(words.choices) == 4
    assert len({*words.phrases, words.unknown}) == 5
    for phrase in (*words.phrases, words.unknown):
        assert len(phrase) <= 45
        assert "," not in phrase


def test_what_is_not_told_says_so():
    for words in (*FACT_WORDS.values(), *SUPPORT_WORDS.values()):
        assert words.unknown.startswith("not told ")
    for words in FACT_WORDS.values():
        assert words.unknown == f"not told {words.ask}"


@pytest.mark.parametrize("text", READ_BY_ATTENDEES)
def test_phrases_can_be_joined_into_a_line(text):
    assert text[0].islower() or text[0].isdigit()
    assert not text.endswith((".", "!", "?", " "))


@pytest.mark.parametrize(
    "text",
    [*READ_BY_ATTENDEES, *READ_BY_ORGANISERS, *(situation.words for situation in SITUATIONS)],
)
def test_words_are_plain_and_kind(text):
    assert not UNKIND.search(text)
    assert len(text.split()) <= 14
    assert max(len(word) for word in re.findall(r"[a-z']+", text.lower())) <= 11


def test_the_six_situations_are_coded_and_stand_for_nobody_offering_help():
    assert [situation.key for situation in SITUATIONS] == [
        "party",
        "round",
        "small_talk",
        "phone",
        "eat_together",
        "disagree",
    ]
    for situation in SITUATIONS:
        assert tuple(situation.comfort.facts.values()) == situation.codes
        assert situation.comfort == Comfort(
            facts=dict(zip(FACTS, situation.codes, strict=True)),
            supports=dict.fromkeys(SUPPORTS, False),
        )
