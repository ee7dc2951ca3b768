"""Whoever edits and whoever decides at the same moment never wait for each other."""

import threading
from contextlib import contextmanager, suppress

import pytest
from sqlalchemy import event

from app.activities.models import Activity
from app.activities.posting.models import ActivityDraft
from app.core.db import db
from app.moderation.review import service
from tests.attendance.conftest import config
from tests.moderation.waiting import hand_in, judge, mo, olga, queue
from tests.people import sign_in

__all__ = ["config", "mo", "olga"]
ADDRESS = {"address": "9 Mill Street"}


@contextmanager
def at_the_first_lock(app):
    """Of two threads each goes on from its first locked row only when the other has one, too.

    Where one waits for the other's row already, it goes on after a while.
    """
    gate, seen = threading.Barrier(2), threading.local()

    def meet(connection, cursor, statement, *rest):
        del connection, cursor, rest
        rows = ("FROM activities", "FROM activity_drafts", "FROM organisers")
        is_lock = "FOR UPDATE" in statement or "FOR NO KEY UPDATE" in statement
        if is_lock and any(row in statement for row in rows) and not hasattr(seen, "met"):
            seen.met = True
            with suppress(threading.BrokenBarrierError):
                gate.wait(timeout=1)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "after_cursor_execute", meet)
    try:
        yield
    finally:
        event.remove(engine, "after_cursor_execute", meet)


def at_once(app, *deeds):
    """What each deed was answered; all begin at the same moment."""
    answers = []
    threads = [threading.Thread(target=lambda deed=deed: answers.append(deed())) for deed in deeds]
    with at_the_first_lock(app):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return [answer.status_code for answer in answers]


@pytest.fixture
def waiting(olga, mo):
    """A public listing and a change of it that waits: their ids."""
    number = hand_in(olga)
    judge(mo, number, "approve")
    olga.patch(f"/api/v1/activities/{number}", json=ADDRESS)
    (item,) = queue(mo)
    db.session.rollback()
    return number, item["id"]


def edits(olga, number):
    return lambda: olga.patch(f"/api/v1/activities/{number}", json={"finding_us": "Ring twice."})


@pytest.mark.postgresql
def test_an_edit_and_an_approval_both_stand(app, olga, mo, waiting):
    number, item = waiting
    statuses = at_once(app, edits(olga, number), lambda: judge(mo, item, "approve"))
    assert 503 not in statuses
    assert 500 not in statuses
    assert 200 in statuses


@pytest.mark.postgresql
def test_two_moderators_one_hiding_it_and_one_approving_its_change(app, mo, waiting):
    number, item = waiting
    mia = sign_in(app, "mia@example.org", "moderator")
    hide = {"reason": "place"}
    statuses = at_once(
        app, lambda: judge(mia, number, "hide", **hide), lambda: judge(mo, item, "approve")
    )
    assert set(statuses) <= {200, 404, 409}
    assert 200 in statuses


@pytest.mark.postgresql
def test_the_race_would_notice_rows_that_are_held_in_another_order(
    app, olga, mo, waiting, monkeypatch
):
    """The control: the draft first and its activity later, as it was."""
    number, item = waiting

    def naive(session, item_id):
        held = {"with_for_update": True, "populate_existing": True}
        draft = session.get(ActivityDraft, item_id, **held)
        return draft, session.get(Activity, item_id, **held)

    monkeypatch.setattr(service, "_held", naive)
    statuses = at_once(app, edits(olga, number), lambda: judge(mo, item, "approve"))
    assert 503 in statuses
