"""Our own files: packed, kept for a year where their names say what is in them, ours alone."""

import json
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.middleware.proxy_fix import ProxyFix

from app import create_app
from app.config import Config
from app.web.assets import Assets
from app.web.files import Files

SCRIPT = "/static/dist/main-0123456789.js"


class Closing(FlaskClient):
    """Reads each answer to its end and closes the file behind it, as a server does."""

    def open(self, *args, **kwargs):
        return super().open(*args, buffered=True, **kwargs)


def build(static: Path, name: str, text: str = "plain") -> None:
    """What a build leaves behind, its manifest last."""
    dist = static / "dist"
    dist.mkdir(exist_ok=True)
    (dist / name).write_text(text)
    (dist / f"{name}.br").write_bytes(b"br")
    (dist / f"{name}.gz").write_bytes(b"gzip")
    (dist / "manifest.json").write_text(json.dumps({"main.js": name}))


@pytest.fixture
def static(tmp_path: Path) -> Path:
    static = tmp_path / "static"
    for path, text in {
        "src/main.css": "css",
        "src/main.ts": "secret",
        "icons/icon.svg": "<svg/>",
        "icons/drawing.xcf": "source",
    }.items():
        (static / path).parent.mkdir(parents=True, exist_ok=True)
        (static / path).write_text(text)
    (tmp_path / "beside.js").write_text("secret")
    return static


@pytest.fixture
def files(app: Flask, static: Path) -> FlaskClient:
    """The application with another folder of files."""
    app.wsgi_app = Files(app.wsgi_app, Assets(static))
    app.test_client_class = Closing
    return app.test_client()


@pytest.mark.parametrize(
    ("accepted", "body"),
    [
        ("gzip, deflate, br", b"br"),
        ("gzip", b"gzip"),
        ("br;q=0, gzip", b"gzip"),
        ("br;q=0", b"plain"),
        ("", b"plain"),
    ],
)
def test_a_built_file_comes_packed_and_may_be_kept_for_a_year(
    files: FlaskClient, static: Path, accepted: str, body: bytes
):
    build(static, "main-0123456789.js")
    response = files.get(SCRIPT, headers={"Accept-Encoding": accepted})
    assert response.data == body
    assert response.headers.get("Content-Encoding", "plain") == body.decode()
    assert response.headers["Cache-Control"] == "max-age=31536000, public, immutable"
    assert response.headers["Vary"] == "Accept-Encoding"
    assert response.mimetype == "text/javascript"
    alone = files.head(SCRIPT, headers={"Accept-Encoding": accepted})
    assert (alone.data, alone.content_length) == (b"", len(body))


def test_files_carry_the_same_headers_as_every_other_answer(files: FlaskClient, static: Path):
    build(static, "main-0123456789.js")
    other = files.get("/api/v1/vocabulary").headers
    tag = files.get(SCRIPT).headers["ETag"]
    known = files.get(SCRIPT, headers={"If-None-Match": tag})
    assert known.status_code == 304
    for response in (files.get(SCRIPT), files.get("/static/icons/icon.svg"), known):
        assert "Access-Control-Allow-Origin" not in response.headers
        for name in (
            "Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options",
            "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy",
        ):  # fmt: skip
            assert response.headers[name] == other[name]


def test_a_file_the_browser_has_is_not_sent_again(files: FlaskClient, static: Path):
    build(static, "main-0123456789.js")
    tag = files.get(SCRIPT).headers["ETag"]
    for sent in (tag, tag.removeprefix("W/"), f'"another", {tag}', "*"):
        again = files.get(SCRIPT, headers={"If-None-Match": sent, "Accept-Encoding": "br"})
        assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", tag)
    assert files.get(SCRIPT, headers={"If-None-Match": '"another"'}).data == b"plain"


@pytest.mark.parametrize("part", ["bytes=0-0", "bytes=2-", "bytes=9-1", "lines=1"])
def test_a_file_comes_whole_or_not_at_all(files: FlaskClient, static: Path, part: str):
    build(static, "main-0123456789.js")
    response = files.get(SCRIPT, headers={"Range": part})
    assert (response.status_code, response.data) == (200, b"plain")


def test_an_icon_is_asked_for_again_after_a_while(files: FlaskClient):
    assert files.get("/static/icons/icon.svg").headers["Cache-Control"] == "max-age=300, public"


def test_styles_come_from_their_sources_only_while_nothing_is_built(
    files: FlaskClient, static: Path
):
    assert files.get("/static/src/main.css").data == b"css"
    assert files.get(SCRIPT).status_code == 404
    build(static, "main-0123456789.js")
    assert files.get(SCRIPT).data == b"plain"
    assert files.get("/static/src/main.css").status_code == 404


def test_a_new_build_is_taken_up_and_the_one_before_stays_while_it_lies_there(
    files: FlaskClient, static: Path
):
    build(static, "main-0123456789.js")
    assert files.get(SCRIPT).status_code == 200
    build(static, "main-abcdefabcd.js", "newer and longer")
    assert files.get("/static/dist/main-abcdefabcd.js").data == b"newer and longer"
    assert files.get(SCRIPT).data == b"plain"
    (static / "dist/main-0123456789.js").unlink()
    assert files.get(SCRIPT).status_code == 404


def test_pages_name_what_was_built_last(tmp_path: Path):
    assets = Assets(tmp_path)
    assert assets.address("main.js") is None
    build(tmp_path, "main-0123456789.js")
    assets.look()
    assert assets.address("main.js") == SCRIPT
    (tmp_path / "dist/manifest.json").write_text('{"main.js": "ma')
    assets.look()
    assert assets.address("main.js") == SCRIPT


@pytest.mark.parametrize(
    "path",
    [
        "/static/dist/manifest.json",
        "/static/dist/worker-0123456789.js",
        "/static/dist/worker.js",
        f"{SCRIPT}.br",
        f"{SCRIPT}%00",
        f"{SCRIPT}/",
        f"/{SCRIPT}",
        "/static//dist/main-0123456789.js",
        "/static/dist/../dist/main-0123456789.js",
        "/static/dist/%2e%2e/%2e%2e/beside.js",
        "/static/dist/..%2f..%2fbeside.js",
        "/static/dist/..%5c..%5cbeside.js",
        "/static/%2e%2e/beside.js",
        "/static/icons/%2e%2e/src/main.ts",
        "/static/icons/drawing.xcf",
        "/static/src/main.ts",
        "/static/%ff%fe",
        "/static/dist/",
        "/static/dist",
        "/static/",
        "/static",
    ],
)
def test_nothing_else_is_handed_out(files: FlaskClient, static: Path, path: str):
    build(static, "main-0123456789.js")
    for name in ("worker-0123456789.js", "worker.js"):
        (static / "dist" / name).write_text("worker")
    response = files.get(path)
    assert response.status_code == 404
    assert response.mimetype == "application/problem+json"


def test_files_can_only_be_read(files: FlaskClient, static: Path):
    build(static, "main-0123456789.js")
    response = files.post(SCRIPT, headers={"Sec-Fetch-Site": "same-origin"})
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_behind_a_proxy_files_are_handed_out_too(config: Config):
    settings = {name: getattr(config, name) for name in ("database_url", "data_dir")}
    app = create_app(Config(trusted_proxies=1, **settings))
    assert isinstance(app.wsgi_app, ProxyFix)
    app.test_client_class = Closing
    client = app.test_client()
    response = client.get("/static/icons/icon.svg", headers={"X-Forwarded-Proto": "https"})
    assert response.mimetype == "image/svg+xml"
