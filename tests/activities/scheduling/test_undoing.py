"""An edit of dates is taken back: all is as it was, and nobody hears of what they never knew."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from app.core.db import db
from app.core.ids import read_id
from app.core.writes import unit_of_work
from app.notices.models import Delivery, Notice
from tests.activities.scheduling.conftest import (
    cancel,
    change,
    hold,
    listed,
    look,
    rows,
    starts,
    undo,
)
from tests.conftest import NOW

SHOWN = ("id", "key_local", "starts_at", "ends_at", "status", "capacity", "taken", "note")


def told(kinds=("change", "cancellation", "offer")):
    db.session.rollback()
    db.session.expire_all()
    query = select(Notice).where(Notice.state == "waiting", Notice.kind.in_(kinds))
    return sorted((one.kind, one.starts_at.isoformat()[5:16]) for one in db.session.scalars(query))


def seen():
    return [tuple(getattr(row, name) for name in SHOWN) for row in rows() if not row.is_gone]


def send_all():
    """As the worker would: everything that is due has been sent."""
    with unit_of_work() as session:
        for notice in session.scalars(select(Notice).where(Notice.state == "waiting")).all():
            if notice.due_at <= NOW + timedelta(minutes=5):
                sent = {"channel": "email", "target_id": 1, "state": "sent"}
                times = {"next_try_at": NOW, "person_id": notice.person_id}
                session.add(Delivery(notice_id=notice.id, **sent, **times))
                notice.state = "out"


EDITS = {
    "moved": lambda olga, date: change(olga, date, starts_at="2026-12-09T18:30"),
    "all moved": lambda olga, date: change(olga, date, "all", starts_at="2026-12-15T20:00"),
    "cancelled": cancel,
    "ended": lambda olga, date: cancel(olga, date, "following"),
    "all ended": lambda olga, date: cancel(olga, date, "all"),
    "told": lambda olga, date: change(olga, date, "following", note="Bring a cup.", capacity=9),
    "smaller": lambda olga, date: change(olga, date, "all", capacity=3),
}


@pytest.mark.parametrize("deed", EDITS)
def test_everything_is_as_it_was(olga, group, phone, deed):
    _first, second, *_ = listed(olga, group)
    sam = phone()
    hold(sam, second, party_size=2)
    before, reminders = seen(), told(("reminder", "still_fine"))
    assert EDITS[deed](olga, second).json["undo_until"] == "2026-11-26T10:30:00+00:00"
    assert seen() != before
    answer = undo(olga, group)
    assert (answer.status_code, answer.json["undo_until"]) == (200, None)
    assert seen() == before
    assert told() == []
    assert told(("reminder", "still_fine")) == reminders
    page = sam.get(f"/occurrences/{second['id']}/place").get_data(as_text=True)
    assert "was moved" not in page
    assert undo(olga, group).json["code"] == "nothing_to_undo"


@pytest.mark.parametrize("deed", ["moved", "cancelled", "all moved"])
def test_whoever_was_told_is_told_again(olga, group, phone, deed):
    _first, second, *_ = listed(olga, group)
    hold(phone(), second)
    EDITS[deed](olga, second)
    send_all()
    undo(olga, group)
    assert told() == [("change", "12-08T19:00")]


def test_whoever_came_in_between_is_told(olga, group, phone, frozen):
    _first, second, *_ = listed(olga, group)
    change(olga, second, starts_at="2026-12-09T18:30")
    frozen.shift(60)
    hold(phone(), second)
    undo(olga, group)
    assert told() == [("change", "12-08T19:00")]


def test_news_from_before_the_edit_is_still_told(olga, group, phone, frozen):
    _first, second, *_ = listed(olga, group)
    hold(phone(), second)
    change(olga, second, starts_at="2026-12-09T18:30")
    frozen.shift(60)
    cancel(olga, second)
    assert told() == [("cancellation", "12-09T18:30")]
    undo(olga, group)
    assert told() == [("change", "12-09T18:30")]
    undo(olga, group)
    assert told() == []
    assert starts(olga, group, 2) == ["12-01T19:00-21:00", "12-08T19:00-21:00"]


def test_offers_that_more_room_made_stand_in_the_way_of_less(olga, group, phone):
    first, *_ = listed(olga, group)
    hold(phone(), first, party_size=2)
    sam = phone()
    hold(sam, first)
    change(olga, first, capacity=3)
    refused = undo(olga, group)
    assert (refused.status_code, refused.json["code"]) == (409, "capacity_below_taken")
    assert look(sam, first)["status"] == "offered"


def test_after_an_hour_or_another_change_it_stays(olga, group, frozen):
    first, _second, *_ = listed(olga, group)
    change(olga, first, starts_at="2026-12-01T18:00")
    frozen.shift(timedelta(minutes=61))
    assert olga.get(f"/api/v1/activities/{group}/occurrences").json["undo_until"] is None
    assert undo(olga, group).json["code"] == "nothing_to_undo"


def test_a_date_whose_old_time_is_over_is_not_put_back_there(olga, group, phone, frozen):
    first, *_ = listed(olga, group)
    hold(phone(), first)
    frozen.move_to("2026-12-01T18:50:00+00:00")
    change(olga, first, starts_at="2026-12-02T19:00")
    frozen.shift(timedelta(minutes=15))
    assert undo(olga, group).json["code"] == "nothing_to_undo"
    assert starts(olga, group, 1) == ["12-02T19:00-21:00"]


def test_what_could_be_taken_back_is_forgotten_after_a_day(app, olga, group):
    from app.activities.models import ScheduleEdit
    from app.activities.scheduling.undoing import forget_old_edits

    first, *_ = listed(olga, group)
    change(olga, first, capacity=4)
    with unit_of_work() as session:
        assert forget_old_edits(session, NOW + timedelta(hours=23)) == 0
        assert forget_old_edits(session, NOW + timedelta(hours=25)) == 1
        assert session.scalars(select(ScheduleEdit)).all() == []


def test_a_notice_on_its_way_counts_as_read(olga, group, phone):
    first, *_ = listed(olga, group)
    hold(phone(), first)
    cancel(olga, first)
    send_all()
    with unit_of_work() as session:
        leased = {"state": "waiting", "leased_until": NOW + timedelta(minutes=1)}
        session.execute(update(Delivery).values(**leased))
    undo(olga, group)
    assert told() == [("change", "12-01T19:00")]
    assert read_id(first["id"])
