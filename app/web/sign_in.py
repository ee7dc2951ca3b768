"""The pages of signing in: ask for a code, type it, and go on to where one was."""

import re
from typing import Any

from flask import Blueprint, Response, current_app, request, url_for
from werkzeug.datastructures import MultiDict

from app.accounts.signing_in import browser, codes, finishing
from app.accounts.signing_in.codes import VALID_FOR, CodeOver, OtherBrowser, Wish
from app.accounts.signing_in.models import SignInRequest
from app.accounts.signing_in.routes import (
    PROOFS,
    STARTS,
    WRONG_CODE,
    prove_by_code,
    prove_by_token,
    read_sign_in_address,
    send_code,
)
from app.accounts.signing_in.schemas import StartSchema
from app.config import Config
from app.core import actors, clock
from app.core.actors import NoSession, StepUpNeeded
from app.core.db import db
from app.core.errors import DomainError, Invalid
from app.core.requests import load
from app.core.security import public
from app.core.writes import writes
from app.web import proving
from app.web.problems import NONE, Problems
from app.web.proving import Waiting
from app.web.sending import own_page, page

SEE_OTHER, WRONG, GONE = 303, 422, 410
LOCAL = re.compile(r"/(?![/\\])[A-Za-z0-9/_?=&.#-]{0,190}")
HOME = "/organise"
TRIED_OFTEN = "That was the last try for this code. A new one has new tries."

blueprint = Blueprint("sign_in", __name__)


def local_path(text: str | None) -> str:
    """A path of this instance to go on to; the usual one for anything that is not that."""
    return text if text and LOCAL.fullmatch(text) else HOME


@blueprint.get("/sign-in")
@public
def show_start() -> Response:
    """Where one asks for a code."""
    return page("sign_in.html", **_start(request.args))


@blueprint.post("/sign-in")
@public
@writes(limit=STARTS, is_secret=True)
def start() -> Response:
    """Have a code sent; the next page is the same for every address."""
    try:
        asked = load(StartSchema(), {"email": request.form.get("email", "")})
        address = read_sign_in_address(asked["email"])
    except Invalid as error:
        shown = _start(request.form) | {"problems": Problems(error.errors)}
        return own_page("sign_in.html", WRONG, **shown)
    return send_code(_on("sign_in.show_code"), Wish(address, leads_to=asked_path(request.form)))


@blueprint.get("/sign-in/enrol")
@public
def show_enrol() -> Response:
    """Where a new moderator makes a passkey; the link's token stays in the browser's address."""
    return page("sign_in_enrol.html")


@blueprint.get("/sign-in/code")
@public
def show_code() -> Response:
    """Where the code is typed; says which address it went to."""
    return code_page()


@blueprint.post("/sign-in/code")
@public
@writes(limit=PROOFS, is_secret=True)
def enter_code() -> Response:
    """Sign in by a code; a form that waits for it is sent then."""
    form = waiting()
    if form and is_fresh():
        # They opened the link of the mail meanwhile.
        return form.send()
    typed = request.form.get(proving.CODE if form else "code", "")[:20]
    try:
        proven = prove_by_code(typed, None)
    except CodeOver as error:
        return _over(error, form)
    if proven is None and codes.list_open(db.session(), browser.read(), clock.now()):
        return code_page(WRONG, Problems({"code": [WRONG_CODE]}), typed=typed, waiting=form)
    if proven is None:
        return own_page("sign_in_over.html", GONE, said=TRIED_OFTEN, waiting=form)
    return _come_in(proven, form)


@blueprint.post("/sign-in/link")
@public
@writes(limit=PROOFS, is_secret=True)
def enter_by_link() -> Response:
    """Sign in by the button of a link's page."""
    try:
        return _come_in(prove_by_token(request.form.get("token", "")[:100]))
    except (CodeOver, OtherBrowser) as error:
        return _over(error)


def _start(values: MultiDict[str, str]) -> dict[str, Any]:
    config: Config = current_app.config["ALONGSIDE"]
    return {
        "sends_mail": config.sends_mail,
        "is_tried_out": not config.is_production and config.smtp_url == "file:",
        "typed": values.get("email", "")[:254],
        "next": local_path(values.get("next")),
        "problems": NONE,
    }


def asked_path(values: MultiDict[str, str]) -> str:
    """Where somebody is led on to, as the form says."""
    return local_path(values.get("next"))


def waiting() -> Waiting | None:
    """A form that came along, to be sent once somebody has shown who they are."""
    path, back = (local_path(request.form.get(name)) for name in (proving.PATH, proving.BACK))
    return proving.carried(path, back)


def is_fresh() -> bool:
    """Whether whoever asks has shown lately who they are."""
    try:
        actors.step_up(clock.now())
    except (NoSession, StepUpNeeded):
        return False
    return True


def code_page(status: int = 200, problems: Problems = NONE, **shown: Any) -> Response:
    """Where a code is typed; `address` is where it went, `waiting` a form that waits for it."""
    rows = codes.list_open(db.session(), browser.read(), clock.now())
    known = {"address": rows[0].address if rows else None, "typed": "", "waiting": None}
    shown = {"has_guest": finishing.has_guest(db.session(), clock.now())} | shown
    minutes = VALID_FOR.seconds // 60
    return own_page(
        "sign_in_code.html", status, minutes=minutes, problems=problems, **known | shown
    )


def _over(error: DomainError, form: Waiting | None = None) -> Response:
    """That a code or link does not work; it is written down as by the API."""
    error.settle(db.session())
    return own_page("sign_in_over.html", int(error.status), said=error.detail, waiting=form)


def _come_in(proven: SignInRequest, form: Waiting | None = None) -> Response:
    session, now = db.session(), clock.now()
    # Whoever is not asked whose the places are takes none: joining can't be undone.
    is_unasked = form is not None and finishing.has_guest(session, now)
    keeps_apart = is_unasked or request.form.get("guest") == "stays"
    finishing.finish(session, proven, now, keeps_apart=keeps_apart)
    path = local_path(proven.leads_to)
    on = form.send() if form else Response(status=SEE_OTHER, headers={"Location": path})
    return browser.forget(on)


def _on(endpoint: str) -> Response:
    return Response(status=SEE_OTHER, headers={"Location": url_for(endpoint)})
