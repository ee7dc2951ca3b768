"""What is looked at before it is public, and what becomes of it."""

import pytest

from app.accounts.models import Organiser
from app.activities.models import Activity
from app.activities.posting import service
from app.activities.posting.models import ActivityDraft
from app.core.errors import Invalid
from app.core.ids import show_id
from app.core.writes import unit_of_work
from tests.activities.posting.conftest import row
from tests.conftest import NOW


def hand_in(number):
    with unit_of_work() as session:
        return service.submit(session, session.get_one(ActivityDraft, number), NOW)


def trust(number):
    with unit_of_work() as session:
        session.get_one(Organiser, number).trusted_at = NOW


def test_the_first_listing_of_an_organiser_waits_and_nobody_finds_it(begun, client):
    number = begun()
    assert hand_in(number) == "waiting"
    assert client.get(f"/api/v1/activities/{show_id(number)}").status_code == 404
    assert client.get("/api/v1/activities?lat=53.38&lon=-1.47").json["total"] == 0


def test_what_was_looked_at_is_public_under_the_draft_s_own_id(begun, client):
    number = begun()
    hand_in(number)
    with unit_of_work() as session:
        service.apply(session, session.get_one(ActivityDraft, number), NOW)
    page = client.get(f"/api/v1/activities/{show_id(number)}").json
    assert page["title"] == "Quiet board games"
    assert page["organiser"]["name"] == "Olga's library"
    assert page["facts"]["people"] == 1
    assert page["supports"]["greeter"] is True
    assert page["confirmed_on"] == "2026-11-26"
    assert page["occurrences"][0]["starts_at"] == "2026-12-01T18:00:00+00:00"
    assert page["places"] == "open"
    assert row(ActivityDraft, number) is None


def test_a_proven_organiser_publishes_at_once(begun, library):
    trust(library[0])
    number = begun()
    assert hand_in(number) == "published"
    assert row(Activity, number).source is None


def test_three_good_listings_prove_an_organiser(begun, library):
    with unit_of_work() as session:
        session.get_one(Organiser, library[0]).clean_posts = 3
    assert hand_in(begun()) == "published"


def test_a_returned_draft_says_why_and_can_be_handed_in_again(begun):
    number = begun()
    hand_in(number)
    with unit_of_work() as session:
        draft = session.get_one(ActivityDraft, number)
        service.send_back(session, draft, "Where is the door?", NOW)
    assert (row(ActivityDraft, number).state, row(ActivityDraft, number).reason) == (
        "returned", "Where is the door?",
    )  # fmt: skip
    assert hand_in(number) == "waiting"
    assert row(ActivityDraft, number).reason is None


def test_changing_what_waits_takes_it_out_of_the_queue(begun):
    number = begun()
    hand_in(number)
    with unit_of_work() as session:
        service.write(session, session.get_one(ActivityDraft, number), {"title": "Chess"}, NOW)
    assert row(ActivityDraft, number).state == "draft"


def test_a_stopped_organiser_publishes_nothing_more(begun, library):
    number = begun()
    with unit_of_work() as session:
        session.get_one(Organiser, library[0]).blocked_at = NOW
    with pytest.raises(service.OrganiserBlockedHere):
        hand_in(number)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"kind": None}, "kind"),
        ({"lat": None, "lon": None}, "format"),
        ({"format": "in_person", "lat": None, "lon": None}, "lat"),
        ({"starts_at": None, "ends_at": None, "rrule": None}, "starts_at"),
        ({"starts_at": "2026-10-01T18:00", "ends_at": "2026-10-01T19:00", "rrule": None},
         "starts_at"),
        ({"arrangement": {"from": None, "until": "2026-11-01"}, "rrule": None}, "arrangement"),
    ],
)  # fmt: skip
def test_what_is_missing_is_named(begun, changes, field):
    number = begun(**changes)
    with pytest.raises(Invalid) as refused:
        hand_in(number)
    assert field in refused.value.errors
    assert row(ActivityDraft, number).state == "draft"


def test_the_zone_is_that_of_the_pin(begun, library, client):
    trust(library[0])
    number = begun(time_zone=None, lat=-42.88, lon=147.33)
    hand_in(number)
    assert client.get(f"/api/v1/activities/{show_id(number)}").json["time_zone"] == (
        "Australia/Hobart"
    )
