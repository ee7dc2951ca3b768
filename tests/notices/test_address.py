"""An address is used for nothing until it is confirmed, and is gone when it is taken back."""

import json
from datetime import timedelta

import pytest

from app.core.actors import COOKIE
from tests.conftest import CORPUS
from tests.notices.conftest import follow, links
from tests.phones import new_phone

BAD = (
    "", "sam", "sam@", "@example.org", "sam@example", "sam example@example.org",
    "sam@example.org\r\nBcc: all@example.org", "sam@example.org\nX: y", "sam@[127.0.0.1]",
    '"very odd"@example.org', "Sam <sam@example.org>", "a@example.org, b@example.org",
    "sam@exa\u202emple.org", "s\u00e4m@example.org", f"{'a' * 250}@example.org", "sam@example..org",
    "sam@localhost",
)  # fmt: skip


@pytest.fixture
def mine(phone):
    made = phone()
    made.post("/api/v1/guests")
    return made


def give(mine, address):
    return mine.post("/api/v1/me/email", json={"email": address})


def shown(mine):
    return mine.get("/api/v1/me").json["email"]


def test_it_is_confirmed_by_the_link_and_shown_to_its_person(mine, inbox, app):
    assert give(mine, "Sam@EXAMPLE.org").status_code == 202
    assert shown(mine) == {"address": "Sam@example.org", "is_confirmed": False}
    (mail,) = inbox.new()
    assert (mail["Subject"], mail["To"]) == ("Is this your address?", "Sam@example.org")
    assert "Send notices here?" in new_phone(app).get(links(mail)[0]).text
    assert not shown(mine)["is_confirmed"]
    for _ in range(2):
        assert "Notices come here now" in follow(new_phone(app), links(mail)[0]).text
    assert shown(mine)["is_confirmed"]
    assert inbox.new() == []


def test_the_answer_is_the_same_whoever_has_the_address(mine, phone, known, inbox):
    known("taken@example.org")
    answers = [give(mine, address) for address in ("taken@example.org", "new@example.org")]
    answers.append(give(mine, "new@example.org"))
    assert {(one.status_code, one.data, str(one.headers)[:20]) for one in answers} == {
        (202, b"{}", str(answers[0].headers)[:20])
    }


@pytest.mark.parametrize("address", BAD)
def test_what_is_no_address_is_refused_and_no_mail_leaves(mine, inbox, address):
    answer = give(mine, address)
    assert answer.status_code == 422
    assert list(answer.json["errors"]) == ["email"]
    assert inbox.new() == []
    assert shown(mine) is None


@pytest.mark.corpus
def test_the_nasty_addresses_of_the_corpus_are_refused(mine, inbox):
    import base64

    lines = (CORPUS / "badinputs" / "cases.jsonl").read_text().splitlines()
    cases = [case for case in map(json.loads, lines) if case["class"].startswith("mail-")]
    assert len(cases) >= 2
    for case in cases:
        body = base64.b64decode(case["raw_b64"])
        answer = mine.post("/api/v1/me/email", data=body, content_type=case["ct"])
        assert str(answer.status_code) in case["expect"].split("|")
    assert inbox.new() == []


def test_a_link_is_good_for_a_day(mine, inbox, frozen, app):
    give(mine, "sam@example.org")
    (mail,) = inbox.new()
    frozen.shift(timedelta(hours=24, seconds=1))
    answer = new_phone(app).post(links(mail)[0], content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 410
    assert not (shown(mine) or {}).get("is_confirmed")


def test_the_old_address_stays_until_the_new_one_is_confirmed(known, inbox, app):
    mine = known("old@example.org")
    give(mine, "new@example.org")
    (mail,) = inbox.new()
    assert mail["To"] == "new@example.org"
    follow(new_phone(app), links(mail)[0])
    assert shown(mine) == {"address": "new@example.org", "is_confirmed": True}
    assert len(mine.get("/api/v1/me/export").json["email_addresses"]) == 1


def test_taking_it_back_forgets_it_at_once_and_ends_its_link(mine, inbox, app):
    give(mine, "sam@example.org")
    (mail,) = inbox.new()
    for _ in range(2):
        assert mine.delete("/api/v1/me/email").status_code == 200
    assert shown(mine) is None
    assert new_phone(app).get(links(mail)[0]).status_code == 410


def test_nobody_without_a_session_gives_an_address(phone):
    assert give(phone(), "sam@example.org").status_code == 401


def test_the_link_names_our_own_address_whatever_the_request_says(app, mine, inbox):
    token = mine.get_cookie(COOKIE).value
    evil = {"Host": "evil.example", "Cookie": f"{COOKIE}={token}", "Sec-Fetch-Site": "same-origin"}
    asked = {"email": "sam@example.org"}
    other = app.test_client(use_cookies=False)
    assert other.post("/api/v1/me/email", json=asked, headers=evil).status_code == 202
    (mail,) = inbox.new()
    assert "evil" not in mail.as_string()
    assert links(mail)


def test_where_no_server_is_named_in_production_no_address_is_taken(other_app, frozen):
    app = other_app(smtp_url="")
    with app.app_context():
        mine = new_phone(app)
        mine.post("/api/v1/guests")
        answer = give(mine, "sam@example.org")
    assert (answer.status_code, answer.json["code"]) == (409, "mail_off")


def test_the_mailbox_shows_mails_while_trying_out_and_only_then(mine, inbox, other_app, client):
    give(mine, "sam@example.org")
    assert "none yet" in client.get("/dev/mail").text
    inbox.send()
    page = client.get("/dev/mail")
    assert "Is this your address?" in page.text
    assert f'href="{links(inbox.all()[0])[0]}"' in page.text
    assert "no-store" in page.headers["Cache-Control"]
    live = other_app(app_env="production")
    assert live.test_client().get("/dev/mail").status_code == 404
