"""The edge: default-deny, content types, sizes, the origin rule and headers on every answer."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request
from flask.typing import ResponseReturnValue

from app.config import Config
from app.core import actors, clock, limits
from app.core.db import db
from app.core.errors import SENTENCE, Invalid
from app.core.limits import Limit
from app.core.problems import problem
from app.core.reading import MAX_BODY
from app.core.reads import ReadBuckets
from app.core.requests import UNKNOWN, takes_query
from app.core.sizes import most_bytes
from app.core.writes import unit_of_work

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
API_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"
HEADERS = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
SECRET_HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
BODIES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """Open a view to everybody; one that is neither public nor personal answers 401."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def personal(view: View) -> View:
    """Open a view to whoever is known here; it sees only what is their own."""
    view.is_personal = True  # type: ignore[attr-defined]
    return view


def organiser(view: View) -> View:
    """Open a view to whoever signed in to publish; what is not theirs is not there for them."""
    view.kinds = frozenset({"organiser", "moderator"})  # type: ignore[attr-defined]
    return personal(view)


def moderator(view: View) -> View:
    """Open a view to moderators alone."""
    view.kinds = frozenset({"moderator"})  # type: ignore[attr-defined]
    return personal(view)


def by_secret(view: View) -> View:
    """Mark an open view whose address only one person knows, and whoever they gave it to."""
    view.by_secret = True  # type: ignore[attr-defined]
    return public(view)


def answers_always(view: View) -> View:
    """Mark a view that is read without a limit: help, and what tells whether we are there."""
    view.answers_always = True  # type: ignore[attr-defined]
    return view


def is_page(view: View) -> View:
    """Mark an open view of the API that shows a page: names it does not know are ignored."""
    view.is_page = True  # type: ignore[attr-defined]
    return public(view)


def takes_any_form(view: View) -> View:
    """Mark a view that reads nothing of its form: mail programs send theirs in either shape."""
    view.takes_any_form = True  # type: ignore[attr-defined]
    return view


def takes_up_to(most: int) -> Callable[[View], View]:
    """Let a view take a body of up to so many bytes, where others take 64 KiB."""

    def mark(view: View) -> View:
        view.most_bytes = most  # type: ignore[attr-defined]
        return view

    return mark


def takes_file(view: View) -> View:
    """Mark a page's form that sends a file, and therefore comes in parts."""
    view.takes_any_form = True  # type: ignore[attr-defined]
    return view


def for_strangers(page: Callable[[], ResponseReturnValue]) -> Callable[[View], View]:
    """Show another page in the place of a person's own one to whoever is not known here."""

    def mark(view: View) -> View:
        view.for_strangers = page  # type: ignore[attr-defined]
        return view

    return mark


def register(app: Flask, config: Config) -> None:
    """Stand at the door of every request, in the order the API contract gives."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY

    reads = ReadBuckets(Limit("reading", config.reads_a_minute, timedelta(minutes=1)))

    @app.before_request
    def _door() -> Response | None:
        if request.routing_exception is not None:
            return None
        refused = _refused(config)
        if refused:
            return problem(refused)
        view = app.view_functions[request.endpoint or ""]
        if limits.are_on() and not _is_unlimited(view):
            reads.take(limits.hide(limits.sender()), time.monotonic())
        if not getattr(view, "is_public", False) and (instead := _let_in(view)):
            return app.make_response(instead)
        is_strict = request.path.startswith("/api/") and not getattr(view, "is_page", False)
        if is_strict and request.args and not takes_query(view):
            raise Invalid(SENTENCE, {name[:40]: [UNKNOWN] for name in request.args})
        return None

    app.after_request(_add_headers)


def _add_headers(response: Response) -> Response:
    """Give an answer the headers it lacks; what only a secret opens is neither kept nor found."""
    if _is_by_secret():
        response.headers.update(SECRET_HEADERS)
    policy = PAGE_POLICY if response.mimetype == "text/html" else API_POLICY
    response.headers.setdefault("Content-Security-Policy", policy)
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-store")
    return response


def _is_unlimited(view: Callable[..., Any]) -> bool:
    """What writes has limits of its own, in its transaction."""
    is_writing = request.method in BODIES and getattr(view, "writes", False)
    return is_writing or getattr(view, "answers_always", False)


def _is_by_secret() -> bool:
    view = current_app.view_functions.get(request.endpoint or "")
    return getattr(view, "by_secret", False)


def _let_in(view: Callable[..., Any]) -> ResponseReturnValue | None:
    """Who reads what is theirs is looked up here; a view that writes asks in its transaction.

    Gives what is shown instead of the view, if anything is.
    """
    if getattr(view, "is_personal", False):
        if getattr(view, "writes", False):
            return None
        stranger: Callable[[], ResponseReturnValue] | None = getattr(view, "for_strangers", None)
        actors.load(db.session(), clock.now())
        if stranger and not actors.is_allowed(view):
            return stranger()
    try:
        actors.allowed(view)
    except actors.NotModerator as refusal:
        # Reading has no transaction that could keep it.
        with unit_of_work() as session:
            refusal.settle(session)
        raise
    return None


def _refused(config: Config) -> int | None:
    """The status that ends a request before anything of it is read, if any."""
    if _has_body() and not _right_type():
        return 415
    request.max_content_length = request.max_form_memory_size = most_bytes()
    if (request.content_length or 0) > most_bytes():
        return 413
    if "Transfer-Encoding" in request.headers and (status := _read_chunks()):
        return status
    if request.method in BODIES and not _same_origin(config):
        return 403
    return None


def _has_body() -> bool:
    return bool(request.content_length) or "Transfer-Encoding" in request.headers


def _read_chunks() -> int | None:
    """Take in a body without a length, which would else be cut at the limit without a word."""
    request.max_content_length = most_bytes() + 1
    try:
        body = request.get_data(cache=True)
    except Exception:  # noqa: BLE001 each server has errors of its own for chunks it can't read
        return 400
    return 413 if len(body) > most_bytes() else None


def _right_type() -> bool:
    if not request.path.startswith("/api/"):
        view = current_app.view_functions.get(request.endpoint or "")
        return request.mimetype in (FORMS if getattr(view, "takes_any_form", False) else FORMS[:1])
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    return request.mimetype == "application/json" and charset == "utf-8"


def _same_origin(config: Config) -> bool:
    """Sec-Fetch-Site decides; older browsers send Origin; neither is allowed without a cookie."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    if origin is None:
        return not request.cookies
    own = {config.public_url}
    if not config.is_production:
        own.add(f"http://{request.host}")
    return origin in own
