"""What stands before a page that is not for whoever asks: calmly what it needs, and the way."""

from flask import Flask, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue

from app.core.actors import NoSession, NotForYou, NotModerator, StepUpNeeded
from app.core.errors import DomainError
from app.core.problems import problem
from app.web import proving
from app.web.sending import own_page
from app.web.sign_in import local_path
from app.web.sign_in_again import again_page

SEE_OTHER = 303


def register(app: Flask) -> None:
    """Answer the refusals of pages for organisers and moderators with a page."""
    app.register_error_handler(NoSession, _show_door)
    app.register_error_handler(NotForYou, _show_door)
    app.register_error_handler(StepUpNeeded, _ask_again)


def _show_door(error: DomainError) -> Response:
    """Where to sign in; a page of one's own places, and the API, say it as ever."""
    view = current_app.view_functions.get(request.endpoint or "")
    kinds: frozenset[str] = getattr(view, "kinds", frozenset())
    if not kinds or not _wants_page():
        return problem(error.status, error.code, error.detail, error.errors)
    is_review = "organiser" not in kinds or isinstance(error, NotModerator)
    return own_page(
        "sign_in_door.html", int(error.status), next=_path(), is_for_moderators=is_review
    )


def _ask_again(error: DomainError) -> ResponseReturnValue:
    """Ask who it is, with all that was typed kept in the page; it is sent on afterwards."""
    if not _wants_page():
        return problem(error.status, error.code, error.detail, error.errors)
    back = _path()
    form = proving.stopped(back)
    if form is None:
        return redirect(url_for("sign_in_again.show_again", next=back), SEE_OTHER)
    return again_page(back, form, int(error.status))


def _wants_page() -> bool:
    return not request.path.startswith("/api/") and "text/html" in request.headers.get("Accept", "")


def _path() -> str:
    """The page that was asked for; of a form the page it stood on, as far as that is known."""
    if request.method == "GET":
        return local_path(request.path)
    referrer = request.headers.get("Referer", "")
    home = request.host_url
    return local_path(f"/{referrer.removeprefix(home)}" if referrer.startswith(home) else None)
