"""People with an address who hold places at dates that were moved: many notices, all due."""

import random
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app import create_app
from app.accounts.models import EmailAddress
from app.accounts.sessions import make_guest
from app.activities.drafts import NewPlace
from app.activities.service import publish
from app.attendance.rsvps.models import GOING, Rsvp
from app.attendance.rsvps.service import Wish, hold, leave
from app.config import Config
from app.core import clock
from app.core.db import db
from app.core.ids import read_id, show_id
from app.core.writes import unit_of_work
from app.notices.models import Notice
from tests.faults.ground import Ground, draft

DATES_EACH, TRIES = 8, 20
ELSEWHERE = NewPlace(lat=53.39, lon=-1.48, precision="exact", area="Sheffield")


def make_due(ground: Ground, count: int) -> None:
    """Let people hold about so many places at the ground's one activity, and move it elsewhere."""
    capacity = ground.capacities[0]
    with _application(ground):
        for number in range(max(1, count // DATES_EACH)):
            with unit_of_work() as session:
                _come(session, ground, number)
        with unit_of_work() as session:
            moved = replace(draft(0, capacity, ground.weeks), place=ELSEWHERE)
            publish(session, moved, clock.now())


def somebody_leaves(ground: Ground, chance: random.Random) -> str:
    """Somebody who still holds a place gives it back; the tag of what they would be told.

    Where writers queue for too long they ask again, as a browser does.
    """
    for _ in range(TRIES):
        with suppress(OperationalError):
            return _leave(ground, chance)
    return _leave(ground, chance)


def _leave(ground: Ground, chance: random.Random) -> str:
    with _application(ground), unit_of_work() as session:
        query = select(Rsvp).where(Rsvp.status == GOING).order_by(Rsvp.id)
        rsvp = chance.choice(session.scalars(query).all())
        notice = select(Notice.id).where(Notice.rsvp_id == rsvp.id, Notice.kind == "change")
        tag = show_id(session.scalars(notice).one())
        leave(session, rsvp.occurrence_id, rsvp.person_id, clock.now())
    return tag


def _come(session: Session, ground: Ground, number: int) -> None:
    now = clock.now()
    person = make_guest(session, now)
    person.settings = {"quiet": None}
    address = f"guest{number}@example.org"
    session.add(EmailAddress(person_id=person.id, address=address, made_at=now, confirmed_at=now))
    session.flush()
    for date in ground.dates[:DATES_EACH]:
        hold(session, read_id(date) or 0, person.id, Wish(), now)


@contextmanager
def _application(ground: Ground) -> Iterator[None]:
    app = create_app(Config(database_url=ground.url, data_dir=ground.folder))
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()
