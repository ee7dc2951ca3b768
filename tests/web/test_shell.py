"""What makes the pages an app: the manifest, the worker and what it keeps, /offline."""

import re
from pathlib import Path

import orjson
import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from app.config import Config
from app.web import help as numbers
from app.web.assets import Assets
from tests.web.conftest import Search
from tests.web.reading import read

STATIC = Path(__file__).parents[2] / "static"
STYLES = ("main", "nearby", "activity", "about", "mine", "climb", "own", "docs")
SCRIPTS = ("main", "early", "own", "mine", "docs", "worker")
BUILT = (
    {f"{name}.js": f"{name}-0000000001.js" for name in SCRIPTS}
    | {f"{name}.css": f"{name}-0000000001.css" for name in STYLES}
    | {"icons.svg": "icons-0000000001.svg"}
)


def build(app: Flask, folder: Path, **changed: str) -> None:
    """Stand-ins for built files, and the application looking at them."""
    (folder / "dist").mkdir(exist_ok=True)
    (folder / "dist" / BUILT["worker.js"]).write_text("work()")
    (folder / "dist" / "manifest.json").write_bytes(orjson.dumps(BUILT | changed))
    assets = app.extensions["assets"] = Assets(folder)
    app.jinja_env.globals["asset"] = assets.address


def kept(client: FlaskClient) -> dict[str, object]:
    first, script = client.get("/sw.js").text.split("\n", 1)
    assert script == "work()"
    found = re.fullmatch("const KEEP=(.*);", first)
    assert found
    told: dict[str, object] = orjson.loads(found[1])
    return told


def version(app: Flask, client: FlaskClient) -> object:
    app.extensions.pop("worker", None)
    return kept(client)["version"]


def test_the_manifest_says_what_a_phone_needs(client: FlaskClient):
    response = client.get("/manifest.webmanifest")
    assert response.mimetype == "application/manifest+json"
    assert "public" in response.headers["Cache-Control"]
    again = client.get("/manifest.webmanifest", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
    told = orjson.loads(response.data)
    assert (told["id"], told["start_url"], told["scope"]) == ("/", "/", "/")
    assert {(icon["sizes"], icon["purpose"]) for icon in told["icons"]} >= {
        ("192x192", "any"), ("512x512", "any"), ("512x512", "maskable"),
    }  # fmt: skip
    assert [shortcut["url"] for shortcut in told["shortcuts"]] == ["/", "/help", "/about-me"]


def test_every_icon_of_the_manifest_is_handed_out(client: FlaskClient):
    told = orjson.loads(client.get("/manifest.webmanifest").data)
    icons = told["icons"] + [icon for shortcut in told["shortcuts"] for icon in shortcut["icons"]]
    for icon in [*icons, {"src": "/static/icons/apple-touch-icon.png", "type": "image/png"}]:
        with client.get(icon["src"]) as response:
            assert response.status_code == 200
            assert response.mimetype == icon["type"]
            assert len(response.data) < 10_000


def test_every_page_names_the_manifest(browser: FlaskClient, search: Search):
    for path in ("/", "/help", "/offline", "/nothing"):
        links = [a for tag, a in read(browser.get(path)).tags if tag == "link"]
        assert {"rel": "manifest", "href": "/manifest.webmanifest"} in links


def test_the_worker_is_asked_for_each_time_and_sent_once(
    app: Flask, client: FlaskClient, tmp_path: Path
):
    build(app, tmp_path)
    response = client.get("/sw.js")
    assert response.mimetype == "text/javascript"
    assert response.headers["Cache-Control"] == "no-cache"
    assert "connect-src 'self'" in response.headers["Content-Security-Policy"]
    again = client.get("/sw.js", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304


def test_the_worker_is_told_to_keep_the_core(app: Flask, client: FlaskClient, tmp_path: Path):
    build(app, tmp_path)
    told = kept(client)
    assert told["pages"] == ["/", "/about-me", "/help", "/mine", "/offline", "/away"]
    names = (
        "main.js", "early.js", "own.js", "mine.js", "docs.js", "main.css", "nearby.css",
        "activity.css", "about.css", "mine.css", "climb.css", "own.css", "docs.css", "icons.svg",
    )  # fmt: skip
    assert told["files"] == [f"/static/dist/{BUILT[name]}" for name in names]


def test_without_a_build_there_is_no_worker(app: Flask, client: FlaskClient, tmp_path: Path):
    app.extensions["assets"] = Assets(tmp_path)
    assert client.get("/sw.js").status_code == 404


def test_another_build_is_another_version_and_the_same_is_not(
    app: Flask, client: FlaskClient, tmp_path: Path
):
    build(app, tmp_path)
    first = version(app, client)
    assert version(app, client) == first
    build(app, tmp_path, **{"main.css": "main-0000000002.css"})
    assert kept(client)["version"] != first


def test_other_help_numbers_are_another_version(
    app: Flask, client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    build(app, tmp_path)
    first = version(app, client)
    monkeypatch.setattr(numbers, "countries", list)
    assert version(app, client) != first


def test_every_process_tells_the_same_version(
    app: Flask, client: FlaskClient, config: Config, tmp_path: Path
):
    build(app, tmp_path)
    other = create_app(config)
    build(other, tmp_path)
    assert version(other, other.test_client()) == version(app, client)


@pytest.mark.usefixtures("search")
def test_a_changed_listing_is_no_new_version(
    app: Flask, client: FlaskClient, tmp_path: Path, search: Search
):
    build(app, tmp_path)
    first = version(app, client)
    search.found["items"][0]["title"] = "Another title"
    assert version(app, client) == first


def test_a_browser_is_told_to_forget_the_pages_it_holds(client: FlaskClient):
    response = client.get("/clear-cache")
    assert response.status_code == 204
    assert response.headers["Clear-Site-Data"] == '"cache"'
    assert response.headers["Cache-Control"] == "no-store"


def test_the_page_for_no_connection_helps_without_a_script(browser: FlaskClient):
    response = browser.get("/offline")
    assert "public" in response.headers["Cache-Control"]
    page = read(response)
    assert page.links["Try again"] == ""
    assert page.links["Nearby"] == "/"
    assert page.links["Help now"] == "/help"
    assert "This page is not on your phone yet" in page.lines


@pytest.mark.parametrize(
    "path", ["/?place=Millbrook", "/activities/0123456789ab", "/about-me", "/help"]
)
def test_a_page_from_the_server_shows_no_notice_of_a_copy(
    browser: FlaskClient, search: Search, path: str
):
    notices = [a for _, a in read(browser.get(path)).tags if "data-kept" in a]
    assert len(notices) == 1
    assert "hidden" in notices[0]
