"""Changes of dates that waited too long: what could not be made is said, and why."""

from datetime import datetime, timedelta

import pytest

from tests.moderation.waiting import hand_in, judge, mo, olga, queue, state, undo
from tests.notices.conftest import inbox
from tests.people import sign_in

__all__ = ["inbox", "mo", "olga"]
WHY = (
    "The date of 5 December 2026, 10:00 to 5 December 2026, 12:00 and with a note: "
    "This date has begun. What is over can't be changed."
)


@pytest.fixture
def walk(olga, mo):
    """A weekly listing that is public; its author is not proven yet."""
    number = hand_in(olga, rrule="FREQ=WEEKLY")
    judge(mo, number, "approve")
    return number


def dates(olga, walk):
    return olga.get(f"/api/v1/activities/{walk}/occurrences").json["items"]


def edit(olga, date, **changes):
    answer = olga.patch(f"/api/v1/occurrences/{date['id']}?scope=this", json=changes)
    assert answer.json["state"] == "waiting", answer.json


@pytest.fixture
def approved(app, olga, walk, frozen, inbox):
    """Two dates change; the first is over when somebody looks. What the moderator is answered."""
    first, second = dates(olga, walk)[:2]
    edit(olga, first, starts_at="2026-12-05T12:00", ends_at="2026-12-05T13:00", note="By the lake")
    edit(olga, second, starts_at="2026-12-12T12:00", ends_at="2026-12-12T13:00")
    frozen.move_to(datetime.fromisoformat("2026-12-06T09:00+00:00"))
    inbox.new()
    mo = sign_in(app, "mo@example.org", "moderator")
    answer = judge(mo, queue(mo)[0]["id"], "approve")
    assert answer.status_code == 200, answer.json
    return mo, answer


def test_the_rest_is_made_and_its_author_reads_what_was_not(olga, walk, approved, inbox):
    assert dates(olga, walk)[0]["starts_at"].startswith("2026-12-12T12:00")
    (mail,) = inbox.new()
    assert mail["Subject"] == "What you posted needs a look"
    text = " ".join(mail.get_content().split())
    assert "not all dates could be changed" in text
    assert "December" not in text
    page = olga.get(f"/organise/{walk}").text.replace("&#39;", "'")
    assert "What was not done:" in page
    assert WHY in page
    now = olga.get(f"/organise/{walk}/now").text.replace("&#39;", "'")
    assert WHY in now
    assert "Until then people see" not in now
    assert state(olga, walk) == "published"


def test_the_moderator_is_told_too(approved):
    mo, answer = approved
    assert WHY in answer.json["left_out"]
    page = mo.get(f"/review?done={answer.json['id']}").text.replace("&#39;", "'")
    assert WHY in page
    assert queue(mo) == []


def test_the_note_is_put_away_and_keeps_nothing_from_being_undone(app, olga, walk, approved):
    mo, answer = approved
    assert undo(mo, answer).status_code == 200
    assert olga.get(f"/api/v1/me/activities/{walk}").json["change"] is None
    assert dates(olga, walk)[0]["starts_at"].startswith("2026-12-12T10:00")


def test_dates_that_were_changed_again_are_not_undone_for_others(olga, mo, walk, frozen):
    first, second = dates(olga, walk)[:2]
    edit(olga, first, starts_at="2026-12-05T12:00", ends_at="2026-12-05T13:00")
    answer = judge(mo, queue(mo)[0]["id"], "approve")
    frozen.shift(timedelta(seconds=1))
    olga.delete(f"/api/v1/occurrences/{second['id']}?scope=this")
    refused = undo(mo, answer)
    assert (refused.status_code, refused.json["code"]) == (409, "nothing_to_undo")
    assert dates(olga, walk)[0]["starts_at"].startswith("2026-12-05T12:00")


def test_a_note_goes_when_its_author_puts_it_away(olga, walk, approved):
    form = "application/x-www-form-urlencoded"
    assert olga.post(f"/organise/{walk}/remove", content_type=form).status_code == 303
    assert olga.get(f"/api/v1/me/activities/{walk}").json["change"] is None
    assert "What was not done:" not in olga.get(f"/organise/{walk}").text


def test_what_is_sent_afterwards_carries_no_dead_wish_along(app, olga, walk, approved):
    mo, _ = approved
    later = dates(olga, walk)[1]
    edit(olga, later, note="Bring a cup")
    (item,) = queue(mo)
    (wishes,) = [one["after"] for one in item["changes"] if one["field"] == "date_edits"]
    assert len(wishes) == 1
    assert judge(mo, item["id"], "approve").json["left_out"] is None


def test_one_more_date_that_is_over_is_said(app, olga, walk, frozen):
    form = {"day": "2026-12-01", "from_time": "15:00", "to_time": "16:00"}
    olga.post(f"/organise/{walk}/dates/add", data=form)
    frozen.shift(timedelta(days=6))
    mo = sign_in(app, "mo@example.org", "moderator")
    answer = judge(mo, queue(mo)[0]["id"], "approve")
    assert (
        "One more date on 1 December 2026, 15:00: Please choose a time" in answer.json["left_out"]
    )
