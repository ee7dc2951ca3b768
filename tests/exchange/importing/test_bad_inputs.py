"""The nasty addresses and files beside the project, sent as an organiser would."""

import base64
import json
from dataclasses import replace

import pytest

from app.exchange.safe_fetch import SafeFetch
from app.exchange.wishes import Desk
from tests.conftest import CORPUS
from tests.exchange.files import calendar, event
from tests.exchange.source_server import HOST, PUBLIC, answer, moved, packed

pytestmark = pytest.mark.corpus
FOLDER = CORPUS / "badinputs"
LOOPBACK = "http://127.0.0.1/inner"
MIB = 1024 * 1024


@pytest.fixture
def config(config):
    """More files are sent here than anybody may send in an hour."""
    return replace(config, has_limits=False)


def cases(target):
    path = FOLDER / "cases.jsonl"
    lines = path.read_text().splitlines() if path.is_file() else []
    return [case for case in map(json.loads, filter(None, lines)) if case["target"] == target]


def drip(line, ended):
    line.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 900000\r\n\r\n")
    while not ended.wait(0.05):
        line.sendall(b"a")


SERVERS = {
    "redirect-to-loopback": moved(LOOPBACK),
    "dns-rebind": moved("/again"),
    "redirect-loop": moved("/feed"),
    "slow-drip": drip,
    "gzip-bomb-response": packed(b"a" * 200 * MIB),
    "html-not-ics": answer(b"<html><p>Welcome", Content_Type="text/html"),
}


def test_no_bad_address_is_connected_to(app, olga, desk, source):
    app.extensions["desk"] = Desk(SafeFetch(ports={80, 443, source.port}), desk.parser)
    asked = [case for case in cases("import.url") if "raw_b64" in case]
    assert len(asked) > 10
    for case in asked:
        body = base64.b64decode(case["raw_b64"])
        for form in (body, body.replace(b"/a.ics", b":%d/a.ics" % source.port)):
            answered = olga.client.post(
                "/api/v1/imports", data=form, content_type="application/json"
            )
            assert str(answered.status_code) in case["expect"].split("|"), case["id"]
    assert source.connections == 0


def test_servers_that_misbehave_are_refused_calmly(app, olga, desk, source):
    seen = cases("import.url")
    assert {case["server"] for case in seen if "server" in case} <= set(SERVERS)
    for case in (case for case in seen if "server" in case):
        source["/feed"] = SERVERS[case["server"]]
        names = {HOST: [[PUBLIC], ["127.0.0.1"]] if case["server"] == "dns-rebind" else [PUBLIC]}
        app.extensions["desk"] = Desk(source.fetcher(names), desk.parser)
        answered = olga.client.post("/api/v1/imports", json={"url": f"http://{HOST}/feed"})
        assert str(answered.status_code) in case["expect"].split("|"), case["id"]
    assert {one for addresses in source.dialled for one in addresses} == {PUBLIC}
    assert not any("inner" in request for request in source.requests)


def made(case):
    """The bytes of a case, and of those that say how to make them."""
    if "file" in case:
        return (FOLDER / case["file"]).read_bytes()
    given, tea = (
        case["gen"],
        "BEGIN:VEVENT\r\nUID:{}\r\nSUMMARY:Tea\r\nDTSTART:20270501T100000Z\r\n",
    )
    if "ics_events" in given:
        return calendar(*((tea + "END:VEVENT").format(n) for n in range(given["ics_events"])))
    if "ics_rdate" in given:
        days = ",".join(f"2027{n % 12 + 1:02}{n % 28 + 1:02}T{n % 24:02}0000Z"
                        for n in range(given["ics_rdate"]))  # fmt: skip
        return calendar(event(RDATE=days))
    return calendar(event(DESCRIPTION="x" * given["ics_pad_mb"] * MIB))


def test_bad_calendars_are_refused_or_cost_a_row(olga):
    seen = cases("import.ics")
    assert len(seen) > 20
    for case in seen:
        content = made(case).decode("latin-1" if case["id"] == "D109" else "utf-8", "replace")
        asked = {"content": content, "place": "Lewes, Delaware"}
        answered = olga.client.post("/api/v1/imports", json=asked)
        assert answered.status_code in {201, 400, 413, 422}, case["id"]
        if case["expect"] in {"reject", "413|422"}:
            assert answered.status_code != 201, case["id"]
        if case["expect"] == "accept":
            # Of two events with one id the later one counts; that of D107 has no whole title.
            is_named = case["id"] != "D107"
            assert answered.json["counts"].get("new", 0) == is_named, case["id"]
        if answered.status_code == 201:
            new = [row for row in answered.json["rows"] if row["outcome"] == "new"]
            assert len(new) <= 200, case["id"]
    assert olga.preview(calendar(event()))["counts"] == {"new": 1}
