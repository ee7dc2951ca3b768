"""Invented people make a few examples full; they come and go with the demo."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from app.accounts.models import Person, PersonSession
from app.activities.models import Activity, Occurrence
from app.attendance.rsvps.models import GOING, WAITLISTED, Rsvp
from app.cli import demo_towns
from app.cli.demo_towns import activity_rows, expected_guests
from app.core import clock
from app.core.db import db
from app.core.ids import show_id
from app.notices.models import Notice
from tests.cli.conftest import count, found, rewrite
from tests.cli.test_demo_removal import every_row
from tests.phones import new_phone

GARDEN = "helping_food_garden.toml"
FILES = Path(demo_towns.__file__).with_name("demo_activities") / "shrewsbury"
FULL, NEARLY = "lunch-kitchen", "food-sorting"


@pytest.fixture
def garden(small):
    """The small demo with some activities at which places are held."""
    shutil.copy(FILES / GARDEN, small)
    return small


def next_date(source_id):
    query = (
        select(Occurrence)
        .join(Activity, Activity.id == Occurrence.activity_id)
        .where(Activity.source_id == source_id, Occurrence.starts_at > clock.now())
        .where(Occurrence.status == "scheduled")
    )
    return db.session.scalars(query.order_by(Occurrence.starts_at)).first()


def hold(client, source_id):
    path = f"/api/v1/occurrences/{show_id(next_date(source_id).id)}/rsvp"
    answer = client.put(path, json={})
    assert answer.status_code == 201
    db.session.remove()
    return answer.get_json()


def test_some_are_full_and_some_nearly_and_none_is_a_support_meetup(town):
    rows = {row["id"]: row for row in activity_rows(town)}
    left = {name: rows[name]["capacity"] - many for name, many in expected_guests(town).items()}
    assert 3 <= len(left) <= 5
    assert min(left.values()) in {-1, -2}
    assert max(left.values()) == 1
    assert all(rows[name]["kind"] != "support_meetup" for name in left)


def test_a_visitor_waits_behind_them_or_takes_the_last_place(run, garden, app):
    run()
    waits = hold(new_phone(app), FULL)
    assert (waits["status"], waits["position"]) == ("waitlisted", 3)
    assert hold(new_phone(app), NEARLY)["status"] == "going"
    assert hold(new_phone(app), NEARLY)["position"] == 1


def test_loading_again_brings_nobody_more(run, garden, app):
    run()
    hold(new_phone(app), FULL)
    before = every_row()
    run()
    run("--on-start")
    assert every_row() == before


def test_days_later_the_coming_dates_are_full_again(run, garden, frozen, client):
    run()
    was = next_date(FULL).id
    frozen.shift(timedelta(days=15))
    run("--on-start")
    date = next_date(FULL)
    assert date.id != was
    assert (date.taken, date.arrivals) == (4, 6)
    assert "waiting_list" in {card["places"] for card in found(client)}


def test_they_are_told_nothing_and_are_known_in_no_browser(run, garden):
    run()
    assert count(Rsvp, Rsvp.status == GOING) == 2 * (4 + 5)
    assert count(Rsvp, Rsvp.status == WAITLISTED) == 2 * 2
    assert count(Person, Person.is_example) == count(Person) == 6
    for old in ('time = "10:00"', 'time = "09:30"'):
        rewrite(garden / GARDEN, old, 'time = "08:00"')
    run()
    assert count(Notice) == count(PersonSession) == 0


def test_they_leave_with_the_demo_and_nobody_else_does(run, garden, app):
    mine = new_phone(app)
    mine.post("/api/v1/guests")
    db.session.remove()
    before = every_row()
    run()
    hold(new_phone(app), FULL)
    visitors = count(Person, Person.is_example.is_(False))
    run("--remove")
    assert (count(Rsvp), count(Person), visitors) == (0, 2, 2)
    assert every_row()["activities"] == before["activities"] == []
    assert mine.get("/api/v1/me").status_code == 200
