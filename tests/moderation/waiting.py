"""Olga hands listings in, Mo decides: what tests of review share."""

import pytest

from tests.people import sign_in

NEW = {
    "title": "Slow walk by the river", "kind": "interest_group", "description": "We walk slowly.",
    "topics": ["walking"], "starts_at": "2026-12-05T10:00", "ends_at": "2026-12-05T11:00",
    "time_zone": "Europe/London", "format": "in_person", "place_name": "The bridge",
    "address": "1 River Street", "lat": 53.38, "lon": -1.47, "booking": "none",
}  # fmt: skip


@pytest.fixture
def olga(app, frozen):
    return sign_in(app)


@pytest.fixture
def mo(app, frozen):
    return sign_in(app, "mo@example.org", "moderator")


def hand_in(olga, **changes):
    """The id of a new listing that was written and handed in, and what became of it."""
    made = olga.post("/api/v1/activities", json=NEW | changes)
    assert made.status_code == 201, made.json
    number = made.json["id"]
    told = olga.post(f"/api/v1/activities/{number}/publish")
    assert told.status_code == 200, told.json
    return number


def queue(mo):
    return mo.get("/api/v1/moderation/queue").json["items"]


def judge(mo, number, act, **why):
    return mo.post(f"/api/v1/moderation/items/{number}/{act}", json=why)


def judge_organiser(mo, number, act, **why):
    return mo.post(f"/api/v1/moderation/organisers/{number}/{act}", json=why)


def state(olga, number):
    return olga.get(f"/api/v1/me/activities/{number}").json["state"]


def undo(mo, decision):
    return mo.post(f"/api/v1/moderation/decisions/{decision.json['id']}/undo")
