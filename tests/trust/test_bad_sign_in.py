"""The nasty inputs beside the project, for the routes of signing in."""

import base64
import json

import pytest

from tests.accounts.conftest import inbox, phone, read, verify_link
from tests.conftest import CORPUS

__all__ = ["inbox", "phone"]
pytestmark = pytest.mark.corpus
FOLDER = CORPUS / "badinputs"


def cases(name):
    path = FOLDER / name
    if not path.is_file():
        return []
    found = [json.loads(line) for line in path.read_text().splitlines() if line.strip()]
    return [case for case in found if case["target"].startswith("auth.")]


def send(browser, case, number=0, query=None):
    method, path = json.loads((FOLDER / "targets.json").read_text())[case["target"]]
    headers = {"Sec-Fetch-Site": "same-origin"} | {
        name: value.replace("{i}", str(number)) for name, value in case.get("headers", {}).items()
    }
    return browser.open(
        path,
        method=case.get("method", method),
        query_string=query if query is not None else case.get("query", ""),
        data=base64.b64decode(case["raw_b64"]) if "raw_b64" in case else None,
        content_type=case.get("ct"),
        headers=headers,
    )


def by_class(name):
    return next(case for case in cases("cases.jsonl") if case["class"] == name)


def is_expected(answer, case):
    return str(answer.status_code) in case["expect"].split("|")


@pytest.mark.parametrize("case", cases("positive.jsonl"), ids=lambda case: case["id"])
def test_the_good_inputs_are_taken(phone, case):
    assert is_expected(send(phone(), case), case)


@pytest.mark.parametrize("case", cases("cases.jsonl"), ids=lambda case: case["id"])
def test_every_bad_input_is_refused_calmly(phone, case, capsys):
    browser = phone()
    answers = [send(browser, case, number) for number in range(case.get("repeat", 1))]
    assert is_expected(answers[-1], case)
    assert all(answer.status_code < 500 for answer in answers)
    if answers[-1].status_code >= 400 and case.get("method") != "GET":
        assert answers[-1].mimetype == "application/problem+json"
    assert "evil.example" not in answers[-1].headers.get("Location", "")
    assert "example" not in capsys.readouterr().err


def test_no_header_is_injected_and_no_mail_names_another_host(phone, inbox):
    for name, count in (("mail-header", 0), ("host-header", 1)):
        send(phone(), by_class(name))
        mails = inbox.new()
        assert len(mails) == count
        assert all("evil" not in mail.as_string() for mail in mails)


def test_looking_at_a_link_neither_uses_it_nor_signs_in(phone, inbox):
    mine, case = phone(), by_class("magic-get")
    mine.post("/api/v1/auth/start", json={"email": "sam@example.org"})
    _, token = read(inbox.new()[-1])
    for method in ("GET", "HEAD"):
        answer = send(mine, case | {"method": method}, query=f"token={token}")
        assert answer.status_code == 200
        assert "Set-Cookie" not in answer.headers
    assert verify_link(mine, token).status_code == 200
