"""Puts the rooms together: the only file that knows every feature."""

from pathlib import Path
from urllib.parse import urlsplit

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from app.accounts import routes as accounts
from app.accounts.sessions import PeopleSessions
from app.accounts.signing_in import passkey_routes
from app.accounts.signing_in import routes as signing_in
from app.accounts.signing_in.codes import Codes
from app.activities import routes as vocabulary
from app.activities.posting import heard as posting_heard
from app.activities.posting import routes as posting
from app.activities.questions import heard as questions_heard
from app.activities.questions import routes as questions
from app.activities.scheduling import routes as dates
from app.activities.team import heard as team_heard
from app.activities.team import routes as team
from app.attendance.feedback import heard as feedback_heard
from app.attendance.feedback import routes as feedback
from app.attendance.invites import heard as invited
from app.attendance.invites import routes as invites
from app.attendance.rsvps import heard as attendance
from app.attendance.rsvps import routes as rsvps
from app.attendance.rsvps import tellings
from app.attendance.running import heard as running_heard
from app.attendance.running import routes as running
from app.attendance.saves import heard as saves_heard
from app.attendance.saves import routes as saves
from app.config import Config
from app.core import changes, clock, events, health, log, openapi, problems, security
from app.core.db import db, engine_options, prepare_engine
from app.discovery import routes as discovery
from app.discovery.cache import ColumnCache
from app.discovery.cursors import Cursors
from app.discovery.service import Index
from app.exchange import feed_routes, feeds, import_routes, taking
from app.exchange import routes as exchange
from app.exchange.parsing import Parser
from app.exchange.safe_fetch import SafeFetch
from app.exchange.wishes import Desk
from app.moderation import letters as moderation_letters
from app.moderation.reports import heard as reports_heard
from app.moderation.reports import routes as reports
from app.moderation.review import routes as review
from app.notices import account_letters
from app.notices import routes as notices
from app.notices.channels import Channel
from app.notices.channels.mail import EmailChannel, Post
from app.notices.channels.mail_files import MailFiles
from app.notices.channels.smtp import Smtp
from app.notices.channels.webpush import WebPush
from app.notices.letter_post import LetterPost
from app.notices.links import Links
from app.notices.push import routes as push
from app.notices.push.service import forget_session
from app.notices.sender import Sender
from app.places import routes as places
from app.places.gazetteer import Gazetteer
from app.places.zones import zone_at
from app.privacy import joining
from app.privacy import routes as privacy
from app.web import frame as web


def build(config: Config | None = None) -> Flask:
    """All that answers, for a config or for the environment; `add_commands` adds the rest."""
    config = config or Config.from_env()
    log.configure()
    app = Flask("app", static_folder=None)
    _set_up(app, config)
    log.register(app)
    security.register(app, config)
    problems.register(app)
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    app.url_map.merge_slashes = False
    app.register_blueprint(health.blueprint)
    app.extensions["sessions"] = PeopleSessions()
    app.extensions["codes"] = Codes(config.secret_key)
    _open_rooms(app, config)
    _listen(config)
    _listen_for_safety()
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def add_commands(app: Flask) -> Flask:
    """Give an application what `flask` offers; a server starts sooner without their packages."""
    from flask_migrate import Migrate

    from app.cli.comfort import comfort as comfort_commands
    from app.cli.demo import demo
    from app.cli.imports import imports
    from app.cli.moderators import moderators as moderator_commands
    from app.cli.organisers import organisers as organiser_commands
    from app.cli.places import places as places_commands
    from app.cli.push import push as push_commands
    from app.cli.retention import retention as retention_commands
    from app.cli.schedule import schedule as schedule_commands
    from app.worker.command import worker

    Migrate(app, db, directory=str(Path(__file__).parents[1] / "migrations"))
    for command in (
        comfort_commands,
        demo,
        imports,
        moderator_commands,
        organiser_commands,
        places_commands,
        push_commands,
        schedule_commands,
        retention_commands,
        worker,
    ):
        app.cli.add_command(command)
    return app


def _listen_for_safety() -> None:
    for room in (questions_heard, feedback_heard, reports_heard):
        events.subscribe(events.ExamplesLeave, room.forget)
    events.subscribe(events.ActivityHidden, moderation_letters.tell_hidden)
    events.subscribe(events.VisitorsDiffer, moderation_letters.tell_differ)


def serve() -> Flask:
    """The application for gunicorn, its columns built before the processes fork."""
    app = build()
    with app.app_context():
        app.extensions["index"].columns.get(db.session(), clock.now())
        # The borders of the zones are read at the first question: here, so that all share them.
        zone_at(0.0, 0.0)
        db.session.remove()
        db.engine.dispose()
    return app


def _listen(config: Config) -> None:
    """Let rooms hear of what happens in those below them."""
    events.subscribe(events.ActivityChanged, changes.note)
    events.subscribe(events.CapacityChanged, attendance.resize)
    events.subscribe(events.ExamplesLeave, posting_heard.forget)
    events.subscribe(events.ExamplesLeave, invited.forget)
    events.subscribe(events.OccurrenceMoved, attendance.tell_of_move)
    events.subscribe(events.OccurrenceCancelled, attendance.tell_of_cancel)
    events.subscribe(events.OccurrenceRestored, attendance.tell_of_return)
    events.subscribe(events.ActivityHidden, running_heard.tell_of_hiding)
    events.subscribe(events.ActivityRestored, running_heard.tell_of_return)
    events.subscribe(events.SomethingAsked, running_heard.note_asked)
    events.subscribe(events.DraftReviewed, team_heard.tell_reviewed)
    events.subscribe(events.ConfirmationNeeded, team_heard.AskStillOn(config.secret_key))
    events.subscribe(events.ExamplesLeave, running_heard.forget)
    events.subscribe(events.ExamplesLeave, attendance.forget)
    events.subscribe(events.ExamplesLeave, saves_heard.forget)
    events.subscribe(events.SessionEnded, forget_session)
    events.subscribe(events.CodeAsked, account_letters.send_code)
    events.subscribe(events.AccountChanged, account_letters.tell_change)
    events.subscribe(events.PersonJoins, joining.join)


def _open_rooms(app: Flask, config: Config) -> None:
    gazetteer = Gazetteer(config.gazetteer_path)
    app.extensions["places"] = gazetteer
    columns = ColumnCache(config.freshness_s)
    app.extensions["index"] = Index(columns, Cursors(config.secret_key))
    app.extensions["ready_checks"] = [
        gazetteer.is_ready,
        lambda: columns.get(db.session(), clock.now()) is not None,
    ]
    app.extensions["desk"] = Desk(SafeFetch(), Parser(config.gazetteer_path))
    events.subscribe(events.DraftPublished, taking.settle)
    rooms = (discovery, places, vocabulary, exchange, feeds, rsvps, invites, saves, accounts)
    more = (signing_in, passkey_routes, notices, push, privacy, running, dates, posting, team)
    brought = (import_routes, feed_routes)
    safety = (questions, feedback, reports, review)
    openapi.register(app, (room.blueprint for room in (*rooms, *safety, *more, *brought)))
    _open_ways_out(app, config)
    web.register(app)


def _open_ways_out(app: Flask, config: Config) -> None:
    """How people are told: on their phones, and by mail (while trying things out to files)."""
    letters: LetterPost | None = None
    channels: list[Channel] = [WebPush(config.vapid_private_key, config.vapid_subject)]
    if config.sends_mail:
        own_name = urlsplit(config.public_url).hostname or "localhost"
        is_server = config.smtp_url != "file:"
        post: Post = Smtp(config.smtp_url, own_name) if is_server else MailFiles(config.mail_path)
        channels.append(mail := EmailChannel(post, config.public_url, config.mail_from))
        letters = LetterPost(mail)
    links = app.extensions["links"] = Links(config.secret_key)
    app.extensions["sender"] = Sender(tuple(channels), links, tellings.still_stands, letters)


def _set_up(app: Flask, config: Config) -> None:
    config.data_dir.mkdir(parents=True, exist_ok=True)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.config.update(
        ALONGSIDE=config,
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS=engine_options(config.database_url),
    )
