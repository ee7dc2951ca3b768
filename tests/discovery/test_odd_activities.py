"""Activities at the edges: clocks that jump, zones that are not there, dates that are over."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import func, select, update

from app.activities.drafts import Arrangement, Change, NewPlace, Told
from app.activities.models import Activity, Place
from app.activities.schedule import Segment
from app.activities.service import publish, withdraw
from app.core.db import db
from app.core.errors import Invalid
from app.core.writes import unit_of_work
from tests.conftest import NOW
from tests.discovery.conftest import TOLD_ON, draft, weekly

NEAR = "lat=53.38&lon=-1.47"


@pytest.fixture
def put(app, frozen):
    def store(*drafts):
        with unit_of_work() as session:
            for one in drafts:
                publish(session, one, NOW)

    return store


def titles(client, query=NEAR) -> list[str]:
    answer = client.get(f"/api/v1/activities?{query}")
    assert answer.status_code == 200
    return [card["title"] for card in answer.json["items"]]


def page(client, query="", title="Craft table") -> dict:
    cards = client.get(f"/api/v1/activities?{NEAR}&{query}").json["items"]
    found = next(card["id"] for card in cards if card["title"] == title)
    return client.get(f"/api/v1/activities/{found}").json


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"title": "ab"}, "title"),
        ({"title": "x" * 121}, "title"),
        ({"title": "Tea\x00time"}, "title"),
        ({"topics": ("nonsense",)}, "topics"),
        ({"capacity": 2**40}, "capacity"),
        ({"booking": "maybe"}, "booking"),
        ({"told": {"speak": Told(value=7, by="organiser", on=TOLD_ON)}}, "told"),
        ({"segments": (weekly(datetime(2026, 12, 1, 14, 0, 30)),)}, "starts_at"),
    ],
)
def test_what_no_activity_can_be_is_refused_before_it_is_stored(put, wrong, field):
    with pytest.raises(Invalid) as refused:
        put(draft("odd", **wrong))
    assert list(refused.value.errors) == [field]
    assert db.session.scalar(select(func.count()).select_from(Activity)) == 0


def test_a_zone_the_machine_lost_costs_its_activities_and_not_the_search(put, client, capsys):
    put(draft("craft"), draft("other", title="Other table"))
    with unit_of_work() as session:
        lost = update(Activity).where(Activity.title == "Other table")
        session.execute(lost.values(time_zone="Mars/Olympus"))
        withdraw(session, "test", "nothing", NOW)
        publish(session, draft("third", title="Third table"), NOW)
    assert sorted(titles(client)) == ["Craft table", "Third table"]
    assert "time zone is not known" in capsys.readouterr().err


def test_a_date_moved_into_the_hour_the_clocks_skip_keeps_its_length(put, client):
    first = datetime(2027, 3, 21, 10, 0)
    moved = Change(
        key=datetime(2027, 3, 28, 10, 0),
        starts=datetime(2027, 3, 28, 1, 30),
        ends=datetime(2027, 3, 28, 2, 15),
    )
    put(draft("craft", segments=(weekly(first),), changes=(moved,)))
    shown = page(client, "from=2027-03-20&to=2027-03-25")["occurrences"][1]
    assert shown["starts_at"] == "2027-03-28T02:30:00+01:00"
    assert shown["ends_at"] == "2027-03-28T03:15:00+01:00"


def test_an_online_activity_has_no_distance_even_with_a_place(put, client):
    where = NewPlace(lat=53.38, lon=-1.47, precision="exact")
    put(draft("online", title="Online", format="online", place=where), draft("craft"))
    answer = client.get(f"/api/v1/activities?{NEAR}&sort=nearest").json["items"]
    assert [(card["title"], card["distance_km"]) for card in answer] == [
        ("Craft table", 0.0),
        ("Online", None),
    ]


def test_an_arrangement_that_is_over_never_comes_back(put, client):
    over = Arrangement(first=date(2026, 1, 1), last=date(2026, 11, 25))
    put(draft("garden", segments=(), arrangement=over))
    assert titles(client, f"{NEAR}&from=2026-01-01") == []
    put(draft("garden", segments=(), arrangement=replace(over, last=None)))
    assert titles(client, f"{NEAR}&to=2020-01-01") == []
    assert titles(client, f"{NEAR}&from=2026-01-01") == ["Craft table"]


def test_the_next_date_does_not_depend_on_how_many_are_listed(put, client):
    cancelled = Change(key=datetime(2026, 12, 1, 14, 0), status="cancelled")
    put(draft("craft", changes=(cancelled,)))
    whole = page(client)
    short = client.get(f"/api/v1/activities/{whole['id']}?limit=1").json
    assert [date["status"] for date in short["occurrences"]] == ["cancelled"]
    for name in ("starts_at", "occurrence_id", "more_dates"):
        assert short[name] == whole[name]
    assert short["starts_at"] == "2026-12-08T14:00:00+00:00"
    assert short["more_dates"] == 23


def test_going_online_leaves_no_address_behind(put):
    put(draft("craft"))
    put(draft("craft", format="online", place=None))
    assert db.session.scalar(select(func.count()).select_from(Place)) == 0


def test_what_already_began_is_over_and_what_ends_a_rule_is_gone(put, client, frozen):
    starts = datetime(2026, 11, 26, 10, 0)
    put(draft("craft", segments=(Segment(starts, starts + timedelta(hours=1), "Europe/London"),)))
    assert titles(client) == ["Craft table"]
    frozen.move_to(NOW + timedelta(minutes=31))
    assert titles(client) == []
    frozen.move_to(NOW)
    assert titles(client) == ["Craft table"]
