"""Role by field: who reads which word of a guest, in every answer, file, mail and page."""

import pytest

from app.attendance.running.daily import tell_daily
from app.core import clock
from app.core.writes import unit_of_work
from tests.attendance.conftest import config, hold, phone, post
from tests.notices.conftest import inbox, known
from tests.people import sign_in
from tests.running.conftest import OLGA, activity_of, give_to

__all__ = ["config", "inbox", "known", "phone", "post"]
# What a guest gave: for the organiser's list, and not for it.
LISTED = {"alias": "Sam-canary", "needs": "needs-canary"}
HIDDEN = {
    "address": "sam-canary@example.org",
    "name": "name-canary",
    "quiet alias": "quiet-canary",
}
READS_THE_LIST = {
    "/api/v1/occurrences/<occurrence_id>/attendees",
    "/api/v1/occurrences/<occurrence_id>/attendees.csv",
    "/organise/<activity_id>/people/<occurrence_id>",
}
OWN_MAILBOX = "/dev/mail"


@pytest.fixture
def world(app, known, phone, post):
    """A date that Olga runs: Sam is named on it, with all that one can say; Kim is quiet."""
    sign_in(app, OLGA)
    date = post(capacity=3)
    give_to(date, OLGA)
    sam = known("sam-canary@example.org")
    sam.patch("/api/v1/me", json={"display_name": "name-canary"})
    hold(sam, date, visibility="named", **LISTED)
    hold(phone(), date, alias="quiet-canary")
    return date


def readable(app, date):
    """Every address that can be read, with its rule."""
    known_ids = {"occurrence_id": date, "activity_id": activity_of(date), "step": "what"}
    values = {"name": "main.css", "member_id": "0" * 12, "session_id": "0" * 12, "secret": "x"}
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        for rule in app.url_map.iter_rules():
            if "GET" not in rule.methods or rule.rule == OWN_MAILBOX:
                continue
            given = {name: (values | known_ids).get(name, "x") for name in rule.arguments}
            yield rule.rule, adapter.build(rule.endpoint, given)


def read_by(app, who, date):
    """By rule: the words of guests that somebody reads there."""
    words = {**LISTED, **HIDDEN}
    found = {}
    for rule, address in readable(app, date):
        text = who.get(address).text
        if seen := {field for field, word in words.items() if word in text}:
            found[rule] = seen
    return found


def test_the_organiser_reads_the_list_and_nothing_that_was_not_for_it(app, world):
    olga = sign_in(app, OLGA)
    assert read_by(app, olga, world) == {rule: set(LISTED) for rule in READS_THE_LIST}


@pytest.mark.parametrize("kind", ["organiser", "moderator"])
def test_another_organiser_and_a_moderator_read_nothing(app, world, kind):
    other = sign_in(app, f"{kind}@example.org", kind=kind)
    assert read_by(app, other, world) == {}


def test_no_answer_to_the_organiser_holds_an_id_of_a_guest(app, world):
    from sqlalchemy import select

    from app.attendance.rsvps.models import Rsvp
    from app.core.db import db
    from app.core.ids import show_id

    olga = sign_in(app, OLGA)
    rows = db.session.execute(select(Rsvp.id, Rsvp.person_id)).all()
    ids = {show_id(number) for row in rows for number in row}
    assert len(ids) == 4
    for rule, address in readable(app, world):
        text = olga.get(address).text
        assert not any(one in text for one in ids), rule


def test_no_mail_to_anybody_holds_a_word_of_a_guest_or_of_what_it_is_about(app, world, inbox):
    olga = sign_in(app, OLGA)
    written = olga.post(f"/api/v1/occurrences/{world}/message", json={"text": "words-canary"})
    assert written.status_code == 201
    with unit_of_work() as session:
        assert tell_daily(session, clock.now()) == 1
    mails = inbox.new()
    assert {mail["To"] for mail in mails} == {OLGA, "sam-canary@example.org"}
    for mail in mails:
        text = f"{mail['Subject']} {mail.get_content()}"
        for word in (*LISTED.values(), *HIDDEN.values(), "words-canary", "Craft", "garden"):
            assert word not in text, mail["To"]
