"""Who comes, as the organiser sees it: names that were given for that, everybody else counted."""

import csv
import io

import pytest

from app.activities.models import Activity
from app.core.db import db
from app.core.ids import read_id
from app.core.writes import unit_of_work
from tests.attendance.conftest import hold, leave
from tests.people import sign_in
from tests.running.conftest import KIM, OLGA, activity_of, give_to, join


def people(who, date):
    return who.get(f"/api/v1/occurrences/{date}/attendees")


def sheet(who, date):
    answer = who.get(f"/api/v1/occurrences/{date}/attendees.csv")
    assert answer.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_names_are_read_and_quiet_guests_are_counted(phone, run, olga):
    date = run(capacity=6)
    hold(phone(), date, alias="Sam", visibility="named", needs="A seat by the door", party_size=2)
    hold(phone(), date, alias="not for anybody")
    hold(phone(), date, party_size=2)
    hold(phone(), date, visibility="named")
    waiting = {"alias": "Ada", "visibility": "named"}
    hold(phone(), date, **waiting)
    assert people(olga, date).json == {
        "items": [
            {"alias": "Sam", "status": "going", "party_size": 2, "needs": "A seat by the door"},
            {"alias": "Ada", "status": "waitlisted", "party_size": 1, "needs": None},
        ],
        "quiet": 4,
    }


def test_what_would_help_a_quiet_guest_is_read_without_a_name(phone, run, olga):
    date = run()
    hold(phone(), date, alias="Kim", needs="No stairs")
    assert people(olga, date).json == {
        "items": [{"alias": None, "status": "going", "party_size": 1, "needs": "No stairs"}],
        "quiet": 1,
    }
    assert sheet(olga, date)[1:] == [["1 quiet guest", "going", "1", "No stairs"]]


def test_who_left_is_on_no_list(phone, run, olga):
    date, sam = run(), phone()
    hold(sam, date, alias="Sam", visibility="named", needs="A seat")
    leave(sam, date)
    assert people(olga, date).json == {"items": [], "quiet": 0}


def test_the_file_opens_in_a_spreadsheet_and_adds_up(phone, run, olga):
    date = run(capacity=6)
    hold(phone(), date, alias="Zoë", visibility="named", party_size=2, needs="Tea, no milk")
    for _ in range(3):
        hold(phone(), date)
    answer = olga.get(f"/api/v1/occurrences/{date}/attendees.csv")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="people-2026-12-01.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert sheet(olga, date) == [
        ["name", "status", "people", "needs"],
        ["Zoë", "going", "2", "Tea, no milk"],
        ["3 quiet guests", "going", "3", ""],
    ]


@pytest.mark.parametrize(
    "formula", ['=HYPERLINK("http://e","x")', "+1", "-1", "@SUM(A1)", "|cmd", "%x", "＝1+1"]
)
def test_nothing_in_the_file_is_a_formula(phone, run, olga, formula):
    date = run()
    hold(phone(), date, alias=formula, visibility="named", needs=formula)
    (row,) = sheet(olga, date)[1:]
    assert (row[0], row[3]) == (f"'{formula}", f"'{formula}")
    assert people(olga, date).json["items"][0]["alias"] == formula


def test_only_those_who_run_it_see_the_list(app, phone, run, olga):
    date = run()
    hold(phone(), date, alias="Sam", visibility="named")
    guest = phone()
    guest.post("/api/v1/guests")
    other = sign_in(app, "other@example.org")
    give_to_another = sign_in(app, "moderator@example.org", kind="moderator")
    for path in ("attendees", "attendees.csv"):
        statuses = [
            who.get(f"/api/v1/occurrences/{date}/{path}").status_code
            for who in (phone(), guest, other, give_to_another, olga)
        ]
        assert statuses == [401, 403, 404, 404, 200]


@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_who_helps_sees_the_list_too(app, phone, post, olga, role):
    date = post()
    organiser = give_to(date, OLGA)
    kim = sign_in(app, KIM)
    assert people(kim, date).status_code == 404
    join(organiser, KIM, role)
    assert people(kim, date).status_code == 200


def test_a_list_of_what_was_taken_down_is_closed(phone, run, olga):
    date = run()
    hold(phone(), date, alias="Sam", visibility="named")
    number = read_id(activity_of(date))
    with unit_of_work() as session:
        session.get_one(Activity, number).state = "hidden"
    answer = people(olga, date)
    assert (answer.status_code, answer.json["code"]) == (409, "taken_down")
    assert "Sam" not in answer.text
    db.session.rollback()
    with unit_of_work() as session:
        from app.accounts.models import Organiser
        from app.core import clock

        activity = session.get_one(Activity, number)
        activity.state = "published"
        session.get_one(Organiser, activity.organiser_id).blocked_at = clock.now()
    assert people(olga, date).status_code == 409
