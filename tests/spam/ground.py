"""A server of its own with empty tables, and people whose browsers are signed in already."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import flask_migrate
from flask import Flask

from app import create_app
from app.config import Config
from app.core.actors import COOKIE
from app.core.db import db
from app.places.build import write_gazetteer
from tests.people import sign_in
from tests.places.small import ROWS

ROOT = Path(__file__).parents[2]
PATIENCE_S = 60.0


def prepare(folder: Path) -> Flask:
    """An application whose database is new and empty."""
    url = os.environ.get("SPAM_DATABASE_URL", f"sqlite:///{folder}/spam.sqlite")
    config = Config(database_url=url, data_dir=folder)
    write_gazetteer(ROWS, config.gazetteer_path)
    app = create_app(config)
    with app.app_context():
        flask_migrate.upgrade()
    return app


def token(app: Flask, address: str, kind: str = "organiser") -> str:
    """What the browser of somebody who signed in sends."""
    cookie = sign_in(app, address, kind).get_cookie(COOKIE)
    with app.app_context():
        db.session.remove()
    assert cookie is not None
    return f"{COOKIE}={cookie.value}"


@contextmanager
def serving(app: Flask, port: int) -> Iterator[str]:
    """The real server with its limits, behind one trusted proxy; gives its address."""
    config: Config = app.config["ALONGSIDE"]
    env = os.environ | {
        "DATABASE_URL": config.database_url, "DATA_DIR": str(config.data_dir),
        "HOST": "127.0.0.1", "PORT": str(port), "TRUSTED_PROXIES": "1", "RATE_LIMITS": "on",
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    home = f"http://127.0.0.1:{port}"
    with (config.data_dir / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn"], cwd=ROOT, env=env, stderr=log
        )
        try:
            _wait(home)
            yield home
        finally:
            process.terminate()
            process.wait()


def _wait(home: str) -> None:
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            urlopen(f"{home}/readyz", timeout=5).close()
        except (URLError, OSError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
        else:
            return
