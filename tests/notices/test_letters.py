"""Mails to addresses that need not be anybody's here: sent once, at once, and then forgotten."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from app.accounts import membership
from app.accounts.models import OrganiserMember, Person
from app.core import clock
from app.core.db import db
from app.core.writes import unit_of_work
from app.notices.channels import Link
from app.notices.letters import Letter, send_letter, tell_members
from app.notices.models import OutgoingLetter
from app.privacy.person import erase
from app.privacy.retention import RULES
from tests.people import sign_in

HOUR = timedelta(hours=1)


def letter(tag="t1", **changes):
    told = {
        "kind": "test",
        "tag": tag,
        "title": "Something for you",
        "lines": ("First words.", "More words."),
        "path": "/organise",
        "links": (Link("Yes, still on", "/somewhere/yes"),),
        "ends_at": clock.now() + HOUR,
    }
    return Letter(**(told | changes))


def write(address="nobody@example.org", **changes):
    with unit_of_work() as session:
        send_letter(session, address, letter(**changes), clock.now())


def rows():
    db.session.rollback()
    return db.session.scalars(select(OutgoingLetter)).all()


def test_it_arrives_with_its_links_and_says_nothing_else(inbox):
    write()
    (mail,) = inbox.new()
    assert (mail["To"], mail["Subject"]) == ("nobody@example.org", "Something for you")
    assert mail.get_content().splitlines() == [
        "First words.", "", "More words.", "",
        "Yes, still on:", "http://localhost:8000/somewhere/yes", "",
        "Open Alongside:", "http://localhost:8000/organise",
    ]  # fmt: skip
    assert mail["List-Unsubscribe"] is None


def test_the_same_letter_twice_is_one_and_another_address_gets_its_own(inbox):
    for address in ("a@example.org", "a@example.org", "b@example.org"):
        write(address)
    assert sorted(mail["To"] for mail in inbox.new()) == ["a@example.org", "b@example.org"]
    write("a@example.org")
    assert inbox.new() == []


def test_the_night_holds_none_back(inbox, frozen):
    frozen.shift(timedelta(hours=13))
    write()
    assert len(inbox.new()) == 1


def test_what_is_over_is_not_sent_any_more(inbox, frozen):
    write()
    write(tag="t2", ends_at=clock.now() + 3 * HOUR)
    frozen.shift(2 * HOUR)
    assert len(inbox.new()) == 1


def test_its_words_go_when_it_was_sent_and_it_goes_after_a_week(inbox, frozen):
    write()
    write(tag="t2", ends_at=clock.now() - HOUR)
    inbox.new()
    assert [row.content for row in rows()] == [{}, {}]
    rule = next(rule for rule in RULES if rule.table == "letters")
    frozen.shift(timedelta(days=7))
    with unit_of_work() as session:
        assert rule.run(session, clock.now()) == 1
    frozen.shift(2 * HOUR)
    with unit_of_work() as session:
        assert rule.run(session, clock.now()) == 1
    assert rows() == []


def test_it_is_in_no_line_of_the_log(inbox, capsys):
    write("canary@example.org", title="Canary title", lines=("Canary words.",))
    inbox.new()
    logged = capsys.readouterr().err
    assert '"letter"' in logged
    assert "anary" not in logged


def test_a_server_that_is_away_gets_it_later(inbox, frozen, config):
    write()
    config.mail_path.write_text("a file where the folder should be")
    inbox.send()
    assert rows()[0].content["title"] == "Something for you"
    config.mail_path.unlink()
    assert inbox.new() == []
    frozen.shift(timedelta(minutes=2))
    assert len(inbox.new()) == 1


def test_everybody_who_runs_an_activity_is_told_and_who_only_looks_is_not(app, inbox):
    for name in ("olga", "edi", "vera", "somebody-else"):
        sign_in(app, f"{name}@example.org")
    people = {row.sign_in_address: row.id for row in db.session.scalars(select(Person))}
    with unit_of_work() as session:
        now = clock.now()
        group = membership.found(session, people["olga@example.org"], "Garden", now)
        for name, role in (("edi", "editor"), ("vera", "viewer")):
            member = people[f"{name}@example.org"]
            session.add(
                OrganiserMember(organiser_id=group.id, person_id=member, role=role, made_at=now)
            )
        session.flush()
        tell_members(session, group.id, letter(), now)
    assert sorted(mail["To"] for mail in inbox.new()) == ["edi@example.org", "olga@example.org"]


@pytest.mark.usefixtures("inbox")
def test_who_is_erased_takes_their_letters_along(app):
    sign_in(app, "olga@example.org")
    write("olga@example.org")
    write("other@example.org")
    with unit_of_work() as session:
        erase(session, session.scalars(select(Person.id)).one(), clock.now())
    assert [row.address for row in rows()] == ["other@example.org"]
    assert "olga" not in str(db.session.execute(text("select * from letters")).all())
