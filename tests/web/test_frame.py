"""What every page shares: help in one place, no third party, no inline script, built files."""

import logging
import subprocess
from pathlib import Path

import pytest
import structlog
from flask.testing import FlaskClient

from app.web.assets import Assets
from tests.web.conftest import Search
from tests.web.reading import read

ROOT = Path(__file__).parents[2]
PAGES = (
    "/", "/?place=Millbrook", "/activities/0123456789ab", "/mine", "/about-me", "/help", "/docs",
    "/nothing",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_help_now_is_in_the_same_place_on_every_page(
    browser: FlaskClient, search: Search, path: str
):
    page = read(browser.get(path))
    header = [a["href"].split("?")[0] for tag, a in page.tags if tag == "a"][:8]
    away = "https://www.wikipedia.org/"
    assert header == ["#main", away, "/", "/", "/mine", "/about-me", "/organise", "/help"]
    assert page.links["Skip to the main part"] == "#main"


@pytest.mark.parametrize("path", PAGES)
def test_a_page_runs_nothing_inline_and_loads_nothing_foreign(
    browser: FlaskClient, search: Search, path: str
):
    response = browser.get(path)
    assert "script-src 'self'; style-src 'self'" in response.headers["Content-Security-Policy"]
    for tag, attrs in read(response).tags:
        assert tag != "style"
        assert "style" not in attrs
        assert not any(name.startswith("on") for name in attrs)
        if tag in {"script", "img", "iframe", "link", "use"}:
            source = attrs.get("src") or attrs.get("href", "")
            assert source.startswith("/static/") or source == "/manifest.webmanifest"


def test_the_current_tab_is_marked_and_pages_beside_the_tabs_mark_none(
    browser: FlaskClient, search: Search
):
    def marked(path: str) -> list[str]:
        tags = read(browser.get(path)).tags
        return [a["href"] for tag, a in tags if tag == "a" and a.get("aria-current") == "page"]

    assert marked("/?place=Millbrook") == ["/?place=Millbrook"]
    assert marked("/about-me") == ["/about-me"]
    assert marked("/mine") == ["/mine"]
    assert marked("/help") == ["/help"]
    assert marked("/nothing") == []


def test_a_page_may_be_kept_for_a_minute_and_is_not_sent_twice(
    browser: FlaskClient, search: Search
):
    first = browser.get("/?place=Millbrook")
    assert first.headers["Cache-Control"] == "public, max-age=60"
    again = browser.get("/?place=Millbrook", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


def test_without_built_files_pages_work_and_the_log_says_so_once(tmp_path: Path):
    with structlog.testing.capture_logs() as logged:
        bare = Assets(tmp_path)
        assert bare.address("main.js") is None
        assert bare.address("main.css") == "/static/src/main.css"
        assert bare.address("early.js") is None
    assert [entry["log_level"] for entry in logged] == [logging.getLevelName(30).lower()]


def test_a_page_that_names_a_new_icon_makes_the_files_be_built_again():
    asked = ["make", "--dry-run", "--print-data-base", "static/dist/manifest.json"]
    said = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    rule = next(x for x in said.splitlines() if x.startswith("static/dist/manifest.json:"))
    for named_in in ("app/templates/help.html", "app/web/words.py", "app/activities/topics.py"):
        assert named_in in rule.split()
