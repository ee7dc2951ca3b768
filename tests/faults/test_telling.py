"""What is said of mails after workers were killed: the proof that a loss would be noticed."""

import os
import random
import time
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.ids import show_id
from app.notices.models import Notice
from tests.conftest import ENGINE
from tests.faults.due import make_due, somebody_leaves
from tests.faults.ground import prepare
from tests.faults.telling import ON_THE_WIRE_S, judge
from tests.postgres import Cluster

NOTICES, KILLS = 16, 1


@pytest.fixture
def ground(tmp_path):
    """Sixteen people's notices, all due, on the engine under test."""
    url = os.environ.get("TEST_CLUSTER", "")
    cluster = Cluster(Path(), url, "", ()) if ENGINE == "postgresql" else None
    made = prepare(tmp_path / f"telling_{os.getpid()}", cluster, capacities=(50,), weeks=8)
    make_due(made, NOTICES)
    return made


def mails_of(ground):
    query = select(Notice.id, Notice.person_id).where(Notice.kind == "change")
    with ground.database() as engine, Session(engine) as session:
        return [(time.time(), show_id(one), str(who)) for one, who in session.execute(query)]


def test_one_mail_for_each_notice_is_right_and_so_is_a_repeat_for_a_kill(ground):
    mails = mails_of(ground)
    assert len(mails) == NOTICES
    assert list(judge(ground, mails, {}, KILLS)) == []
    assert list(judge(ground, [*mails, mails[0]], {}, KILLS)) == []


def test_whoever_left_need_not_be_told_and_may_not_be_told_later(ground):
    tag = somebody_leaves(ground, random.Random(1))
    left = {tag: time.time()}
    others = [mail for mail in mails_of(ground) if mail[1] != tag]
    assert list(judge(ground, others, left, KILLS)) == []
    late = (left[tag] + ON_THE_WIRE_S + 1, tag, "somebody")
    assert list(judge(ground, [*others, late], left, KILLS)) == ["1 were told after they had left"]


@pytest.mark.parametrize(
    ("mishap", "said"),
    [
        (lambda mails: mails[1:], "1 of 16 were never told"),
        (lambda mails: [*mails, *mails[:2]], "2 repeats for 1 kills"),
        (lambda mails: [*mails, (0.0, "another", "x")], "1 mails belong to no notice"),
        (lambda mails: [*mails, (*mails[0][:2], "x")], "one notice went to two addresses"),
    ],
)
def test_each_mishap_is_noticed(ground, mishap, said):
    assert list(judge(ground, mishap(mails_of(ground)), {}, KILLS)) == [said]
