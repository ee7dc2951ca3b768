"""What a person reads of how it may feel: short on a card, never twice, nothing made up."""

import pytest
from flask.testing import FlaskClient

from app.comfort import FACT_WORDS, SUPPORT_WORDS
from app.web import reasons
from tests.web import fake
from tests.web.conftest import Search
from tests.web.reading import read

LIST = {"place": "Millbrook", "level": "4"}
AT = "/activities/0123456789ab"
UNTOLD = {"people": None, "sensory": None, "stuck": None}
MET = {"key": "start", "text": FACT_WORDS["start"].phrases[0]}
UNKNOWN = fake.FIT | {"band": "not_enough_known", "helps": [], "harder": []}


def lines(browser: FlaskClient, search: Search, **changes: object) -> list[str]:
    search.found = fake.found(fake.card(**changes))
    return read(browser.post("/", data=LIST)).lines


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ("online", "you join online"),
        ("phone", "you join by phone"),
        ("in_person", "you are met at the door"),
        ("hybrid", "you are met at the door or join online"),
    ],
)
def test_being_met_is_said_as_it_is(browser: FlaskClient, search: Search, form: str, said: str):
    search.fit = fake.FIT | {"helps": [MET]}
    assert f"Good: {said}" in lines(browser, search, format=form, facts={"start": 0})
    search.page = fake.activity(format=form, facts=fake.card(facts={"start": 0})["facts"])
    page = read(browser.post(AT, data=LIST)).lines
    assert page[page.index("Arriving") + 1] == said[0].upper() + said[1:]
    assert f"Good: {said}" in page


def test_what_a_reason_says_is_not_said_again(browser: FlaskClient, search: Search):
    search.fit = UNKNOWN | {"helps": [MET], "ask": []}
    page = lines(browser, search, format="online", facts=UNTOLD | {"start": 0})
    assert "Good: you join online" in page
    assert not any(line.startswith("Told so far") for line in page)

    leave = {"key": "leave_ok", "text": SUPPORT_WORDS["leave_ok"].yes}
    search.fit = UNKNOWN | {"helps": [leave]}
    page = lines(browser, search, supports={"leave_ok": True})
    assert "Told so far: 5 to 10 people, quiet" in page
    assert "Good: you can leave any time" in page


def test_where_only_access_is_told_the_card_begins_with_it(browser: FlaskClient, search: Search):
    search.fit = UNKNOWN
    untold = {"facts": UNTOLD, "supports": {"greeter": None}}
    page = lines(browser, search, **untold, access={"step_free": True, "toilet": False})
    assert "Told so far: step-free, there is no accessible toilet" in page
    assert "Free" in page


def test_of_what_nobody_told_nothing_is_guessed(browser: FlaskClient, search: Search):
    search.fit = UNKNOWN
    untold = fake.card(facts=UNTOLD, supports={"greeter": None}, access={"toilet": True})
    search.page = fake.activity(**{key: untold[key] for key in ("facts", "supports", "access")})
    page = read(browser.post(AT, data=LIST)).lines
    assert (
        "Nobody has told us yet how it feels here. Known so far: when it is, where it is, "
        "what it costs, step-free, accessible toilet." in page
    )
    assert "So we do not guess. You decide." in page
    assert "a guess from what the organiser" not in " ".join(page)


def test_one_thing_that_was_told_is_enough_for_a_guess(browser: FlaskClient, search: Search):
    search.fit = UNKNOWN | {"helps": [{"key": "greeter", "text": "Mary meets you"}]}
    told = fake.card(facts=UNTOLD)
    search.page = fake.activity(facts=told["facts"])
    page = read(browser.post(AT, data=LIST)).lines
    assert "0 of 9 facts are told." in page
    assert "This is a guess from what the organiser and visitors told us. You decide." in page

    search.page |= {"told": {"greeter": {"by": "source", "on": "2026-11-20"}}}
    page = read(browser.post(AT, data=LIST)).lines
    said = "This is a guess from what the place this listing comes from told us. You decide."
    assert said in page


def test_every_reason_on_a_card_is_short_enough_for_one_line():
    said = [(8, text) for fact in FACT_WORDS.values() for text in fact.phrases[1:]]
    said += [(6, fact.phrases[0]) for key, fact in FACT_WORDS.items() if key != "start"]
    said += [(11, fact.ask) for fact in FACT_WORDS.values()]
    said += [(6, support.yes) for support in SUPPORT_WORDS.values()]
    said += [(12, support.could_help) for support in SUPPORT_WORDS.values()]
    for label, text in said:
        assert label + len(reasons.short(text)) <= 39, text


def test_short_words_stand_for_words_that_exist():
    every = {text for fact in FACT_WORDS.values() for text in (*fact.phrases, fact.ask)}
    every |= {support.yes for support in SUPPORT_WORDS.values()}
    every |= {support.could_help.split(",")[0] for support in SUPPORT_WORDS.values()}
    assert set(reasons.SHORT) <= every
