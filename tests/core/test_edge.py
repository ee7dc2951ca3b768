"""What stands at the door of every request."""

import json

import pytest
from flask import Blueprint, Flask, jsonify
from flask.testing import FlaskClient

from app.core.fields import Coordinate, Flag, Number, Several, Text
from app.core.requests import Rooms, StrictSchema
from app.core.security import public

HEADERS = (
    "Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options",
    "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy",
    "Cross-Origin-Resource-Policy", "Cache-Control", "X-Request-ID",
)  # fmt: skip


class Ask(StrictSchema):
    lat = Coordinate(low=-90, high=90)
    size = Number(low=0, high=10)
    note = Text(high=20)
    flag = Flag()
    kind = Several(Text(high=20))


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """The application with one echoing route, one without a rule and one that breaks."""
    room = Rooms("echo", __name__, url_prefix="/api/v1/echo")

    @room.route("", methods=["POST"])
    @public
    @room.arguments(Ask)
    def body(asked):
        return jsonify(asked)

    @room.route("", methods=["GET"])
    @public
    @room.arguments(Ask, location="query")
    def query(asked):
        return jsonify(asked)

    bare = Blueprint("bare", __name__)

    @bare.get("/api/v1/closed")
    def closed():
        return jsonify(secret=True)

    @bare.get("/api/v1/broken")
    @public
    def broken():
        raise RuntimeError("canary-7f3a")

    app.register_blueprint(room)
    app.register_blueprint(bare)
    return app.test_client()


def post(client: FlaskClient, raw: bytes | str, **kwargs):
    kwargs.setdefault("content_type", "application/json")
    kwargs.setdefault("headers", {"Sec-Fetch-Site": "same-origin"})
    return client.post("/api/v1/echo", data=raw, **kwargs)


@pytest.mark.parametrize(
    ("raw", "status"),
    [
        ('{"size": 3}', 200),
        ('{"size": 1e999}', 400),
        ('{"size": NaN}', 400),
        ('{"size": 9223372036854775808}', 400),
        ('{"size": 1, "size": 2}', 400),
        ('{"note": "\\ud800"}', 400),
        ('{"note": "a\\u0000b"}', 400),
        ('{"note": "a\\u202eb"}', 422),
        ('{"note": "\\u200b\\u200b"}', 422),
        ("[" * 5000, 400),
        ("[1]", 400),
        ("", 400),
        ("{", 400),
        ('{"size": "3"}', 422),
        ('{"size": true}', 422),
        ('{"size": 11}', 422),
        ('{"flag": "yes"}', 422),
        ('{"lat": 90.0001}', 422),
        ('{"unknown": 1}', 422),
        ('{"kind": "a"}', 422),
        ('{"size": 3}'.encode("utf-16"), 400),
    ],
)
def test_loose_json_is_refused(client, raw, status):
    answer = post(client, raw)
    assert answer.status_code == status
    if status != 200:
        assert answer.mimetype == "application/problem+json"
        assert set(answer.json) == {
            "type", "title", "status", "code", "detail", "errors", "request_id",
        }  # fmt: skip


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("size=3&lat=51.50741&flag=true&kind=a&kind=b", 200),
        ("size=nan", 422),
        ("size=inf", 422),
        ("size=1e3", 422),
        ("size=5_1", 422),
        ("size=%D9%A5", 422),
        ("size=--1", 422),
        ("size=1&size=2", 422),
        ("flag=yes", 422),
        ("anything=1", 422),
    ],
)
def test_loose_query_values_are_refused(client, query, status):
    answer = client.get(f"/api/v1/echo?{query}")
    assert answer.status_code == status
    if status != 200:
        assert answer.json["errors"]


def test_coordinates_lose_all_but_two_decimals(client):
    assert post(client, '{"lat": 51.507351}').json == {"lat": 51.51}
    assert client.get("/api/v1/echo?lat=51.507351").json == {"lat": 51.51}


def test_checks_come_in_the_promised_order(client):
    other = {"Sec-Fetch-Site": "cross-site"}
    big = b"x" * (64 * 1024 + 1)
    assert client.post("/api/v1/nothing", data=big, headers=other).status_code == 404
    assert client.put("/api/v1/echo", data=big, headers=other).status_code == 405
    assert post(client, big, content_type="text/plain", headers=other).status_code == 415
    assert post(client, big, headers=other).status_code == 413
    assert post(client, b"{", headers=other).status_code == 403
    assert post(client, b"{").status_code == 400


@pytest.mark.parametrize(
    "content_type", ["application/x+json", "text/plain", "application/json; charset=utf-16", ""]
)
def test_only_json_is_taken(client, content_type):
    assert post(client, "{}", content_type=content_type).status_code == 415


def test_a_foreign_origin_is_refused_and_our_own_is_taken(client):
    assert post(client, "{}", headers={"Origin": "https://elsewhere.example"}).status_code == 403
    assert post(client, "{}", headers={"Origin": "null"}).status_code == 403
    assert post(client, "{}", headers={"Origin": "http://localhost:8000"}).status_code == 200
    assert post(client, "{}", headers={"Sec-Fetch-Site": "same-site"}).status_code == 403
    assert post(client, "{}", headers={}).status_code == 200
    client.set_cookie("anything", "1")
    assert post(client, "{}", headers={}).status_code == 403


def test_a_route_without_a_rule_is_closed(client):
    assert client.get("/api/v1/closed").status_code == 401


def test_every_route_of_the_application_has_a_rule(app: Flask):
    views = [app.view_functions[rule.endpoint] for rule in app.url_map.iter_rules()]
    rules = [(getattr(v, "is_public", False), getattr(v, "is_personal", False)) for v in views]
    assert {sum(rule) for rule in rules} == {1}


def test_every_route_that_writes_does_so_in_one_transaction(app: Flask):
    """Pages that only show what a form holds are asked by POST, and write nothing."""
    for rule in app.url_map.iter_rules():
        if rule.methods & {"PUT", "PATCH", "DELETE"}:
            assert app.view_functions[rule.endpoint].writes, rule.rule


def test_a_failure_tells_neither_the_person_nor_the_log_its_words(client, capsys):
    answer = client.get("/api/v1/broken")
    assert answer.status_code == 500
    assert answer.json["code"] == "failed"
    logged = capsys.readouterr().err
    assert "RuntimeError" in logged
    assert "canary-7f3a" not in answer.get_data(as_text=True) + logged


def test_the_log_holds_no_query_body_or_address(client, capsys):
    client.get("/api/v1/echo?note=canary-query", environ_base={"REMOTE_ADDR": "203.0.113.77"})
    post(client, '{"note": "canary-body"}')
    client.get("/canary-path")
    lines = capsys.readouterr().err.strip().splitlines()
    assert len(lines) == 3
    assert {json.loads(line)["route"] for line in lines} == {"/api/v1/echo", "-"}
    assert not any("canary" in line or "203.0" in line for line in lines)


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/broken", "/none", "/api/v1/closed"])
def test_security_headers_stand_on_every_answer(client, path):
    answer = client.get(path)
    assert [name for name in HEADERS if name not in answer.headers] == []
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_wrong_method_names_the_right_ones(client):
    answer = client.delete("/healthz")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_the_process_says_that_it_lives_and_is_ready(client):
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ready"}


def test_without_its_gazetteer_a_process_is_not_ready(client, config):
    config.gazetteer_path.unlink()
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"]


def test_an_answer_the_asker_already_has_is_not_sent_again(client):
    first = client.get("/api/v1/vocabulary")
    assert first.headers["Cache-Control"] == "public, max-age=86400"
    again = client.get("/api/v1/vocabulary", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
