"""The pages of signing in: ask for a code, type it, and go on to where one was."""

import re
from typing import Any

from flask import Blueprint, Response, current_app, request, url_for
from werkzeug.datastructures import MultiDict

from app.accounts.models import Person
from app.accounts.signing_in import browser, codes, finishing
from app.accounts.signing_in.codes import VALID_FOR, CodeOver, OtherBrowser, Wish
from app.accounts.signing_in.entering import PasskeyNeeded, has_passkey
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
from app.core.db import db
from app.core.errors import DomainError, Invalid
from app.core.requests import load
from app.core.security import organiser, public
from app.core.writes import writes
from app.web.problems import NONE, Problems
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
    return send_code(_on("sign_in.show_code"), Wish(address, leads_to=_asked_path(request.form)))


@blueprint.get("/sign-in/enrol")
@public
def show_enrol() -> Response:
    """Where a new moderator makes a passkey; the link's token stays in the browser's address."""
    return page("sign_in_enrol.html")


@blueprint.get("/sign-in/code")
@public
def show_code() -> Response:
    """Where the code is typed; says which address it went to."""
    return _code_page()


@blueprint.post("/sign-in/code")
@public
@writes(limit=PROOFS, is_secret=True)
def enter_code() -> Response:
    """Sign in by a code."""
    typed = request.form.get("code", "")[:20]
    try:
        proven = prove_by_code(typed, None)
    except CodeOver as error:
        return _over(error)
    if proven is None and codes.list_open(db.session(), browser.read(), clock.now()):
        return _code_page(WRONG, Problems({"code": [WRONG_CODE]}), typed)
    if proven is None:
        return own_page("sign_in_over.html", GONE, said=TRIED_OFTEN)
    return _come_in(proven)


@blueprint.post("/sign-in/link")
@public
@writes(limit=PROOFS, is_secret=True)
def enter_by_link() -> Response:
    """Sign in by the button of a link's page."""
    try:
        return _come_in(prove_by_token(request.form.get("token", "")[:100]))
    except (CodeOver, OtherBrowser) as error:
        return _over(error)


@blueprint.get("/sign-in/again")
@organiser
def show_again() -> Response:
    """What somebody is asked before a sensitive act: to show once more who they are."""
    person_id = actors.known().person_id
    return own_page(
        "sign_in_again.html",
        address=db.session.get_one(Person, person_id).sign_in_address,
        has_passkey=has_passkey(db.session(), person_id),
        next=local_path(request.args.get("next")),
    )


@blueprint.post("/sign-in/again")
@organiser
@writes(limit=STARTS, is_secret=True)
def start_again() -> Response:
    """Have a code sent to one's own address."""
    person = db.session.get_one(Person, actors.known().person_id)
    if person.sign_in_address is None or has_passkey(db.session(), person.id):
        raise PasskeyNeeded
    wish = Wish(person.sign_in_address, leads_to=_asked_path(request.form))
    return send_code(_on("sign_in.show_code"), wish)


def _start(values: MultiDict[str, str]) -> dict[str, Any]:
    config: Config = current_app.config["ALONGSIDE"]
    return {
        "sends_mail": config.sends_mail,
        "is_tried_out": not config.is_production and config.smtp_url == "file:",
        "typed": values.get("email", "")[:254],
        "next": local_path(values.get("next")),
        "problems": NONE,
    }


def _asked_path(values: MultiDict[str, str]) -> str:
    return local_path(values.get("next"))


def _code_page(status: int = 200, problems: Problems = NONE, typed: str = "") -> Response:
    rows = codes.list_open(db.session(), browser.read(), clock.now())
    shown = {"address": rows[0].address if rows else None, "problems": problems, "typed": typed}
    return own_page("sign_in_code.html", status, minutes=VALID_FOR.seconds // 60, **shown)


def _over(error: DomainError) -> Response:
    """That a code or link does not work; it is written down as by the API."""
    error.settle(db.session())
    return own_page("sign_in_over.html", int(error.status), said=error.detail)


def _come_in(proven: SignInRequest) -> Response:
    path = local_path(proven.leads_to)
    finishing.finish(db.session(), proven, clock.now())
    return browser.forget(Response(status=SEE_OTHER, headers={"Location": path}))


def _on(endpoint: str) -> Response:
    return Response(status=SEE_OTHER, headers={"Location": url_for(endpoint)})
