"""An organiser who changes a date again and again fills nobody's mailbox, and all is told."""

from datetime import timedelta

import pytest

from app.accounts.models import Organiser
from app.core import clock
from app.core.db import db
from app.core.writes import unit_of_work
from tests.attendance.conftest import hold
from tests.running.conftest import activity_of


@pytest.fixture
def held(run, known, inbox):
    """A date of an organiser somebody vouched for, and who holds a place on it by mail."""
    date = run()
    with unit_of_work() as session:
        for organiser in session.query(Organiser):
            organiser.trusted_at = clock.now()
    mine = known(reminder=False, still_fine=False)
    hold(mine, date)
    db.session.rollback()
    inbox.new()
    return date


def note(olga, date, text):
    answer = olga.patch(f"/api/v1/occurrences/{date}", json={"note": text})
    assert answer.json["state"] == "changed"


def test_ten_notes_in_ten_minutes_are_three_mails_and_one_later(olga, held, inbox, frozen):
    subjects = []
    for number in range(10):
        note(olga, held, f"Note {number}")
        subjects += inbox.subjects()
        frozen.shift(timedelta(minutes=1))
    assert subjects == ["A plan of yours has changed"] * 3
    frozen.shift(timedelta(hours=6))
    assert inbox.subjects() == ["A plan of yours has changed"]
    assert inbox.subjects() == []


def test_calling_it_off_and_on_again_is_no_way_round(olga, held, inbox, frozen):
    path = f"/api/v1/activities/{activity_of(held)}"
    subjects = []
    for _ in range(6):
        for act in ("cancel", "publish"):
            assert olga.post(f"{path}/{act}").status_code == 200
            subjects += inbox.subjects()
            frozen.shift(timedelta(minutes=1))
    assert len(subjects) == 6
    olga.post(f"{path}/cancel")
    frozen.shift(timedelta(hours=6))
    assert inbox.subjects() == ["A plan of yours is cancelled"], "the last word is told"
