"""Migrations keep what is stored, agree with the models, and stand in one line."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from app import create_app
from app.accounts import calendars
from app.accounts.membership import audit_ref, found
from app.accounts.models import Moderator
from app.accounts.sessions import PeopleSessions, make_guest
from app.activities import hiding
from app.activities.corrections import Correction
from app.activities.drafts import Change, NewActivity, NewPlace, Told
from app.activities.hiding import Hiding
from app.activities.models import Activity, Occurrence
from app.activities.posting import limits as posting_limits
from app.activities.posting import service as posting
from app.activities.questions import service as questions
from app.activities.schedule import Segment
from app.activities.scheduling.editing import Edit, edit_date
from app.activities.service import publish
from app.activities.team.models import OrganiserInvitation
from app.attendance.feedback.models import Feedback, WeeklyBatch
from app.attendance.invites import service as invites
from app.attendance.invites.service import Shown
from app.attendance.rsvps.service import Wish, hold
from app.attendance.running.models import MessageToAll, OrganiserNews
from app.attendance.saves import service as saves
from app.config import Config
from app.core import audit
from app.core.audit import Act
from app.core.audit_old import AuditCheckpoint
from app.core.db import Model, db
from app.core.idempotency import IdempotencyKey
from app.core.limits import Limit, take
from app.core.writes import unit_of_work
from app.exchange.import_models import Feed, FeedEvent, ImportedEvent, ImportPreview
from app.moderation.expiry import Nudge
from app.moderation.reports.models import Report
from app.moderation.review.models import Decision
from app.notices.letters import Letter, send_letter
from app.notices.push.service import subscribe
from app.notices.service import give_address
from tests.conftest import fresh_database
from tests.people import add_ways_in

SCRIPTS = ScriptDirectory(str(Path(__file__).parents[2] / "migrations"))
REVISIONS = [script.revision for script in reversed(list(SCRIPTS.walk_revisions()))]


@pytest.fixture
def filled(tmp_path):
    """An application on its own database, holding every kind of row."""
    config = Config(database_url=fresh_database(tmp_path, "filled"), data_dir=tmp_path)
    app = create_app(config)
    with app.app_context():
        flask_migrate.upgrade()
        _fill()
        yield app
        db.session.remove()
        db.engine.dispose()


def _fill() -> None:
    now = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
    starts = datetime(2026, 12, 1, 19, 0)
    segment = Segment(starts, starts + timedelta(hours=2), "Europe/London", rrule="FREQ=WEEKLY")
    draft = NewActivity(
        source="test",
        source_id="1",
        organiser="Olga's garden",
        kind="volunteering",
        title="Garden morning",
        format="in_person",
        time_zone="Europe/London",
        topics=("gardening",),
        booking="needed",
        capacity=5,
        segments=(segment,),
        changes=(Change(key=starts + timedelta(days=7), status="cancelled"),),
        place=NewPlace(lat=53.4, lon=-1.5, precision="exact", name="The garden"),
        told={"people": Told(value=1, by="organiser", on=date(2026, 11, 1))},
    )
    with unit_of_work() as session:
        publish(session, draft, now)
        session.flush()
        person = make_guest(session, now)
        actor, _ = PeopleSessions().begin(session, person.id, "", now)
        subscribe(session, actor, "https://web.push.apple.com/x", {"p256dh": "k", "auth": "s"}, now)
        date_id = session.scalars(select(Occurrence.id).order_by(Occurrence.starts_at)).first()
        hold(session, date_id, person.id, Wish(alias="Sam"), now)
        activity_id = session.get_one(Occurrence, date_id).activity_id
        edit_date(session, activity_id, date_id, Edit(details={"note": "Bring gloves."}), now)
        saves.add(session, person.id, session.scalars(select(Activity.id)).one(), now)
        calendars.begin(session, person.id, hides_titles=True, now=now)
        invites.make(session, date_id, person.id, Shown(name=True, note="Shall we?"), now)
        give_address(session, person.id, "sam@example.org", now)
        lines = ("It is yours.",)
        letter = Letter("test", "t1", "A letter", lines, None, (), now + timedelta(hours=1))
        send_letter(session, "olga@example.org", letter, now)
        walks = found(session, person.id, "Sam's walks", now)
        posting.begin(session, walks.id, person.id, {"title": "A slow walk"}, now)
        imported(session, walks.id, person.id, now)
        posting_limits.count_draft(session, person.id, now, is_proven=False)
        _run(session, walks.id, date_id, now)
        add_ways_in(session, person.id, now)
        old = now - timedelta(days=400)
        session.add(AuditCheckpoint(upto=old, count=1, digest="d", made_at=now))
        session.add(Moderator(person_id=person.id, made_at=now))
        audit.note(session, Act(audit_ref(session, person.id), "published", "activity 1"), now)
        take(session, Limit("tests", 5, timedelta(hours=1)), "somebody", now)
        _report(session, now)
        session.add(
            IdempotencyKey(
                scope="nobody", key="k" * 32, request_hash="h", status=201, body="{}", made_at=now
            )
        )


def _run(session: Session, organiser_id: int, date_id: int, now: datetime) -> None:
    """All that somebody who runs an activity leaves behind."""
    activity_id = session.get_one(Occurrence, date_id).activity_id
    session.add(MessageToAll(occurrence_id=date_id, text="The back door", sent_at=now))
    session.add(
        OrganiserNews(activity_id=activity_id, kind="need", organiser_id=organiser_id, noted_at=now)
    )
    session.add(
        OrganiserInvitation(
            organiser_id=organiser_id,
            address="kim@example.org",
            role="editor",
            secret_hash="h",
            made_at=now,
        )
    )


def imported(session: Session, organiser_id: int, person_id: int, now: datetime) -> None:
    """A preview, an activity that came from somewhere, and a feed with an event."""
    whose = {"organiser_id": organiser_id}
    times = {"made_at": now, "ends_at": now + timedelta(days=2)}
    preview = {"name": "A file", "asked": {}, "rows": [], "sheet": {}, "content": b"a,b"}
    session.add(ImportPreview(**whose, person_id=person_id, **preview, **times))
    event = {"source_id": "tea-1", "activity_id": 7, "looks": "a", "listing": {}, "waiting": {}}
    session.add(ImportedEvent(**whose, **event))
    feed = Feed(**whose, url="https://example.org/a.ics", asked={}, made_at=now, next_at=now)
    session.add(feed)
    session.flush()
    session.add(FeedEvent(feed_id=feed.id, source_id="tea-1"))


def _report(session, now: datetime) -> None:
    """A listing that was asked about, corrected, reported, hidden and decided on."""
    activity, day = session.scalars(select(Activity)).one(), now.date()
    number = activity.id
    questions.ask(session, number, ["stuck"], now)
    session.add_all(
        [
            Correction(activity_id=number, key="people", claim=1, value=1.5, count=5, made_on=day),
            Feedback(voter="v" * 64, activity_id=number, week=day, facts={"people": 2}),
            WeeklyBatch(name="corrections", week=day),
            Nudge(activity_id=number, on=day),
            Report(activity_id=number, reason="law", day=day, made_at=now),
            Decision(item_id=number, title="Garden", act="hide", by="mo", made_at=now),
        ]
    )
    hiding.hide(session, activity, Hiding(cause="moderator", reason="law", at=now))


def rows(app: Flask) -> dict[str, list[dict]]:
    """Every row of every table that is there, but for Alembic's own, as the engine gives it."""
    with app.app_context(), db.engine.connect() as connection:
        return {
            name: [dict(row) for row in found.mappings()]
            for name in inspect(connection).get_table_names()
            if name != "alembic_version"
            for found in [connection.exec_driver_sql(f'select * from "{name}"')]
        }


def only(known: dict[str, list[dict]], there: dict[str, list[dict]]) -> dict[str, list[str]]:
    """The rows of the tables and columns that `there` has too, in one order."""
    columns = {name: list(found[0]) for name, found in there.items()}
    return {
        name: sorted(repr([row[column] for column in columns[name]]) for row in known[name])
        for name in there
    }


def indexes(app: Flask) -> dict[str, list[str]]:
    with app.app_context():
        look = inspect(db.engine)
        found, unique = look.get_multi_indexes(), look.get_multi_unique_constraints()
        return {
            table: sorted(
                str(one["name"]) for one in (*found[schema, table], *unique[schema, table])
            )
            for schema, table in found
        }


def test_going_back_and_forth_keeps_every_row_and_index(filled):
    """All that the older version knows too; what is newer goes with its columns."""
    before, before_indexes = rows(filled), indexes(filled)
    assert all(before.values())
    for revision in reversed(REVISIONS):
        flask_migrate.downgrade(revision=revision)
        below = rows(filled)
        assert only(before, below) == only(below, below)
        flask_migrate.upgrade()
        assert only(rows(filled), below) == only(before, below)
        assert indexes(filled) == before_indexes


def test_the_very_first_migration_can_be_taken_back(filled):
    flask_migrate.downgrade(revision="base")
    assert set(rows(filled)) == set()
    flask_migrate.upgrade()
    assert set(rows(filled)) == set(Model.metadata.tables)


def test_the_models_and_the_migrations_agree(filled):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Model.metadata) == []


def test_migrations_stand_in_one_numbered_line():
    assert len(SCRIPTS.get_heads()) == 1
    assert [f"{number:04}" for number in range(1, len(REVISIONS) + 1)] == REVISIONS


@pytest.mark.sqlite
def test_a_stored_answer_is_on_the_disk_before_it_is_given(filled):
    with db.engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert pragmas == {
        "journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000,
    }  # fmt: skip
