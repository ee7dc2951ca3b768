"""Structured logs: one JSON line an event, with a fixed list of names and nothing personal."""

import logging
import sys
import time
import traceback
import uuid
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog
from flask import Flask, Response, g, request

NAMES = frozenset(
    {
        "event", "level", "time", "request_id", "method", "route", "status", "ms",
        "error", "where", "count", "seconds", "detail",
    }
)  # fmt: skip


def _only_known(logger: object, method: str, line: MutableMapping[str, Any]) -> Mapping[str, Any]:
    del logger, method
    return {name: value for name, value in line.items() if name in NAMES}


def configure() -> None:
    """Write JSON lines to stderr; names that are not on the list are dropped."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
            _only_known,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        # Looked up at each line, so that whoever redirects stderr gets it.
        logger_factory=lambda: structlog.PrintLogger(sys.stderr),
        cache_logger_on_first_use=False,
    )


def logger() -> Any:
    """The logger of all rooms."""
    return structlog.get_logger()


def register(app: Flask) -> None:
    """Give each request an id and write one line about it: never its query, body or sender."""

    @app.before_request
    def _start() -> None:
        g.request_id = uuid.uuid4().hex
        g.started = time.perf_counter()

    @app.after_request
    def _end(response: Response) -> Response:
        response.headers["X-Request-ID"] = g.request_id
        logger().info(
            "request",
            request_id=g.request_id,
            method=request.method if request.routing_exception is None else "-",
            route=request.url_rule.rule if request.url_rule else "-",
            status=response.status_code,
            ms=round((time.perf_counter() - g.started) * 1000, 1),
        )
        return response


def log_failure(error: BaseException) -> None:
    """Write what kind of error it was and where; its message may hold a person's words."""
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    where = [f"{frame.filename.rsplit('/', 2)[-1]}:{frame.lineno}" for frame in frames]
    logger().error(
        "failure",
        request_id=g.get("request_id", "-"),
        error=type(error).__name__,
        where=where,
    )
