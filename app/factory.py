"""Puts the rooms together: the only file that knows every feature."""

from functools import partial
from pathlib import Path

from flask import Flask, Response
from flask_migrate import Migrate
from flask_smorest import Api
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from app.activities import routes as vocabulary
from app.cli.demo import demo
from app.cli.imports import imports
from app.cli.places import places as places_commands
from app.cli.schedule import schedule as schedule_commands
from app.config import Config
from app.core import changes, events, fields, health, log, problems, security
from app.core.db import db, prepare_engine
from app.discovery import routes as discovery
from app.discovery.cache import ColumnCache
from app.places import routes as places
from app.places.gazetteer import Gazetteer
from app.web import frame as web

DOCUMENT = "api-docs.openapi_json"


class ProblemApi(Api):
    """flask-smorest with errors as problem+json."""

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Answer as every other error does."""
        return problems.from_http(error)


def build(config: Config | None = None) -> Flask:
    """The whole application for a config, or for the environment."""
    config = config or Config.from_env()
    log.configure()
    app = Flask("app", static_folder=None)
    _set_up(app, config)
    log.register(app)
    security.register(app, config)
    problems.register(app)
    db.init_app(app)
    Migrate(app, db, directory=str(Path(__file__).parents[1] / "migrations"))
    with app.app_context():
        prepare_engine(db.engine)
    app.register_blueprint(health.blueprint)
    _open_rooms(app, config)
    events.subscribe(events.ActivityChanged, changes.note)
    if config.trusted_proxies:
        hops = config.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    return app


def serve() -> Flask:
    """The application for gunicorn, its columns built before the processes fork."""
    app = build()
    with app.app_context():
        app.extensions["columns"].get(db.session())
        db.session.remove()
        db.engine.dispose()
    return app


def _open_rooms(app: Flask, config: Config) -> None:
    gazetteer = Gazetteer(config.gazetteer_path)
    app.extensions["places"] = gazetteer
    columns = app.extensions["columns"] = ColumnCache(config.freshness_s)
    app.extensions["ready_checks"] = [
        gazetteer.is_ready,
        lambda: columns.get(db.session()) is not None,
    ]
    api = _document(app)
    for room in (places.blueprint, vocabulary.blueprint, discovery.blueprint):
        api.register_blueprint(room)
    web.register(app)
    for command in (demo, imports, places_commands, schedule_commands):
        app.cli.add_command(command)


def _set_up(app: Flask, config: Config) -> None:
    config.data_dir.mkdir(parents=True, exist_ok=True)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.config.update(
        ALONGSIDE=config,
        SECRET_KEY=config.secret_key,
        SQLALCHEMY_DATABASE_URI=config.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True, "pool_pre_ping": True},
        API_TITLE="Alongside",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
    )


def _document(app: Flask) -> Api:
    api = ProblemApi(app)
    for field, kind, shape in (
        (fields.Text, "string", None), (fields.Choice, "string", None),
        (fields.Number, "number", None), (fields.Coordinate, "number", None),
        (fields.Whole, "integer", None), (fields.Flag, "boolean", None),
        (fields.Day, "string", "date"), (fields.LocalTime, "string", "date-time"),
        (fields.Several, "array", None), (fields.Table, "object", None),
    ):  # fmt: skip
        api.register_field(field, kind, shape)
    # The view is a bound method, which can't carry the mark itself.
    show = app.view_functions[DOCUMENT]
    app.view_functions[DOCUMENT] = security.public(partial(show))
    return api
