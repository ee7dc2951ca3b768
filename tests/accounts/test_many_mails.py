"""Strangers who ask for somebody's code fill no mailbox, and keep nobody out."""

from datetime import timedelta

import pytest

from tests.accounts.conftest import read, verify, verify_link
from tests.attendance.conftest import config

__all__ = ["config"]
OLGA = "olga@example.org"


@pytest.fixture
def start(phone, inbox):
    """Asks for a code in a new browser; that browser, and the mails that came of it."""

    def start(address=OLGA):
        browser = phone()
        assert browser.post("/api/v1/auth/start", json={"email": address}).status_code == 202
        return browser, [mail for mail in inbox.new() if mail["Subject"] == "Your code"]

    return start


@pytest.fixture
def flooded(start, frozen):
    """Six browsers asked, a second apart; the last of them, and its code and token."""
    for _ in range(6):
        frozen.shift(timedelta(seconds=1))
        browser, mails = start()
        assert len(mails) == 1
    return browser, *read(mails[0])


def test_from_the_seventh_on_one_mail_comes_in_five_minutes(flooded, start, frozen):
    sent = 0
    for _ in range(60):
        frozen.shift(timedelta(seconds=60))
        sent += len(start()[1])
    assert sent <= 15
    assert len(start("other@example.org")[1]) == 1


def test_whoever_asks_meanwhile_comes_in_by_the_last_code_in_their_own_browser(flooded, start):
    _, code, _ = flooded
    mine, mails = start()
    assert mails == []
    wrong = f"{(int(code) + 1) % 10**8:08}"
    assert verify(mine, OLGA, wrong).status_code == 422
    assert verify(mine, OLGA, code).json["sign_in_address"] == OLGA


def test_the_link_of_that_mail_works_there_too(flooded, start):
    _, _, token = flooded
    mine, _ = start()
    assert "Sign in here?" in mine.get(f"/api/v1/auth/verify?token={token}").text
    assert verify_link(mine, token).status_code == 200


def test_used_in_one_browser_it_is_over_in_all(flooded, start):
    theirs, code, token = flooded
    mine, other = start()[0], start()[0]
    assert verify(mine, OLGA, code).status_code == 200
    for late in (theirs, other):
        assert verify(late, OLGA, code).status_code == 410
        assert verify_link(late, token).status_code == 410


def test_tries_of_strangers_take_nobody_s(flooded, start):
    theirs, code, _ = flooded
    for _ in range(6):
        verify(theirs, OLGA, "00000000")
    mine, _ = start()
    assert verify(mine, OLGA, code).status_code == 200


def test_codes_of_others_stay_good_only_where_they_were_asked_for(flooded, phone, start):
    _, code, _ = flooded
    assert verify(phone(), OLGA, code).status_code == 410
    assert verify(start("other@example.org")[0], OLGA, code).status_code == 410
