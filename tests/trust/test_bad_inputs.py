"""The nasty inputs beside the project, for the targets that exist."""

import base64
import json
import time

import pytest

from tests.conftest import CORPUS
from tests.discovery.conftest import listed as listed  # noqa: PLC0414 a fixture of the next room

pytestmark = pytest.mark.corpus
FOLDER = CORPUS / "badinputs"
TARGETS = {"activities.list", "matches", "activities.get", "static"}


def _cases(name: str) -> list[dict]:
    path = FOLDER / name
    if not path.is_file():
        return []
    cases = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
    return [case for case in cases if case["target"] in TARGETS]


def send(client, case):
    method, path = json.loads((FOLDER / "targets.json").read_text())[case["target"]]
    return client.open(
        case.get("path", path),
        method=case.get("method", method),
        query_string=case.get("query", ""),
        data=base64.b64decode(case["raw_b64"]) if "raw_b64" in case else None,
        content_type=case.get("ct"),
        headers={"Sec-Fetch-Site": "same-origin"} | case.get("headers", {}),
    )


def test_the_good_inputs_are_taken(listed, client):
    good = _cases("positive.jsonl")
    assert len(good) >= 2
    for case in good:
        assert str(send(client, case).status_code) in case["expect"].split("|"), case["id"]


def test_every_bad_input_is_refused_calmly(listed, client, capsys):
    bad = _cases("cases.jsonl")
    assert len(bad) >= 19
    for case in bad:
        started = time.monotonic()
        answer = send(client, case)
        assert time.monotonic() - started < case.get("budget_s", 2), case["id"]
        assert str(answer.status_code) in case["expect"].split("|"), case["id"]
        if answer.status_code >= 400:
            assert answer.mimetype == "application/problem+json", case["id"]
            assert "Traceback" not in answer.text
            assert "SELECT" not in answer.text
        else:
            assert len(answer.json["items"]) <= 50
    assert client.get("/healthz").status_code == 200
    logged = capsys.readouterr().err
    assert not any(trace in logged for trace in ("DROP", "UNION", "OR 1=1", "\x1b", "admin"))


def test_both_sides_of_the_antimeridian_and_the_pole_answer(listed, client):
    for query in ("lat=-17&lon=179.99&radius_km=10", "lat=90&lon=0&radius_km=10"):
        assert client.get(f"/api/v1/activities?{query}").status_code == 200
