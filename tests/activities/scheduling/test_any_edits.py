"""Whatever an organiser does to dates: each held place is there, and its person knows how it is.

A model in plain lists follows what each person was told last: when they came, and by each
notice since. After any series of edits that has to be how their date is now.
"""

import random
from datetime import timedelta

import pytest
from sqlalchemy import select

from app.attendance.rsvps.models import Rsvp
from app.core.db import db
from app.core.ids import read_id
from app.notices.models import Notice
from tests.activities.scheduling.conftest import cancel, change, hold, listed, rows, undo

STEPS = 9
SCOPES = ("this", "following", "all")
REFUSED = {200, 409, 422}


class World:
    """One organiser, one group, some people; `knew` is what each was told when they came."""

    def __init__(self, olga, group, phone, seed):
        self.olga, self.group, self.phone = olga, group, phone
        self.chance = random.Random(seed)
        self.knew = {}

    def a_date(self):
        return self.chance.choice(listed(self.olga, self.group, limit=8))

    def come(self):
        date = self.chance.choice(
            [one for one in listed(self.olga, self.group, limit=8) if one["status"] == "scheduled"]
            or [None]
        )
        if date is None:
            return
        size = self.chance.randint(1, 2)
        place = hold(self.phone(), date, party_size=size)
        number = read_id(date["id"])
        known = {rsvp for rsvp, _ in self.knew}
        db.session.rollback()
        query = select(Rsvp.id).where(Rsvp.occurrence_id == number, Rsvp.id.not_in(known))
        self.knew[db.session.scalars(query).one(), number] = (
            place["occurrence"]["starts_at"][:16],
            "scheduled",
        )

    def move(self):
        date = self.a_date()
        days, hours = self.chance.randint(-2, 8), self.chance.randint(-3, 3)
        begins = rows_by_id()[read_id(date["id"])].starts_local
        begins += timedelta(days=days, hours=hours)
        fields = {"starts_at": f"{begins:%Y-%m-%dT%H:%M}"}
        assert change(self.olga, date, self.chance.choice(SCOPES), **fields).status_code in REFUSED

    def resize(self):
        fields = {"capacity": self.chance.choice([1, 2, 3, 9, None])}
        answer = change(self.olga, self.a_date(), self.chance.choice(SCOPES), **fields)
        assert answer.status_code in REFUSED

    def call_off(self):
        assert cancel(self.olga, self.a_date(), self.chance.choice(SCOPES)).status_code in REFUSED

    def call_back(self):
        assert change(self.olga, self.a_date(), status="scheduled").status_code in REFUSED

    def pause(self):
        first = self.chance.choice(rows()).starts_local.date()
        days = {"first": first, "last": first + timedelta(days=self.chance.randint(0, 20))}
        answer = self.olga.post(f"/organise/{self.group}/dates/break", data=days)
        assert answer.status_code in {303, *REFUSED}

    def undo(self):
        assert undo(self.olga, self.group).status_code in REFUSED

    def check(self):
        dates = rows_by_id()
        taken = dict.fromkeys(dates, 0)
        for rsvp in db.session.scalars(select(Rsvp)):
            taken[rsvp.occurrence_id] += rsvp.seats
        for number, date in dates.items():
            assert date.taken == taken[number]
            assert date.capacity is None or date.taken <= date.capacity
        for (rsvp, number), knew in self.knew.items():
            date = dates[number]
            assert (f"{date.starts_at:%Y-%m-%dT%H:%M}", date.status) == told(rsvp, knew)


def told(rsvp, knew):
    """What a person knows: the last news that stands, else what they saw when they came."""
    query = select(Notice).where(
        Notice.rsvp_id == rsvp,
        Notice.kind.in_(("change", "cancellation")),
        Notice.state == "waiting",
    )
    news = db.session.scalars(query.order_by(Notice.due_at.desc())).first()
    if news is None:
        return knew
    status = "scheduled" if news.kind == "change" else "cancelled"
    return f"{news.starts_at:%Y-%m-%dT%H:%M}", status


def rows_by_id():
    return {row.id: row for row in rows()}


@pytest.mark.parametrize("seed", range(5))
def test_every_held_place_is_accounted_for(olga, group, phone, frozen, seed):
    world = World(olga, group, phone, seed)
    deeds = (world.move, world.resize, world.call_off, world.call_back, world.pause, world.undo)
    for _ in range(3):
        world.come()
    for _ in range(STEPS):
        world.chance.choice((*deeds, world.move, world.undo))()
        frozen.shift(20)
        world.check()
        world.come()
