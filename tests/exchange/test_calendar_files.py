"""The dates of an activity in my own calendar: right, told of changes, and nothing of anybody."""

import re
from datetime import date, datetime, timedelta

import pytest

from app.activities.drafts import Arrangement, Change, NewPlace
from app.activities.service import publish, withdraw
from app.core.writes import unit_of_work
from tests.attendance.conftest import STARTS, config, date_ids, hold, phone, post
from tests.conftest import NOW
from tests.discovery.conftest import draft, weekly
from tests.exchange.calendars import lines, names, read

__all__ = ["config", "phone", "post"]
LATER = NOW + timedelta(hours=1)


def activity_of(client, date):
    near = client.get("/api/v1/activities?lat=53.38&lon=-1.47").json["items"]
    return near[0]["id"]


def calendar(client, date):
    return client.get(f"/api/v1/occurrences/{date}/calendar.ics")


def all_dates(client, date):
    return client.get(f"/api/v1/activities/{activity_of(client, date)}/calendar.ics")


def again(now=LATER, **changes):
    with unit_of_work() as session:
        values = {"booking": "needed", "capacity": 2, "party_limit": 5}
        values |= {"segments": (weekly(STARTS),)} | changes
        publish(session, draft("table", **values), now)


def test_one_date_says_what_when_and_where(client, post):
    date = post()
    answer = calendar(client, date)
    assert answer.content_type == "text/calendar; charset=utf-8"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="alongside-{date}.ics"'
    (event,) = read(answer.data)
    assert event["uid"] == f"{date}@alongside"
    assert (event["title"], event["where"]) == ("Craft table", "Library, Sheffield")
    assert (event["starts"], event["ends"]) == (
        "2026-12-01T14:00:00+00:00",
        "2026-12-01T16:00:00+00:00",
    )
    assert (event["status"], event["sequence"]) == ("CONFIRMED", 0)
    assert f"/activities/{activity_of(client, date)}" in event["notes"]
    assert "DTSTART;TZID=Europe/London:20261201T140000" in lines(answer.data)


def test_an_activity_gives_every_date_that_is_not_over(client, post, frozen):
    date = post()
    events = read(all_dates(client, date).data)
    assert [event["uid"] for event in events] == [f"{one}@alongside" for one in date_ids("table")]
    assert len(events) > 20
    frozen.move_to(datetime(2026, 12, 1, 15, 59, tzinfo=NOW.tzinfo))
    assert read(all_dates(client, date).data) == events, "it is still going on"
    frozen.shift(timedelta(minutes=1))
    assert read(all_dates(client, date).data) == events[1:]
    assert len(read(calendar(client, date).data)) == 1, "a kept link does not break"


def test_a_moved_date_keeps_its_identity_and_rises(client, post):
    date = post()
    (before,) = read(calendar(client, date).data)
    again(changes=(Change(key=STARTS, status="scheduled", starts=STARTS + timedelta(hours=3)),))
    answer = calendar(client, date)
    (after,) = read(answer.data)
    assert after["uid"] == before["uid"]
    assert after["starts"] == "2026-12-01T17:00:00+00:00"
    assert after["sequence"] > before["sequence"]
    assert "LAST-MODIFIED:20261126T103000Z" in lines(answer.data)
    assert "DTSTAMP:20261126T103000Z" in lines(answer.data)


def test_a_cancelled_date_stays_and_says_so_and_can_come_back(client, post):
    date = post()
    seen = read(all_dates(client, date).data)
    again(changes=(Change(key=STARTS, status="cancelled"),))
    cancelled = read(all_dates(client, date).data)
    assert [event["status"] for event in cancelled[:2]] == ["CANCELLED", "CONFIRMED"]
    assert [event["uid"] for event in cancelled] == [event["uid"] for event in seen]
    again(now=LATER + timedelta(hours=1))
    back = read(calendar(client, date).data)[0]
    assert back["status"] == "CONFIRMED"
    assert back["sequence"] > cancelled[0]["sequence"] > seen[0]["sequence"]


def test_a_date_somebody_holds_is_cancelled_when_its_day_goes(client, phone, post):
    date = post()
    hold(phone(), date, alias="Sam-canary")
    again(segments=(weekly(STARTS + timedelta(days=7)),))
    (event,) = read(calendar(client, date).data)
    assert (event["status"], event["sequence"]) == ("CANCELLED", 2)


def test_another_title_or_place_rises_too_and_the_same_again_does_not(client, post):
    date = post()
    (before,) = read(calendar(client, date).data)
    again()
    assert read(calendar(client, date).data) == [before]
    again(title="Craft table and tea")
    (after,) = read(calendar(client, date).data)
    assert after["title"] == "Craft table and tea"
    assert after["sequence"] > before["sequence"]
    again(title="Craft table and tea", place=NewPlace(lat=53.4, lon=-1.4, precision="town"))
    assert read(calendar(client, date).data)[0]["sequence"] > after["sequence"]


def test_what_its_source_takes_back_is_cancelled_for_those_who_have_it(client, post):
    date = post()
    activity = activity_of(client, date)
    with unit_of_work() as session:
        withdraw(session, "test", "table", LATER)
    events = read(client.get(f"/api/v1/activities/{activity}/calendar.ics").data)
    assert {event["status"] for event in events} == {"CANCELLED"}
    assert {event["sequence"] for event in events} == {1}
    assert client.get(f"/api/v1/activities/{activity}").status_code == 410


def test_nobody_who_comes_and_no_alarm_is_in_it(client, phone, post):
    date = post(capacity=1)
    before = all_dates(client, date).data
    hold(phone(), date, alias="Sam-canary", needs="needs-canary", visibility="named")
    hold(phone(), date, alias="waiting-canary", visibility="named")
    assert all_dates(client, date).data == before
    assert not {"ATTENDEE", "ORGANIZER", "CONTACT", "METHOD", "RRULE"} & names(before)
    assert b"VALARM" not in before


@pytest.mark.parametrize(
    ("precision", "point", "said"),
    [("exact", True, False), ("postcode", False, False), ("town", False, True)],
)
def test_the_place_is_no_more_exact_than_its_page_says(client, post, precision, point, said):
    place = NewPlace(lat=53.381, lon=-1.471, precision=precision, area="Sheffield")
    answer = calendar(client, post(place=place))
    assert ("GEO" in names(answer.data)) is point
    assert ("Only the town is told" in read(answer.data)[0]["notes"]) is said


def test_a_meeting_online_says_how_to_come(client, post):
    date = post(format="online", place=None, online_url="https://meet.example.org/chat")
    (event,) = read(calendar(client, date).data)
    assert event["where"] == "Online"
    assert "Online: https://meet.example.org/chat" in event["notes"]


def test_an_example_says_that_it_is_one(client, post):
    (event,) = read(calendar(client, post(organiser_is_example=True)).data)
    assert event["title"] == "Example: Craft table"
    assert event["notes"].startswith("This is an example. Nobody will be there.")


def test_without_fixed_dates_a_sentence_says_how_times_are_found(client, frozen):
    again(segments=(), arrangement=Arrangement(first=date(2026, 11, 1), last=None))
    answer = all_dates(client, None)
    assert (answer.status_code, answer.json["code"]) == (404, "no_dates")
    assert "agree the times with the organiser" in answer.json["detail"]


@pytest.mark.parametrize("path", ["activities", "occurrences"])
@pytest.mark.parametrize("name", ["0" * 12, "nothing", "\N{SNOWMAN}"])
def test_what_is_not_here_is_said_calmly(client, frozen, path, name):
    answer = client.get(f"/api/v1/{path}/{name}/calendar.ics")
    assert answer.status_code == 404
    assert answer.json["detail"].endswith("the link is wrong.")


def test_it_is_the_same_for_all_and_a_known_one_is_not_sent_again(client, phone, post):
    date = post()
    first = all_dates(client, date)
    assert first.headers["Cache-Control"] == "public, max-age=60"
    known = {"If-None-Match": first.headers["ETag"]}
    path = f"/api/v1/activities/{activity_of(client, date)}/calendar.ics"
    assert client.get(path, headers=known).status_code == 304
    mine = phone()
    hold(mine, date)
    assert mine.get(path).data == first.data
    packed = client.get(path, headers={"Accept-Encoding": "br"})
    assert packed.headers["Content-Encoding"] == "br"
    assert len(packed.data) * 8 < len(first.data)


def test_its_identity_does_not_hang_on_the_address_of_the_instance(client, post):
    uids = {event["uid"] for event in read(all_dates(client, post()).data)}
    assert all(re.fullmatch(r"[0-9a-z]{12}@alongside", uid) for uid in uids)
