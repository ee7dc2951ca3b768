"""Bookmarks that a guest wants on each of their phones."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from app.activities.models import Activity
from app.attendance.saves import service
from app.core.db import db
from app.core.events import ExamplesLeave, publish
from app.core.ids import read_id
from app.core.writes import unit_of_work
from tests.attendance.conftest import hold, look


@pytest.fixture
def guest(phone, post):
    """Somebody who is known, and an activity to bookmark."""
    mine, date = phone(), post()
    hold(mine, date)
    return mine, look(mine, date)["occurrence"]["activity_id"]


def save(phone, activity):
    return phone.put(f"/api/v1/saves/{activity}")


def saved(phone):
    return [item["activity_id"] for item in phone.get("/api/v1/saves").json["items"]]


def test_a_bookmark_is_kept_once_and_says_what_its_row_shows(guest):
    mine, activity = guest
    answer = save(mine, activity)
    assert answer.status_code == 200
    assert save(mine, activity).json == answer.json
    assert saved(mine) == [activity]
    item = mine.get("/api/v1/saves").json["items"][0]
    assert item == answer.json
    assert (item["title"], item["time_zone"]) == ("Craft table", "Europe/London")
    assert item["next"]["starts_at"] == "2026-12-01T14:00:00+00:00"


def test_taking_it_away_twice_is_taking_it_away(guest):
    mine, activity = guest
    save(mine, activity)
    for _ in range(2):
        assert mine.delete(f"/api/v1/saves/{activity}").status_code == 200
    assert saved(mine) == []


def test_bookmarks_are_their_own_person_s_and_take_no_place(guest, phone, post):
    mine, activity = guest
    other = phone()
    hold(other, post("walk", datetime(2026, 12, 2, 10)))
    save(mine, activity)
    assert saved(other) == []
    other.delete(f"/api/v1/saves/{activity}")
    assert saved(mine) == [activity]
    assert len(other.get("/api/v1/me/rsvps").json["items"]) == 1


def test_nobody_who_is_not_known_has_bookmarks_here(guest, phone):
    stranger = phone()
    assert stranger.get("/api/v1/saves").status_code == 401
    answer = save(stranger, guest[1])
    assert answer.status_code == 401
    assert "Set-Cookie" not in answer.headers, "saving makes no guest"


@pytest.mark.parametrize("activity", ["000000000000", "garden", "0", "ø"])
def test_what_is_not_there_can_t_be_bookmarked(guest, activity):
    assert save(guest[0], activity).status_code == 404
    assert guest[0].delete(f"/api/v1/saves/{activity}").status_code == 200


def test_an_activity_that_was_hidden_is_in_no_list_and_comes_back_with_it(guest):
    mine, activity = guest
    save(mine, activity)
    set_state(activity, "hidden")
    assert saved(mine) == []
    assert save(mine, activity).status_code == 404
    set_state(activity, "published")
    assert saved(mine) == [activity]


def test_there_is_an_end_to_bookmarks(guest, post, monkeypatch):
    mine, activity = guest
    monkeypatch.setattr(service, "MOST", 1)
    save(mine, activity)
    date = post("walk", datetime(2026, 12, 2, 10))
    hold(mine, date)
    another = look(mine, date)["occurrence"]["activity_id"]
    answer = save(mine, another)
    assert (answer.status_code, answer.json["code"]) == (409, "too_many_saves")
    assert save(mine, activity).status_code == 200


def test_the_next_date_is_told(guest, frozen):
    mine, activity = guest
    save(mine, activity)
    frozen.shift(timedelta(days=6))
    assert mine.get("/api/v1/saves").json["items"][0]["next"]["starts_at"].startswith("2026-12-08")


def test_bookmarks_of_examples_leave_with_them(guest):
    mine, activity = guest
    save(mine, activity)
    with unit_of_work() as session:
        publish(session, ExamplesLeave((read_id(activity) or 0,)))
    assert saved(mine) == []


def set_state(activity, state):
    with unit_of_work() as session:
        query = select(Activity).where(Activity.id == read_id(activity))
        session.scalars(query).one().state = state
    db.session.expire_all()
