"""What is for organisers or moderators is for nobody else, and says so calmly."""

import pytest
from flask import Blueprint

from app.core import actors
from app.core.security import moderator, organiser
from app.core.writes import writes
from tests.people import sign_in
from tests.phones import new_phone


@pytest.fixture
def desk(app):
    """An application with two more doors: one for organisers, one for moderators."""
    rooms = Blueprint("desk", __name__, url_prefix="/api/v1/desk")

    @rooms.get("/publish")
    @organiser
    def look():
        return {"kind": actors.known().kind}

    @rooms.post("/publish")
    @organiser
    @writes()
    def publish():
        return {"kind": actors.known().kind}

    @rooms.post("/review")
    @moderator
    @writes()
    def review():
        return {"kind": actors.known().kind}

    app.register_blueprint(rooms)
    return app


def ask(phone, method, path):
    answer = phone.open(f"/api/v1/desk/{path}", method=method)
    return answer.status_code, answer.json.get("code") or answer.json["kind"]


def test_each_door_opens_for_its_own_people(desk):
    stranger, guest = new_phone(desk), new_phone(desk)
    guest.post("/api/v1/guests")
    olga, mo = sign_in(desk), sign_in(desk, "mo@example.org", "moderator")
    doors = [("GET", "publish"), ("POST", "publish"), ("POST", "review")]
    assert [ask(stranger, *door) for door in doors] == [(401, "no_session")] * 3
    assert [ask(guest, *door) for door in doors] == [
        (403, "not_organiser"), (403, "not_organiser"), (403, "not_moderator"),
    ]  # fmt: skip
    assert [ask(olga, *door) for door in doors] == [
        (200, "organiser"), (200, "organiser"), (403, "not_moderator"),
    ]  # fmt: skip
    assert [ask(mo, *door) for door in doors] == [(200, "moderator")] * 3
