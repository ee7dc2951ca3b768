"""Signing in by a code or link in a mail. The answers are the same for every address."""

from datetime import timedelta
from typing import Any

from flask import Response, current_app, render_template, request
from flask.typing import ResponseReturnValue

from app.accounts.addresses import MailIsOff, read_address
from app.accounts.answering import me_answer
from app.accounts.schemas import ME
from app.accounts.signing_in import browser, codes, finishing
from app.accounts.signing_in.codes import Codes, Wish
from app.accounts.signing_in.models import ADDRESS, SignInRequest
from app.accounts.signing_in.schemas import (
    SENT,
    START_EXAMPLE,
    VERIFY_EXAMPLE,
    StartSchema,
    VerifySchema,
)
from app.config import Config
from app.core import actors, clock, limits
from app.core.answers import json_answer
from app.core.db import db
from app.core.limits import Limit
from app.core.problems import problem
from app.core.requests import Rooms
from app.core.security import is_page, organiser, public
from app.core.writes import writes

STARTS = Limit("sign-in starts", 20, timedelta(hours=1))
STARTS_OF_ADDRESS = Limit("sign-in starts of an address", 5, timedelta(hours=1))
PROOFS = Limit("sign-in proofs", 200, timedelta(hours=1))
ACCEPTED, GONE, WRONG = 202, 410, 422
SEE_OTHER = 303
WRONG_CODE = "These are not the digits of the mail. Please look at them again."
TOKEN = {
    "in": "query",
    "name": "token",
    "description": "The token of the link in the mail.",
    "schema": {"type": "string"},
    "required": False,
    "example": "TOKEN",
}

blueprint = Rooms("signing_in", __name__, url_prefix="/api/v1", description="Signing in")


@blueprint.route("/auth/start", methods=["POST"])
@public
@writes(limit=STARTS, is_secret=True)
@blueprint.arguments(StartSchema, example=START_EXAMPLE)
@blueprint.answers(SENT, 403, 409, 429, status=ACCEPTED)
def start_sign_in(asked: dict[str, Any]) -> ResponseReturnValue:
    """Ask for a code to sign in.

    A mail with a code and a link goes to the address; both are good in this browser (it gets a
    cookie), once, for 10 minutes. After six in an hour that nobody used, one is sent in 5 minutes
    and is good wherever it was asked for since. Who has no account yet gets one on the way.
    """
    answer = json_answer({})
    answer.status_code = ACCEPTED
    return send_code(answer, Wish(read_sign_in_address(asked["email"])))


@blueprint.route("/me/sign-in-address", methods=["POST"])
@organiser
@writes(limit=STARTS, is_secret=True)
@blueprint.arguments(StartSchema, example=START_EXAMPLE)
@blueprint.answers(SENT, 401, 403, 409, 429, status=ACCEPTED)
def change_address(asked: dict[str, Any]) -> ResponseReturnValue:
    """Ask to sign in by another address.

    A code goes there; once it is verified, the account has that address and the old one is told.
    Needs a fresh sign-in.
    """
    answer = json_answer({})
    answer.status_code = ACCEPTED
    person_id = actors.step_up(clock.now()).person_id
    wish = Wish(read_sign_in_address(asked["email"]), ADDRESS, person_id, "/settings")
    return send_code(answer, wish)


@blueprint.route("/auth/verify", methods=["POST"])
@public
@writes(limit=PROOFS, is_secret=True)
@blueprint.arguments(VerifySchema, example=VERIFY_EXAMPLE)
@blueprint.answers(ME, 403, 409, 410, 429)
def verify(asked: dict[str, Any]) -> ResponseReturnValue:
    """Sign in by the code or the token of the mail.

    In the browser that asked; five tries. What a guest holds in this browser comes along, unless
    `guest` says that they stay.
    """
    if "token" in asked:
        proven: SignInRequest | None = prove_by_token(asked["token"])
    else:
        proven = prove_by_code(asked["code"], read_sign_in_address(asked["email"]))
    if proven is None:
        return problem(WRONG, "wrong_code", WRONG_CODE, {"code": [WRONG_CODE]})
    keeps_apart = asked.get("guest") == "stays"
    finishing.finish(db.session(), proven, clock.now(), keeps_apart=keeps_apart)
    return browser.forget(me_answer(actors.known().person_id))


@blueprint.route("/auth/verify", methods=["GET"])
@is_page
@blueprint.shows_page("A page; looking at it changes nothing.", 200, GONE, query=TOKEN)
def show_link() -> ResponseReturnValue:
    """Look at the link of a mail.

    Nobody is signed in by that: a button does it in the browser that asked; in another one the
    page shows the code to be typed there.
    """
    token = request.args.get("token", "")
    if not token:
        return Response(status=SEE_OTHER, headers={"Location": "/sign-in"})
    shown: dict[str, Any] = {"token": token, "status": 200}
    try:
        row = codes.find_by_token(db.session(), token, clock.now())
        mine = codes.of_browser(db.session(), row, browser.read(), clock.now())
        shown |= {"row": row, "is_here": mine is not None}
        shown["code"] = the_codes().of(row.token_hash)
        shown["has_guest"] = finishing.has_guest(db.session(), clock.now())
    except codes.CodeOver as error:
        shown |= {"row": None, "said": error.detail, "status": GONE}
    response = Response(render_template("sign_in_link.html", **shown), mimetype="text/html")
    response.status_code = shown["status"]
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def the_codes() -> Codes:
    """What makes codes here."""
    made: Codes = current_app.extensions["codes"]
    return made


def read_sign_in_address(text: str) -> str:
    """An address as accounts are known by it; raises Invalid."""
    return read_address(text).lower()


def send_code(answer: Response, wish: Wish) -> Response:
    """Have a code sent, and let the answer tie it to this browser. Raises TooMany, MailIsOff."""
    config: Config = current_app.config["ALONGSIDE"]
    if not config.sends_mail:
        raise MailIsOff("This Alongside sends no mail, so nobody can sign in by it.")
    session, now = db.session(), clock.now()
    if limits.are_on():
        limits.take(session, STARTS_OF_ADDRESS, f"{limits.sender()} {wish.address}", now)
    asker = browser.read_or_make()
    codes.ask(session, the_codes(), asker, wish, now)
    return browser.keep(answer, asker)


def prove_by_token(token: str) -> SignInRequest:
    """Use a link in this browser. Raises CodeOver, OtherBrowser."""
    return codes.prove_by_token(db.session(), browser.read(), token, clock.now())


def prove_by_code(code: str, address: str | None) -> SignInRequest | None:
    """Use a code in this browser; None for a wrong one. Raises CodeOver."""
    typed = address, "".join(letter for letter in code if letter.isdigit())
    return codes.prove_by_code(db.session(), the_codes(), browser.read(), typed, clock.now())
