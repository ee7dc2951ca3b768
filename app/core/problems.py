"""Every error as RFC 9457 problem+json; for people's browsers a page says the same."""

from collections.abc import Callable
from http import HTTPStatus
from itertools import islice

import orjson
from flask import Flask, Response, current_app, g, request
from sqlalchemy.exc import DBAPIError, TimeoutError  # noqa: A004 the pool's own
from werkzeug.exceptions import HTTPException

from app.core.errors import DomainError
from app.core.log import log_failure
from app.core.shapes import TEXT, exactly, named, said, some
from app.core.sizes import too_large

MOST_ERRORS = 20
ErrorPage = Callable[[int, str], str]

PROBLEM = named(
    "Problem",
    "What went wrong, the same for every error (RFC 9457).",
    exactly(
        {
            "type": said(TEXT, "Always about:blank: the code says which problem it is."),
            "title": said(TEXT, "The status in words."),
            "status": said({"type": "integer"}, "The HTTP status."),
            "code": said(TEXT, "A word that stays the same, for programs."),
            "detail": said(TEXT, "One sentence, for people."),
            "errors": {
                "description": "What is wrong with each field; empty when no field is.",
                "type": "object",
                "additionalProperties": some(TEXT),
            },
            "request_id": said(TEXT, "What to quote when you report it."),
        }
    ),
)

CODES = {
    400: ("unreadable", "This request could not be read."),
    401: ("no_session", "Please sign in to do this."),
    403: ("forbidden", "This is not allowed from here."),
    404: ("not_found", "There is nothing at this address."),
    405: ("method_not_allowed", "This address does not take that method."),
    406: ("not_acceptable", "This address cannot answer in that form."),
    409: ("refused", "A rule says no. The code and the sentence say which."),
    410: ("gone", "This is no longer here."),
    413: ("too_large", "What was sent is too large."),
    414: ("too_long", "The address is too long."),
    415: ("wrong_type", "Please send JSON, with the content type application/json."),
    422: ("invalid", "Some of what was sent does not fit."),
    429: ("too_many", "That was a lot at once. Please wait a little and try again."),
    500: ("failed", "Something went wrong on our side. Nothing you did caused it."),
    502: ("not_fetched", "Another server did not answer as it should. Please try again later."),
    503: ("busy", "Alongside is busy for a moment. Please try again soon."),
}


def problem(
    status: int,
    code: str | None = None,
    detail: str | None = None,
    errors: dict[str, list[str]] | None = None,
) -> Response:
    """The error as problem+json, or as a page when the browser asks for HTML outside /api."""
    usual_code, usual_detail = CODES.get(status, ("refused", "This could not be done."))
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        usual_detail = too_large()
    detail = detail or usual_detail
    page: ErrorPage | None = current_app.extensions.get("error_page")
    if page and _wants_page():
        response = Response(page(status, detail), status, mimetype="text/html")
    else:
        body = {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "code": code or usual_code,
            "detail": detail,
            "errors": dict(islice((errors or {}).items(), MOST_ERRORS)),
            "request_id": g.get("request_id", "-"),
        }
        response = Response(orjson.dumps(body), status, mimetype="application/problem+json")
    response.headers["Cache-Control"] = "no-store"
    if status in {429, 503}:
        response.headers["Retry-After"] = "2"
    return response


def _wants_page() -> bool:
    return not request.path.startswith("/api/") and "text/html" in request.headers.get("Accept", "")


def from_http(error: HTTPException) -> Response:
    """Werkzeug's own errors, with their headers (Allow of a 405) but not their words."""
    status = error.code or 500
    if status < HTTPStatus.BAD_REQUEST:
        return error.get_response()  # type: ignore[return-value]
    response = problem(status if status in CODES else 400)
    for name, value in error.get_headers(None):
        if name not in {"Content-Type", "Content-Length"}:
            response.headers[name] = value
    return response


def register(app: Flask) -> None:
    """Make each kind of error answer in one form."""

    @app.errorhandler(DomainError)
    def _domain(error: DomainError) -> Response:
        answer = problem(error.status, error.code, error.detail, error.errors)
        if error.wait_s:
            answer.headers["Retry-After"] = str(error.wait_s)
        return answer

    @app.errorhandler(DBAPIError)
    @app.errorhandler(TimeoutError)
    def _busy(error: Exception) -> Response:
        log_failure(error)
        return problem(503)

    @app.errorhandler(Exception)
    def _failed(error: Exception) -> Response:
        if isinstance(error, HTTPException):
            return from_http(error)
        log_failure(error)
        return problem(500)
