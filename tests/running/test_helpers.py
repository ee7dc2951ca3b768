"""Running it together: asked by a letter, joined by signing in, left again; one owner stays."""

import re
from datetime import timedelta

import pytest

from app.core.ids import show_id
from tests.attendance.conftest import hold
from tests.people import sign_in
from tests.phones import new_phone
from tests.running.conftest import KIM, OLGA, activity_of, join, person_id

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def garden(run):
    """An activity that Olga owns: its date, and the path of those who help."""
    date = run()
    return date, f"/api/v1/activities/{activity_of(date)}/organisers"


def ask(who, path, email=KIM, role="editor"):
    return who.post(path, json={"email": email, "role": role})


def link(mail):
    return re.search(r"http://localhost:8000(/organise/invitations/\S+)", mail.get_content())[1]


def accept(who, path):
    return who.post(path, content_type=FORM)


def test_somebody_is_asked_by_letter_and_joins_by_signing_in(app, phone, garden, olga, inbox):
    date, path = garden
    hold(phone(), date, alias="Sam", visibility="named")
    answer = ask(olga, path)
    assert answer.status_code == 202
    assert [(one["address"], one["role"]) for one in answer.json["asked"]] == [(KIM, "editor")]
    (mail,) = inbox.new()
    assert (mail["To"], mail["Subject"]) == (KIM, "You are asked to help")
    for word in ("Olga", "garden", "table", OLGA):
        assert word not in mail.get_content(), "whoever reads it learns nothing"
    stranger, kim = new_phone(app), sign_in(app, KIM)
    page = stranger.get(link(mail))
    assert "Olga&#39;s garden" in page.text
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert accept(stranger, link(mail)).status_code in {401, 303}
    assert kim.get(path).status_code == 404, "looking changed nothing"
    assert accept(kim, link(mail)).status_code == 303
    seen = kim.get(path).json
    by_role = {one["role"]: one for one in seen["items"]}
    assert {role: one["is_you"] for role, one in by_role.items()} == {
        "owner": False, "editor": True,
    }  # fmt: skip
    assert by_role["owner"]["address"] is None, "only owners see addresses"
    assert kim.get(f"/api/v1/occurrences/{date}/attendees").json["items"][0]["alias"] == "Sam"
    assert stranger.get(link(mail)).status_code == 404, "it is used"


def test_a_letter_that_went_to_somebody_else_opens_nothing(app, garden, olga, inbox):
    ask(olga, garden[1])
    (mail,) = inbox.new()
    thief = sign_in(app, "thief@example.org")
    assert accept(thief, link(mail)).status_code == 403
    assert thief.get(garden[1]).status_code == 404


def test_an_invitation_ends_after_two_weeks_or_when_it_is_taken_back(
    app, garden, olga, inbox, frozen
):
    path = garden[1]
    kim = sign_in(app, KIM)
    ask(olga, path)
    (old,) = inbox.new()
    frozen.shift(timedelta(days=1))
    olga, kim = sign_in(app, OLGA), sign_in(app, KIM)
    ask(olga, path)
    (new,) = inbox.new()
    assert accept(kim, link(old)).status_code == 404, "the newer one counts"
    (asked,) = olga.get(path).json["asked"]
    assert olga.delete(f"{path}/{asked['id']}").json["asked"] == []
    assert accept(kim, link(new)).status_code == 404
    ask(olga, path)
    (late,) = inbox.new()
    frozen.shift(timedelta(days=14, minutes=1))
    assert accept(sign_in(app, KIM), link(late)).status_code == 404


def test_the_last_owner_cannot_leave(app, garden, olga):
    path, me = garden[1], show_id(person_id(OLGA))
    answer = olga.delete(f"{path}/{me}")
    assert (answer.status_code, answer.json["code"]) == (409, "last_owner")
    assert ask(olga, path, OLGA, "viewer").json["code"] == "last_owner"


def test_another_owner_lets_the_first_one_go(app, garden, olga):
    date, path = garden
    join_as(app, date, "owner")
    me = show_id(person_id(OLGA))
    assert olga.delete(f"{path}/{me}").status_code == 200
    assert olga.get(path).status_code == 404
    assert olga.get(f"/api/v1/occurrences/{date}/attendees").status_code == 404


def test_with_an_owner_who_is_taken_off_the_invitations_end(app, garden, olga, inbox):
    _, path = garden
    kim = sign_in(app, KIM)
    ask(olga, path, role="owner")
    accept(kim, link(inbox.new()[-1]))
    ask(kim, path, "puppet@example.org", "owner")
    (mail,) = inbox.new()
    gone = olga.delete(f"{path}/{show_id(person_id(KIM))}")
    assert gone.json["asked"] == []
    puppet = sign_in(app, "puppet@example.org")
    assert accept(puppet, link(mail)).status_code == 404
    assert puppet.get(path).status_code == 404


@pytest.mark.parametrize("role", ["editor", "viewer"])
def test_who_helps_can_leave_but_not_ask_or_remove(app, garden, olga, role):
    date, path = garden
    kim = join_as(app, date, role)
    assert ask(kim, path, "another@example.org").status_code == 404
    assert kim.delete(f"{path}/{show_id(person_id(OLGA))}").status_code == 404
    assert kim.delete(f"{path}/{show_id(person_id(KIM))}").status_code == 200
    assert kim.get(path).status_code == 404


def test_an_owner_changes_what_somebody_may_do(app, garden, olga, inbox):
    date, path = garden
    kim = join_as(app, date, "viewer")
    assert ask(olga, path, KIM, "editor").status_code == 202
    assert inbox.new() == [], "who helps already needs no letter"
    assert (
        kim.post(f"/api/v1/occurrences/{date}/message", json={"text": "Hello"}).status_code == 201
    )


def test_who_asks_or_removes_has_shown_lately_who_they_are(app, garden, olga, frozen):
    date, path = garden
    join_as(app, date, "viewer")
    frozen.shift(timedelta(minutes=16))
    kim = show_id(person_id(KIM))
    for answer in (ask(olga, path, "ada@example.org"), olga.delete(f"{path}/{kim}")):
        assert (answer.status_code, answer.json["code"]) == (403, "step_up_needed")


@pytest.mark.parametrize("wrong", [{"email": "x"}, {"role": "king"}, {"extra": 1}])
def test_what_does_not_fit_is_named(garden, olga, wrong):
    answer = olga.post(garden[1], json={"email": KIM, "role": "editor"} | wrong)
    assert answer.status_code == 422
    assert set(answer.json["errors"]) == set(wrong)


def join_as(app, date, role):
    from app.activities.models import Activity
    from app.core.db import db
    from app.core.ids import read_id

    kim = sign_in(app, KIM)
    activity = db.session.get_one(Activity, read_id(activity_of(date)))
    join(activity.organiser_id, KIM, role)
    return kim


def test_the_list_itself_is_not_changed_by_looking(garden, olga):
    before = olga.get(garden[1]).json
    assert olga.get(garden[1]).json == before
    assert before["items"][0]["address"] == OLGA
