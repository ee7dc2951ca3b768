"""From the activity's page to one's own place and back out again, without a script."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.activities.models import Activity, Occurrence
from app.attendance.rsvps.models import Rsvp
from app.core.actors import COOKIE
from app.core.db import db
from app.core.ids import read_id
from tests.attendance.conftest import config, phone, post
from tests.web.holders import (
    activity_of,
    follow,
    hold,
    look,
    new_browser,
    open_activity,
    press,
)
from tests.web.reading import read

__all__ = ["config", "phone", "post"]


@pytest.fixture
def browser(app, frozen):
    return new_browser(app)


def test_one_press_holds_a_place_and_says_what_happens_next(browser, post):
    date = post()
    page = hold(browser, date)
    assert "Your place is held" in page.lines
    assert "Tue 1 December, 14:00 to 16:00" in page.lines
    assert "What happens next" in page.lines
    assert "The organiser sees “1 quiet guest”. Nobody sees your name." in page.text
    assert browser.get_cookie(COOKIE)
    assert rows() == [("going", 1, None)]


def test_what_was_done_is_said_in_a_status_with_undo_and_a_way_to_change_it(browser, post):
    page = hold(browser, post())
    assert any(attrs.get("role") == "status" for _, attrs in page.tags)
    assert "Place held." in page.text
    assert page.links["Change details"] == "#details"
    undone = press(browser, page, "Undo")
    assert "You gave your place back" in undone.lines
    assert rows() == [("cancelled", 1, None)]
    again = press(browser, undone, "Undo")
    assert "Your place is held" in again.lines


def test_not_this_time_takes_one_press_and_no_reason(browser, post):
    date = post()
    hold(browser, date)
    page = press(browser, look(browser, date), "Not this time")
    assert "You gave your place back" in page.lines
    assert "Nobody is told why" in page.text


def test_pressed_twice_or_sent_again_it_is_one_person_with_one_place(app, browser, post):
    date = post()
    page = open_activity(browser, date)
    first = page.press(browser, "Hold my place")
    second = page.press(new_browser(app), "Hold my place")
    assert (first.status_code, second.status_code) == (307, 307)
    assert rows() == [], "a cookie comes first: no place can be left behind by a second press"
    for _ in range(2):
        assert (
            "Your place is held"
            in follow(browser, page.press(browser, "Hold my place"), date=date).lines
        )
    assert len(rows()) == 1


def test_holding_it_again_from_the_activity_leaves_what_was_said_as_it_is(browser, post):
    date = post()
    hold(browser, date, alias="Sam", party_size="2")
    hold(browser, date)
    assert rows() == [("going", 2, "Sam")]


def test_a_browser_without_cookies_is_told_and_holds_nothing(browser, post):
    date = post()
    answer = browser.post(f"/occurrences/{date}/hold?again=1", data={})
    assert answer.status_code == 409
    assert "keeps no cookies" in answer.text
    assert rows() == []


def test_details_can_be_given_with_the_hold_and_changed_later(browser, post, frozen):
    date = post()
    page = hold(browser, date, alias="Sam", needs="A seat\r\nby the door", party_size="2")
    assert "Your 2 places are held" in page.lines
    assert "The organiser sees “Sam and 1 more”. Nobody else sees it." in page.text
    frozen.shift(timedelta(minutes=1))
    changed = press(browser, page, "Save changes", alias="", needs="", party_size="1")
    assert "Saved." in changed.text
    assert "“1 quiet guest”" in changed.text
    assert rows() == [("going", 1, None)]


def test_a_change_from_an_old_page_does_not_hold_a_place_that_was_given_back(browser, post):
    date = post()
    old = hold(browser, date)
    press(browser, old, "Not this time")
    answer = old.press(browser, "Save changes", alias="Sam")
    assert answer.status_code == 404
    assert rows() == [("cancelled", 1, None)]


def test_where_it_is_full_the_button_says_so_and_only_my_own_position_is_shown(app, browser, post):
    date = post(capacity=1)
    hold(new_browser(app), date)
    hold(new_browser(app), date)
    activity = open_activity(browser, date)
    assert "Full, waiting list open" in activity.text
    page = hold(browser, date)
    assert "You are on the waiting list" in page.lines
    assert "You are second in line." in page.text
    assert "You joined the list." in page.text
    left = press(browser, page, "Leave the list")
    assert "You left the waiting list" in left.lines
    assert "You are second in line." in press(browser, left, "Undo").text


def test_a_freed_place_is_offered_until_a_time_in_words_and_can_be_taken(app, browser, post):
    date = post(capacity=1)
    first = new_browser(app)
    held = hold(first, date)
    hold(browser, date)
    press(first, held, "Not this time")
    page = look(browser, date)
    assert "A place is free for you" in page.lines
    assert "until 09:30 on Friday 27 November." in page.text
    words = {w: a for w, a, _ in page.buttons}
    assert {"Take the place", "Not this time"} <= words.keys()
    taken = press(browser, page, "Take the place")
    assert "Your place is held" in taken.lines


def test_passing_says_thank_you_kindly_and_the_next_person_is_asked(app, browser, post):
    date = post(capacity=1)
    first, third = new_browser(app), new_browser(app)
    held = hold(first, date)
    hold(browser, date)
    hold(third, date)
    press(first, held, "Not this time")
    passed = press(browser, look(browser, date), "Not this time")
    assert "You passed" in passed.lines
    assert "Passing is fine." in passed.text
    assert "A place is free for you" in look(third, date).lines


def test_an_offer_that_ran_out_is_said_kindly_and_the_list_is_open_again(
    app, browser, post, frozen
):
    date = post(capacity=1)
    first, third = new_browser(app), new_browser(app)
    held = hold(first, date)
    hold(browser, date)
    hold(third, date)
    press(first, held, "Not this time")
    offered = look(browser, date)
    frozen.shift(timedelta(hours=24))
    late = offered.press(browser, "Take the place")
    assert late.status_code == 409
    page = read(late)
    assert "The offer has ended" in page.lines
    assert "The place went to the next person. You can join the list again." in page.text
    assert "You are on the waiting list" in press(browser, page, "Join the list again").lines


def test_still_fine_is_asked_one_or_two_days_before_and_not_again(browser, post, frozen):
    date = post()
    assert "Still fine" not in "".join(hold(browser, date).lines[:8])
    frozen.shift(timedelta(days=3))
    page = look(browser, date)
    assert "Still fine for Tuesday?" in page.lines
    assert [w for w, _, _ in page.buttons].count("Not this time") == 1
    thanked = press(browser, page, "Yes")
    assert "Thank you. Nothing more to do." in thanked.text
    assert "Still fine for Tuesday?" not in thanked.lines


def test_a_cancelled_date_is_said_first_and_another_day_is_named(browser, post):
    date = post()
    hold(browser, date)
    change(date, status="cancelled")
    page = look(browser, date)
    assert page.lines.index("This date is cancelled") < 12
    assert "Room on another day" in page.lines
    way = next(href for words, href in page.links.items() if words.startswith("Tue 8 December"))
    assert way.startswith(activity_of(date))
    chosen = [a for t, a in read(browser.get(way)).tags if t == "input" and "checked" in a]
    assert any(a["value"] == way.split("date=")[1] for a in chosen)


def test_a_moved_date_says_when_it_was_planned(browser, post):
    date = post()
    hold(browser, date)
    moved = db.session.get_one(Occurrence, read_id(date)).starts_local + timedelta(hours=2)
    change(date, starts_local=moved)
    page = look(browser, date)
    assert "This date was moved. It was planned for Tue 1 December, 14:00." in page.text


def test_a_date_that_is_over_asks_for_nothing(browser, post, frozen):
    date = post()
    hold(browser, date)
    frozen.shift(timedelta(days=6))
    page = look(browser, date)
    assert "This date is over" in page.lines
    assert page.buttons == []


def test_what_was_taken_down_is_said_to_who_holds_it(browser, post):
    date = post()
    hold(browser, date)
    db.session.query(Activity).update({"state": "hidden"})
    db.session.commit()
    assert "This was taken down" in look(browser, date).lines


def test_the_page_is_nobody_elses_and_nothing_keeps_it(app, browser, post):
    date = post()
    hold(browser, date, alias="Sam-canary", needs="needs-canary")
    answer = browser.get(f"/occurrences/{date}/place")
    assert answer.headers["Cache-Control"] == "no-store"
    stranger = new_browser(app).get(f"/occurrences/{date}/place")
    assert stranger.status_code == 401
    assert "This phone is not known here" in stranger.text
    assert "twelve words" in stranger.text
    other = new_browser(app)
    hold(other, post("another"))
    assert other.get(f"/occurrences/{date}/place").status_code == 404
    assert "canary" not in other.get(activity_of(date)).text


def test_every_form_says_what_it_does_before_its_button(app, browser, post):
    date = post(capacity=1)
    pages = [open_activity(browser, date).tags, hold(browser, date).tags]
    pages += [hold(new_browser(app), date).tags]
    for tags in pages:
        assert any("data-consequence" in attrs for _, attrs in tags)


def rows():
    db.session.rollback()
    found = db.session.execute(select(Rsvp.status, Rsvp.party_size, Rsvp.alias))
    return [tuple(row) for row in found]


def change(date, **values):
    db.session.query(Occurrence).filter_by(id=read_id(date)).update(values)
    db.session.commit()
