"""What a person tells of themselves is found nowhere afterwards: not in logs, files or answers."""

import json

import pytest
from flask.testing import FlaskClient

from app.worker.jobs import JOBS
from app.worker.loop import Loop
from tests.conftest import ENGINE
from tests.discovery.conftest import SHEFFIELD
from tests.discovery.conftest import listed as listed  # noqa: PLC0414 a fixture of the next room

CANARY = -2.718281
NOBODY = "0" * 12
PLACE = {"activity_id": NOBODY, "times": 3, "peak": 1.414213}
STATE = {
    "theta": CANARY,
    "variance": 0.577215,
    "sensitivities": {"speak": 0.693147},
    "visited": [PLACE],
}
PEAK = 6.283185
TRACES = (
    "2.718281", "0.577215", "0.693147", "693147", "6.283185", "283185", "414213", "very_nervous",
)  # fmt: skip
BODIES = (
    {"profile": {"state": STATE}},
    {"profile": {"state": STATE | {"theta": 7.718281}}},
    {"profile": {"state": STATE, "level": "2.718281"}},
    {"profile": {"state": STATE}, "unknown": 1},
    {"profile": {"state": STATE}, "place": "Nowhereville"},
    {"profile": {"state": STATE}, "cursor": "2.718281"},
)


@pytest.fixture
def sent(listed, app, client: FlaskClient, capsys) -> str:
    """All that can be seen after a profile was sent, well and badly, and the worker ran."""
    seen = []
    for body in BODIES:
        answer = client.post("/api/v1/matches", json=SHEFFIELD | body)
        assert answer.headers["Cache-Control"] == "no-store"
        seen.append(answer.get_data(as_text=True) + str(answer.headers))
    card = client.get("/api/v1/activities", query_string=SHEFFIELD).json["items"][0]
    for activity_id, peak in ((card["id"], PEAK), (NOBODY, PEAK), (card["id"], 10 + PEAK)):
        visit = {"activity_id": activity_id, "peak_anxiety": peak}
        asked = {"profile": {"state": STATE}, "visit": visit}
        learned = client.post("/api/v1/matches/observe", json=asked)
        assert learned.headers["Cache-Control"] == "no-store"
        seen.append(str(learned.headers) + ("" if learned.status_code == 200 else learned.text))
        steps = SHEFFIELD | BODIES[0] | {"done": [visit, {"activity_id": NOBODY} | visit]}
        proposed = client.post("/api/v1/matches/next-steps", json=steps)
        assert proposed.headers["Cache-Control"] == "no-store"
        seen.append(proposed.text + str(proposed.headers))
    words = {"profile": {"answers": {"party": "very_nervous"}, "level": 4}}
    in_words = words | {"visit": {"activity_id": card["id"], "answer": "very_nervous"}}
    seen.append(str(client.post("/api/v1/matches/observe", json=in_words).headers))
    broken = json.dumps(SHEFFIELD | BODIES[0])[:-1]
    seen.append(client.post("/api/v1/matches", data=broken, content_type="application/json").text)
    form = {"place": "Sheffield", "level": "4", "state": json.dumps(STATE)}
    page = client.post("/", data=form)
    seen.append(str(page.headers))
    assert page.status_code == 200
    assert client.post("/about-me", data=form).status_code == 200
    for odd in ({"level": "2.718281"}, {"state": form["state"][:-1]}, {"answer_party": str(PEAK)}):
        # Without a script a page carries what was told on to the next one, in its body only.
        seen += [str(client.post(path, data=form | odd).headers) for path in ("/", "/about-me")]
    done = json.dumps([{"activity_id": card["id"], "peak_anxiety": PEAK}])
    for text in (done, done[:-1], done.replace("6.28", "16.28")):
        steps = client.post("/about-me/next-steps", data=form | {"done": text, "kept": "device"})
        assert steps.headers["Cache-Control"] == "no-store"
        # The page asks everybody, in words that are the same for all.
        seen.append(steps.text.replace('value="very_nervous"', "") + str(steps.headers))
    assert Loop(app.extensions["sender"], JOBS).go_round() == 0
    return "".join(seen) + "".join(capsys.readouterr())


def test_it_is_in_no_answer_header_or_log(sent):
    assert sent
    assert [trace for trace in TRACES if trace in sent] == []


def test_it_is_in_no_file_or_table(sent, app, config):
    files = b"".join(path.read_bytes() for path in config.data_dir.rglob("*") if path.is_file())
    if ENGINE == "postgresql":
        from tests.migrations.test_migrations import rows

        files += repr(rows(app)).encode()
    assert len(files) > 10_000
    assert [trace for trace in TRACES if trace.encode() in files] == []


def test_no_answer_sets_a_cookie(listed, client):
    paths = ["/", "/?place=Sheffield", "/about-me", "/help", "/api/v1/activities", "/none"]
    for path in paths:
        assert "Set-Cookie" not in client.get(path).headers


def test_public_answers_do_not_look_at_the_cookie(listed, client):
    plain = client.get("/api/v1/activities?place=Sheffield").data
    client.set_cookie("session", "anything")
    assert client.get("/api/v1/activities?place=Sheffield").data == plain
