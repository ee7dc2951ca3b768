"""What new organisers post is looked at first; every decision has a reason and can be undone."""

from datetime import timedelta

from sqlalchemy import select

from app.accounts.models import Person
from app.activities.hiding import Hiding
from app.core.audit import AuditRow
from app.core.db import db
from tests.moderation.conftest import report, status
from tests.moderation.waiting import NEW, hand_in, judge, mo, olga, queue, state, undo
from tests.people import sign_in

__all__ = ["mo", "olga"]


def test_a_new_listing_waits_until_somebody_approves_it(olga, mo, line):
    number = hand_in(olga)
    assert (state(olga, number), status(line(1), number)) == ("waiting", 404)
    (item,) = queue(mo)
    assert (item["id"], item["kind"], item["title"]) == (number, "new", NEW["title"])
    decision = judge(mo, number, "approve")
    assert decision.status_code == 200
    assert (state(olga, number), status(line(1), number)) == ("published", 200)
    assert queue(mo) == []
    undo(mo, decision)
    assert status(line(1), number) == 410


def test_what_is_sent_back_says_why(olga, mo):
    number = hand_in(olga)
    assert judge(mo, number, "reject").status_code == 422
    decision = judge(mo, number, "reject", reason="unclear", words="Who meets people?")
    mine = olga.get(f"/api/v1/me/activities/{number}").json
    assert mine["state"] == "returned"
    assert "It is not clear what will happen. Who meets people?" in str(mine)
    undo(mo, decision)
    assert state(olga, number) == "waiting"


def test_after_three_clean_posts_nobody_has_to_wait(olga, mo, line):
    for day in (5, 6, 7):
        when = {"starts_at": f"2026-12-0{day}T10:00", "ends_at": f"2026-12-0{day}T11:00"}
        judge(mo, hand_in(olga, title=f"Walk number {day}", **when), "approve")
    number = hand_in(olga, title="Walk by the lake")
    assert status(line(1), number) == 200
    judge(mo, number, "hide", reason="place")
    assert state(olga, hand_in(olga, title="Walk by the sea")) == "waiting"


def test_a_change_of_the_place_waits_and_can_be_compared(olga, mo, line):
    number = hand_in(olga)
    judge(mo, number, "approve")
    olga.patch(f"/api/v1/activities/{number}", json={"address": "9 Mill Street"})
    public = line(1).get(f"/api/v1/activities/{number}").json
    assert public["address"] == "1 River Street"
    (item,) = queue(mo)
    assert item["kind"] == "change"
    assert item["changes"] == [
        {"field": "address", "before": "1 River Street", "after": "9 Mill Street"}
    ]
    decision = judge(mo, item["id"], "approve")
    assert line(1).get(f"/api/v1/activities/{number}").json["address"] == "9 Mill Street"
    assert undo(mo, decision).status_code == 200
    assert line(1).get(f"/api/v1/activities/{number}").json["address"] == "1 River Street"


def test_what_is_out_of_sight_comes_first_and_what_waits_long_is_marked(olga, mo, line, frozen):
    number = hand_in(olga)
    judge(mo, number, "approve")
    waiting = hand_in(olga, title="Knitting at the library")
    assert not queue(mo)[0]["escalated"]
    frozen.shift(timedelta(days=2, seconds=1))
    for one in (1, 2, 3):
        report(line(one), number, text="A shop.")
    mo = sign_in(line.app, "mo@example.org", "moderator")
    items = queue(mo)
    assert [(one["id"], one["kind"], one["escalated"]) for one in items] == [
        (number, "hidden", False), (waiting, "new", True),
    ]  # fmt: skip
    assert [one["text"] for one in items[0]["reports"]] == ["A shop."] * 3
    decision = judge(mo, number, "restore")
    assert status(line(9), number) == 200
    assert [one["id"] for one in queue(mo)] == [waiting]
    undo(mo, decision)
    assert status(line(9), number) == 410


def test_hiding_needs_a_reason_and_can_be_undone(olga, mo, line):
    number = hand_in(olga)
    judge(mo, number, "approve")
    assert judge(mo, number, "hide").status_code == 422
    decision = judge(mo, number, "hide", reason="selling")
    assert status(line(1), number) == 410
    assert db.session.scalars(select(Hiding.reason)).one() == "selling"
    undo(mo, decision)
    assert status(line(1), number) == 200
    assert undo(mo, decision).status_code == 404


def test_a_blocked_organiser_is_out_of_sight_and_refused(olga, mo, line):
    number = hand_in(olga)
    judge(mo, number, "approve")
    organiser = db.session.scalars(select(Person.id)).all()
    assert organiser
    hand_in(olga, title="Knitting at the library")
    who = queue(mo)[0]["organiser"]["id"]
    path = f"/api/v1/moderation/organisers/{who}/block"
    assert mo.post(path, json={}).status_code == 422
    decision = mo.post(path, json={"reason": "harm"})
    assert status(line(1), number) == 410
    assert olga.get("/api/v1/me/activities").status_code == 401
    undo(mo, decision)
    assert status(line(1), number) == 200


def test_every_decision_stands_in_the_log(olga, mo):
    number = hand_in(olga)
    undo(mo, judge(mo, number, "reject", reason="unclear"))
    who = queue(mo)[0]["organiser"]["id"]
    mo.post(f"/api/v1/moderation/organisers/{who}/trust", json={})
    db.session.rollback()
    rows = db.session.scalars(select(AuditRow).order_by(AuditRow.at)).all()
    done = {(row.what, row.on) for row in rows}
    assert {("reject", number), ("undo reject", number), ("trust", who)} <= done


def test_nobody_but_moderators_decides(olga, line):
    number = hand_in(olga)
    assert judge(olga, number, "approve").status_code == 403
    assert judge(line(1), number, "approve").status_code == 401
    assert olga.get("/api/v1/moderation/queue").status_code == 403
    assert state(olga, number) == "waiting"


def test_moderators_see_doubles_and_where_links_lead(olga, mo):
    judge(mo, hand_in(olga), "approve")
    hand_in(olga, url="https://www.shop.example.org/walk")
    (item,) = queue(mo)
    assert any("which is listed already" in hint for hint in item["hints"])
    assert "It leads to shop.example.org." in item["hints"]
