"""What is known of people is kept as long as it is needed, and then it is gone."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from app.accounts.models import Person
from app.activities.models import Occurrence
from app.attendance.rsvps.models import Rsvp
from app.core import clock
from app.core.db import Model, db
from app.core.ids import read_id
from app.core.limits import Limit, take
from app.core.writes import unit_of_work
from app.privacy.person import PERSONAL
from app.privacy.retention import RULES, WITH_ANOTHER
from app.worker.jobs import JOBS
from tests.attendance.conftest import date_ids, hold, leave
from tests.conftest import NOW
from tests.notices.push_service import Browser

# The first date of the tests' activity.
ENDS = datetime(2026, 12, 1, 16, 0, tzinfo=UTC)
DAY = timedelta(days=1)
KEY = {"Idempotency-Key": "k" * 32}


def run(*tables):
    """Let the rules of some tables take away what is over; how many rows each did."""
    counts = {}
    for rule in RULES:
        if not tables or rule.table in tables:
            with unit_of_work() as session:
                counts[rule.table] = rule.run(session, clock.now())
    return counts


def count(table):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(table))


def taken(date):
    db.session.rollback()
    query = select(Occurrence.taken, Occurrence.arrivals).where(Occurrence.id == read_id(date))
    return tuple(db.session.execute(query).one())


def knows(phone):
    return phone.get("/api/v1/me").status_code == 200


@pytest.fixture
def sam(phone, post):
    """Somebody with a row in every table that knows people."""
    mine, date = phone(), post(capacity=3)
    answer = mine.put(
        f"/api/v1/occurrences/{date}/rsvp", json={"party_size": 2, "alias": "Sam"}, headers=KEY
    )
    mine.put(f"/api/v1/saves/{answer.json['occurrence']['activity_id']}")
    mine.post("/api/v1/me/calendar", json={})
    mine.post(f"/api/v1/occurrences/{date}/invites", json={"show": {"name": False}})
    mine.post("/api/v1/push/subscriptions", json=Browser().subscription)
    return mine, date


def test_every_table_that_knows_a_person_has_a_rule():
    ruled = {rule.table for rule in RULES} | WITH_ANOTHER.keys()
    assert set(PERSONAL) <= ruled
    assert ruled <= {table.name for table in Model.metadata.sorted_tables}
    assert set(WITH_ANOTHER.values()) <= {rule.table for rule in RULES}


def test_the_worker_keeps_every_rule():
    assert {rule.name for rule in RULES} <= {job.name for job in JOBS}


def test_who_came_is_forgotten_thirty_days_after_the_date(sam, phone, frozen):
    _, date = sam
    other = phone()
    hold(other, date)
    assert taken(date) == (3, 2)
    frozen.move_to(ENDS + 30 * DAY)
    assert run("rsvps") == {"rsvps": 0}
    frozen.shift(timedelta(seconds=1))
    assert run("rsvps") == {"rsvps": 2}
    assert count(Rsvp) == 0
    assert taken(date) == (0, 2), "its counter still says what is held"
    assert run("rsvps") == {"rsvps": 0}


def test_a_link_for_a_friend_ends_with_its_date(sam, frozen):
    assert run("invites") == {"invites": 0}
    frozen.move_to(ENDS + timedelta(hours=1))
    assert run("invites") == {"invites": 1}


def test_places_on_dates_to_come_stay(sam, frozen):
    mine, _ = sam
    later = date_ids("table")[8]
    hold(mine, later)
    frozen.move_to(ENDS + 31 * DAY)
    assert run("rsvps") == {"rsvps": 1}
    assert mine.get(f"/api/v1/occurrences/{later}/rsvp").json["status"] == "going"


def test_a_browser_knows_somebody_until_thirty_days_after_their_last_date(phone, post, frozen):
    post()
    far = date_ids("table")[20]
    holder, looker, leaver = phone(), phone(), phone()
    hold(holder, far)
    looker.post("/api/v1/guests")
    hold(leaver, far)
    leave(leaver, far)
    ends = ENDS + 20 * 7 * DAY
    frozen.move_to(NOW + 90 * DAY)
    assert (knows(holder), knows(looker), knows(leaver)) == (True, True, True)
    assert run("sessions") == {"sessions": 0}
    frozen.move_to(NOW + 91 * DAY)
    assert (knows(holder), knows(looker), knows(leaver)) == (True, False, True)
    assert run("sessions") == {"sessions": 1}
    frozen.move_to(ends + 30 * DAY)
    assert knows(holder)
    assert run("sessions") == {"sessions": 0}
    frozen.shift(DAY)
    assert not knows(holder)
    assert run("sessions") == {"sessions": 2}


def test_no_browser_knows_anybody_for_more_than_a_year(sam, frozen):
    mine, _ = sam
    with unit_of_work() as session:
        session.execute(update(Person).values(needed_until=(NOW + 700 * DAY).date()))
    frozen.move_to(NOW + 365 * DAY)
    assert knows(mine)
    frozen.shift(timedelta(hours=1))
    assert not knows(mine)
    assert run("sessions") == {"sessions": 1}


def test_a_browser_that_was_signed_out_is_forgotten(sam):
    mine, _ = sam
    mine.delete("/api/v1/auth/session")
    assert run("sessions") == {"sessions": 1}


def test_somebody_who_changed_nothing_for_a_year_is_erased_with_all_that_is_theirs(sam, frozen):
    frozen.move_to(NOW + 365 * DAY)
    run()
    assert count(Person) == 1
    frozen.shift(DAY)
    run()
    left = {name: count(table) for name, table in PERSONAL.items()}
    assert left == dict.fromkeys(PERSONAL, 0)


def test_somebody_who_came_back_stays(sam, frozen):
    mine, _ = sam
    frozen.move_to(NOW + 60 * DAY)
    assert mine.patch("/api/v1/me", json={"display_name": "Sam"}).status_code == 200
    frozen.move_to(NOW + 400 * DAY)
    run()
    assert count(Person) == 1


def test_an_answer_is_kept_two_days_for_its_key(sam, frozen):
    frozen.shift(timedelta(hours=48))
    assert run("idempotency_keys") == {"idempotency_keys": 0}
    frozen.shift(timedelta(seconds=1))
    assert run("idempotency_keys") == {"idempotency_keys": 1}


def test_who_wrote_how_much_is_kept_an_hour(app, frozen):
    with unit_of_work() as session:
        take(session, Limit("tests", 5, timedelta(hours=1)), "somebody", clock.now())
    frozen.shift(timedelta(hours=1))
    assert run("rate_buckets") == {"rate_buckets": 0}
    frozen.shift(timedelta(seconds=1))
    assert run("rate_buckets") == {"rate_buckets": 1}


def test_what_was_told_is_kept_a_week(sam, frozen):
    frozen.move_to(ENDS)
    assert run("notices") == {"notices": 0}
    frozen.shift(8 * DAY)
    assert run("notices")["notices"] > 0


def test_a_phone_that_was_not_seen_for_60_days_is_forgotten(sam, frozen):
    frozen.move_to(NOW + 60 * DAY)
    assert run("push_subscriptions") == {"push_subscriptions": 0}
    frozen.shift(DAY)
    assert run("push_subscriptions") == {"push_subscriptions": 1}


def test_the_command_says_what_it_took_away(sam, app, frozen):
    frozen.move_to(ENDS + 31 * DAY)
    said = app.test_cli_runner().invoke(args=["retention", "run"])
    assert said.exit_code == 0
    assert "rsvps: 1 taken away. Kept 30 days after the date." in said.output
    assert count(Rsvp) == 0
