"""What happens without anybody asking, and that it ends when it is told to."""

import os
import signal
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.core.db import db
from app.notices.models import Notice
from app.worker.jobs import JOBS, Job
from app.worker.loop import Loop
from tests.attendance.conftest import hold, leave, look
from tests.notices.conftest import config, inbox, known, phone, post

__all__ = ["config", "inbox", "known", "phone", "post"]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def loop(app):
    return Loop(app.extensions["sender"], JOBS)


def test_an_offer_that_ran_out_goes_on_and_is_told_though_nobody_looks(
    known, post, inbox, frozen, loop
):
    date = post(capacity=1)
    first, second, third = known("a@example.org"), known("b@example.org"), known("c@example.org")
    for one in (first, second, third):
        hold(one, date)
    leave(first, date)
    assert [mail["To"] for mail in inbox.new()] == ["b@example.org"]
    frozen.shift(timedelta(hours=24))
    loop.go_round()
    assert [mail["To"] for mail in inbox.new()] == ["c@example.org"]
    assert look(third, date)["status"] == "offered"


def test_one_job_that_fails_stops_neither_the_others_nor_the_sending(
    known, post, inbox, capsys, loop
):
    done = []

    def fail(session, now):
        session.add(Notice(kind="half", person_id=1, due_at=now, ends_at=now, time_zone="UTC"))
        raise RuntimeError("sam@example.org holds a place")

    def work(session, now):
        done.append(now)
        return 1

    date = post(capacity=1)
    first, second = known("a@example.org"), known("b@example.org")
    hold(first, date)
    hold(second, date)
    leave(first, date)
    jobs = [Job("fails", timedelta(hours=1), fail), Job("works", timedelta(hours=1), work)]
    assert Loop(loop.sender, jobs).go_round() == 1
    assert len(done) == 1
    assert [mail["To"] for mail in inbox.all()] == ["b@example.org"]
    kinds = db.session.scalars(select(Notice.kind)).all()
    assert "half" not in kinds
    logged = capsys.readouterr().err
    assert "RuntimeError" in logged
    assert "example.org" not in logged


def test_each_job_waits_for_its_time_by_a_clock_nobody_sets(app, frozen):
    done = []
    job = Job("counts", timedelta(days=1), lambda _, now: done.append(now) or 0)
    loop = Loop(app.extensions["sender"], [job])
    loop.go_round()
    loop.go_round()
    assert len(done) == 1


def test_what_was_told_is_forgotten_a_week_later_and_what_is_to_come_stays(
    known, post, inbox, frozen, loop
):
    mine = known()
    hold(mine, post())
    frozen.shift(timedelta(days=1) + timedelta(days=7, seconds=-1))
    loop.go_round()
    assert count() == 1 + 2
    frozen.shift(timedelta(seconds=2))
    Loop(loop.sender, JOBS).go_round()
    assert count() == 2


def test_an_address_that_nobody_confirmed_is_forgotten_after_a_day(phone, inbox, frozen, loop):
    mine = phone()
    mine.post("/api/v1/guests")
    mine.post("/api/v1/me/email", json={"email": "sam@example.org"})
    frozen.shift(timedelta(hours=24, seconds=1))
    loop.go_round()
    assert mine.get("/api/v1/me").json["email"] is None


def environment(config):
    return os.environ | {
        "DATABASE_URL": config.database_url, "DATA_DIR": str(config.data_dir), "FLASK_APP": "app",
    }  # fmt: skip


def begin(config, *words):
    command = [sys.executable, "-m", "flask", "worker", *words]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment(config), stderr=subprocess.PIPE, text=True
    )


def test_one_round_ends_by_itself_and_says_whether_all_went_well(app, config):
    with begin(config, "--once") as worker:
        _, said = worker.communicate(timeout=60)
    assert worker.returncode == 0, said


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_when_it_is_told_to(app, config, number):
    with begin(config) as worker:
        assert any("worker started" in line for line in worker.stderr)
        worker.send_signal(number)
        worker.wait(timeout=20)
        assert "worker ended" in worker.stderr.read()
    assert worker.returncode == 0


def test_it_does_not_outlive_what_started_it(app, config):
    """A shell starts it as `make run` does, becomes something else, and is killed."""
    line = f"{sys.executable} -m flask worker --with-parent & exec sleep 600"
    with subprocess.Popen(
        ["sh", "-c", line], cwd=ROOT, env=environment(config), stderr=subprocess.PIPE, text=True
    ) as parent:
        assert any("worker started" in line for line in parent.stderr)
        parent.kill()
        # Both hold the pipe, so it ends when both have ended.
        _, said = parent.communicate(timeout=20)
    assert "worker ended" in said


def count():
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(Notice))
