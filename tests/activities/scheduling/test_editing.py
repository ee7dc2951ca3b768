"""An organiser changes one date, this and later, or all; nobody who holds a place is lost."""

import pytest
from sqlalchemy import select

from app.core.db import db
from app.notices.models import Notice
from tests.activities.scheduling.conftest import (
    cancel,
    change,
    hold,
    listed,
    look,
    make_own,
    starts,
)


def told():
    db.session.rollback()
    notices = db.session.scalars(select(Notice).where(Notice.state == "waiting"))
    return sorted(one.kind for one in notices if one.kind not in {"reminder", "still_fine"})


def test_the_organiser_sees_every_date_with_its_places(olga, group, phone):
    first, second, *_ = listed(olga, group)
    hold(phone(), first, party_size=2)
    seen = olga.get(f"/api/v1/activities/{group}/occurrences?limit=2").json
    assert [one["places_held"] for one in seen["items"]] == [2, 0]
    assert seen["total"] == 25
    assert seen["says"] == ["Every Tuesday, 19:00 to 21:00."]
    after = listed(olga, group, limit=2, cursor=seen["next_cursor"])
    assert after[0]["starts_at"] == "2026-12-15T19:00:00+00:00"
    assert second["starts_at"] == "2026-12-08T19:00:00+00:00"


def test_only_this_date_moves_and_who_holds_a_place_is_told(olga, group, phone):
    _first, second, *_ = listed(olga, group)
    sam = phone()
    hold(sam, second)
    answer = change(olga, second, starts_at="2026-12-09T18:30").json
    assert (answer["state"], answer["dates"], answer["places_held"]) == ("changed", 1, 1)
    assert starts(olga, group, 3) == ["12-01T19:00-21:00", "12-09T18:30-20:30", "12-15T19:00-21:00"]
    mine = look(sam, second)
    assert (mine["status"], mine["occurrence"]["starts_at"]) == (
        "going",
        "2026-12-09T18:30:00+00:00",
    )
    assert told() == ["change"]
    page = sam.get(f"/occurrences/{second['id']}/place").get_data(as_text=True)
    assert "It was planned for Tue 8 December, 19:00." in page


def test_this_and_later_move_to_another_day_and_keep_their_places(olga, group, phone):
    _first, second, third, *_ = listed(olga, group)
    sam, kim = phone(), phone()
    hold(sam, second)
    hold(kim, third)
    answer = change(
        olga, second, "following", starts_at="2026-12-09T18:00", ends_at="2026-12-09T19:00"
    )
    assert answer.json["places_held"] == 2
    assert answer.json["dates"] == 24
    assert starts(olga, group) == [
        "12-01T19:00-21:00", "12-09T18:00-19:00", "12-16T18:00-19:00", "12-23T18:00-19:00",
    ]  # fmt: skip
    assert look(kim, third)["occurrence"]["starts_at"] == "2026-12-16T18:00:00+00:00"
    assert look(sam, second)["status"] == "going"
    assert told() == ["change", "change"]
    page = kim.get(f"/occurrences/{third['id']}/place").get_data(as_text=True)
    assert "It was planned for Tue 15 December, 19:00." in page
    seen = olga.get(f"/api/v1/activities/{group}/occurrences").json
    assert seen["says"] == [
        "Every Tuesday, 19:00 to 21:00, until 1 December 2026.",
        "Every Wednesday, 18:00 to 19:00.",
    ]


def test_all_dates_to_come_move_by_a_week_though_each_takes_the_day_of_the_next(olga, group, phone):
    first, second, *_ = listed(olga, group)
    sam, kim = phone(), phone()
    hold(sam, first)
    hold(kim, second)
    assert change(olga, second, "all", starts_at="2026-12-15T19:00").status_code == 200
    assert look(sam, first)["occurrence"]["starts_at"] == "2026-12-08T19:00:00+00:00"
    assert look(kim, second)["occurrence"]["starts_at"] == "2026-12-15T19:00:00+00:00"
    assert told() == ["change", "change"]


def test_a_date_with_hours_of_its_own_keeps_them(olga, group):
    first, _second, third, *_ = listed(olga, group)
    change(olga, third, starts_at="2026-12-15T10:00")
    change(olga, first, "all", starts_at="2026-12-01T20:00")
    assert starts(olga, group) == [
        "12-01T20:00-22:00", "12-08T20:00-22:00", "12-15T10:00-12:00", "12-22T20:00-22:00",
    ]  # fmt: skip


def test_the_second_tuesday_becomes_the_second_wednesday(olga):
    group = make_own("FREQ=MONTHLY;BYDAY=2TU")
    first, second, *_ = listed(olga, group)
    change(olga, first, "following", starts_at="2026-12-09T19:00")
    assert starts(olga, group) == [
        "12-09T19:00-21:00", "01-13T19:00-21:00", "02-10T19:00-21:00", "03-10T19:00-21:00",
    ]  # fmt: skip
    assert [one["id"] for one in listed(olga, group)][:2] == [first["id"], second["id"]]


def test_a_rule_that_can_not_go_there_is_left_alone_with_a_sentence(olga):
    group = make_own("FREQ=MONTHLY;BYDAY=1TU,3TU")
    first, *_ = listed(olga, group)
    answer = change(olga, first, "following", starts_at="2026-12-02T19:00")
    assert answer.status_code == 422
    assert "one by one" in answer.json["errors"]["starts_at"][0]
    assert change(olga, first, "following", starts_at="2026-12-01T18:00").status_code == 200


def test_a_cancelled_date_stays_to_be_seen_and_can_be_called_back(olga, group, phone, client):
    first, *_ = listed(olga, group)
    sam = phone()
    hold(sam, first)
    assert cancel(olga, first).json["places_held"] == 1
    assert told() == ["cancellation"]
    assert look(sam, first)["occurrence"]["status"] == "cancelled"
    shown = client.get(f"/api/v1/activities/{group}").json["occurrences"][0]
    assert (shown["id"], shown["status"]) == (first["id"], "cancelled")
    assert change(olga, first, capacity=5).json["code"] == "cancelled"
    assert change(olga, first, status="scheduled").json["state"] == "changed"
    assert look(sam, first)["occurrence"]["status"] == "scheduled"


@pytest.mark.parametrize(("scope", "left"), [("following", ["12-01T19:00-21:00"]), ("all", [])])
def test_the_end_of_a_series_is_told_to_everybody_on_it(olga, group, phone, scope, left):
    first, second, third, *_ = listed(olga, group)
    sam, kim = phone(), phone()
    hold(sam, first)
    hold(kim, third)
    assert cancel(olga, second, scope).status_code == 200
    assert starts(olga, group) == left
    assert look(kim, third)["occurrence"]["status"] == "cancelled"
    assert told() == ["cancellation"] * (1 if left else 2)
    again = change(olga, third, status="scheduled")
    assert again.json["state"] == "changed"
    assert look(kim, third)["occurrence"]["status"] == "scheduled"


def test_nobody_is_put_out_to_make_a_group_smaller(olga, group, phone):
    first, second, *_ = listed(olga, group)
    hold(phone(), second, party_size=2)
    for scope in ("this", "all"):
        refused = change(olga, second, scope, capacity=1)
        assert (refused.status_code, refused.json["code"]) == (409, "capacity_below_taken")
    assert {one["capacity"] for one in listed(olga, group)} == {2}
    assert change(olga, first, capacity=1).json["dates"] == 1
    assert [one["capacity"] for one in listed(olga, group)][:3] == [1, 2, 2]


def test_more_room_is_offered_to_whoever_waits(olga, group, phone):
    first, *_ = listed(olga, group)
    hold(phone(), first, party_size=2)
    sam = phone()
    assert hold(sam, first)["status"] == "waitlisted"
    assert change(olga, first, "following", capacity=3).status_code == 200
    assert look(sam, first)["status"] == "offered"
    assert {one["capacity"] for one in listed(olga, group)} == {3}
    assert change(olga, first, "all", capacity=None).json["state"] == "changed"
    assert {one["capacity"] for one in listed(olga, group)} == {None}


def test_a_note_is_read_where_people_look(olga, group, phone, client):
    first, *_ = listed(olga, group)
    sam = phone()
    hold(sam, first)
    change(olga, first, note="In the back room this time.")
    assert told() == ["change"]
    shown = client.get(f"/api/v1/activities/{group}").json["occurrences"]
    assert shown[0]["note"] == "In the back room this time."
    assert "note" not in shown[1]
    for page in (
        client.get(f"/activities/{group}"),
        sam.get(f"/occurrences/{first['id']}/place"),
        client.get(f"/api/v1/occurrences/{first['id']}/calendar.ics"),
    ):
        assert "In the back room this time." in page.get_data(as_text=True)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"starts_at": "2026-11-26T09:30"}, "starts_at"),
        ({"starts_at": "2046-12-01T19:00"}, "starts_at"),
        ({"ends_at": "2026-12-01T18:00"}, "ends_at"),
        ({"ends_at": "2027-02-01T18:00"}, "ends_at"),
        ({"starts_at": "2026-12-01"}, "starts_at"),
        ({"capacity": 0}, "capacity"),
        ({"note": "x" * 301}, "note"),
        ({"status": "cancelled"}, "status"),
        ({"title": "Else"}, "title"),
    ],
)
def test_what_does_not_fit_is_said(olga, group, fields, field):
    first, *_ = listed(olga, group)
    answer = change(olga, first, **fields)
    assert answer.status_code == 422
    assert field in answer.json["errors"]


def test_what_has_begun_is_not_changed_any_more(olga, group, frozen):
    first, *_ = listed(olga, group)
    frozen.move_to("2026-12-01T19:00:00+00:00")
    assert change(olga, first, capacity=9).json["code"] == "already_started"
    assert cancel(olga, first).json["code"] == "already_started"


def test_dates_of_others_are_not_there(app, olga, group, phone):
    from tests.people import sign_in

    first, *_ = listed(olga, group)
    other = sign_in(app, "mo@example.org")
    assert change(other, first, capacity=9).status_code == 404
    assert cancel(other, first).status_code == 404
    assert other.get(f"/api/v1/activities/{group}/occurrences").status_code == 404
    guest = phone()
    assert cancel(guest, first).status_code == 401
    guest.post("/api/v1/guests")
    assert cancel(guest, first).json["code"] == "not_organiser"
