"""The page about the API and the document behind it: whole, true, and its examples run."""

import json
import re
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from html import unescape
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import jsonschema_rs
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from time_machine import travel

from app.activities.drafts import NewPlace
from app.activities.service import publish
from app.config import Config
from app.places.build import write_gazetteer
from tests.conftest import NOW
from tests.discovery.conftest import draft, weekly
from tests.kept_rows import fill_as
from tests.places.small import ROWS, TOWNS, town
from tests.web.asking import HERE, Line, ask, somebody
from tests.web.reading import Page

DAYS_LATER = NOW + timedelta(days=9)
SQUARE = NewPlace(lat=52.708, lon=-2.754, precision="exact", name="Hall", area="Shrewsbury")


@pytest.fixture
def config(config: Config) -> Config:
    """Each example about oneself is of somebody new: more than one sender may hold at once."""
    return replace(config, has_limits=False)


@pytest.fixture
def shrewsbury(app: Flask, config: Config, frozen) -> Flask:
    """The application where made-up activities meet in the town of the examples."""
    known = [*TOWNS, town("Shrewsbury", "GB", "ENG", 52.71, -2.75, 71715)]
    write_gazetteer(replace(ROWS, towns=known), config.gazetteer_path)
    fill_as(publish_three)
    return app


def publish_three(session: Session) -> None:
    for day, title in enumerate(("Board games", "Slow walk", "Choir"), 1):
        dates = (weekly(datetime(2026, 12, day, 14)),)
        publish(
            session,
            draft(title, title=title, place=SQUARE, segments=dates, booking="needed"),
            NOW,
        )


@pytest.fixture
def docs(shrewsbury: Flask, client: FlaskClient) -> str:
    return client.get("/docs").text


@pytest.fixture
def document(shrewsbury: Flask, client: FlaskClient) -> dict:
    return client.get("/api/v1/openapi.json").json


def operations(document: dict) -> Iterator[tuple[str, str, dict]]:
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            if method != "parameters":
                yield path, method, operation


def examples(html: str) -> dict[str, Line]:
    """The lines for curl on the page, by the operation they stand under."""
    found = [
        (re.search(r'<h3 id="(\w+)"', part), re.search(r"<pre><code>(.*?)</code>", part, re.DOTALL))
        for part in html.split("<section")
    ]
    return {key[1]: Line.read(unescape(line[1])) for key, line in found if key and line}


def fits(document: dict, schema: dict, body: object) -> None:
    whole = {"allOf": [schema], "components": document["components"]}
    jsonschema_rs.Draft202012Validator(whole, validate_formats=True).validate(body)


def test_every_example_runs_and_answers_what_is_described(
    docs: str, document: dict, client: FlaskClient, shrewsbury: Flask
):
    lines = examples(docs)
    described = {operation["operationId"]: operation for _, _, operation in operations(document)}
    assert lines.keys() == described.keys()
    # What takes an activity away comes last: the others need it.
    for key, operation in sorted(described.items(), key=lambda one: one[0] == "remove_activity"):
        line, runs = lines[key], "x-kinds" in operation
        who = somebody(shrewsbury, line, lines["hold_place"], runs=runs) if line.is_own else client
        if key == "list_saves":
            ask(who, lines["save_activity"])
        with travel(DAYS_LATER, tick=False) if key == "give_feedback" else nullcontext():
            answer = ask(who, line)
        assert answer.status_code // 100 == 2, (key, answer.json)
        told = operation["responses"][str(answer.status_code)]["content"][answer.mimetype]
        body = answer.json if answer.is_json else answer.text
        fits(document, told["schema"], body)
        assert line.is_own == bool({"x-writes", "security", "x-secret"} & operation.keys())
        found = body.get("items", ["not a list"]) if answer.is_json else body
        assert found, f"the example of {key} finds nothing"


def texts(value: object) -> list[str]:
    return [str(one) for one in (value if isinstance(value, list) else [value])]


def test_examples_are_made_of_what_the_document_holds(docs: str, document: dict):
    lines = examples(docs)
    for path, method, operation in operations(document):
        line = lines[operation["operationId"]]
        assert line.method == method.upper()
        shape = re.sub(r"\\{(activity|occurrence)_id\\}", "[0-9a-z]{12}", re.escape(path))
        shape = shape.replace(r"\{session_id\}", "SESSION_ID").replace(r"\{secret\}", "SECRET")
        shape = re.sub(r"\\{(\w+_id)\\}", lambda name: name[1].upper(), shape)
        shape = shape.replace(r"\{passkey_id\}", "PASSKEY_ID")
        for name in ("member_id", "item_id", "organiser_id", "decision_id"):
            shape = shape.replace(rf"\{{{name}\}}", name.upper())
        assert re.fullmatch(shape, urlsplit(line.address).path)
        given = {
            one["name"]: texts(one["example"])
            for one in operation.get("parameters", ())
            if "example" in one
        }
        assert parse_qs(urlsplit(line.address).query) == given
        if "requestBody" in operation:
            content = operation["requestBody"]["content"]["application/json"]
            body = json.loads(line.body or "")
            if "visit" in body:
                # Which activities there are is known here only: an example names the first one.
                body["visit"]["activity_id"] = content["example"]["visit"]["activity_id"]
            assert body == content["example"]
            fits(document, content["schema"], content["example"])


def test_reading_can_be_tried_by_a_link_and_everything_public_by_a_button(docs: str):
    page, lines = Page(docs), [line for line in examples(docs).values() if not line.is_own]
    links = [a["href"] for _, a in page.tags if a.get("href", "").startswith("/api/v1/")]
    assert {line.address for line in lines if line.method == "GET"} < set(links)
    buttons = [(a["data-method"], a["data-run"], a.get("data-body")) for _, a, _ in page.buttons]
    assert buttons == [(line.method, line.address, line.body) for line in lines]


def test_every_parameter_and_field_is_told_with_its_meaning(docs: str, document: dict):
    text = " ".join(Page(docs).text.split())
    told = [one for _, _, operation in operations(document) for one in parameters(operation)]
    for schema in document["components"]["schemas"].values():
        told += schema.get("properties", {}).items()
    assert len(told) > 150
    for name, part in told:
        assert part.get("description"), f"nobody says what {name} means"
        assert f"{name} " in text
        assert part["description"].replace("`", "") in text


def parameters(operation: dict) -> list[tuple[str, dict]]:
    return [(one["name"], one) for one in operation.get("parameters", ())]


@pytest.mark.parametrize(
    "said",
    [
        "radius_km Kilometres to look around. number, 1 to 100, 5 when left out",
        "q needed A town, a town and its region or country, or a US ZIP code. text, 1 to 120",
        "1 hardly ever, 5 very. Null: not told. whole number, or null, 1 to 5",
        "weekday The day of the week. list, each one of mon, tue, wed, thu, fri, sat, sun",
        "410 This is no longer here. a Problem",
        "items The likeliest first; may be empty. list, each a Place, at most 8 of them",
        "When the first matching date starts. time, as 2026-12-01T19:00:00+00:00, or null",
        "travels only in the body of a POST",
    ],
)
def test_types_limits_and_privacy_are_said_in_plain_words(docs: str, said: str):
    assert said in " ".join(Page(docs).text.split())


def test_headings_make_an_outline_and_every_link_on_the_page_leads_somewhere(
    docs: str, document: dict
):
    page = Page(docs)
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    inside = {a["href"][1:] for tag, a in page.tags if a.get("href", "").startswith("#")}
    assert inside - {"main"} <= set(ids)
    assert {operation["operationId"] for _, _, operation in operations(document)} <= inside


def test_without_activities_the_page_says_how_to_go_on(client: FlaskClient):
    response = client.get("/docs")
    assert response.status_code == 200
    assert "Take an <code>id</code> from a list" in response.text
    assert "show_activity" not in examples(response.text)


def test_the_document_says_where_it_can_be_read(client: FlaskClient):
    document = client.get("/api/v1/openapi.json").json
    assert document["externalDocs"]["url"] == f"{HERE}/docs"
    assert document["servers"] == [{"url": HERE}]
    assert "body of a POST" in document["info"]["description"]
