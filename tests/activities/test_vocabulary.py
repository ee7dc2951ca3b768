"""The fixed words of activities, and the topics that a listing's own words name."""

import re
from pathlib import Path

import pytest

from app.activities.topic_phrases import NOTHING, PASSING, PHRASES
from app.activities.vocabulary import (
    ACCESS,
    AUDIENCES,
    FAMILIES,
    FORMATS,
    KINDS,
    TOPICS,
    topics_for,
)

PASSING_TALK = (
    "This walk through our history is one of the many things that the people who work for us do. "
    "We film it, drawing on what our neighbours say."
)
DRAWINGS = Path(__file__).parents[2] / "static" / "icons" / "icons.svg"


def test_there_are_topics_for_many_likings_in_about_a_dozen_families():
    assert len(TOPICS) >= 60
    assert 11 <= len(FAMILIES) <= 14
    assert {topic.family for topic in TOPICS.values()} == set(FAMILIES)


def test_every_topic_can_be_named_stored_and_drawn():
    drawn = set(re.findall(r'id="([a-z-]+)"', DRAWINGS.read_text()))
    for key, topic in TOPICS.items():
        assert topic.key == key
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", key)
        assert len(key) <= 40
        assert topic.icon in drawn
    assert {family.icon for family in FAMILIES.values()} <= drawn
    labels = [topic.label for topic in TOPICS.values()]
    assert len(set(labels)) == len(labels)


def test_the_fixed_keys_are_all_worded():
    assert list(KINDS) == ["volunteering", "interest_group", "support_meetup"]
    assert list(FORMATS) == ["in_person", "online", "phone", "hybrid"]
    assert list(ACCESS) == [
        "step_free",
        "toilet",
        "hearing_loop",
        "sign_language",
        "captions",
        "public_transport",
        "parking",
        "no_alcohol",
        "no_photos",
        "assistance_dogs",
        "trained",
    ]
    assert set(AUDIENCES) >= {"women", "men", "lgbtq", "young", "older", "members", "parents"}
    assert set(AUDIENCES) >= {"carers", "beginners"}
    said = [text for words in ACCESS.values() for text in (words.yes, words.no, words.unknown)]
    assert len(set(said)) == 3 * len(ACCESS)


@pytest.mark.parametrize(
    ("text", "topics"),
    [
        ("Volunteer Helper – Be the Friendly Face of Our Repair Café!", ("repair_cafe",)),
        ("Bike repair evening", ("bike_repair",)),
        ("Walking football for over 60s", ("football", "older_people")),
        ("Dog walks", ("dog_walking",)),
        ("Poynton Health Walk - 10.00 - 11.15am", ("walking",)),
        ("BOOK CLUB: poetry & tea", ("reading", "creative_writing")),
        ("Community Transport - Volunteer Car Drivers", ("driving",)),
        ("Hot Drinks & Chat Volunteer", ("coffee_chat",)),
        ("Al-Anon", ("alcohol_free_living",)),
        ("Grief group for young adults", ("grief", "young_people")),
        ("LGBTQ+ board-game night", ("lgbtq_community", "board_games")),
        ("Men’s Shed", ("shared_workshop",)),
        ("Knit, sew, paint pots, choir and chess", ("knitting_crochet", "sewing", "singing")),
    ],
)
def test_a_listing_gets_the_topics_that_its_words_name(text, topics):
    assert topics_for(text) == topics


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Walk-in advice, all walks of life",
        "Book now! Reading, Berkshire",
        "Please book your place on our website",
        "Meeting at Central Library, five minutes walk from the station",
        "You need a full driver's licence",
        "Carers welcome, disabled toilets, regardless of disability",
        "Craft beer tasting",
        "Ballot papers and woolly thinking; unsinging, chessboardless",
        "Reception follows in the east wing",
        "一次会议 обычная встреча",
        PASSING_TALK,
    ],
)
def test_words_said_in_passing_name_no_topic(text):
    assert topics_for(text) == ()


def test_the_table_of_phrases_names_each_phrase_once_and_every_topic():
    phrases = [phrase for said in PHRASES.values() for phrase in said.split(", ")]
    assert len(phrases) == len(set(phrases))
    assert all(re.fullmatch(r"[a-z0-9]+( [a-z0-9]+)*", phrase) for phrase in phrases)
    assert set(PHRASES) - {NOTHING} == set(TOPICS)
    assert set(PASSING.split(", ")) <= set(phrases)


def test_every_phrase_leads_to_its_own_topic():
    for topic, said in PHRASES.items():
        for phrase in said.split(", "):
            assert topics_for(f"{phrase.title()}!") == ((topic,) if topic else ())
