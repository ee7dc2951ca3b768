"""From "I could" to "I have a place", in one tap, and back out again as easily."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from app.activities.dates import CapacityBelowTaken
from app.activities.models import Occurrence
from app.attendance.rsvps.models import Rsvp
from app.core.actors import COOKIE
from app.core.db import db
from app.core.ids import read_id
from tests.attendance.conftest import STARTS, act, date_ids, hold, leave, look


def test_one_call_holds_a_place_and_makes_a_quiet_guest(phone, post):
    mine, date = phone(), post()
    answer = hold(mine, date)
    assert answer.status_code == 201
    assert answer.json["status"] == "going"
    assert (answer.json["visibility"], answer.json["alias"]) == ("quiet", None)
    assert answer.json["occurrence"]["title"] == "Craft table"
    assert mine.get_cookie(COOKIE)
    assert look(mine, date) == answer.json
    assert answer.headers["Cache-Control"] == "no-store"


def test_asking_again_holds_one_place_and_changes_how(phone, post):
    mine, date = phone(), post()
    hold(mine, date)
    again = hold(mine, date, alias="Sam", needs="A seat by the door", visibility="named")
    assert again.status_code == 200
    assert again.json["alias"] == "Sam"
    assert taken(date) == 1


def test_not_this_time_gives_it_back_without_a_reason_and_can_be_undone(phone, post):
    mine, date = phone(), post()
    hold(mine, date)
    answer = leave(mine, date)
    assert (answer.status_code, answer.json["status"]) == (200, "cancelled")
    assert "reason" not in answer.json
    assert taken(date) == 0
    assert leave(mine, date).json["status"] == "cancelled"
    assert hold(mine, date).json["status"] == "going"


def test_where_it_is_full_i_wait_and_see_my_own_position_only(phone, post):
    date = post(capacity=1)
    first, second, third = phone(), phone(), phone()
    hold(first, date)
    assert hold(second, date).json["position"] == 1
    waiting = hold(third, date).json
    assert (waiting["status"], waiting["position"]) == ("waitlisted", 2)
    leave(second, date)
    assert look(third, date)["position"] == 1


def test_a_freed_place_is_offered_to_whoever_waited_longest(phone, post):
    date = post(capacity=1)
    first, second, third = phone(), phone(), phone()
    for one in (first, second, third):
        hold(one, date)
    leave(first, date)
    offer = look(second, date)
    assert (offer["status"], offer["offered_size"]) == ("offered", 1)
    assert offer["offer_until"] == "2026-11-27T09:30:00+00:00"
    assert look(third, date)["status"] == "waitlisted"
    late = phone()
    assert hold(late, date).json["status"] == "waitlisted", "an offered place is taken"
    assert act(second, date, "accept").json["status"] == "going"
    assert act(second, date, "accept").json["status"] == "going"


def test_declining_passes_the_place_on(phone, post):
    date = post(capacity=1)
    people = [phone() for _ in range(3)]
    for one in people:
        hold(one, date)
    leave(people[0], date)
    assert act(people[1], date, "decline").json["status"] == "cancelled"
    assert look(people[2], date)["status"] == "offered"


def test_an_offer_that_ran_out_is_said_kindly_and_goes_on(phone, post, frozen):
    date = post(capacity=1)
    people = [phone() for _ in range(3)]
    for one in people:
        hold(one, date)
    leave(people[0], date)
    frozen.shift(timedelta(hours=24))
    assert look(people[1], date)["reason"] == "offer_ended"
    answer = act(people[1], date, "accept")
    assert (answer.status_code, answer.json["code"]) == (409, "offer_ended")
    assert look(people[2], date)["status"] == "offered", "it went on, as the sentence says"
    assert hold(people[1], date).json["position"] == 1


def test_a_refusal_does_not_keep_others_waiting(phone, post, frozen):
    date = post(capacity=2)
    people = [phone() for _ in range(3)]
    hold(people[0], date)
    for one in people[1:]:
        hold(one, date, party_size=2)
    assert look(people[1], date)["status"] == "offered"
    frozen.shift(timedelta(hours=24))
    assert hold(people[0], date, party_size=2).json["code"] == "no_room_for_more"
    assert look(people[2], date)["status"] == "offered"


def test_leaving_the_list_can_be_taken_back_without_losing_the_place_in_it(phone, post, frozen):
    date = post(capacity=1)
    people = [phone() for _ in range(3)]
    for one in people:
        hold(one, date)
    leave(people[1], date)
    assert look(people[2], date)["position"] == 1
    assert hold(people[1], date).json["position"] == 1
    leave(people[1], date)
    frozen.shift(timedelta(minutes=11))
    assert hold(people[1], date).json["position"] == 2


def test_a_party_larger_than_the_room_is_offered_what_there_is(phone, post):
    date = post(capacity=3)
    couple, three = phone(), phone()
    hold(couple, date, party_size=2)
    offer = hold(three, date, party_size=3).json
    assert (offer["status"], offer["offered_size"]) == ("offered", 1)
    assert act(three, date, "accept").json["party_size"] == 1
    assert taken(date) == 3


def test_a_larger_party_never_costs_the_place_that_is_held(phone, post):
    date = post(capacity=2)
    mine, other = phone(), phone()
    hold(mine, date)
    hold(other, date)
    answer = hold(mine, date, party_size=2)
    assert (answer.status_code, answer.json["code"]) == (409, "no_room_for_more")
    assert look(mine, date)["status"] == "going"
    leave(other, date)
    assert hold(mine, date, party_size=2).json["party_size"] == 2
    assert hold(mine, date, party_size=1).json["party_size"] == 1
    assert taken(date) == 1


@pytest.mark.parametrize(
    ("changes", "wish", "refused"),
    [
        ({"booking": "none"}, {}, (409, "not_needed")),
        ({"booking": None}, {}, (409, "not_needed")),
        ({"party_limit": 2}, {"party_size": 3}, (422, "invalid")),
        ({}, {"party_size": 0}, (422, "invalid")),
        ({}, {"party_size": 1.5}, (422, "invalid")),
        ({}, {"level": 4}, (422, "invalid")),
        ({"kind": "support_meetup"}, {}, (409, "consent_needed")),
        ({"kind": "support_meetup"}, {"consent": "0"}, (409, "consent_needed")),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_left_behind(
    phone, post, changes, wish, refused
):
    mine, date = phone(), post(**changes)
    answer = hold(mine, date, **wish)
    assert (answer.status_code, answer.json["code"]) == refused
    assert mine.get_cookie(COOKIE) is None
    assert db.session.scalars(select(Rsvp)).all() == []


def test_a_support_meetup_asks_its_own_yes_and_keeps_which_text_it_was(phone, post):
    mine, date = phone(), post(kind="support_meetup")
    (asked,) = mine.get("/api/v1/vocabulary").json["consents"]
    assert asked["key"] == "support_meetup"
    assert "health" in asked["text"]
    assert hold(mine, date).json["detail"] == asked["text"]
    assert hold(mine, date, consent=asked["version"]).status_code == 201
    row = db.session.scalars(select(Rsvp)).one()
    assert (row.consent_version, row.consented_at is not None) == (asked["version"], True)
    assert hold(mine, date, alias="Sam").status_code == 200
    leave(mine, date)
    db.session.expire_all()
    assert db.session.scalars(select(Rsvp.consent_version)).one() is None


def test_what_has_begun_or_does_not_take_place_takes_nobody(phone, post, frozen):
    date = post()
    frozen.move_to(datetime(2026, 12, 1, 14, 0))
    assert hold(phone(), date).json["code"] == "already_started"
    later = date_ids("table")[1]
    db.session.query(Occurrence).filter_by(id=read_id(later)).update({"status": "cancelled"})
    db.session.commit()
    assert hold(phone(), later).json["code"] == "cancelled"


def test_ten_places_are_the_most_one_person_sits_on(phone, post):
    mine = phone()
    dates = [post(f"number {n}", starts=STARTS + timedelta(hours=n)) for n in range(11)]
    codes = [hold(mine, date).status_code for date in dates]
    assert codes == [201] * 10 + [409]
    leave(mine, dates[0])
    assert hold(mine, dates[10]).status_code == 201


def test_nobody_sees_or_changes_what_somebody_else_holds(phone, post):
    date, mine, other = post(), phone(), phone()
    hold(mine, date, alias="Sam", needs="quiet")
    other.post("/api/v1/guests")
    for answer in (
        other.get(f"/api/v1/occurrences/{date}/rsvp"),
        leave(other, date),
        act(other, date, "confirm"),
        act(other, date, "accept"),
    ):
        assert answer.status_code == 404
        assert "Sam" not in answer.text
    assert look(mine, date)["status"] == "going"
    assert other.get("/api/v1/me/rsvps").json == {"items": []}


def test_my_plans_come_in_the_order_of_time(phone, post):
    mine = phone()
    late, early = post("late", starts=STARTS + timedelta(days=2)), post("early")
    hold(mine, late)
    hold(mine, early)
    items = mine.get("/api/v1/me/rsvps").json["items"]
    assert [item["occurrence"]["id"] for item in items] == [early, late]
    assert act(mine, early, "confirm").json["is_confirmed"]


def test_fewer_places_than_are_held_are_refused_and_more_are_offered(phone, post):
    date = post(capacity=2)
    people = [phone() for _ in range(3)]
    for one in people:
        hold(one, date)
    with pytest.raises(CapacityBelowTaken):
        post(capacity=1)
    post(capacity=3)
    assert look(people[2], date)["status"] == "offered"


def test_a_date_that_leaves_the_schedule_is_cancelled_for_who_holds_it(phone, post):
    mine, date = phone(), post()
    hold(mine, date)
    post(starts=STARTS + timedelta(hours=5))
    (item,) = mine.get("/api/v1/me/rsvps").json["items"]
    assert (item["occurrence"]["id"], item["occurrence"]["status"]) == (date, "cancelled")


def taken(date):
    db.session.rollback()
    return db.session.scalar(select(Occurrence.taken).where(Occurrence.id == read_id(date)))
