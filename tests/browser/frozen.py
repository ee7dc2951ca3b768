"""Lets the app's clock stand still, so that pictures taken on different days can be compared."""

from datetime import datetime

from flask import Flask

from app.core import clock


def stop_clock(moment: str) -> None:
    """From now on it is always `moment`, an ISO date and time with its offset."""
    stopped = datetime.fromisoformat(moment)
    clock.now = lambda: stopped


def serve_at(moment: str) -> Flask:
    """The application for gunicorn, at a moment that never passes."""
    stop_clock(moment)
    from app.factory import serve

    return serve()
