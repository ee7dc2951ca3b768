"""At least once, never visibly twice: two senders, senders that die, clocks that jump."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import select

from app.core import clock
from app.core.db import db
from app.core.writes import unit_of_work
from app.notices import leases
from app.notices.channels import SENT, later
from app.notices.models import Delivery
from app.notices.sender import Sender
from tests.attendance.conftest import STARTS, hold, leave
from tests.notices.test_telling import EVENING_BEFORE


class Recorder:
    """A channel that notes what it was given, and does before or after it what a test wants."""

    name = "email"

    def __init__(self, real):
        self.real, self.sent = real, []
        self.before = self.after = lambda: None
        self.outcome = SENT

    def __getattr__(self, name):
        return getattr(self.real, name)

    def send(self, target, message):
        self.before()
        self.sent.append((target, message.tag, message.title))
        self.after()
        return self.outcome


@pytest.fixture
def record(app, known):
    """Two people to be told, and what records it; `known` comes first, for it sends mails."""
    sender = app.extensions["sender"]
    channel = Recorder(sender.channels["email"])
    return channel, Sender((channel,), sender.links, sender.still_stands)


@pytest.fixture
def reminded(known, post, record, frozen):
    """Two people hold a place, and it is the evening before."""
    people, date = [known("a@example.org"), known("b@example.org")], post()
    for one in people:
        one.patch("/api/v1/me", json={"notices": {"still_fine": False}})
        hold(one, date)
    frozen.move_to(EVENING_BEFORE)
    return people, date


class Killed(BaseException):
    """As if the process ended here."""


def die():
    raise Killed


@pytest.mark.parametrize("step", ["before", "after"])
def test_a_sender_that_dies_leaves_nobody_out_and_shows_nothing_twice(
    reminded, record, frozen, step
):
    channel, sender = record
    setattr(channel, step, die)
    with pytest.raises(Killed):
        sender.run()
    setattr(channel, step, lambda: None)
    assert sender.run() == 1, "the other one, while the lease stands"
    frozen.shift(timedelta(minutes=3, seconds=1))
    assert sender.run() == 1
    assert sender.run() == 0
    sent = channel.sent
    assert {target for target, _, _ in sent} == {"a@example.org", "b@example.org"}
    assert len({(target, tag) for target, tag, _ in sent}) == 2
    assert len(sent) == (2 if step == "before" else 3)


def test_a_sender_that_dies_while_handing_out_hands_out_again(reminded, record, monkeypatch):
    channel, sender = record
    monkeypatch.setattr("app.core.changes.seal", lambda _: die())
    with pytest.raises(Killed):
        sender.run()
    monkeypatch.undo()
    assert sender.run() == 2
    assert len(channel.sent) == 2


def test_two_senders_at_once_send_each_notice_once(app, reminded, record):
    channel, sender = record
    db.session.remove()
    start = Barrier(4)

    def work():
        with app.app_context():
            start.wait()
            sender.run()
            db.session.remove()

    threads = [Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(target for target, _, _ in channel.sent) == ["a@example.org", "b@example.org"]


def test_a_slow_sender_does_not_undo_what_a_quicker_one_did(reminded, record, frozen):
    _, sender = record
    parcel = sender._take() if sender._hand_out() else None
    frozen.shift(timedelta(minutes=4))
    assert sender.run() == 2
    with unit_of_work() as session:
        leases.mark(session, parcel.ticket, later(), clock.now())
    assert sender.run() == 0
    assert states() == ["sent", "sent"]


def test_leaving_while_it_is_being_sent_is_not_followed_by_another_try(reminded, record, frozen):
    channel, sender = record
    people, date = reminded
    channel.outcome = later()
    channel.after = lambda: [leave(one, date) for one in people]
    sender.run()
    frozen.shift(timedelta(hours=1))
    channel.outcome, channel.after = SENT, lambda: None
    assert sender.run() == 0
    assert len(channel.sent) == 1


@pytest.mark.parametrize(
    "jump_before",
    [(timedelta(hours=n), before) for n in (1, 72) for before in (True, False)],
)
def test_a_clock_that_jumps_and_comes_back_neither_repeats_nor_leaves_out(
    known, post, record, frozen, jump_before
):
    (channel, sender), (jump, before) = record, jump_before
    mine, other = known("a@example.org", still_fine=False), known("b@example.org", still_fine=False)
    hold(mine, post())
    hold(other, post("later", starts=STARTS + timedelta(days=5)))
    right = EVENING_BEFORE - timedelta(minutes=5) if before else EVENING_BEFORE
    for moment in (right, right + jump, right, right - jump, right):
        frozen.move_to(moment)
        sender.run()
    for moment in range(6 * 24):
        frozen.move_to(right + timedelta(hours=moment))
        sender.run()
    assert [target for target, _, _ in channel.sent] == ["a@example.org", "b@example.org"]


def test_a_lease_by_a_wrong_clock_holds_nothing_up(reminded, record, frozen):
    channel, sender = record
    frozen.move_to(EVENING_BEFORE + timedelta(hours=2))
    channel.before = die
    for _ in range(2):
        with pytest.raises(Killed):
            sender.run()
    frozen.move_to(EVENING_BEFORE)
    channel.before = lambda: None
    assert sender.run() == 2


def states():
    db.session.rollback()
    return sorted(db.session.scalars(select(Delivery.state)).all())[-2:]
