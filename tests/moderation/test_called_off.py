"""A listing that was taken down is cancelled by its people: who holds a place is told."""

import pytest
from sqlalchemy import select

from app.accounts.models import Organiser
from app.core import clock
from app.core.ids import read_id
from app.core.writes import unit_of_work
from tests.attendance.conftest import hold, look
from tests.moderation.conftest import status
from tests.moderation.waiting import hand_in, judge, judge_organiser, mo, olga, queue, state
from tests.notices.conftest import inbox, known
from tests.people import sign_in
from tests.running.conftest import join

__all__ = ["inbox", "known", "mo", "olga"]
FORM = "application/x-www-form-urlencoded"
CANCELLED, DOWN, CHANGED = (
    "A plan of yours is cancelled",
    "A plan of yours was taken down",
    "A plan of yours has changed",
)


@pytest.fixture
def group(olga, mo):
    """A weekly listing of somebody trusted."""
    number = hand_in(olga, booking="needed", capacity=5, rrule="FREQ=WEEKLY;COUNT=3")
    judge(mo, number, "approve")
    with unit_of_work() as session:
        session.scalars(select(Organiser)).one().trusted_at = clock.now()
    return number


@pytest.fixture
def sam(olga, known, inbox, group):
    """Somebody who holds a place on the first date, which they hear of by mail."""
    inbox.new()
    sam = known()
    sam.group = group
    sam.date = olga.get(f"/api/v1/activities/{group}").json["occurrences"][0]["id"]
    assert hold(sam, sam.date).status_code == 201
    inbox.new()
    return sam


def take_down(mo, sam, inbox):
    assert judge(mo, sam.group, "hide", reason="home").status_code == 200
    assert DOWN in inbox.subjects()


def shown(sam):
    return look(sam, sam.date)["occurrence"]["status"]


def test_cancelling_tells_who_holds_a_place_and_shows_nothing(olga, mo, line, sam, inbox):
    take_down(mo, sam, inbox)
    assert "none of its dates takes place" in olga.get(f"/organise/{sam.group}").text
    assert olga.post(f"/api/v1/activities/{sam.group}/cancel").status_code == 200
    assert CANCELLED in inbox.subjects()
    assert (state(olga, sam.group), shown(sam)) == ("cancelled", "cancelled")
    for path in (f"/activities/{sam.group}", f"/activities/{sam.group}/calendar.ics"):
        gone = line(1).get(f"/api/v1{path}")
        assert (gone.status_code, "Slow walk" in gone.text) == (410, False)
    assert "taken down" in line(1).get(f"/api/v1/activities/{sam.group}").json["detail"]


def test_a_moderator_who_brings_it_back_does_not_make_it_take_place(olga, mo, line, sam, inbox):
    take_down(mo, sam, inbox)
    olga.post(f"/organise/{sam.group}/cancel", content_type=FORM)
    inbox.new()
    assert judge(mo, sam.group, "restore").status_code == 200
    assert (status(line(1), sam.group), shown(sam), state(olga, sam.group)) == (
        410,
        "cancelled",
        "cancelled",
    )
    assert inbox.subjects() == []
    assert olga.post(f"/api/v1/activities/{sam.group}/publish").status_code == 200
    assert (status(line(1), sam.group), shown(sam)) == (200, "scheduled")
    assert CHANGED in inbox.subjects()


def test_not_cancelled_after_all_it_stays_out_of_sight(olga, mo, line, sam, inbox):
    take_down(mo, sam, inbox)
    olga.post(f"/organise/{sam.group}/cancel", content_type=FORM)
    inbox.new()
    back = olga.post(f"/organise/{sam.group}/bring-back", content_type=FORM)
    assert "It stays out of sight." in olga.get(back.location).text
    assert (status(line(1), sam.group), state(olga, sam.group), inbox.subjects()) == (
        410,
        "hidden",
        [],
    )
    judge(mo, sam.group, "restore")
    assert (status(line(1), sam.group), shown(sam)) == (200, "scheduled")
    assert CHANGED in inbox.subjects()


def test_one_date_is_cancelled_too_and_another_time_waits(olga, mo, line, sam, inbox):
    dates = [one["id"] for one in olga.get(f"/api/v1/activities/{sam.group}").json["occurrences"]]
    take_down(mo, sam, inbox)
    assert olga.delete(f"/api/v1/occurrences/{dates[0]}").status_code == 200
    assert CANCELLED in inbox.subjects()
    assert shown(sam) == "cancelled"
    when = {"starts_at": "2026-12-12T11:00"}
    moved = olga.patch(f"/api/v1/occurrences/{dates[1]}", json=when)
    assert (moved.status_code, moved.json["state"]) == (200, "waiting")
    room = olga.patch(f"/api/v1/occurrences/{dates[1]}", json={"capacity": 9})
    assert (room.status_code, room.json["code"]) == (409, "hidden")
    assert "because it is out of sight" in olga.get(f"/organise/{sam.group}/dates/{dates[1]}").text
    assert status(line(1), sam.group) == 410
    (item,) = queue(mo)
    assert judge(mo, item["id"], "approve").status_code == 200
    ahead = line(1).get(f"/api/v1/activities/{sam.group}").json["occurrences"]
    assert [one["status"] for one in ahead] == ["cancelled", "scheduled", "scheduled"]
    assert "T11:00" in ahead[1]["starts_at"]


def test_helpers_of_a_blocked_organiser_cancel_and_change_nothing_else(olga, mo, line, sam, inbox):
    name = olga.get(f"/api/v1/me/activities/{sam.group}").json["organiser"]["id"]
    ed = sign_in(line.app, "ed@example.org")
    join(read_id(name), "ed@example.org", "editor")
    judge_organiser(mo, name, "block", reason="harm")
    inbox.new()
    moved = ed.patch(f"/api/v1/occurrences/{sam.date}", json={"starts_at": "2026-12-06T11:00"})
    assert (moved.status_code, moved.json["code"]) == (409, "hidden")
    assert ed.post(f"/api/v1/activities/{sam.group}/cancel").status_code == 200
    assert CANCELLED in inbox.subjects()
    assert ed.post(f"/api/v1/activities/{sam.group}/publish").status_code == 409
