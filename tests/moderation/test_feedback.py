"""What visitors found: nobody's answer can be read, and five of them correct a listing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.attendance.feedback.batch import make_batch
from app.attendance.feedback.models import Feedback
from app.core import clock
from app.core.db import db
from app.core.writes import unit_of_work
from tests.attendance.conftest import STARTS, hold, leave
from tests.conftest import NOW

WEEK = timedelta(days=7)
AFTER = STARTS.replace(tzinfo=NOW.tzinfo) + timedelta(hours=3)


@pytest.fixture
def visitors(phone, post, frozen):
    """Twelve people who held a place on a date that is over, and that date."""
    date = post(capacity=20)
    people = [phone() for _ in range(12)]
    for one in people:
        hold(one, date)
    frozen.move_to(AFTER)
    return people, date


def tell(phone, date, **found):
    return phone.post(f"/api/v1/occurrences/{date}/feedback", json=found)


def batch(frozen):
    """Monday comes and the batch is made."""
    frozen.shift(WEEK)
    with unit_of_work() as session:
        return make_batch(session, clock.now())


def listing(phone):
    found = phone.get("/api/v1/activities?lat=53.38&lon=-1.47&to=2027-03-01").json["items"][0]
    return phone.get(f"/api/v1/activities/{found['id']}").json


def test_five_visitors_correct_a_fact_and_four_do_not(visitors, frozen):
    people, date = visitors
    for one in people[:4]:
        assert tell(one, date, facts={"sensory": 2}).json == {"shown_from": 5}
    before = listing(people[0])
    assert batch(frozen) == 0
    assert listing(people[0])["facts"] == before["facts"]
    tell(people[4], date, facts={"sensory": 2})
    assert listing(people[0])["facts"]["sensory"] == 0, "only once a week"
    assert batch(frozen) == 1
    page = listing(people[0])
    # (4 x 0 + 5 x 2) / (4 + 5) = 1.1
    assert page["facts"]["sensory"] == 1
    assert page["told"]["sensory"]["by"] == "visitors"
    assert page["visitors"] == {
        "at_least": 5, "found": {"sensory": "more"}, "most_would_go_again": False,
    }  # fmt: skip


def test_as_described_confirms_what_is_told(visitors, frozen):
    people, date = visitors
    for one in people[:11]:
        tell(one, date, as_described=True, again="yes")
    batch(frozen)
    page = listing(people[0])
    assert page["visitors"] == {"at_least": 10, "found": {}, "most_would_go_again": True}
    assert page["told"]["sensory"]["by"] == "organiser"


def test_visitors_tell_what_the_listing_hid(visitors, phone, post, frozen):
    frozen.move_to(NOW)
    date = post("hush", told={}, capacity=20)
    people = [phone() for _ in range(5)]
    for one in people:
        hold(one, date)
    frozen.move_to(AFTER)
    for one, value in zip(people, (3, 3, 2, 3, 3), strict=True):
        tell(one, date, facts={"watched": value})
    batch(frozen)
    found = phone().get("/api/v1/activities?lat=53.38&lon=-1.47&to=2027-03-01").json["items"]
    assert {one["facts"]["watched"] for one in found} == {0, 3}


def test_an_account_counts_once_however_often_it_answers(visitors, frozen):
    people, date = visitors
    for value in (3, 3, 3, 3, 2):
        tell(people[0], date, facts={"sensory": value})
    assert batch(frozen) == 0
    db.session.rollback()
    assert [row.facts for row in db.session.scalars(select(Feedback))] == [{"sensory": 2}]


def test_only_who_held_a_place_at_the_start_can_tell(visitors, phone, post, frozen):
    people, date = visitors
    stranger = phone()
    assert tell(stranger, date, again="yes").status_code == 401
    stranger.post("/api/v1/guests")
    assert tell(stranger, date, again="yes").status_code == 404
    leave(people[0], date)
    assert tell(people[0], date, again="no").status_code == 200, "they left after the start"
    frozen.move_to(NOW)
    later = post("later", capacity=1)
    going, waiting, left = phone(), phone(), phone()
    hold(left, later)
    leave(left, later)
    for one in (going, waiting):
        hold(one, later)
    assert tell(going, later, again="yes").json["code"] == "not_started"
    frozen.move_to(AFTER)
    assert [tell(one, later, again="yes").status_code for one in (going, waiting, left)] == [
        200, 404, 404,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [{}, {"facts": {"sensory": 4}}, {"facts": {"mood": 1}}, {"again": "never"}, {"anxiety": 5}],
)
def test_what_does_not_fit_is_refused(visitors, body):
    people, date = visitors
    assert tell(people[0], date, **body).status_code == 422


def test_nothing_in_the_database_says_whose_answer_it_is(visitors):
    people, date = visitors
    tell(people[0], date, facts={"sensory": 3}, again="no")
    assert {column.name for column in Feedback.__table__.columns} == {
        "voter", "activity_id", "week", "facts", "again",
    }  # fmt: skip


def test_it_is_mine_to_see_and_to_take_away(visitors, frozen):
    people, date = visitors
    for one in people[:5]:
        tell(one, date, facts={"sensory": 3})
    batch(frozen)
    mine = people[0].get("/api/v1/me/export").json["feedback"]
    assert [row["facts"] for row in mine] == [{"sensory": 3}]
    assert "voter" not in mine[0]
    people[0].delete("/api/v1/me")
    assert listing(people[1])["visitors"]["at_least"] == 5, "until the next batch"
    batch(frozen)
    assert listing(people[1])["visitors"]["at_least"] == 0
