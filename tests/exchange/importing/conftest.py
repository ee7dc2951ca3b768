"""Olga brings her calendar; somebody else's server has it."""

import pytest
from sqlalchemy import select

from app.accounts.membership import found
from app.accounts.models import Organiser, Person
from app.activities.models import Activity
from app.activities.posting import service as posting
from app.activities.posting.models import ActivityDraft
from app.core import clock
from app.core.db import db
from app.core.writes import unit_of_work
from app.exchange.parsing import Parser
from app.exchange.wishes import Desk
from tests.exchange.source_server import Source
from tests.people import sign_in

LEWES = {"place": "Lewes, Delaware"}


@pytest.fixture
def source():
    server = Source()
    yield server
    server.close()


@pytest.fixture
def desk(app, config, source):
    """Files are read by the real process, which is given time here; nothing is timed."""
    patient = {"starts_within_s": 600, "reads_within_s": 600, "waits_s": 600, "rests_s": 0}
    parser = Parser(config.gazetteer_path, **patient)
    app.extensions["desk"] = Desk(source.fetcher(), parser)
    return app.extensions["desk"]


class Importer:
    """Somebody who publishes under one name, and what they send."""

    def __init__(self, app, address="olga@example.org", name="Harbour Society", *, proven=False):
        self.client = sign_in(app, address)
        with unit_of_work() as session:
            person = select(Person).where(Person.sign_in_address == address)
            self.person_id = session.scalars(person).one().id
            self.organiser_id = found(session, self.person_id, name, clock.now()).id
            if proven:
                organiser = session.get_one(Organiser, self.organiser_id)
                organiser.trusted_at = clock.now()

    def preview(self, content, status=201, headers=None, **given):
        asked = {**LEWES, "content": content.decode() if isinstance(content, bytes) else content}
        if str(content).startswith("http"):
            asked = {**LEWES, "url": content}
        answer = self.client.post("/api/v1/imports", json={**asked, **given}, headers=headers)
        assert answer.status_code == status, answer.json
        return answer.json

    def publish(self, preview, *rows, status=200):
        body = {"rows": list(rows)} if rows else {}
        address = f"/api/v1/imports/{preview['id']}/publish"
        answer = self.client.post(address, json=body)
        assert answer.status_code == status, answer.json
        return answer.json

    def bring(self, content, **given):
        """Preview a file and take all of it over; how many of each outcome."""
        return self.publish(self.preview(content, **given))["counts"]

    def activities(self):
        db.session.rollback()
        db.session.expire_all()
        mine = select(Activity).where(Activity.organiser_id == self.organiser_id)
        return db.session.scalars(mine.order_by(Activity.title)).all()

    def drafts(self):
        db.session.rollback()
        db.session.expire_all()
        mine = select(ActivityDraft).where(ActivityDraft.organiser_id == self.organiser_id)
        return db.session.scalars(mine.order_by(ActivityDraft.made_at)).all()

    def approve(self):
        """A moderator finds all that waits good."""
        with unit_of_work() as session:
            mine = select(ActivityDraft).where(ActivityDraft.organiser_id == self.organiser_id)
            for draft in session.scalars(mine).all():
                posting.apply(session, draft, clock.now())


@pytest.fixture
def olga(app, frozen, desk):
    """Somebody whose listings are known to be good."""
    return Importer(app, proven=True)


@pytest.fixture
def nora(app, frozen, desk):
    """Somebody new."""
    return Importer(app, "nora@example.org", "Pier Friends")


@pytest.fixture
def dates(client):
    """The dates of an activity as everybody sees them."""

    def look(activity):
        from app.core.ids import show_id

        return client.get(f"/api/v1/activities/{show_id(activity.id)}").json

    return look
