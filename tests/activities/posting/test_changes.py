"""A published activity changes, and nobody who holds a place is lost on the way."""

from datetime import datetime

import pytest

from app.accounts.models import Organiser
from app.activities.posting import managing, service
from app.activities.posting.managing import Edit
from app.activities.posting.models import ActivityDraft
from app.activities.posting.own import find_own
from app.activities.schedule import Segment
from app.activities.scheduling import acting, editing
from app.core.db import db
from app.core.ids import show_id
from app.core.writes import unit_of_work
from tests.activities.posting.conftest import row
from tests.attendance.conftest import hold
from tests.conftest import NOW

EXTRA = Segment(datetime(2026, 12, 3, 18, 0), datetime(2026, 12, 3, 20, 0), "Europe/London")


@pytest.fixture
def published(begun):
    """The id of a weekly activity that is public."""
    number = begun()
    with unit_of_work() as session:
        service.apply(session, session.get_one(ActivityDraft, number), NOW)
    return number


@pytest.fixture
def change(library, published):
    """Changes the activity as Olga; gives the change that waits, if one does."""

    def make(**changes):
        with unit_of_work() as session:
            own = find_own(session, library[1], show_id(published))
            waiting = managing.change(session, own, Edit(library[1], changes), NOW)
            return waiting and waiting.id

    return make


@pytest.fixture
def trusted(library):
    with unit_of_work() as session:
        session.get_one(Organiser, library[0]).trusted_at = NOW


def page(client, number):
    return client.get(f"/api/v1/activities/{show_id(number)}").json


def first_date(client, number):
    return page(client, number)["occurrences"][0]["id"]


def kinds(phone):
    return {notice["kind"] for notice in phone.get("/api/v1/me/export").json["notices"]}


def place(phone, date):
    db.session.rollback()
    return phone.get(f"/api/v1/occurrences/{date}/rsvp").json


def test_words_change_at_once_and_the_title_waits(client, published, change):
    waiting = change(title="Chess", bring="A pencil", comfort={"facts": {"speak": 1}})
    now = page(client, published)
    assert (now["title"], now["bring"]) == ("Quiet board games", "A pencil")
    assert (now["facts"]["speak"], now["facts"]["people"]) == (1, 1)
    assert row(ActivityDraft, waiting).content == {"title": "Chess"}
    with unit_of_work() as session:
        service.apply(session, session.get_one(ActivityDraft, waiting), NOW)
    assert page(client, published)["title"] == "Chess"


@pytest.mark.parametrize(
    "changes",
    [
        {"starts_at": "2026-12-01T18:30"},
        {"lat": 53.4},
        {"address": "Elsewhere 1"},
        {"url": "https://example.org/"},
        {"description": "See www.example.org"},
        {"description": "Write to me first: bit.ly/abc"},
        {"bring": "See evil.co.uk, please"},
        {"steps": ["Join пример.рф"]},
        {"greeter_name": "t.me/kim"},
    ],
)
def test_time_place_and_links_of_an_unproven_organiser_wait(change, changes):
    assert change(**changes) is not None


def test_a_time_with_a_dot_is_no_link(change):
    assert change(description="At 7.30pm we play, e.g. chess. Until 10.15.") is None


def test_a_second_change_joins_the_one_that_waits(change):
    first = change(title="Chess")
    second = change(address="Mill Street 3")
    assert row(ActivityDraft, first) is None
    assert row(ActivityDraft, second).content == {"title": "Chess", "address": "Mill Street 3"}


def test_taking_a_change_back_leaves_nothing_waiting(change):
    change(title="Chess")
    assert change(title="Quiet board games") is None


@pytest.mark.usefixtures("trusted")
def test_a_held_place_moves_to_the_new_time_with_notice(client, phone, published, change):
    guest, date = phone(), first_date(client, published)
    hold(guest, date)
    assert change(starts_at="2026-12-02T19:00", ends_at="2026-12-02T21:00") is None
    now = place(guest, date)
    assert now["status"] == "going"
    assert now["occurrence"]["starts_at"] == "2026-12-02T19:00:00+00:00"
    assert "planned for Tue 1 December, 18:00" in guest.get(f"/occurrences/{date}/place").text
    told = guest.get("/api/v1/me/export").json["notices"]
    assert "change" in {notice["kind"] for notice in told}
    starts = [one["starts_at"][:16] for one in page(client, published)["occurrences"]]
    assert starts[:2] == ["2026-12-02T19:00", "2026-12-09T19:00"]


@pytest.mark.usefixtures("trusted")
def test_a_move_of_what_moved_keeps_the_place_too(client, phone, published, change):
    guest, date = phone(), first_date(client, published)
    hold(guest, date)
    change(starts_at="2026-12-02T19:00", ends_at="2026-12-02T21:00")
    change(starts_at="2026-12-03T10:00", ends_at="2026-12-03T11:00")
    assert place(guest, date)["occurrence"]["starts_at"] == "2026-12-03T10:00:00+00:00"
    assert len({one["starts_at"][:10] for one in page(client, published)["occurrences"]}) == 20


@pytest.mark.usefixtures("trusted")
def test_a_date_without_a_new_one_is_cancelled_and_not_lost(client, phone, published, change):
    guest, date = phone(), first_date(client, published)
    hold(guest, date)
    change(starts_at="2027-02-02T18:00", ends_at="2027-02-02T20:00")
    assert place(guest, date)["occurrence"]["status"] == "cancelled"
    told = guest.get("/api/v1/me/export").json["notices"]
    assert "cancellation" in {notice["kind"] for notice in told}


@pytest.mark.usefixtures("trusted")
def test_a_place_on_a_date_that_stays_is_kept_and_on_one_that_goes_is_cancelled_with_notice(
    client, phone, published, change
):
    first, second, *_ = (one["id"] for one in page(client, published)["occurrences"])
    stays, goes = phone(), phone()
    hold(stays, first)
    hold(goes, second)
    change(exdates=["2026-12-08T18:00"])
    assert (place(stays, first)["status"], kinds(stays)) == ("going", {"reminder", "still_fine"})
    assert place(stays, first)["occurrence"]["starts_at"] == "2026-12-01T18:00:00+00:00"
    assert place(goes, second)["occurrence"]["status"] == "cancelled"
    assert "cancellation" in kinds(goes)


@pytest.mark.usefixtures("trusted")
def test_another_schedule_can_be_taken_back_where_dates_are_looked_after(
    client, phone, library, published, change
):
    guest, date = phone(), first_date(client, published)
    hold(guest, date)
    before = page(client, published)["occurrences"]
    change(starts_at="2026-12-02T19:00", ends_at="2026-12-02T21:00")
    with unit_of_work() as session:
        acting.undo(session, acting.By(library[1], NOW), show_id(published))
    assert page(client, published)["occurrences"] == before
    assert place(guest, date)["occurrence"]["starts_at"] == "2026-12-01T18:00:00+00:00"


@pytest.mark.usefixtures("trusted")
def test_what_was_done_to_single_dates_lasts_through_another_rule(
    client, library, published, change
):
    first, second, *_ = (one["id"] for one in page(client, published)["occurrences"])
    moved = editing.Edit(starts=datetime(2026, 12, 1, 16, 30), ends=datetime(2026, 12, 1, 18, 0))
    by = acting.By(library[1], NOW)
    with unit_of_work() as session:
        acting.change(session, by, first, moved)
        acting.cancel(session, by, second, "this")
        acting.add(session, by, show_id(published), EXTRA)
    change(rrule="FREQ=WEEKLY;COUNT=5")
    found = page(client, published)["occurrences"]
    shown = [(one["starts_at"][5:16], one["status"]) for one in found]
    assert shown == [
        ("12-01T16:30", "scheduled"),
        ("12-03T18:00", "scheduled"),
        ("12-08T18:00", "cancelled"),
        ("12-15T18:00", "scheduled"),
        ("12-22T18:00", "scheduled"),
        ("12-29T18:00", "scheduled"),
    ]


@pytest.mark.usefixtures("trusted")
def test_words_leave_the_dates_alone(client, phone, published, change):
    guest, date = phone(), first_date(client, published)
    hold(guest, date)
    before = page(client, published)["occurrences"]
    change(title="Chess", greeter_name="Mary")
    assert page(client, published)["occurrences"] == before
    assert "change" not in {n["kind"] for n in guest.get("/api/v1/me/export").json["notices"]}


@pytest.mark.usefixtures("trusted")
def test_cancelling_tells_everybody_and_can_be_undone(client, phone, library, published):
    guest, date = phone(), first_date(client, published)
    hold(guest, date)
    with unit_of_work() as session:
        managing.cancel(session, find_own(session, library[1], show_id(published)), NOW)
    assert client.get(f"/api/v1/activities/{show_id(published)}").status_code == 410
    assert "cancellation" in kinds(guest)
    assert place(guest, date)["occurrence"]["status"] == "cancelled"
    assert "This date is cancelled" in guest.get(f"/occurrences/{date}/place").text
    with unit_of_work() as session:
        managing.bring_back(session, find_own(session, library[1], show_id(published)), NOW)
    assert place(guest, date)["status"] == "going"
    assert page(client, published)["title"] == "Quiet board games"
