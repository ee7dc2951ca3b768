"""A mail server that fails in every way: nothing is lost, and nothing is visibly twice."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.core.db import db
from app.notices.channels import GONE, REFUSED, SENT, Message, later
from app.notices.channels.mail import EmailChannel
from app.notices.channels.smtp import Smtp
from app.notices.models import Delivery
from tests.attendance.conftest import hold, leave
from tests.conftest import NOW
from tests.notices.server import mail_server
from tests.phones import new_phone

MESSAGE = Message(
    kind="reminder",
    tag="0123456789ab",
    title="Reminder: tomorrow 18:00",
    text="Open Alongside to see your plan.",
    path="/occurrences/0123456789ab/place",
    ends_at=NOW,
    stop_path="/links/abc",
)


@pytest.fixture
def server():
    with mail_server() as server:
        yield server


@pytest.fixture
def channel(server):
    post = Smtp(server.url, "alongside.example.org", timeout_s=0.4)
    return EmailChannel(post, "https://alongside.example.org", "notices@example.org")


@pytest.mark.parametrize(
    ("mode", "outcome", "taken"),
    [
        ("ok", SENT, 1),
        ("421", later(), 0),
        ("450", later(), 0),
        ("550", GONE, 0),
        ("551", GONE, 0),
        ("spam", REFUSED, 0),
        ("554", REFUSED, 0),
        ("hang", later(), 0),
        ("garbage", later(), 0),
        ("dies after taking it", later(), 1),
        ("hangs at the end", SENT, 1),
    ],
)
def test_each_way_to_fail_has_its_outcome(server, channel, mode, outcome, taken):
    server.mode = mode
    assert channel.send("sam@example.org", MESSAGE) == outcome
    assert len(server.mails) == taken


def test_no_server_at_all_is_for_later(channel, server):
    channel.post.port = 1
    assert channel.send("sam@example.org", MESSAGE) == later()


def test_another_machine_without_encryption_gets_no_mail(channel, server, monkeypatch):
    channel.post.host = "mail.example.org"
    asked = []

    def resolve(self, host, port, timeout):
        import socket

        asked.append(host)
        return socket.create_connection(server.server_address, timeout)

    monkeypatch.setattr("smtplib.SMTP._get_socket", resolve)
    assert channel.send("sam@example.org", MESSAGE) == later()
    assert (asked, server.mails) == (["mail.example.org"], [])


def test_the_mail_is_plain_and_the_same_however_often_it_is_sent(server, channel, frozen):
    channel.send("sam@example.org", MESSAGE)
    frozen.shift(timedelta(hours=1))
    channel.send("sam@example.org", MESSAGE)
    first, second = server.mails
    assert first["Message-ID"] == second["Message-ID"] == ("<0123456789ab@alongside.example.org>")
    assert first.get_content_type() == "text/plain"
    assert (first["From"], first["To"]) == ("notices@example.org", "sam@example.org")
    assert first["List-Unsubscribe"] == "<https://alongside.example.org/links/abc>"
    assert first["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert first["Auto-Submitted"] == "auto-generated"
    assert "https://alongside.example.org/occurrences/0123456789ab/place" in first.get_content()


@pytest.fixture
def config(config, server):
    return replace(config, smtp_url=server.url, has_limits=False)


@pytest.fixture
def offered(app, server, phone, post):
    """Somebody with a confirmed address to whom a place is about to be offered."""
    sender = app.extensions["sender"]
    sender.channels["email"].post.timeout_s = 0.4
    mine, other, date = phone(), phone(), post(capacity=1)
    hold(other, date)
    hold(mine, date)
    mine.post("/api/v1/me/email", json={"email": "sam@example.org"})
    sender.run()
    from tests.notices.conftest import follow, links

    follow(new_phone(app), links(server.mails.pop())[0])
    leave(other, date)
    return mine, date, sender


def test_a_server_that_is_away_gets_it_later_and_once(offered, server, frozen):
    _, _, sender = offered
    for mode in ("421", "hang", "garbage"):
        server.mode = mode
        assert sender.run() == 0
        assert sender.run() == 0, "and not again at once"
        frozen.shift(timedelta(minutes=5))
    server.mode = "ok"
    assert sender.run() == 1
    assert sender.run() == 0
    assert [mail["Subject"] for mail in server.mails] == ["A place is kept for you"]


def test_what_was_taken_but_not_answered_comes_again_as_the_same_mail(offered, server, frozen):
    _, _, sender = offered
    server.mode = "dies after taking it"
    sender.run()
    frozen.shift(timedelta(minutes=5))
    server.mode = "ok"
    sender.run()
    assert len(server.mails) == 2
    assert len({mail["Message-ID"] for mail in server.mails}) == 1


def test_an_address_that_is_none_is_forgotten(offered, server):
    mine, _, sender = offered
    server.mode = "550"
    sender.run()
    assert mine.get("/api/v1/me").json["email"] is None


def test_a_refusal_for_another_reason_keeps_the_address_and_is_not_tried_again(
    offered, server, frozen
):
    mine, _, sender = offered
    server.mode = "spam"
    sender.run()
    server.mode = "ok"
    frozen.shift(timedelta(hours=5))
    assert sender.run() == 0
    assert mine.get("/api/v1/me").json["email"]["is_confirmed"]


def test_trying_ends_when_there_is_nothing_left_to_tell(offered, server, frozen):
    _, _, sender = offered
    server.mode = "421"
    for _ in range(60):
        sender.run()
        frozen.shift(timedelta(minutes=30))
    db.session.rollback()
    row = db.session.scalars(select(Delivery).where(Delivery.state != "sent")).one()
    assert row.state in {"failed", "void"}
    assert row.attempts < 15
    server.mode = "ok"
    assert sender.run() == 0


def test_no_address_stands_in_a_log(offered, server, frozen, capsys):
    _, _, sender = offered
    for mode in ("421", "hang", "garbage", "ok"):
        server.mode = mode
        sender.run()
        frozen.shift(timedelta(minutes=5))
    assert server.mails
    logged = capsys.readouterr().err
    assert '"event": "notice"' in logged
    assert "sam" not in logged
    assert "example.org" not in logged
