"""Pages of a list that suits a person join up, also while listings come, go and change."""

import base64
from datetime import datetime, timedelta

import pytest

from app.activities.drafts import NewPlace
from app.activities.models import Activity
from app.activities.schedule import Segment
from app.activities.service import publish
from app.comfort import FACTS
from app.core import events
from app.core.writes import unit_of_work
from tests.conftest import NOW
from tests.discovery.conftest import SHEFFIELD, draft, told
from tests.kept_rows import fill_as

COUNT = 130
PROFILE = {"level": 4, "answers": {"party": "very_nervous"}, "interests": ["mixed_crafts"]}


def once(starts):
    return Segment(starts, starts + timedelta(hours=2), "Europe/London")


def one(number, **changes):
    """The `number`th of many activities, each a little farther and more demanding than the last."""
    values = {
        "title": f"Activity {number:03}",
        "organiser": f"Organiser {number % 40}",
        "kind": ["interest_group", "volunteering", "support_meetup"][number % 3],
        "place": NewPlace(lat=53.381 + number / 5000, lon=-1.471, precision="exact"),
        "told": told(**dict.fromkeys(FACTS, number // 10 % 4)),
        "segments": (once(datetime(2026, 12, 1, 14) + timedelta(minutes=number)),),
    }
    return draft(f"many-{number}", **(values | changes))


@pytest.fixture
def many(app, frozen):
    fill_as(publish_many)


def publish_many(session):
    for number in range(COUNT):
        publish(session, one(number), NOW)


@pytest.fixture
def matches(client):
    def match(**asked):
        body = {**SHEFFIELD, "radius_km": 25, "profile": PROFILE} | asked
        answer = client.post("/api/v1/matches", json=body)
        assert answer.status_code == 200, answer.json
        return answer.json

    return match


def titles(page):
    return [item["title"] for item in page["items"]]


def rest(matches, page, **asked):
    """The titles of all pages after this one."""
    found = []
    while page["next_cursor"]:
        page = matches(cursor=page["next_cursor"], **asked)
        assert page["items"], "a page that was promised holds something"
        found += titles(page)
    return found


def test_pages_of_any_size_give_the_same_list(many, matches):
    lists = []
    for limit in (50, 20, 7, 1):
        page = matches(limit=limit)
        lists.append(titles(page) + rest(matches, page, limit=limit))
    assert len(set(lists[0])) == len(lists[0]) == COUNT
    assert lists[1] == lists[2] == lists[3] == lists[0]


def test_no_organiser_has_more_than_three_of_ten(many, matches):
    page = matches(limit=50)
    names = [item["organiser"]["name"] for item in page["items"]]
    assert max(names[:10].count(name) for name in names) <= 3


def test_what_stays_is_shown_once_while_others_come_and_go(many, matches):
    page = matches(limit=20)
    seen = titles(page)
    with unit_of_work() as session:
        gone = {"Activity 003", "Activity 030", "Activity 060", seen[-1]}
        for activity in session.query(Activity).where(Activity.title.in_(gone)):
            activity.state = "hidden"
        for number in range(200, 260):
            place = NewPlace(lat=53.381 + (number - 200) / 2000, lon=-1.471, precision="exact")
            publish(session, one(number, place=place), NOW)
    later = rest(matches, page, limit=20)
    stayed = {f"Activity {number:03}" for number in range(COUNT)} - gone
    assert len(set(seen) & set(later)) == 0
    assert len(later) == len(set(later))
    assert stayed <= {*seen, *later}
    assert not gone & set(later)


def test_a_list_that_lost_everything_ends_calmly(many, matches):
    page = matches(limit=20)
    with unit_of_work() as session:
        session.query(Activity).update({"state": "hidden"})
        events.publish(session, events.ActivityChanged(1))
    last = matches(limit=20, cursor=page["next_cursor"])
    assert (last["items"], last["next_cursor"], last["total"]) == ([], None, 0)


def test_a_list_that_grew_behind_its_end_goes_on(many, matches):
    page = matches(limit=50)
    for limit in (45, 20):
        page = matches(limit=limit, cursor=page["next_cursor"])
    far = NewPlace(lat=53.381 + 0.15, lon=-1.471, precision="exact")
    with unit_of_work() as session:
        publish(session, one(300, place=far, told=told(**dict.fromkeys(FACTS, 3))), NOW)
    assert "Activity 300" in rest(matches, page, limit=20)


@pytest.mark.parametrize(
    "changes",
    [
        {"profile": PROFILE | {"level": 5}},
        {"profile": PROFILE | {"interests": []}},
        {"radius_km": 20},
        {"sort": "nearest"},
    ],
)
def test_a_cursor_belongs_to_one_search_of_one_person(many, matches, client, changes):
    cursor = matches(limit=20)["next_cursor"]
    body = {**SHEFFIELD, "radius_km": 25, "profile": PROFILE, "limit": 20, "cursor": cursor}
    answer = client.post("/api/v1/matches", json=body | changes)
    assert answer.status_code == 422
    assert answer.json["errors"] == {
        "cursor": ["This list can't go on from here. Please start it again."]
    }


def test_a_cursor_tells_nothing_of_the_person(many, matches):
    """Neither a score nor a chance can be read from it, and equal searches write equal ones."""
    cursor = matches(limit=20)["next_cursor"]
    content = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    assert not content.isascii()
    assert matches(limit=20)["next_cursor"] == cursor


def test_a_cursor_that_somebody_changed_is_refused(many, client, matches):
    cursor = matches(limit=20)["next_cursor"]
    for broken in (cursor[:-2], cursor[:40] + ("A" if cursor[40] != "A" else "B") + cursor[41:]):
        body = {**SHEFFIELD, "radius_km": 25, "profile": PROFILE, "limit": 20, "cursor": broken}
        assert client.post("/api/v1/matches", json=body).status_code == 422
