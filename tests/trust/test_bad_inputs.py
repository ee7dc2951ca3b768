"""The nasty inputs beside the project, for the targets that exist."""

import base64
import json
import time

import pytest
from sqlalchemy import select

from app.accounts.membership import found
from app.accounts.models import Person
from app.activities.service import publish
from app.core.writes import unit_of_work
from tests.attendance.conftest import date_ids
from tests.conftest import CORPUS, NOW
from tests.discovery.conftest import draft
from tests.discovery.conftest import listed as listed  # noqa: PLC0414 a fixture of the next room
from tests.people import sign_in

pytestmark = pytest.mark.corpus
FOLDER = CORPUS / "badinputs"
TARGETS = {
    "activities.list", "matches", "activities.get", "static", "rsvp.create", "profile.update",
    "push.subscribe", "activities.create",
}  # fmt: skip


def _cases(name: str) -> list[dict]:
    path = FOLDER / name
    if not path.is_file():
        return []
    cases = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
    return [case for case in cases if case["target"] in TARGETS]


@pytest.fixture
def client(listed):
    """A phone of a trusted organiser, who may begin many activities in a day."""
    phone = sign_in(listed)
    phone.environ_base.pop("HTTP_SEC_FETCH_SITE")
    with unit_of_work() as session:
        person = session.scalars(select(Person)).one()
        found(session, person.id, "Olga's library", NOW).trusted_at = NOW
    return phone


@pytest.fixture
def date(listed):
    """A date on which places are held."""
    with unit_of_work() as session:
        publish(session, draft("held", booking="needed", capacity=50, party_limit=5), NOW)
    return date_ids("held")[0]


def body_of(case):
    """The bytes that stand in the case, or that it says how to make; None for none."""
    made = case.get("gen")
    if made and "json_key" in made:
        return json.dumps({made["json_key"]: made["repeat"] * made["times"]}).encode()
    if made:
        return (made["raw_repeat"] * made["times"] + made.get("suffix", "")).encode()
    return base64.b64decode(case["raw_b64"]) if "raw_b64" in case else None


def send(client, date, case):
    method, path = json.loads((FOLDER / "targets.json").read_text())[case["target"]]
    headers = case.get("headers", {})
    if not {"Sec-Fetch-Site", "Origin"} & headers.keys():
        headers = headers | {"Sec-Fetch-Site": "same-origin"}
    return client.open(
        case.get("path", path).replace("{occurrence_id}", date),
        method=case.get("method", method),
        query_string=case.get("query", ""),
        data=body_of(case),
        content_type=case.get("ct"),
        headers=headers,
    )


def test_the_good_inputs_are_taken(client, date):
    good = _cases("positive.jsonl")
    assert len(good) >= 4
    for case in good:
        assert str(send(client, date, case).status_code) in case["expect"].split("|"), case["id"]


def test_every_bad_input_is_refused_calmly(client, date, capsys):
    bad = _cases("cases.jsonl")
    assert len(bad) >= 30
    for case in bad:
        started = time.monotonic()
        answer = send(client, date, case)
        assert time.monotonic() - started < case.get("budget_s", 2), case["id"]
        assert str(answer.status_code) in case["expect"].split("|"), case["id"]
        if answer.status_code >= 400:
            assert answer.mimetype == "application/problem+json", case["id"]
            assert "Traceback" not in answer.text
            assert "SELECT" not in answer.text
        else:
            assert len(answer.json.get("items", ())) <= 50
    assert client.get("/healthz").status_code == 200
    logged = capsys.readouterr().err
    assert not any(trace in logged for trace in ("DROP", "UNION", "OR 1=1", "\x1b", "admin"))


def test_both_sides_of_the_antimeridian_and_the_pole_answer(client):
    for query in ("lat=-17&lon=179.99&radius_km=10", "lat=90&lon=0&radius_km=10"):
        assert client.get(f"/api/v1/activities?{query}").status_code == 200
