"""Takes time and chance out of the app, so that pictures taken on different days can be compared."""

from datetime import datetime
from random import Random
from types import SimpleNamespace

from flask import Flask

from app.core import clock, ids


def freeze(moment: str) -> None:
    """From now on it is always `moment` (ISO, with its offset), and ids come in one fixed order."""
    stopped = datetime.fromisoformat(moment)
    clock.now = lambda: stopped
    ids.secrets = SimpleNamespace(randbits=Random(moment).getrandbits)


def serve_at(moment: str) -> Flask:
    """The application for gunicorn, at a moment that never passes."""
    freeze(moment)
    from app.factory import serve

    return serve()
