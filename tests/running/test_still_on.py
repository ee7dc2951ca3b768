"""Is it still on? Asked by a letter; one tap says yes, and looking changes nothing."""

from datetime import timedelta

import pytest

from app.accounts.models import Person
from app.activities.posting.models import WAITING, ActivityDraft
from app.activities.posting.service import send_back
from app.core import clock
from app.core.events import ConfirmationNeeded, DraftReviewed, publish
from app.core.ids import read_id
from app.core.writes import unit_of_work
from tests.notices.conftest import follow, links
from tests.people import sign_in
from tests.phones import new_phone
from tests.running.conftest import KIM, OLGA, activity_of, give_to, join, person_id

FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def asked(run, inbox):
    """What nobody confirmed for long: its date, and the letter that asks."""
    date = run()
    number = read_id(activity_of(date))
    with unit_of_work() as session:
        publish(session, ConfirmationNeeded(number))
    (mail,) = inbox.new()
    return date, mail


def confirmed(app, date):
    return new_phone(app).get(f"/api/v1/activities/{activity_of(date)}").json["confirmed_on"]


def test_the_letter_says_nothing_of_what_it_is_about(asked):
    date, mail = asked
    assert (mail["To"], mail["Subject"]) == (OLGA, "Is it still on?")
    text = mail.get_content()
    assert f"/organise/{activity_of(date)}" in text
    assert "Craft" not in text


def test_one_tap_says_yes_without_signing_in_and_twice_is_once(app, asked):
    date, mail = asked
    (path,) = links(mail)
    before = confirmed(app, date)
    anybody = new_phone(app)
    for _ in range(2):
        assert "Yes, still on" in anybody.get(path).text
        assert anybody.head(path).status_code == 200
    assert confirmed(app, date) == before, "a scanner that looks changes nothing"
    for _ in range(2):
        assert "Thank you" in follow(anybody, path).text
        assert confirmed(app, date) == "2026-11-26"


def test_a_letter_that_was_answered_says_yes_to_nothing_later(app, asked, frozen):
    date, mail = asked
    (path,) = links(mail)
    follow(new_phone(app), path)
    frozen.shift(timedelta(days=1))
    assert new_phone(app).get(path).status_code == 410
    assert new_phone(app).post(path, content_type=FORM).status_code == 410
    assert confirmed(app, date) == "2026-11-26"


def test_an_old_letter_and_one_of_what_is_gone_do_nothing(app, asked, olga, frozen):
    date, mail = asked
    (path,) = links(mail)
    frozen.shift(timedelta(days=31))
    assert new_phone(app).post(path, content_type=FORM).status_code == 410
    frozen.shift(timedelta(days=-31))
    olga.post(f"/organise/{activity_of(date)}/cancel", content_type=FORM)
    assert new_phone(app).post(path, content_type=FORM).status_code == 410


def test_who_runs_it_no_more_says_yes_to_nothing(app, post, olga, inbox):
    date = post()
    organiser = give_to(date, OLGA)
    kim = sign_in(app, KIM)
    join(organiser, KIM, "editor")
    with unit_of_work() as session:
        publish(session, ConfirmationNeeded(read_id(activity_of(date))))
    paths = {mail["To"]: links(mail)[0] for mail in inbox.new()}
    assert set(paths) == {OLGA, KIM}
    helpers = f"/api/v1/activities/{activity_of(date)}/organisers"
    me = next(one["id"] for one in kim.get(helpers).json["items"] if one["is_you"])
    before = confirmed(app, date)
    left = kim.delete(f"{helpers}/{me}")
    assert left.status_code == 200
    assert new_phone(app).get(paths[KIM]).status_code == 410
    assert new_phone(app).post(paths[KIM], content_type=FORM).status_code == 410
    assert confirmed(app, date) == before
    assert "Thank you" in follow(new_phone(app), paths[OLGA]).text


def test_who_only_looks_is_not_asked(app, post, olga, inbox):
    date = post()
    organiser = give_to(date, OLGA)
    sign_in(app, KIM)
    join(organiser, KIM, "viewer")
    number = read_id(activity_of(date))
    with unit_of_work() as session:
        publish(session, ConfirmationNeeded(number))
    assert [mail["To"] for mail in inbox.new()] == [OLGA]


def test_what_is_sent_back_is_told_without_its_reason(app, run, olga, inbox):
    date = run()
    who, number = person_id(OLGA), read_id(activity_of(date))
    with unit_of_work() as session:
        from app.activities.models import Activity

        organiser = session.get_one(Activity, number).organiser_id
        draft = ActivityDraft(
            organiser_id=organiser,
            person_id=who,
            activity_id=number,
            content={"title": "Another name"},
            state=WAITING,
            made_at=clock.now(),
            updated_at=clock.now(),
        )
        session.add(draft)
        session.flush()
        send_back(session, draft, "The address is missing", clock.now())
    (mail,) = inbox.new()
    assert mail["Subject"] == "What you posted needs a look"
    assert "address is missing" not in mail.get_content()
    page = olga.get(f"/organise/{activity_of(date)}").text
    assert "The address is missing" in page


def test_what_was_read_and_published_is_told(run, inbox):
    date = run()
    number = read_id(activity_of(date))
    with unit_of_work() as session:
        from app.activities.models import Activity

        organiser = session.get_one(Activity, number).organiser_id
        publish(session, DraftReviewed(number, organiser, "published"))
    assert inbox.subjects() == ["What you posted is public now"]


def test_whoever_is_blocked_says_yes_to_nothing(app, asked):
    date, mail = asked
    (path,) = links(mail)
    with unit_of_work() as session:
        session.get_one(Person, person_id(OLGA)).blocked_at = clock.now()
    before = confirmed(app, date)
    assert new_phone(app).get(path).status_code == 410
    assert new_phone(app).post(path, content_type=FORM).status_code == 410
    assert confirmed(app, date) == before
