"""Help now: the emergency number first, and of every number whether a person checked it."""

import json
import runpy
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.config import Config
from app.web import help as numbers
from tests.web.reading import read


def test_help_shows_the_emergency_number_first_and_says_what_nobody_checked(browser: FlaskClient):
    page = read(browser.get("/help"))
    calls = [a["href"] for tag, a in page.tags if tag == "a" and a["href"][:4] in {"tel:", "sms:"}]
    assert calls[:4] == ["tel:999", "tel:112", "tel:116123", "sms:85258"]
    assert "Numbers for the United Kingdom. Another country" in page.lines
    assert "999: not checked yet. 112: not checked yet." in page.lines
    for line in ("Samaritans 116 123", "Shout, text SHOUT to 85258"):
        assert f"{line} not checked yet" in page.lines
    assert any("a doctor or counsellor can help" in line for line in page.lines)
    assert page.links["findahelpline.com"] == "https://findahelpline.com"


def test_every_country_is_on_the_help_page(browser: FlaskClient):
    text = " ".join(read(browser.get("/help")).lines)
    assert len(numbers.countries()) == 17
    for country in numbers.countries():
        assert country["name"] in text
        for number in country["emergency"]:
            assert number["call"] in text


def test_a_country_without_numbers_still_helps(app: Flask, browser: FlaskClient):
    config: Config = app.config["ALONGSIDE"]
    app.config["ALONGSIDE"] = Config(data_dir=config.data_dir, help_country="ZZ")
    answer = browser.get("/help")
    page = read(answer)
    assert any("Call your local emergency number." in line for line in page.lines)
    assert '<a class="button emergency primary" href="tel:112">' in answer.text
    assert any(line.startswith("United Kingdom: 999 or 112") for line in page.lines)


@pytest.fixture
def verified(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Let the numbers of a country have been checked on these days, as many as are given."""

    def write(code: str, *days: str) -> None:
        read = json.loads(numbers.NUMBERS.read_text())
        own = next(country for country in read if country["code"] == code)
        for number, day in zip(own["emergency"] + own["lines"], days, strict=False):
            number["verified_on"] = day
        (tmp_path / "numbers.json").write_text(json.dumps(read))
        monkeypatch.setattr(numbers, "NUMBERS", tmp_path / "numbers.json")
        numbers.countries.cache_clear()

    yield write
    numbers.countries.cache_clear()


def test_each_number_says_the_day_on_which_a_person_checked_it(
    browser: FlaskClient, verified: Callable[..., None]
):
    verified("GB", "2026-11-12", "2026-11-12", "2026-01-03")
    lines = read(browser.get("/help")).lines
    assert "999: checked on 12 November 2026. 112: checked on 12 November 2026." in lines
    assert "Samaritans 116 123 checked on 3 January 2026" in lines
    assert "Shout, text SHOUT to 85258 not checked yet" in lines


def test_a_day_that_is_none_is_refused(verified: Callable[..., None]):
    verified("GB", "last week")
    with pytest.raises(ValueError, match="isoformat"):
        numbers.countries()


def test_the_operator_is_told_how_many_numbers_nobody_checked(verified: Callable[..., None]):
    said = numbers.for_operator("GB")
    assert said.startswith("Help numbers for the United Kingdom: 5 of 5 not checked yet.")
    verified("US", "2026-11-12")
    assert "the United States: 1 of 2 not checked yet." in numbers.for_operator("US")
    verified("US", "2026-11-12", "2026-11-13")
    assert numbers.for_operator("US") == "Help numbers for the United States: all 2 checked."
    assert numbers.for_operator("ZZ").startswith("Help numbers: none for ZZ;")


def test_the_start_says_so_in_one_line_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("HELP_COUNTRY", "IE")
    settings = runpy.run_path(str(Path(__file__).parents[2] / "gunicorn.conf.py"))
    settings["when_ready"](None)
    said = [line for line in capsys.readouterr().err.splitlines() if line.startswith("Help")]
    assert said == [numbers.for_operator("IE")]
    assert "Ireland: 4 of 4 not checked yet." in said[0]


def test_every_number_has_a_place_for_the_day_a_person_checks_it():
    for country in numbers.countries():
        assert country["emergency"]
        for number in country["emergency"] + country["lines"]:
            assert "verified_on" in number
            assert number.get("call") or number.get("text")
