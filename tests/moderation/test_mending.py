"""A listing that was taken down is mended where it is, read as one piece, and comes back."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Organiser
from app.core import clock
from app.core.audit import AuditRow
from app.core.db import db
from app.core.writes import unit_of_work
from tests.attendance.conftest import hold, look
from tests.moderation.conftest import report, status
from tests.moderation.waiting import (
    NEW,
    hand_in,
    judge,
    judge_organiser,
    mo,
    olga,
    queue,
    state,
    undo,
)
from tests.notices.conftest import inbox, known
from tests.people import sign_in

__all__ = ["inbox", "known", "mo", "olga"]
WORDS = "It meets in a flat."
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def hidden(olga, mo):
    """A listing of somebody trusted that a moderator took down, with a reason."""
    number = hand_in(olga, booking="needed", capacity=5)
    judge(mo, number, "approve")
    with unit_of_work() as session:
        session.scalars(select(Organiser)).one().trusted_at = clock.now()
    return number


def hide(mo, number):
    assert judge(mo, number, "hide", reason="home", words=WORDS).status_code == 200


def mend(olga, number, **changes):
    return olga.patch(f"/api/v1/activities/{number}", json=changes)


def test_all_that_is_changed_waits_as_one_piece(olga, mo, line, hidden):
    hide(mo, hidden)
    assert mend(olga, hidden, address="The library").status_code == 200
    answer = mend(olga, hidden, bring="A cup", capacity=7)
    assert answer.json["state"] == "hidden"
    assert answer.json["change"]["fields"] == ["address", "bring", "capacity"]
    (item,) = queue(mo)
    assert item["kind"] == "change"
    assert f"It meets in a private home. {WORDS}" in item["hints"][0]
    assert "publishing this change brings it back" in item["hints"][0]
    assert status(line(1), hidden) == 410


def test_the_moderator_reads_all_it_would_say_and_what_of_it_is_new(olga, mo, hidden):
    hide(mo, hidden)
    mend(olga, hidden, address="The library")
    (item,) = queue(mo)
    said = {one["field"]: one["after"] for one in item["whole"]}
    assert (said["title"], said["address"]) == (NEW["title"], "The library")
    page = mo.get(f"/review/items/{item['id']}").text
    assert "<mark>The library</mark>" in page
    assert f'<dd class="prose" dir="auto">{NEW["description"]}</dd>' in page
    assert page.count("<mark>") == 1


def test_approving_it_brings_it_back_and_the_log_says_so(olga, mo, line, hidden):
    hide(mo, hidden)
    mend(olga, hidden, address="The library", bring="A cup")
    decision = judge(mo, queue(mo)[0]["id"], "approve")
    assert decision.status_code == 200, decision.json
    shown = line(1).get(f"/api/v1/activities/{hidden}")
    assert (shown.status_code, shown.json["address"]) == (200, "The library")
    assert state(olga, hidden) == "published"
    db.session.rollback()
    acts = db.session.scalars(select(AuditRow.what).where(AuditRow.on == hidden)).all()
    assert "restore" in acts
    db.session.rollback()
    assert undo(mo, decision).status_code == 200
    mine = olga.get(f"/api/v1/me/activities/{hidden}").json
    assert (mine["state"], mine["address"]) == ("hidden", NEW["address"])
    assert mine["hidden"] == {"cause": "moderator", "reason": "home", "words": WORDS}


def test_what_is_not_mended_well_comes_back_with_a_note_and_stays_hidden(olga, mo, line, hidden):
    hide(mo, hidden)
    mend(olga, hidden, address="My other flat")
    judge(mo, queue(mo)[0]["id"], "reject", reason="home", words="That is a flat, too.")
    page = olga.get(f"/organise/{hidden}").text
    assert "That is a flat, too." in page
    assert status(line(1), hidden) == 410
    mend(olga, hidden, address="The library")
    judge(mo, queue(mo)[0]["id"], "approve")
    assert status(line(1), hidden) == 200


def test_the_pages_say_why_and_lead_to_the_steps(olga, mo, hidden):
    hide(mo, hidden)
    now = olga.get(f"/organise/{hidden}/now").text
    assert WORDS in now
    assert f"/organise/{hidden}/edit/where" in now
    step = olga.get(f"/organise/{hidden}/edit/people").text
    assert "It is out of sight now. Somebody reads what you change" in step
    sent = olga.post(
        f"/organise/{hidden}/edit/people",
        data={"capacity": "9", "booking": "needed", "party_limit": "1"},
        content_type=FORM,
    )
    assert sent.location.endswith("done=waits"), sent.text
    after = olga.get(sent.location).text
    assert "Until then it stays out of sight." in after
    assert "people see what was there before" not in after
    assert "everybody can find it again" in olga.get(f"/organise/{hidden}").text


def test_whoever_holds_a_place_keeps_it_and_is_told_both_times(olga, mo, known, inbox, hidden):
    inbox.new()
    sam = known()
    date = olga.get(f"/api/v1/activities/{hidden}").json["occurrences"][0]["id"]
    hold(sam, date)
    inbox.new()
    hide(mo, hidden)
    assert "A plan of yours was taken down" in inbox.subjects()
    mend(olga, hidden, bring="A cup")
    judge(mo, queue(mo)[0]["id"], "approve")
    assert "A plan of yours has changed" in inbox.subjects()
    mine = look(sam, date)
    assert (mine["status"], mine["occurrence"]["status"]) == ("going", "scheduled")


def test_a_change_that_waited_before_the_hiding_brings_nothing_back(olga, mo, line, frozen):
    number = hand_in(olga)
    judge(mo, number, "approve")
    mend(olga, number, address="9 Mill Street")
    (seen,) = queue(mo)
    frozen.shift(timedelta(seconds=1))
    hide(mo, number)
    late = judge(mo, seen["id"], "approve", seen=seen["seen"])
    assert (late.status_code, late.json["code"]) == (409, "changed_meanwhile")
    assert judge(mo, seen["id"], "approve").status_code == 200
    assert status(line(1), number) == 410


def test_reports_are_answered_by_it_and_a_blocked_organiser_mends_nothing(olga, mo, line, hidden):
    for one in (1, 2, 3):
        report(line(one), hidden)
    mend(olga, hidden, bring="A cup")
    assert len(queue(mo)) == 2
    change = next(item for item in queue(mo) if item["kind"] == "change")
    judge(mo, change["id"], "approve")
    assert (queue(mo), status(line(9), hidden)) == ([], 200)
    judge_organiser(mo, change["organiser"]["id"], "block", reason="harm")
    assert mend(sign_in(line.app, "olga@example.org"), hidden, bring="Two").status_code == 401


def test_what_another_moderator_hid_meanwhile_stays_hidden(olga, mo, line, frozen, hidden):
    for one in (1, 2, 3):
        report(line(one), hidden)
    mend(olga, hidden, bring="A cup")
    seen = next(item for item in queue(mo) if item["kind"] == "change")
    frozen.shift(timedelta(seconds=1))
    mia = sign_in(line.app, "mia@example.org", "moderator")
    hide(mia, hidden)
    late = judge(mo, seen["id"], "approve", seen=seen["seen"])
    assert (late.status_code, late.json["code"]) == (409, "changed_meanwhile")
    assert judge(mo, seen["id"], "approve").status_code == 200
    assert status(line(9), hidden) == 410


def test_mended_before_a_decision_that_was_taken_back_it_still_comes_back(
    olga, mo, line, frozen, hidden
):
    for one in (1, 2, 3):
        report(line(one), hidden)
    mend(olga, hidden, bring="A cup")
    frozen.shift(timedelta(seconds=1))
    decision = judge(mo, hidden, "hide", reason="home", words=WORDS)
    assert undo(mo, decision).status_code == 200
    change = next(item for item in queue(mo) if item["kind"] == "change")
    assert judge(mo, change["id"], "approve").status_code == 200
    assert status(line(9), hidden) == 200
