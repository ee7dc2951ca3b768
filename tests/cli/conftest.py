"""The demo's towns, one after the other: `-k hobart` looks at that town alone."""

import shutil
from datetime import date

import pytest
from sqlalchemy import func, select

from app.cli import demo_towns
from app.cli.demo import demo
from app.cli.demo_drafts import town_activities
from app.core.db import db

TODAY = date(2026, 11, 26)
SHREWSBURY = {"lat": "52.71", "lon": "-2.75", "radius_km": "25"}
READ_TOGETHER = "words.toml"


@pytest.fixture(scope="session", params=demo_towns.towns(), ids=lambda town: town.slug)
def town(request):
    return request.param


@pytest.fixture(scope="session")
def drafts(town):
    """The town's activities as of TODAY."""
    return town_activities(town, TODAY)


@pytest.fixture
def run(app, frozen):
    def invoke(*options):
        result = app.test_cli_runner().invoke(demo, options)
        assert result.exit_code == 0, result.output
        db.session.remove()
        return result.output

    return invoke


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A demo of one town with few activities; its folder, which may be changed."""
    whole, folder = demo_towns.FOLDER / "shrewsbury", tmp_path / "towns" / "shrewsbury"
    folder.mkdir(parents=True)
    for name in ("town.toml", "places.toml", READ_TOGETHER):
        shutil.copy(whole / name, folder)
    monkeypatch.setattr(demo_towns, "FOLDER", folder.parent)
    return folder


def rewrite(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def count(model, *where):
    return db.session.scalar(select(func.count()).select_from(model).where(*where))


def found(client):
    answer = client.get("/api/v1/activities", query_string={**SHREWSBURY, "limit": 50})
    return answer.get_json()["items"]
