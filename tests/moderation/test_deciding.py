"""Deciding: what was looked at is what is decided, once, and undo puts back what was there."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from app.accounts.models import Organiser, Person
from app.core.db import db
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
from tests.people import sign_in

__all__ = ["mo", "olga"]


def one(of, column):
    db.session.rollback()
    found = db.session.scalars(select(column).select_from(of).order_by(of.id)).first()
    # What is asked next sees what others stored since.
    db.session.rollback()
    return found


def organiser(mo):
    return queue(mo)[0]["organiser"]["id"]


def test_a_report_that_came_after_it_was_read_is_not_answered_unread(olga, mo, line):
    number = hand_in(olga)
    judge(mo, number, "approve")
    report(line(1), number)
    (seen,) = queue(mo)
    report(line(2), number, "harm")
    assert judge(mo, number, "approve", seen=seen["seen"]).status_code == 409
    assert len(queue(mo)[0]["reports"]) == 2


def test_of_two_moderators_the_second_is_told_and_changes_nothing(app, olga, mo, line):
    other = sign_in(app, "mia@example.org", "moderator")
    number = hand_in(olga)
    (seen,) = queue(other)
    assert judge(mo, number, "reject", reason="unclear").status_code == 200
    late = judge(other, number, "approve", seen=seen["seen"])
    assert late.status_code in {404, 409}
    assert (state(olga, number), status(line(1), number)) == ("returned", 404)
    again = hand_in(olga, title="Knitting")
    judge(mo, again, "approve")
    assert judge(other, again, "reject", reason="unclear").status_code == 409
    assert status(line(1), again) == 200


@pytest.mark.postgresql
def test_two_at_the_same_moment_publish_and_count_once(app, olga, mo):
    number = hand_in(olga)
    moderators = [sign_in(app, f"mo{n}@example.org", "moderator") for n in range(6)]
    acts = ["approve", "reject"] * 3
    with ThreadPoolExecutor(6) as pool:
        answers = list(
            pool.map(lambda each: judge(each[0], number, each[1], reason="unclear"),
                     zip(moderators, acts, strict=True))
        )  # fmt: skip
    done = [a.json["act"] for a in answers if a.status_code == 200]
    became = state(olga, number)
    if done[0] == "reject":
        assert (done, became, one(Organiser, Organiser.clean_posts)) == (["reject"], "returned", 0)
    else:
        # A second yes to what is public already finds that it is fine; it counts no second time.
        assert (set(done), became) == ({"approve"}, "published")
        assert one(Organiser, Organiser.clean_posts) == 1


def test_nothing_of_a_blocked_organiser_is_published_by_mistake(olga, mo, line):
    number = hand_in(olga)
    judge(mo, number, "approve")
    waiting = hand_in(olga, title="Knitting at the library")
    hidden = judge(mo, number, "hide", reason="place")
    who = organiser(mo)
    block = judge_organiser(mo, who, "block", reason="harm")
    for answer in (
        judge(mo, waiting, "approve"),
        judge(mo, number, "restore"),
        undo(mo, hidden),
        judge_organiser(mo, who, "trust"),
    ):
        assert (answer.status_code, answer.json["code"]) == (409, "nothing_to_decide")
    assert [status(line(1), each) for each in (number, waiting)] == [410, 404]
    assert undo(mo, block).status_code == 200
    assert judge(mo, waiting, "approve").status_code == 200


def test_a_block_that_is_taken_back_leaves_everything_as_it_was(app, olga, mo, line):
    number = hand_in(olga)
    judge(mo, number, "approve")
    hand_in(olga, title="Knitting at the library")
    who = organiser(mo)
    judge_organiser(mo, who, "trust")
    hidden = hand_in(olga, title="Choir")
    judge(mo, hidden, "hide", reason="place")
    undo(mo, judge_organiser(mo, who, "block", reason="harm"))
    assert [status(line(1), each) for each in (number, hidden)] == [200, 410]
    assert one(Organiser, Organiser.trusted_at) is not None
    olga = sign_in(app)
    assert olga.get("/api/v1/me/activities").status_code == 200


def test_who_owns_another_blocked_organiser_stays_out(app, olga, mo):
    hand_in(olga)
    first = organiser(mo)
    hand_in(olga, organiser_name="Another name", title="Choir practice for all")
    second = next(i["organiser"]["id"] for i in queue(mo) if i["organiser"]["id"] != first)
    block = judge_organiser(mo, first, "block", reason="harm")
    judge_organiser(mo, second, "block", reason="harm")
    undo(mo, block)
    db.session.rollback()
    olgas = select(Person.blocked_at).where(Person.sign_in_address == "olga@example.org")
    assert db.session.scalars(olgas).one() is not None


def test_trusting_twice_and_taking_one_back_leaves_the_trust_of_before(olga, mo):
    hand_in(olga)
    who = organiser(mo)
    judge_organiser(mo, who, "trust")
    undo(mo, judge_organiser(mo, who, "trust"))
    assert one(Organiser, Organiser.trusted_at) is not None


def test_taking_back_that_it_is_fine_opens_its_reports_again(olga, mo, line):
    number = hand_in(olga)
    judge(mo, number, "approve")
    report(line(1), number, text="Nobody came.")
    fine = judge(mo, number, "approve")
    assert queue(mo) == []
    undo(mo, fine)
    (item,) = queue(mo)
    assert [told["text"] for told in item["reports"]] == ["Nobody came."]


def test_taking_a_restore_back_hides_it_for_the_same_reason(olga, mo, line):
    number = hand_in(olga)
    judge(mo, number, "approve")
    judge(mo, number, "hide", reason="home", words="It meets in a flat.")
    undo(mo, judge(mo, number, "restore"))
    mine = olga.get(f"/api/v1/me/activities/{number}").json
    why = {"cause": "moderator", "reason": "home", "words": "It meets in a flat."}
    assert (mine["state"], mine["hidden"]) == ("hidden", why)


def test_hiding_anew_what_reports_hid_can_be_taken_back_to_that(olga, mo, line):
    number = hand_in(olga)
    judge(mo, number, "approve")
    for each in (1, 2, 3):
        report(line(each), number)
    anew = judge(mo, number, "hide", reason="harm")
    assert queue(mo) == []
    undo(mo, anew)
    (item,) = queue(mo)
    assert (item["kind"], len(item["reports"])) == ("hidden", 3)
    assert olga.get(f"/api/v1/me/activities/{number}").json["hidden"]["cause"] == "reports"


def test_taking_a_hiding_back_gives_the_clean_posts_of_before(olga, mo):
    first, second = hand_in(olga), hand_in(olga, title="Choir practice")
    judge(mo, first, "approve")
    hidden = judge(mo, first, "hide", reason="place")
    judge(mo, second, "approve")
    undo(mo, hidden)
    assert one(Organiser, Organiser.clean_posts) == 2


def test_what_its_organiser_cancelled_waits_for_nobody(olga, mo, line):
    number = hand_in(olga)
    judge(mo, number, "approve")
    report(line(1), number)
    olga.post(f"/api/v1/activities/{number}/cancel")
    assert queue(mo) == []
    olga.post(f"/api/v1/activities/{number}/publish")
    assert [item["id"] for item in queue(mo)] == [number]


def test_a_flood_of_reports_never_hides_what_is_out_of_sight(olga, mo, line, monkeypatch):
    monkeypatch.setattr("app.moderation.review.queue.MOST", 2)
    numbers = []
    for n in range(4):
        number = hand_in(olga, title=f"Walk number {n}", starts_at=f"2026-12-0{n + 5}T10:00",
                         ends_at=f"2026-12-0{n + 5}T11:00")  # fmt: skip
        judge(mo, number, "approve")
        numbers.append(number)
    for number in numbers[:3]:
        report(line(1), number)
    for each in (1, 2, 3):
        report(line(each), numbers[3])
    assert queue(mo)[0]["id"] == numbers[3]
    assert NEW["title"] not in {item["title"] for item in queue(mo)}
