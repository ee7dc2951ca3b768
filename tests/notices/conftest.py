"""People with an address, and what arrives there."""

import re
from email import message_from_bytes
from email.policy import default

import pytest

from tests.attendance.conftest import config, phone, post
from tests.phones import new_phone

__all__ = ["config", "phone", "post"]


class Inbox:
    """The mails that the worker wrote to files, the first one first."""

    def __init__(self, app, folder):
        self.app, self.folder = app, folder

    def send(self):
        """What a worker does in one round."""
        return self.app.extensions["sender"].run()

    def all(self):
        paths = sorted(self.folder.glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        return [message_from_bytes(path.read_bytes(), policy=default) for path in paths]

    def new(self):
        """Send what is due and take everything that came."""
        self.send()
        mails = self.all()
        for path in self.folder.glob("*.eml"):
            path.unlink()
        return mails

    def subjects(self):
        return [mail["Subject"] for mail in self.new()]


@pytest.fixture
def inbox(app, config, frozen):
    return Inbox(app, config.mail_path)


@pytest.fixture
def known(app, phone, inbox):
    """Makes phones of people who confirmed an address, and switched every kind on."""

    def make(address="sam@example.org", **kinds):
        mine = phone()
        mine.post("/api/v1/guests")
        mine.post("/api/v1/me/email", json={"email": address})
        (mail,) = inbox.new()
        assert follow(new_phone(app), links(mail)[0]).status_code == 200
        kinds = {"reminder": True, "still_fine": True} | kinds
        mine.patch("/api/v1/me", json={"notices": kinds})
        return mine

    return make


def links(mail):
    """The paths of the links in a mail that act, in their order."""
    return re.findall(r"http://localhost:8000(/links/\S+)", mail.get_content())


def follow(phone, path):
    """Press the button of a link's page, as anybody who has the mail."""
    assert phone.get(path).status_code == 200
    return phone.post(path, content_type="application/x-www-form-urlencoded")
