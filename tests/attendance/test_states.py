"""Whatever people do in whatever order, a date is what plain lists say it is."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, timedelta
from typing import ClassVar

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from sqlalchemy import func, select
from time_machine import Traveller

from app.activities.models import Occurrence
from app.attendance.rsvps.models import Rsvp
from app.core.db import db
from app.core.ids import read_id
from tests.attendance.conftest import STARTS, act, hold, leave, look
from tests.attendance.model import Date
from tests.conftest import NOW

PEOPLE = st.integers(0, 4)
SIZES = st.integers(1, 3)
# How many operations `make soak` wants; without it a few.
WANTED = int(os.environ.get("SOAK", "0"))
SETTINGS = settings(
    max_examples=100 if WANTED else 8,
    stateful_step_count=50 if WANTED else 20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


@dataclass
class Kit:
    """What the machine needs of a test."""

    phone: Callable
    post: Callable
    frozen: Traveller


class Places(RuleBasedStateMachine):
    """A date of three places, five people, and a clock."""

    kit: ClassVar[Kit]
    count = operations = 0

    def __init__(self):
        super().__init__()
        self.kit.frozen.move_to(NOW)
        Places.count += 1
        self.name = f"date {Places.count}"
        self.date = self.kit.post(self.name, capacity=3)
        self.phones = [self.kit.phone() for _ in range(5)]
        self.model = Date(3, NOW, STARTS.replace(tzinfo=UTC))
        self.steps = 0

    @rule(who=PEOPLE, size=SIZES)
    def hold(self, who, size):
        answer = hold(self.phones[who], self.date, party_size=size, alias=str(who))
        if self.model.hold(who, size):
            assert answer.status_code in {200, 201}
        else:
            assert answer.json["code"] == "no_room_for_more"

    @rule(who=PEOPLE)
    def leave(self, who):
        answer = leave(self.phones[who], self.date)
        if who in self.model.people:
            self.model.leave(who)
            assert answer.json["status"] == "cancelled"
        else:
            assert answer.status_code in {401, 404}

    @rule(who=PEOPLE)
    def accept(self, who):
        answer = act(self.phones[who], self.date, "accept")
        if who in self.model.people:
            self.model.settle()
            assert answer.status_code == (200 if self.model.accept(who) else 409)

    @rule(more=st.integers(1, 2))
    @precondition(lambda self: self.model.capacity < 8)
    def make_larger(self, more):
        self.model.capacity += more
        self.kit.post(self.name, capacity=self.model.capacity)
        self.model.settle()

    @rule(hours=st.sampled_from([0.1, 1, 5, 12]))
    @precondition(lambda self: self.model.now < NOW + timedelta(days=2))
    def wait(self, hours):
        self.model.now += timedelta(hours=hours)
        self.kit.frozen.move_to(self.model.now)

    @invariant()
    def nobody_is_turned_away_or_let_in_twice(self):
        db.session.rollback()
        date_id = read_id(self.date)
        taken, capacity = db.session.execute(
            select(Occurrence.taken, Occurrence.capacity).where(Occurrence.id == date_id)
        ).one()
        seats = func.coalesce(Rsvp.offered_size, Rsvp.party_size)
        held = select(func.coalesce(func.sum(seats), 0)).where(
            Rsvp.occurrence_id == date_id, Rsvp.status.in_(["going", "offered"])
        )
        assert taken == db.session.scalar(held) <= capacity

    @invariant()
    def everybody_has_what_the_lists_say(self):
        """All by their rows, and one after the other by what they are shown."""
        rows = db.session.scalars(select(Rsvp).where(Rsvp.occurrence_id == read_id(self.date)))
        found = {int(row.alias): row for row in rows}
        assert found.keys() == self.model.people.keys()
        for who, spot in self.model.people.items():
            row = found[who]
            assert (row.status, row.offered_size or 0) == (spot.status, spot.offered)
            assert row.party_size == spot.size or row.status == "cancelled"
        self.steps += 1
        Places.operations += 1
        if (who := self.steps % 5) in self.model.people:
            self.check_shown(who, self.model.people[who])

    def check_shown(self, who, spot):
        seen = look(self.phones[who], self.date)
        is_over = spot.status == "offered" and spot.until <= self.model.now
        assert seen["status"] == ("cancelled" if is_over else spot.status)
        if seen["status"] == "waitlisted":
            assert seen["position"] == self.model.waiting().index(who) + 1
        elif seen["status"] == "offered":
            assert seen["offered_size"] == spot.offered
        else:
            assert seen["party_size"] == spot.size


Places.TestCase.settings = SETTINGS


def test_people_come_wait_leave_and_take_offers(phone, post, frozen, capfd):
    Places.kit = Kit(phone, post, frozen)
    Places.TestCase().runTest()
    while Places.operations < WANTED:
        Places.TestCase().runTest()
        told = f"{Places.operations:,} of {WANTED:,} operations, nothing wrong"
        with capfd.disabled():
            print(told, flush=True)
