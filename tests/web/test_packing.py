"""Answers that are the same for all leave packed, and are not sent to who has them already."""

import gzip

import brotli
import pytest
from flask.testing import FlaskClient

from tests.discovery.conftest import listed as listed  # noqa: PLC0414 a fixture of another room
from tests.web.conftest import Search

UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
LONG = ("/", "/?place=Millbrook", "/activities/0123456789ab", "/about-me", "/help", "/docs")
JSON = ("/api/v1/activities?lat=53.38&lon=-1.47", "/api/v1/vocabulary", "/api/v1/openapi.json")


def get(client: FlaskClient, path: str, accepted: str | None, **headers: str):
    asked = {"Accept-Encoding": accepted} if accepted is not None else {}
    return client.get(path, headers=asked | headers)


def check_packings(client: FlaskClient, path: str) -> None:
    plain = get(client, path, None)
    assert plain.status_code == 200
    assert "Content-Encoding" not in plain.headers
    tags = set()
    for accepted, encoding in (("gzip, deflate, br", "br"), ("gzip", "gzip"), ("", None)):
        packed = get(client, path, accepted)
        assert packed.headers.get("Content-Encoding") == encoding
        assert UNPACK[encoding](packed.data) == plain.data
        assert int(packed.headers["Content-Length"]) == len(packed.data)
        assert (len(packed.data) < len(plain.data) / 2) is (encoding is not None)
        assert "Accept-Encoding" in packed.vary
        tags.add(packed.headers["ETag"])
        check_known(client, path, accepted, packed)
    assert len(tags) == 3


def check_known(client: FlaskClient, path: str, accepted: str, first) -> None:
    tag = first.headers["ETag"]
    for sent in (tag, f"W/{tag}", f'"another", {tag}', "*"):
        again = get(client, path, accepted, **{"If-None-Match": sent})
        assert (again.status_code, again.data) == (304, b"")
        assert again.headers["ETag"] == tag
        assert again.headers["Cache-Control"] == first.headers["Cache-Control"]
        assert again.headers["X-Content-Type-Options"] == "nosniff"
        assert "Accept-Encoding" in again.vary
        assert "Content-Encoding" not in again.headers
    changed = get(client, path, accepted, **{"If-None-Match": '"another"'})
    assert changed.data == first.data


@pytest.mark.parametrize("path", LONG)
def test_a_page_leaves_as_small_as_the_browser_can_read(
    browser: FlaskClient, search: Search, path: str
):
    check_packings(browser, path)


@pytest.mark.parametrize("path", JSON)
def test_a_public_answer_of_the_api_does_too(listed, client: FlaskClient, path: str):
    check_packings(client, path)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.5, gzip;q=0.9", "gzip"),
        ("BR", "br"),
        ("br;q=0, gzip;q=0", None),
        ("identity", None),
        ("identity;q=1, br;q=0.5", None),
        ("*", None),
        ("deflate, zstd, xbr", None),
        ("br;q=nonsense, gzip", "gzip"),
    ],
)
def test_what_a_browser_refuses_or_likes_more_is_heard(
    browser: FlaskClient, accepted: str, encoding: str | None
):
    response = get(browser, "/help", accepted)
    assert response.headers.get("Content-Encoding") == encoding
    assert b"</html>" in UNPACK[encoding](response.data)


@pytest.mark.parametrize("path", ["/help", "/api/v1/vocabulary"])
def test_asking_for_the_headers_alone_tells_the_same(browser: FlaskClient, path: str):
    full = get(browser, path, "br")
    alone = browser.head(path, headers={"Accept-Encoding": "br"})
    assert alone.data == b""
    for name in ("Content-Length", "Content-Encoding", "ETag", "Cache-Control", "Vary"):
        assert alone.headers[name] == full.headers[name]
    known = {"Accept-Encoding": "br", "If-None-Match": full.headers["ETag"]}
    assert browser.head(path, headers=known).status_code == 304


def test_an_answer_that_fits_into_one_packet_is_left_as_it_is(client: FlaskClient):
    answer = get(client, "/api/v1/places?q=nowhere", "br")
    assert answer.json == {"items": []}
    assert "Accept-Encoding" in answer.vary
    again = get(
        client, "/api/v1/places?q=nowhere", "gzip", **{"If-None-Match": answer.headers["ETag"]}
    )
    assert again.status_code == 304


def test_a_changed_list_has_another_tag(browser: FlaskClient, search: Search):
    first = get(browser, "/?place=Millbrook", "br")
    search.found["items"][0]["title"] = "Another title"
    again = get(browser, "/?place=Millbrook", "br", **{"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert b"Another title" in brotli.decompress(again.data)


@pytest.mark.parametrize("path", ["/?place=Millbrook", "/about-me", "/activities/0123456789ab"])
def test_a_page_with_answers_in_it_is_neither_packed_nor_kept(
    browser: FlaskClient, search: Search, path: str
):
    response = browser.post(path, data={"level": "4"}, headers={"Accept-Encoding": "br, gzip"})
    assert response.status_code == 200
    check_personal(response)


def test_a_match_is_neither_packed_nor_kept(listed, client: FlaskClient):
    body = {"lat": 53.38, "lon": -1.47, "profile": {"level": 4}}
    answer = client.post("/api/v1/matches", json=body, headers={"Accept-Encoding": "br, gzip"})
    assert answer.json["items"]
    check_personal(answer)


def check_personal(response) -> None:
    assert "Content-Encoding" not in response.headers
    assert "ETag" not in response.headers
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", ["/?place=Nowhere", "/nothing"])
def test_an_error_is_never_taken_for_something_known(
    browser: FlaskClient, search: Search, path: str
):
    response = get(browser, path, "br", **{"If-None-Match": "*"})
    assert response.status_code in {404, 422}
    assert response.headers["Cache-Control"] == "no-store"
    assert "ETag" not in response.headers
    encoding = response.headers.get("Content-Encoding")
    assert b"</html>" in UNPACK[encoding](response.data)
