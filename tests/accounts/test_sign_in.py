"""Signing in by a mail: a code or a link, good once, for a while, in the browser that asked."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.accounts.models import Person
from app.accounts.signing_in.models import SignInRequest
from app.core.actors import COOKIE
from app.core.db import db
from app.core.writes import unit_of_work
from tests.accounts.conftest import asker, read, verify, verify_link

OLGA = "olga@example.org"


def me(browser):
    return browser.get("/api/v1/me")


def test_a_code_from_the_mail_signs_in_and_makes_the_account(phone, ask):
    mine = phone()
    code, _ = ask(mine)
    answer = verify(mine, OLGA, f"{code[:4]} {code[4:]}")
    assert answer.status_code == 200
    assert (answer.json["kind"], answer.json["sign_in_address"]) == ("organiser", OLGA)
    assert me(mine).json["kind"] == "organiser"
    assert asker(mine) is None, "it has served"


def test_the_link_signs_in_the_browser_that_asked_once_a_button_is_pressed(phone, ask):
    mine = phone()
    _, token = ask(mine)
    for method in ("HEAD", "GET", "GET"):
        page = mine.open(f"/api/v1/auth/verify?token={token}", method=method)
        assert page.status_code == 200
        assert "Set-Cookie" not in page.headers
        assert page.headers["Cache-Control"] == "no-store"
    assert "Sign in here?" in page.text
    assert me(mine).status_code == 401
    assert verify_link(mine, token).status_code == 200
    assert mine.get(f"/api/v1/auth/verify?token={token}").status_code == 410


def test_another_browser_is_shown_the_code_to_type_and_is_never_signed_in(phone, ask):
    mine, other = phone(), phone()
    code, token = ask(mine)
    page = other.get(f"/api/v1/auth/verify?token={token}")
    assert f"{code[:4]} {code[4:]}" in page.text
    assert verify_link(other, token).json["code"] == "other_browser"
    assert verify(other, OLGA, code).json["code"] == "code_over"
    ask(other)
    assert verify(other, OLGA, code).json["code"] == "wrong_code"
    assert me(other).status_code == 401
    assert verify(mine, OLGA, code).status_code == 200


def test_a_code_and_its_link_work_once_between_them(phone, ask):
    mine = phone()
    code, token = ask(mine)
    value = asker(mine).value
    assert verify(mine, OLGA, code).status_code == 200
    mine.set_cookie("__Host-authreq", value, secure=True)
    assert verify(mine, OLGA, code).status_code == 410
    assert verify_link(mine, token).status_code == 410


def test_a_code_is_good_for_ten_minutes(phone, ask, frozen):
    mine = phone()
    code, token = ask(mine)
    frozen.shift(timedelta(minutes=10) - timedelta(seconds=1))
    assert mine.get(f"/api/v1/auth/verify?token={token}").status_code == 200
    frozen.shift(timedelta(seconds=1))
    assert mine.get(f"/api/v1/auth/verify?token={token}").status_code == 410
    assert verify(mine, OLGA, code).status_code == 410
    assert verify_link(mine, token).status_code == 410


def test_five_wrong_codes_end_it_also_for_the_right_one(phone, ask):
    mine = phone()
    code, _ = ask(mine)
    wrong = f"{(int(code) + 1) % 10**8:08}"
    answers = [verify(mine, OLGA, wrong) for _ in range(6)]
    assert [one.status_code for one in answers] == [422] * 5 + [410]
    assert list(answers[0].json["errors"]) == ["code"]
    assert verify(mine, OLGA, code).status_code == 410


def test_a_code_belongs_to_its_address(phone, ask):
    mine = phone()
    code, _ = ask(mine, "other@example.org")
    ask(mine)
    assert verify(mine, OLGA, code).status_code == 422
    assert verify(mine, "other@example.org", code).json["sign_in_address"] == "other@example.org"


def test_an_earlier_code_stays_good_after_a_second_was_asked_for(phone, ask):
    mine = phone()
    first, _ = ask(mine)
    ask(mine)
    assert verify(mine, OLGA, first).status_code == 200


def test_the_answer_is_the_same_for_known_and_unknown_addresses(phone, signed_in):
    signed_in(OLGA)
    answers = []
    for address in (OLGA, "nobody@example.org", "Olga@Example.ORG"):
        answer = phone().post("/api/v1/auth/start", json={"email": address})
        headers = {name: value for name, value in answer.headers if name != "X-Request-ID"}
        cookie = headers.pop("Set-Cookie")
        answers.append((answer.status_code, answer.data, headers, len(cookie)))
    assert answers[0][:2] == (202, b"{}")
    assert answers[0] == answers[1] == answers[2]


def test_asking_reads_nothing_that_tells_known_from_unknown(phone, signed_in):
    """The same statements run for both, so that there is nothing to time."""
    from sqlalchemy import event

    signed_in(OLGA)
    ran = {}
    for address in (OLGA, "nobody@example.org"):
        seen = ran[address] = []
        listen = lambda *a, seen=seen: seen.append(a[2].split("VALUES")[0])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listen)
        phone().post("/api/v1/auth/start", json={"email": address})
        event.remove(db.engine, "before_cursor_execute", listen)
    assert ran[OLGA] == ran["nobody@example.org"]
    assert not any("people" in one for one in ran[OLGA])


def test_neither_code_nor_token_nor_browser_is_stored_or_logged(phone, inbox, capsys):
    mine = phone()
    mine.post("/api/v1/auth/start", json={"email": "canary@example.org"})
    code, token = read(inbox.new()[-1])
    verify(mine, "canary@example.org", "00000000")
    db.session.rollback()
    rows = str(db.session.execute(text("select * from sign_in_requests")).all())
    rows += str(db.session.execute(text("select * from letters")).all())
    for secret in (code, token, asker(mine).value):
        assert secret not in rows
    logged = capsys.readouterr().err
    assert not any(one in logged for one in (code, token, "canary"))


def test_the_mail_says_nothing_on_a_lock_screen_and_where_it_came_from(phone, inbox):
    evil = {"Host": "evil.example", "Sec-Fetch-Site": "same-origin"}
    phone().post("/api/v1/auth/start", json={"email": OLGA}, headers=evil)
    (mail,) = inbox.new()
    assert mail["Subject"] == "Your code"
    assert "evil" not in mail.as_string()
    assert "http://localhost:8000/api/v1/auth/verify?token=" in mail.get_content()


def test_a_new_token_is_given_and_the_one_before_is_worth_nothing(phone, signed_in):
    mine, thief = phone(), phone()
    mine.post("/api/v1/guests")
    old = mine.get_cookie(COOKIE).value
    signed_in(OLGA, mine)
    assert mine.get_cookie(COOKIE).value != old
    thief.set_cookie(COOKIE, old, secure=True)
    assert me(thief).status_code == 401


def test_signing_out_ends_it_on_the_server(phone, signed_in):
    mine, thief = signed_in(OLGA), phone()
    thief.set_cookie(COOKIE, mine.get_cookie(COOKIE).value, secure=True)
    assert mine.delete("/api/v1/auth/session").status_code == 200
    assert me(thief).status_code == 401


def test_whoever_was_blocked_is_refused_at_the_door(phone, ask, signed_in):
    mine, new = signed_in(OLGA), phone()
    with unit_of_work() as session:
        person = session.scalars(select(Person)).one()
        person.blocked_at = (
            person.blocked_at or db.session.scalars(select(SignInRequest.made_at)).first()
        )
    assert me(mine).status_code == 401
    code, _ = ask(new)
    assert verify(new, OLGA, code).json["code"] == "blocked"


def test_one_sender_asks_five_times_an_hour_for_an_address_and_twenty_in_all(phone):
    def start(address, by="10.0.0.1"):
        headers = {"X-Forwarded-For": by}
        return phone().post("/api/v1/auth/start", json={"email": address}, headers=headers)

    codes = [start(OLGA, f"10.0.0.{number}").status_code for number in range(7)]
    assert codes == [202] * 5 + [429] * 2
    codes = [start(f"n{number}@example.org").status_code for number in range(15)]
    assert codes == [202] * 13 + [429] * 2
    assert start(OLGA).headers["Retry-After"]


def test_nobody_is_locked_out_by_others_who_ask_for_their_address(phone, other_app):
    def start(sender):
        one = phone()
        one.environ_base["REMOTE_ADDR"] = sender
        return one.post("/api/v1/auth/start", json={"email": OLGA}).status_code

    assert [start("10.0.0.1") for _ in range(6)][-1] == 429
    assert start("10.0.0.2") == 202


@pytest.mark.parametrize(
    "body", [{}, {"email": OLGA}, {"code": "12345678"}, {"token": "x" * 30, "email": OLGA}]
)
def test_half_a_proof_is_refused(phone, body):
    assert phone().post("/api/v1/auth/verify", json=body).status_code == 422


def test_where_no_mail_is_sent_nobody_is_asked_for_an_address(other_app, frozen, phone):
    app = other_app(smtp_url="")
    with app.app_context():
        answer = app.test_client().post("/api/v1/auth/start", json={"email": OLGA})
        assert (answer.status_code, answer.json["code"]) == (409, "mail_off")
        assert "sends no e-mail" in app.test_client().get("/sign-in").text
