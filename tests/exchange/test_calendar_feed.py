"""My plans in my own calendar: under an address of mine alone, as much as I want it to say."""

from datetime import timedelta

import pytest

from app.activities.drafts import Change
from app.activities.service import publish
from app.core.db import db
from app.core.writes import unit_of_work
from tests.attendance.conftest import STARTS, act, config, hold, leave, phone, post
from tests.conftest import NOW
from tests.discovery.conftest import draft, weekly
from tests.exchange.calendars import lines, names, read
from tests.migrations.test_migrations import rows

__all__ = ["config", "phone", "post"]


@pytest.fixture
def mine(phone):
    """Somebody's phone, and a way to read the calendar that they made on it."""
    return phone()


def subscribe(phone, **wish):
    answer = phone.post("/api/v1/me/calendar", json=wish)
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.json["url"].removeprefix("http://localhost:8000")


def cancel_first(now=NOW):
    changes = (Change(key=STARTS, status="cancelled"),)
    values = {"booking": "needed", "capacity": 2, "party_limit": 5, "segments": (weekly(STARTS),)}
    with unit_of_work() as session:
        publish(session, draft("table", changes=changes, **values), now)


def test_a_held_place_is_in_it_and_any_program_reads_it_without_a_cookie(client, mine, post):
    hold(mine, post(), alias="Sam-canary", needs="needs-canary", visibility="named")
    answer = client.get(subscribe(mine))
    assert answer.content_type == "text/calendar; charset=utf-8"
    (event,) = read(answer.data)
    assert (event["title"], event["status"]) == ("Craft table", "CONFIRMED")
    assert event["starts"] == "2026-12-01T14:00:00+00:00"
    assert event["where"] == "Library, Sheffield"
    assert event["notes"].startswith("You hold a place.")
    assert "CLASS:PRIVATE" in lines(answer.data)
    assert "canary" not in answer.text
    assert not {"ATTENDEE", "ORGANIZER", "CONTACT"} & names(answer.data)
    assert b"VALARM" not in answer.data
    assert "Set-Cookie" not in answer.headers


def test_its_answer_is_kept_found_and_passed_on_by_nobody(client, mine, post):
    hold(mine, post())
    for path in (subscribe(mine), "/api/v1/calendars/unknown.ics"):
        headers = client.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Robots-Tag"] == "noindex, nofollow"
        assert headers["Referrer-Policy"] == "no-referrer"


def test_with_titles_hidden_it_only_says_when(client, mine, post):
    date = post()
    hold(mine, date)
    file = client.get(subscribe(mine, hide_titles=True)).data
    (event,) = read(file)
    assert (event["title"], event["where"], event["notes"]) == ("Alongside", None, None)
    assert not {"GEO", "URL", "LOCATION", "DESCRIPTION"} & names(file)
    for trace in ("Craft", "Library", "Sheffield", date):
        assert trace not in file.decode(), "not even by an identity that can be looked up"


def test_waiting_an_offer_and_a_place_are_told_apart_without_a_position(client, phone, post):
    date = post(capacity=1)
    first, second, third = phone(), phone(), phone()
    for one in (first, second, third):
        hold(one, date)
    path = subscribe(third)
    (waiting,) = read(client.get(path).data)
    assert (waiting["title"], waiting["status"]) == ("Waiting list: Craft table", "TENTATIVE")
    assert waiting["notes"].startswith("You are on the waiting list. No place is held yet.")
    leave(second, date)
    leave(first, date)
    (offered,) = read(client.get(path).data)
    assert (offered["title"], offered["status"]) == ("Place offered: Craft table", "TENTATIVE")
    act(third, date, "accept")
    (held,) = read(client.get(path).data)
    assert (held["title"], held["status"]) == ("Craft table", "CONFIRMED")
    assert waiting["uid"] == offered["uid"] == held["uid"]
    assert waiting["sequence"] < offered["sequence"] < held["sequence"]


def test_an_offer_that_ran_out_is_cancelled_and_never_goes_back(client, phone, post, frozen):
    date = post(capacity=1)
    first, second, third = phone(), phone(), phone()
    for one in (first, second, third):
        hold(one, date)
    path = subscribe(second)
    leave(first, date)
    (offered,) = read(client.get(path).data)
    frozen.shift(timedelta(hours=24))
    (over,) = read(client.get(path).data)
    assert (over["status"], over["title"]) == ("CANCELLED", "Craft table")
    hold(third, date)
    (passed_on,) = read(client.get(path).data)
    assert offered["sequence"] < over["sequence"] <= passed_on["sequence"]
    assert passed_on["status"] == "CANCELLED"


def test_what_i_left_stays_cancelled_for_a_month_and_undo_brings_it_back(
    client, mine, post, frozen
):
    date = post(starts=STARTS + timedelta(days=60))
    hold(mine, date)
    path = subscribe(mine)
    leave(mine, date)
    (left,) = read(client.get(path).data)
    assert left["status"] == "CANCELLED"
    hold(mine, date)
    (back,) = read(client.get(path).data)
    assert back["status"] == "CONFIRMED"
    assert back["sequence"] > left["sequence"]
    leave(mine, date)
    frozen.shift(timedelta(days=30))
    assert len(read(client.get(path).data)) == 1
    frozen.shift(timedelta(seconds=1))
    assert read(client.get(path).data) == []


def test_a_cancelled_date_says_so_to_whoever_held_it(client, mine, post):
    hold(mine, post())
    path = subscribe(mine)
    (before,) = read(client.get(path).data)
    cancel_first()
    (after,) = read(client.get(path).data)
    assert (after["status"], after["uid"]) == ("CANCELLED", before["uid"])
    assert after["notes"].startswith("This date does not take place.")
    assert after["sequence"] > before["sequence"]


def test_a_new_address_ends_the_one_before_and_ending_it_is_at_once(client, mine, post):
    assert mine.post("/api/v1/me/calendar", json={}).status_code == 401
    hold(mine, post())
    assert mine.get("/api/v1/me").json["has_calendar"] is False
    old = subscribe(mine)
    assert mine.get("/api/v1/me").json["has_calendar"] is True
    new = subscribe(mine)
    unknown = client.get("/api/v1/calendars/neverwas.ics")
    ended = client.get(old)
    assert ended.status_code == unknown.status_code == 404
    assert {**ended.json, "request_id": ""} == {**unknown.json, "request_id": ""}
    assert len(read(client.get(new).data)) == 1
    assert mine.delete("/api/v1/me/calendar").json == {}
    assert client.get(new).status_code == 404
    assert mine.delete("/api/v1/me/calendar").status_code == 200
    assert mine.get("/api/v1/me").json["has_calendar"] is False


def test_it_ends_with_the_person(client, mine, post):
    hold(mine, post())
    path = subscribe(mine)
    mine.delete("/api/v1/me")
    assert client.get(path).status_code == 404


def test_the_secret_is_long_and_stands_in_no_log_and_no_table(app, client, mine, post, capsys):
    hold(mine, post())
    path = subscribe(mine)
    secret = path.removeprefix("/api/v1/calendars/").removesuffix(".ics")
    assert len(secret) * 6 >= 128
    client.get(path)
    client.get(f"{path}?x=1")
    mine.get("/api/v1/me/export")
    db.session.rollback()
    assert secret not in "".join(capsys.readouterr()) + repr(rows(app))


def test_an_empty_one_is_still_a_calendar(client, mine):
    mine.post("/api/v1/guests")
    answer = client.get(subscribe(mine))
    assert read(answer.data) == []
    assert "BEGIN:VTIMEZONE" in lines(answer.data)
