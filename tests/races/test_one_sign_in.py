"""A code or link that twenty send at once lets one in, and only one."""

import threading
from contextlib import suppress

import pytest
from sqlalchemy import select, update

from app.accounts.signing_in import browser, codes
from app.accounts.signing_in.models import SignInRequest
from tests.accounts.conftest import ask, inbox, phone, verify, verify_link
from tests.attendance.conftest import config

# Without limits: on PostgreSQL they would let one sender's requests by one after the other.
__all__ = ["ask", "config", "inbox", "phone"]
AT_ONCE = 20
OLGA = "olga@example.org"


def storm(phone, value, send):
    """The statuses that twenty get who send the same proof at the same moment."""
    gate, statuses = threading.Barrier(AT_ONCE), []

    def one():
        mine = phone()
        mine.set_cookie(browser.COOKIE, value, secure=True)
        gate.wait()
        statuses.append(send(mine).status_code)

    threads = [threading.Thread(target=one) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


@pytest.fixture
def asked(phone, ask):
    """What a browser is known by that asked, and the code and token that arrived."""
    mine = phone()
    code, token = ask(mine)
    return mine.get_cookie(browser.COOKIE).value, code, token


def test_the_same_link_lets_one_in(phone, asked):
    value, _, token = asked
    statuses = storm(phone, value, lambda mine: verify_link(mine, token))
    assert sorted(statuses) == [200] + [410] * (AT_ONCE - 1)


def test_the_same_code_lets_one_in(phone, asked):
    value, code, _ = asked
    statuses = storm(phone, value, lambda mine: verify(mine, OLGA, code))
    assert sorted(statuses) == [200] + [410] * (AT_ONCE - 1)


def test_twenty_guesses_at_once_are_five_tries(phone, asked):
    value, code, _ = asked
    wrong = f"{(int(code) + 1) % 10**8:08}"
    statuses = storm(phone, value, lambda mine: verify(mine, OLGA, wrong))
    assert sorted(statuses) == [410] * (AT_ONCE - 5) + [422] * 5


def test_the_storm_would_notice_a_link_that_is_not_used_up(phone, asked, monkeypatch):
    """The control: one that is looked at first and used up afterwards lets many in.

    SQLite lets one write after the other, so there it is one that does not look again.
    """
    value, _, token = asked
    gate = threading.Barrier(AT_ONCE)

    def naive_find(session, token, now):
        from app.accounts.sessions import hash_token

        row = session.scalars(
            select(SignInRequest).where(SignInRequest.token_hash == hash_token(token))
        ).one()
        if session.get_bind().dialect.name == "postgresql":
            # There are fewer connections than senders: those that have one have all looked.
            with suppress(threading.BrokenBarrierError):
                gate.wait(timeout=2)
        return row

    def naive_spend(session, row, now):
        using = update(SignInRequest).where(SignInRequest.id == row.id)
        session.execute(using.values(used_at=now))
        return True

    monkeypatch.setattr(codes, "find_by_token", naive_find)
    monkeypatch.setattr(codes, "spend", naive_spend)
    statuses = storm(phone, value, lambda mine: verify_link(mine, token))
    assert statuses.count(200) > 1
