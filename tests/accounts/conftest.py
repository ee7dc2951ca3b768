"""People who sign in, and the mail they read."""

import re
from functools import partial

import pytest

from app.accounts.signing_in.browser import COOKIE as ASKER
from tests.notices.conftest import Inbox
from tests.phones import new_phone

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def phone(app, frozen):
    """Makes phones: each with its own cookies."""
    return partial(new_phone, app)


@pytest.fixture
def inbox(app, config, frozen):
    return Inbox(app, config.mail_path)


@pytest.fixture
def ask(inbox):
    """Ask for a code in a browser; the code and the token that arrived."""

    def ask(browser, address="olga@example.org"):
        assert browser.post("/api/v1/auth/start", json={"email": address}).status_code == 202
        return read([mail for mail in inbox.new() if mail["Subject"] == "Your code"][-1])

    return ask


@pytest.fixture
def signed_in(phone, ask):
    """Sign somebody in by a code, as people do."""

    def sign_in(address="olga@example.org", browser=None):
        browser = browser or phone()
        code, _ = ask(browser, address)
        assert verify(browser, address, code).status_code == 200
        return browser

    return sign_in


def read(mail):
    """The code and the token of a mail."""
    text = mail.get_content()
    code = re.search(r"\b(\d{4}) (\d{4})\b", text)
    return code[1] + code[2], re.search(r"/auth/verify\?token=(\S+)", text)[1]


def verify(browser, address, code):
    return browser.post("/api/v1/auth/verify", json={"email": address, "code": code})


def verify_link(browser, token):
    return browser.post("/api/v1/auth/verify", json={"token": token})


def asker(browser):
    return browser.get_cookie(ASKER)
