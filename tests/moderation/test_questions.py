"""Asking the organiser: no name, no number, and an answer for everybody."""

from datetime import timedelta

import pytest

from app.activities.drafts import Told
from app.activities.questions.service import forget_old, open_keys
from app.activities.service import tell
from app.core import clock
from app.core.db import db
from app.core.ids import read_id
from app.core.writes import unit_of_work
from tests.moderation.conftest import activity_id


@pytest.fixture
def silent(listed):
    return activity_id("silent")


def ask(phone, activity, *facts):
    return phone.post(f"/api/v1/activities/{activity}/questions", json={"facts": facts})


def asked(activity):
    db.session.rollback()
    return open_keys(db.session(), read_id(activity))


def test_anybody_asks_for_what_is_not_told(silent, line):
    answer = ask(line(1), silent, "stuck", "greeter", "hearing_loop")
    assert (answer.status_code, answer.json) == (
        200, {"asked": ["stuck", "greeter", "hearing_loop"]},
    )  # fmt: skip
    assert "Set-Cookie" not in answer.headers
    assert asked(silent) == ["stuck", "greeter", "hearing_loop"]


def test_how_many_asked_is_not_known(silent, line):
    ask(line(1), silent, "stuck")
    before = asked(silent)
    for number in range(2, 6):
        assert ask(line(number), silent, "stuck").json == {"asked": ["stuck"]}
    assert asked(silent) == before


def test_telling_the_fact_is_the_answer(silent, line):
    ask(line(1), silent, "stuck", "speak")
    with unit_of_work() as session:
        fact = Told(value=0, by="organiser", on=clock.now().date())
        tell(session, "test", "silent", "stuck", fact)
    assert asked(silent) == ["speak"]
    refused = ask(line(2), silent, "stuck")
    assert refused.status_code == 422
    assert "told already" in refused.json["errors"]["facts"][0]
    assert ask(line(2), silent, "stuck", "start").json == {"asked": ["start"]}


def test_what_is_no_fact_and_what_is_not_here_is_refused(silent, line):
    assert ask(line(1), silent, "where do you live").status_code == 422
    assert ask(line(1), silent).status_code == 422
    assert ask(line(1), "0" * 12, "stuck").status_code == 404


def test_old_and_answered_questions_are_forgotten(silent, line, frozen):
    ask(line(1), silent, "stuck", "speak")
    with unit_of_work() as session:
        fact = Told(value=0, by="organiser", on=clock.now().date())
        tell(session, "test", "silent", "stuck", fact)
        assert forget_old(session, clock.now()) == 1
    frozen.shift(timedelta(days=181))
    with unit_of_work() as session:
        assert forget_old(session, clock.now()) == 1
