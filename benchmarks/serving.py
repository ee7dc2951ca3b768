"""What gunicorn serves for the benchmark: the application at NOW, and two that say hello."""

from collections.abc import Callable, Iterable
from typing import Any
from unittest.mock import patch

from flask import Flask

from app.core import clock
from app.factory import serve
from benchmarks.data import NOW

HELLO = b"hello"


def alongside() -> Flask:
    """The application, at the moment its data was made for."""
    patch.object(clock, "now", new=lambda: NOW).start()
    return serve()


def flask_hello() -> Flask:
    """The least that Flask can do."""
    app = Flask("hello", static_folder=None)

    @app.get("/")
    def _hello() -> bytes:
        return HELLO

    return app


def bare_hello(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """The least that the server can do: no framework at all."""
    del environ
    start("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(HELLO)))])
    return [HELLO]
