"""Only the operator's commands make moderators, and vouch for organisers."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.accounts.membership import found
from app.accounts.models import Organiser, Person
from app.core import clock
from app.core.audit import AuditRow
from app.core.db import db
from app.core.writes import unit_of_work
from tests.accounts.authenticator import Authenticator
from tests.accounts.conftest import ask, inbox
from tests.people import sign_in
from tests.phones import new_phone

__all__ = ["ask", "inbox"]
MO = "mo@example.org"


@pytest.fixture
def run(app, frozen):
    def command(*args):
        return app.test_cli_runner().invoke(args=args)

    return command


def link_of(said):
    """The token of the link that the command said."""
    return re.search(r"http://localhost:8000/sign-in/enrol#(\S+)", said.output)[1]


def offered(app, token):
    """A browser that opened the link, and what it was offered."""
    browser = new_phone(app)
    return browser, browser.post("/api/v1/auth/passkey/offer", json={"enrolment": token}).json


def made(browser, options):
    return browser.post("/api/v1/auth/passkey/add", json=Authenticator().make(options))


def enrol(app, said):
    """Make a passkey by the link that the command said."""
    token = link_of(said)
    browser, key = new_phone(app), Authenticator()
    options = browser.post("/api/v1/auth/passkey/offer", json={"enrolment": token})
    if options.status_code != 200:
        return options, browser, key
    answer = browser.post("/api/v1/auth/passkey/add", json=key.make(options.json))
    return answer, browser, key


def test_the_link_makes_one_passkey_and_with_it_a_moderator(app, run):
    said = run("moderators", "add", "Mo@Example.org")
    assert said.exit_code == 0
    assert run("moderators", "list").output == f"{MO}: no passkeys\n"
    answer, _, key = enrol(app, said)
    assert (answer.status_code, answer.json["kind"]) == (201, "moderator")
    assert run("moderators", "list").output == f"{MO}: 1 passkey\n"
    assert enrol(app, said)[0].json["code"] == "code_over"
    again = new_phone(app)
    options = again.post("/api/v1/auth/passkey/start").json
    shown = again.post("/api/v1/auth/passkey/verify", json=key.show(options))
    assert shown.json["kind"] == "moderator"


def test_the_link_is_good_for_a_day_and_a_new_one_ends_it(app, run, frozen):
    first, second = run("moderators", "add", MO), run("moderators", "add", MO)
    assert enrol(app, first)[0].status_code == 410
    frozen.shift(timedelta(hours=24, seconds=1))
    assert enrol(app, second)[0].status_code == 410


def test_who_is_removed_is_no_moderator_at_once(app, run):
    _, browser, key = enrol(app, run("moderators", "add", MO))
    assert run("moderators", "remove", MO).exit_code == 0
    assert browser.get("/api/v1/me").status_code == 401
    options = browser.post("/api/v1/auth/passkey/start").json
    shown = browser.post("/api/v1/auth/passkey/verify", json=key.show(options))
    assert shown.json["kind"] == "organiser"
    assert run("moderators", "remove", MO).exit_code != 0


def test_a_code_in_a_mail_makes_nobody_a_moderator(app, run):
    enrol(app, run("moderators", "add", MO))
    assert sign_in(app, MO).get("/api/v1/me").json["kind"] == "organiser"


def test_the_operator_vouches_for_what_somebody_owns(app, run):
    sign_in(app, "olga@example.org")
    assert run("organisers", "trust", "olga@example.org").exit_code != 0
    with unit_of_work() as session:
        person = session.scalars(select(Person)).one()
        found(session, person.id, "Olga's garden", clock.now())
    assert run("organisers", "trust", "Olga@example.org").output == "Olga's garden is trusted.\n"
    db.session.rollback()
    assert db.session.scalars(select(Organiser)).one().trusted_at is not None
    assert run("organisers", "trust", "nobody@example.org").exit_code != 0
    assert run("moderators", "add", "no address").exit_code != 0


def test_every_such_act_is_in_the_log_without_an_address(app, run):
    enrol(app, run("moderators", "add", MO))
    run("moderators", "remove", MO)
    run("organisers", "forget-passkeys", MO)
    db.session.rollback()
    rows = db.session.scalars(select(AuditRow)).all()
    assert {row.what for row in rows} == {
        "moderator added", "passkey added", "moderator removed", "passkeys forgotten",
        "signed out", "signed out elsewhere",
    }  # fmt: skip
    assert not any(MO in f"{row.who} {row.on} {row.detail}" for row in rows)


def test_of_two_who_have_the_link_open_only_one_makes_a_passkey(app, run):
    token = link_of(run("moderators", "add", MO))
    first, second = offered(app, token), offered(app, token)
    answers = [made(*one) for one in (first, second)]
    assert [answer.status_code for answer in answers] == [201, 410]
    assert run("moderators", "list").output == f"{MO}: 1 passkey\n"
    assert first[0].get("/api/v1/me").json["kind"] == "moderator"
    assert second[0].get("/api/v1/me").status_code == 401


def test_who_only_reads_the_mail_of_a_moderator_gets_in_before_the_link_is_used_neither(
    app, run, ask
):
    run("moderators", "add", MO)
    thief = new_phone(app)
    code, token = ask(thief, MO)
    for proof in ({"email": MO, "code": code}, {"token": token}):
        assert thief.post("/api/v1/auth/verify", json=proof).json["code"] == "passkey_needed"
    assert thief.get("/api/v1/me").status_code == 401


def test_a_moderators_passkeys_are_not_given_up_for_a_code(app, run):
    enrol(app, run("moderators", "add", MO))
    assert run("organisers", "forget-passkeys", MO).exit_code != 0
    assert run("moderators", "list").output == f"{MO}: 1 passkey\n"


def test_a_passkey_that_was_begun_before_the_way_in_was_ended_is_not_kept(app, run):
    thief = sign_in(app, MO)
    begun = thief, thief.post("/api/v1/auth/passkey/offer", json={}).json
    token = link_of(run("moderators", "add", MO))
    assert made(*begun).status_code == 410
    assert made(*offered(app, token)).json["kind"] == "moderator"
