"""What "Leave" is on every page, where it leads, and the page that could be anybody's."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.config import BadSetting, Config
from tests.people import sign_in
from tests.phones import new_phone
from tests.web.reading import Attrs, read

TEMPLATES = Path(__file__).parents[2] / "app/templates"
NEUTRAL = "/away"
ELSEWHERE = "https://www.wikipedia.org/"


def addresses(app: Flask) -> Iterator[str]:
    """Every address that a browser may open; where a name is needed, one that is nobody's."""
    with app.test_request_context():
        bound = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if "GET" in (rule.methods or ()) and not rule.rule.startswith("/api/v1/"):
                yield bound.build(rule.endpoint, dict.fromkeys(rule.arguments, "0" * 12))


def way_out(tags: list[tuple[str, Attrs]]) -> Attrs:
    """The first link after the one that skips to the main part."""
    return [attrs for tag, attrs in tags if tag == "a"][1]


@pytest.mark.parametrize("kind", [None, "organiser", "moderator"])
def test_every_page_can_be_left_by_its_second_link(app: Flask, kind: str | None):
    client = sign_in(app, kind=kind) if kind else new_phone(app)
    client.environ_base["HTTP_ACCEPT"] = "text/html"
    seen = []
    for address in addresses(app):
        response = client.get(address)
        if response.mimetype == "text/html" and response.data and address != NEUTRAL:
            seen.append(address)
            page = read(response)
            link = way_out(page.tags)
            assert (link["href"], link["rel"], "data-leave" in link) == (
                ELSEWHERE, "noreferrer", True,
            ), address  # fmt: skip
            assert "target" not in link, address
            assert page.links["Leave this site"] == ELSEWHERE, address
            html = next(attrs for tag, attrs in page.tags if tag == "html")
            assert html["data-exit"] == ELSEWHERE, "what the script reads is what the link says"
    assert {"/", "/help", "/settings", "/mine", "/organise", "/review", "/sign-in"} <= set(seen)


def test_every_page_is_made_of_the_frame_that_holds_it():
    pages = [path for path in TEMPLATES.glob("[!_]*.html") if path.stem not in {"base", "away"}]
    assert len(pages) > 40
    assert [
        p.name for p in pages if not p.read_text().startswith('{% extends "base.html" %}')
    ] == []


def test_help_now_says_where_it_leads_and_what_goes(client: FlaskClient):
    page = read(client.get("/help"))
    said = " ".join(page.lines)
    assert "shows wikipedia.org in its place" in said
    assert "Shift pressed three times" in said
    assert page.links["Leave"] == ELSEWHERE


def test_without_a_connection_the_page_could_be_anybodys(client: FlaskClient):
    response = client.get(NEUTRAL)
    assert response.headers["Cache-Control"] == "public, max-age=60"
    assert "alongside" not in response.text.lower()
    tags = read(response).tags
    assert not {"script", "use", "img"} & {tag for tag, _ in tags}
    assert [a["href"] for tag, a in tags if tag in {"a", "link"}] == ["data:,", ELSEWHERE]


def test_an_operator_chooses_the_site(config: Config):
    weather = "https://weather.example.org/today?a=1&b=2"
    client = create_app(replace(config, exit_url=weather)).test_client()
    assert way_out(read(client.get("/help")).tags)["href"] == weather
    assert "shows weather.example.org in its place" in client.get("/help").text


@pytest.mark.parametrize(
    "url",
    [
        "", "http://example.org/", "//example.org", "javascript:alert(1)", "https://",
        "https://olga:secret@example.org/", "https://olga@example.org/", "https://exam ple.org/",
        "https://example.org/\nhttps://other.example", "https://example.org:99999/",
        "https://alongside.example.org/help",
    ],
)  # fmt: skip
def test_a_site_that_would_not_do_stops_the_start(url: str):
    with pytest.raises(BadSetting, match="EXIT_URL"):
        Config.from_env({"EXIT_URL": url, "PUBLIC_URL": "https://alongside.example.org"})
