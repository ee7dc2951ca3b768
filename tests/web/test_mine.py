"""Mine without a script: the same list from here, for one person only."""

from datetime import timedelta

from app.activities.models import Occurrence
from app.core.ids import read_id
from app.core.writes import unit_of_work
from tests.attendance.conftest import config as config  # noqa: PLC0414 limits are tested elsewhere
from tests.attendance.conftest import date_ids, hold, leave, look
from tests.attendance.conftest import phone as phone  # noqa: PLC0414
from tests.attendance.conftest import post as post  # noqa: PLC0414

PLANS = "/mine/plans"


def test_mine_is_the_same_page_for_all_and_may_be_kept(phone, post):
    known, stranger = phone(), phone()
    hold(known, post())
    answers = [who.get("/mine") for who in (known, stranger)]
    assert answers[0].data == answers[1].data
    assert "public" in answers[0].headers["Cache-Control"]
    assert f'href="{PLANS}"' in answers[0].text


def test_a_stranger_reads_calmly_that_nothing_is_held_here(phone):
    answer = phone().get(PLANS)
    assert answer.status_code == 200
    assert "No place is held in this browser." in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


def test_a_place_is_listed_and_given_back_in_one_tap(phone, post):
    mine, date = phone(), post()
    hold(mine, date, alias="Sam-canary", needs="A seat by the door")
    page = mine.get(PLANS)
    assert page.headers["Cache-Control"] == "no-store"
    assert "Tue 1 Dec" in page.text
    assert "London time" in page.text
    assert "Place held." in page.text
    assert "Sam-canary" not in page.text
    left = mine.post(f"/occurrences/{date}/leave", content_type="application/x-www-form-urlencoded")
    assert left.status_code == 303
    assert look(mine, date)["status"] == "cancelled"
    assert "No plans at the moment." in mine.get(PLANS).text


def test_one_s_own_place_in_the_line_is_told_and_nobody_else_s(phone, post):
    date = post(capacity=1)
    first, second = phone(), phone()
    hold(first, date)
    hold(second, date)
    assert "You are first in line." in second.get(PLANS).text
    assert "in line" not in first.get(PLANS).text


def test_what_was_called_off_or_moved_comes_before_all_plans(phone, post):
    mine = phone()
    post()
    off, moved = date_ids("table")[:2]
    for date in (off, moved):
        hold(mine, date)
    with unit_of_work() as session:
        session.get_one(Occurrence, read_id(off)).status = "cancelled"
        other = session.get_one(Occurrence, read_id(moved))
        other.starts_local += timedelta(hours=1)
        other.starts_at += timedelta(hours=1)
        other.ends_local += timedelta(hours=1)
        other.ends_at += timedelta(hours=1)
    text = mine.get(PLANS).text
    assert text.index("What changed") < text.index("Cancelled.") < text.index("<h2>Plans")
    assert "It was Tue 8 Dec, 14:00." in text


def test_past_dates_stay_for_a_month(phone, post, frozen):
    mine, date = phone(), post()
    hold(mine, date)
    frozen.shift(timedelta(days=10))
    assert "<h2>Past</h2>" in mine.get(PLANS).text
    frozen.shift(timedelta(days=30))
    assert "<h2>Past</h2>" not in mine.get(PLANS).text


def test_bookmarks_kept_with_the_places_are_listed_there(phone, post):
    mine, date = phone(), post()
    hold(mine, date)
    mine.put(f"/api/v1/saves/{look(mine, date)['occurrence']['activity_id']}")
    leave(mine, date)
    text = mine.get(PLANS).text
    assert "<h2>Saved</h2>" in text
    assert "Craft table" in text
