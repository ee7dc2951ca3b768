"""The review pages without a script: what a moderator reads before they decide."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.models import Organiser
from app.core.db import db
from app.core.writes import unit_of_work
from tests.attendance.conftest import hold
from tests.moderation.conftest import line, report, status
from tests.moderation.waiting import hand_in, judge, mo, olga, queue
from tests.people import sign_in
from tests.web.reading import read

__all__ = ["line", "mo", "olga"]


@pytest.fixture
def walk(olga, mo):
    """A weekly listing of Olga's that is public; she is not proven yet."""
    number = hand_in(olga, rrule="FREQ=WEEKLY")
    judge(mo, number, "approve")
    return number


def words(page):
    return " ".join(page.text.split())


def item(mo, number=None):
    number = number or queue(mo)[0]["id"]
    return read(mo.get(f"/review/items/{number}"))


def dates(olga, walk):
    return olga.get(f"/api/v1/activities/{walk}/occurrences").json["items"]


def test_an_edit_of_one_date_reads_as_it_was_and_as_it_is_to_be(olga, mo, walk):
    second = dates(olga, walk)[1]["id"]
    change = {"starts_at": "2026-12-12T18:30", "ends_at": "2026-12-12T20:00", "note": "By the lake"}
    edited = olga.patch(f"/api/v1/occurrences/{second}?scope=this", json=change)
    assert edited.json["state"] == "waiting", edited.json
    shown = words(item(mo))
    assert "One date Was: Sat 12 Dec, 10:00 to 11:00" in shown
    assert "Is to be: Sat 12 Dec, 18:30 to 20:00. Note: By the lake" in shown
    for raw in ("date_edits", "Date edits", "scope", "starts_at"):
        assert raw not in shown


def test_a_change_leads_to_the_page_that_is_public_and_nothing_else_does(olga, mo, walk):
    olga.patch(f"/api/v1/activities/{walk}", json={"address": "9 Mill Street"})
    link = f'href="/activities/{walk}"'
    assert link in mo.get(f"/review/items/{queue(mo)[0]['id']}").text
    assert link in mo.get(f"/review/items/{walk}").text
    judge(mo, walk, "hide", reason="place")
    assert link not in mo.get(f"/review/items/{walk}").text
    new = hand_in(olga, title="Choir practice")
    assert 'href="/activities/' not in mo.get(f"/review/items/{new}").text


@pytest.mark.parametrize(("scope", "label"), [
    ("following", "This date and all later ones"), ("all", "All dates to come"),
])  # fmt: skip
def test_how_far_an_edit_reaches_is_said(olga, mo, walk, scope, label):
    first = dates(olga, walk)[0]["id"]
    olga.patch(f"/api/v1/occurrences/{first}?scope={scope}", json={"starts_at": "2026-12-05T12:00"})
    assert f"{label} Was: Sat 5 Dec, 10:00 to 11:00 Is to be: Sat 5 Dec, 12:00" in words(item(mo))


def test_one_more_date_and_another_way_to_repeat_are_sentences(olga, mo, walk):
    form = {"day": "2026-12-23", "from_time": "15:00", "to_time": "16:00"}
    added = olga.post(f"/organise/{walk}/dates/add", data=form)
    assert added.status_code in {200, 303}, added.text
    shown = words(item(mo))
    assert "One more date" in shown
    assert "Wednesday 23 December 2026, 15:00 to 16:00." in shown


def test_another_time_and_pin_read_as_people_say_them(olga, mo, walk):
    change = {"lat": 53.40, "lon": -1.47, "starts_at": "2026-12-06T10:00",
              "ends_at": "2026-12-06T11:00", "rrule": "FREQ=MONTHLY;BYDAY=1SU"}  # fmt: skip
    assert olga.patch(f"/api/v1/activities/{walk}", json=change).status_code == 200
    shown = words(item(mo))
    assert "Was: Every Saturday, 10:00 to 11:00. London time." in shown
    assert "Is to be: Every first Sunday of the month, 10:00 to 11:00. London time." in shown
    assert "53.40000, -1.47000, 2.2 km from where it was" in shown
    assert "FREQ" not in shown


def test_a_new_listing_reads_in_plain_words(olga, mo):
    facts = {"facts": {"speak": 0}, "supports": {"greeter": True}}
    hand_in(olga, comfort=facts, access={"step_free": False}, steps=["Hello", "Walk"])
    shown = words(item(mo))
    for raw in ("support_meetup", "interest_group", "step_free", "{", "facts:", "starts_at"):
        assert raw not in shown
    assert "Saturday 5 December 2026, 10:00 to 11:00." in shown
    assert "Hello Walk" in shown


def test_a_missing_reason_keeps_what_was_typed(olga, mo):
    page = item(mo, hand_in(olga))
    answer = page.press(mo, "Send it back", words="")
    assert answer.status_code == 422
    assert "Please choose a reason, or write one." in read(answer).text


def test_deciding_and_undoing_on_the_pages(olga, mo, line):
    number = hand_in(olga)
    done = item(mo, number).press(mo, "Send it back", reason="unclear", words="What is it?")
    queue_page = read(mo.get(done.location))
    assert "Sent back to its author." in queue_page.text
    queue_page.press(mo, "Undo")
    assert "1 waits" in words(read(mo.get("/review")))
    blocked = item(mo, number).press(mo, "Block this organiser", reason="harm")
    assert "Blocked, and out of sight." in read(mo.get(blocked.location)).text
    refused = item(mo, number).press(mo, "Publish it")
    assert refused.status_code == 409
    assert "Its organiser is blocked." in read(refused).text
    assert status(line(1), number) == 404


def test_after_two_days_it_is_marked_and_not_before(app, olga, mo, frozen):
    hand_in(olga)
    for more, is_late in ((timedelta(days=2), False), (timedelta(seconds=1), True)):
        frozen.shift(more)
        page = sign_in(app, "mo@example.org", "moderator").get("/review")
        db.session.rollback()
        assert ("more than two days" in page.text) == is_late


def test_words_of_reports_are_shown_as_text_and_say_nothing_of_who(olga, mo, line, walk):
    hold(line(4), dates(olga, walk)[0]["id"])
    report(line(7), walk, text="<script>alert(1)</script> Nobody came.")
    page = mo.get(f"/review/items/{walk}")
    assert "<script>alert" not in page.text
    assert "Nobody came." in page.text
    assert "203.0.113" not in page.text


def test_nobody_else_opens_them(app, olga, mo):
    number = hand_in(olga)
    for path in ("/review", f"/review/items/{number}"):
        assert olga.get(path).status_code == 403
    assert olga.post(f"/review/items/{number}/approve", data={}).status_code == 403
    with unit_of_work() as session:
        assert session.scalars(select(Organiser.clean_posts)).one() == 0
