"""Posting by the API: only your own, strictly read, and calm about what is missing."""

from datetime import timedelta

import pytest

from app.accounts.models import Organiser
from app.core.db import db
from app.core.writes import unit_of_work
from tests.activities.posting.conftest import WRITTEN
from tests.conftest import NOW
from tests.people import sign_in

ACTIVITIES = "/api/v1/activities"
MINE = "/api/v1/me/activities"


@pytest.fixture
def draft(olga):
    """The id of a draft of Olga's."""
    return olga.post(ACTIVITIES, json=WRITTEN).json["id"]


def trust():
    with unit_of_work() as session:
        for one in session.query(Organiser):
            one.trusted_at = NOW


def test_a_draft_begins_with_anything_and_says_what_is_missing(olga, client):
    answer = olga.post(ACTIVITIES, json={"title": "Chess"})
    assert (answer.status_code, answer.json["state"]) == (201, "draft")
    assert answer.json["missing"] == ["ends_at", "format", "kind", "starts_at", "time_zone"]
    assert client.get(f"{ACTIVITIES}/{answer.json['id']}").status_code == 404


def test_what_was_written_is_read_back(olga, draft):
    told = olga.get(f"{MINE}/{draft}").json
    assert told["missing"] == []
    assert {name: told[name] for name in WRITTEN if name != "comfort"} == {
        name: value for name, value in WRITTEN.items() if name != "comfort"
    }
    assert told["comfort"]["facts"]["people"] == 1
    assert told["comfort"]["facts"]["stuck"] is None


def test_nobody_else_has_it(app, olga, draft):
    other = sign_in(app, "otto@example.org")
    for method, path in [
        ("GET", f"{MINE}/{draft}"), ("PATCH", f"{ACTIVITIES}/{draft}"),
        ("DELETE", f"{ACTIVITIES}/{draft}"),
        *(("POST", f"{ACTIVITIES}/{draft}/{deed}")
          for deed in ("publish", "cancel", "confirm", "copy")),
    ]:  # fmt: skip
        body = {"json": {}} if method == "PATCH" else {}
        assert other.open(path, method=method, **body).status_code == 404, (method, path)
    assert other.get(MINE).json["total"] == 0
    assert olga.get(MINE).json["total"] == 1


def test_guests_and_strangers_are_refused(olga, draft, phone):
    assert phone().post(ACTIVITIES, json=WRITTEN).status_code == 401
    guest = phone()
    guest.post("/api/v1/guests")
    refused = guest.post(ACTIVITIES, json=WRITTEN)
    assert (refused.status_code, refused.json["code"]) == (403, "not_organiser")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": "ab"}, "title"),
        ({"title": "Tea\r\nATTENDEE:x"}, "title"),
        ({"title": "Tea" + "\u0301" * 12}, "title"),
        ({"title": "\u3164\u2800\u115f\ufe0f"}, "title"),
        ({"url": "javascript://example.org/%0aalert(1)"}, "url"),
        ({"online_url": "http://example.org/"}, "online_url"),
        ({"url": "https://me:secret@example.org/"}, "url"),
        ({"url": "https://localhost/"}, "url"),
        ({"time_zone": "../../etc/passwd"}, "time_zone"),
        ({"time_zone": None}, "time_zone"),
        ({"time_zone": "localtime"}, "time_zone"),
        ({"time_zone": "right/Europe/London"}, "time_zone"),
        ({"rrule": "FREQ=SECONDLY"}, "rrule"),
        ({"ends_at": "2026-12-01T17:00"}, "ends_at"),
        ({"ends_at": "2027-01-01T17:00"}, "ends_at"),
        ({"starts_at": "9999-12-31T23:59", "ends_at": "9999-12-31T23:59"}, "starts_at"),
        ({"capacity": 0}, "capacity"),
        ({"capacity": 7.9}, "capacity"),
        ({"lat": None}, "lat"),
        ({"age_min": 60, "age_max": 18}, "age_max"),
        ({"language": "English please"}, "language"),
        ({"cost": {"minor": 3, "currency": "gbp"}}, "cost.currency"),
        ({"comfort": {"facts": {"speak": 4}}}, "comfort.facts.speak"),
        ({"comfort": {"facts": {"smell": 1}}}, "comfort.facts.smell"),
        ({"arrangement": {"from": "2027-01-02", "until": "2027-01-01"}}, "arrangement"),
        ({"price": 3}, "price"),
        ({"organiser_name": "x"}, "organiser_name"),
    ],
)
def test_what_does_not_fit_is_named(olga, wrong, field):
    refused = olga.post(ACTIVITIES, json=WRITTEN | wrong)
    assert refused.status_code == 422
    assert field in refused.json["errors"]
    assert olga.get(MINE).json["total"] == 0


def test_publishing_waits_at_first_and_is_at_once_when_trusted(olga, draft, client):
    assert olga.post(f"{ACTIVITIES}/{draft}/publish").json["state"] == "waiting"
    trust()
    changed = olga.patch(f"{ACTIVITIES}/{draft}", json={"bring": "A pencil"}).json
    assert changed["state"] == "draft"
    assert olga.post(f"{ACTIVITIES}/{draft}/publish").json["state"] == "published"
    assert client.get(f"{ACTIVITIES}/{draft}").json["bring"] == "A pencil"
    assert olga.get(f"{MINE}/{draft}").json["missing"] == []


def test_an_unfinished_one_is_not_published_and_nothing_is_lost(olga):
    draft = olga.post(ACTIVITIES, json={"title": "Chess"}).json["id"]
    refused = olga.post(f"{ACTIVITIES}/{draft}/publish")
    assert refused.status_code == 422
    assert set(refused.json["errors"]) == {
        "kind", "format", "starts_at", "ends_at", "time_zone",
    }  # fmt: skip
    assert olga.get(f"{MINE}/{draft}").json["title"] == "Chess"


def test_a_change_that_waits_is_told_and_the_public_page_stays(olga, draft, client):
    trust()
    olga.post(f"{ACTIVITIES}/{draft}/publish")
    with unit_of_work() as session:
        session.query(Organiser).one().trusted_at = None
    answer = olga.patch(f"{ACTIVITIES}/{draft}", json={"title": "Chess"}).json
    assert answer["title"] == "Quiet board games"
    assert answer["change"] == {"state": "waiting", "reason": None, "fields": ["title"]}
    assert olga.delete(f"{ACTIVITIES}/{draft}").status_code == 200
    assert olga.get(f"{MINE}/{draft}").json["change"] is None
    assert client.get(f"{ACTIVITIES}/{draft}").json["title"] == "Quiet board games"


def test_cancel_confirm_copy_and_remove(olga, draft, client, frozen):
    trust()
    olga.post(f"{ACTIVITIES}/{draft}/publish")
    frozen.shift(timedelta(days=2))
    assert olga.post(f"{ACTIVITIES}/{draft}/confirm").json["confirmed_on"] == "2026-11-28"
    copy = olga.post(f"{ACTIVITIES}/{draft}/copy")
    assert copy.status_code == 201
    assert copy.json["missing"] == ["ends_at", "starts_at"]
    assert copy.json["comfort"] == olga.get(f"{MINE}/{draft}").json["comfort"]
    assert olga.delete(f"{ACTIVITIES}/{copy.json['id']}").json == {}
    assert olga.get(f"{MINE}/{copy.json['id']}").status_code == 404
    assert olga.post(f"{ACTIVITIES}/{draft}/cancel").json["state"] == "cancelled"
    gone = client.get(f"{ACTIVITIES}/{draft}")
    assert (gone.status_code, gone.json["detail"]) == (
        410, "This no longer takes place, the organiser says.",
    )  # fmt: skip
    assert olga.post(f"{ACTIVITIES}/{draft}/publish").json["state"] == "published"


def test_five_a_day_at_first_then_tomorrow(olga, frozen):
    answers = [olga.post(ACTIVITIES, json=WRITTEN) for _ in range(6)]
    assert [one.status_code for one in answers] == [201] * 5 + [429]
    assert answers[5].json["code"] == "too_many_drafts"
    assert int(answers[5].headers["Retry-After"]) == 14.5 * 3600
    trust()
    assert olga.post(ACTIVITIES, json=WRITTEN).status_code == 201
    frozen.shift(timedelta(days=1))
    assert olga.post(ACTIVITIES, json=WRITTEN).status_code == 201


def test_the_same_key_begins_one_draft(olga):
    key = {"Idempotency-Key": "a-key-of-olga"}
    first, second = (olga.post(ACTIVITIES, json=WRITTEN, headers=key) for _ in range(2))
    assert first.json["id"] == second.json["id"]
    assert olga.get(MINE).json["total"] == 1


def test_pages_of_the_list_join_up(olga):
    trust()
    for number in range(5):
        olga.post(ACTIVITIES, json={"title": f"Walk {number}"})
    found, cursor = [], ""
    while cursor is not None:
        page = olga.get(f"{MINE}?limit=2{cursor and f'&cursor={cursor}'}").json
        found += [item["id"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert len(set(found)) == len(found) == 5


def test_a_new_name_is_another_organiser(olga):
    first = olga.post(ACTIVITIES, json={"title": "Chess", "organiser_name": "The library"})
    again = olga.post(ACTIVITIES, json={"title": "Walk", "organiser_name": "the LIBRARY"})
    other = olga.post(ACTIVITIES, json={"title": "Tea", "organiser_name": "Olga at home"})
    ids = [one.json["organiser"]["id"] for one in (first, again, other)]
    assert (ids[0] == ids[1], ids[0] == ids[2]) == (True, False)
    db.session.rollback()
