"""Passkeys over the API; the scripts of the pages use the same routes."""

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.accounts import sessions
from app.accounts.answering import me_answer
from app.accounts.models import Moderator, Person
from app.accounts.schemas import EMPTY, ME
from app.accounts.signing_in import browser, enrolments, passkeys
from app.accounts.signing_in.codes import CodeOver
from app.accounts.signing_in.entering import check_open, enter_by_passkey, note
from app.accounts.signing_in.finishing import has_guest
from app.accounts.signing_in.passkey_schemas import (
    MADE_EXAMPLE,
    OPTIONS,
    PASSKEYS,
    SHOWN_EXAMPLE,
    STARTED,
    MadeSchema,
    OfferSchema,
    ShownSchema,
)
from app.accounts.signing_in.sites import Site
from app.config import Config
from app.core import actors, clock, events
from app.core.answers import json_answer
from app.core.db import db
from app.core.ids import read_id, show_id
from app.core.limits import Limit
from app.core.requests import Rooms, path_id
from app.core.security import organiser, public
from app.core.writes import writes

PASSKEY_STEPS = Limit("passkeys", 60, timedelta(hours=1))
CREATED = 201
PASSKEY_ID = path_id("passkey_id", "The id of an item of your list of passkeys.")

blueprint = Rooms("passkeys", __name__, url_prefix="/api/v1", description="Passkeys")


@blueprint.route("/auth/passkey/start", methods=["POST"])
@public
@writes(limit=PASSKEY_STEPS, is_secret=True)
@blueprint.answers(STARTED, 403, 429)
def start_passkey() -> ResponseReturnValue:
    """Begin to sign in by a passkey; no address is needed.

    Where a guest is known in this browser, ask whose their places are before you verify.
    """
    session, now = db.session(), clock.now()
    asker = browser.read_or_make()
    options = passkeys.ask(session, site(), asker, now)
    found = {"publicKey": options, "has_guest": has_guest(session, now)}
    return browser.keep(json_answer(found), asker)


@blueprint.route("/auth/passkey/verify", methods=["POST"])
@public
@writes(limit=PASSKEY_STEPS, is_secret=True)
@blueprint.arguments(ShownSchema, example=SHOWN_EXAMPLE)
@blueprint.answers(ME, 403, 410, 429)
def verify_passkey(asked: dict[str, Any]) -> ResponseReturnValue:
    """Sign in by a passkey's answer.

    What a guest holds in this browser comes along, unless `guest` says that they stay. Done
    again it is the fresh proof that sensitive acts ask for.
    """
    session, now = db.session(), clock.now()
    keeps_apart = asked.pop("guest", None) == "stays"
    person = passkeys.know(session, site(), browser.read(), asked, now)
    kind = enter_by_passkey(session, person, None if keeps_apart else actors.current(), now)
    come_in = actors.come_in_beside if keeps_apart else actors.come_in
    come_in(session, person.id, kind, now)
    return browser.forget(me_answer(person.id))


@blueprint.route("/auth/passkey/offer", methods=["POST"])
@public
@writes(limit=PASSKEY_STEPS, is_secret=True)
@blueprint.arguments(OfferSchema, example={})
@blueprint.answers(OPTIONS, 401, 403, 409, 410, 429)
def offer_passkey(asked: dict[str, Any]) -> ResponseReturnValue:
    """Begin to make a passkey.

    For who is signed in, with a fresh proof; or for a new moderator by the token of the link
    that the operator gave them.
    """
    session, now = db.session(), clock.now()
    if "enrolment" in asked:
        person_id = enrolments.find(session, asked["enrolment"], now)
    else:
        person_id = actors.of_kind("organiser", "moderator").person_id
        actors.step_up(now)
    person = session.get_one(Person, person_id)
    check_open(person, now)
    asker = browser.read_or_make()
    options = passkeys.offer(session, site(), person, asker, now)
    return browser.keep(json_answer({"publicKey": options}), asker)


@blueprint.route("/auth/passkey/add", methods=["POST"])
@public
@writes(limit=PASSKEY_STEPS, is_secret=True)
@blueprint.arguments(MadeSchema, example=MADE_EXAMPLE)
@blueprint.answers(ME, 403, 410, 429, status=CREATED)
def add_passkey(asked: dict[str, Any]) -> ResponseReturnValue:
    """Keep the passkey that was made.

    Every other browser is signed out, and this one is signed in by it. From now on a code alone
    does not sign in any more.
    """
    session, now = db.session(), clock.now()
    row = passkeys.add(session, site(), browser.read(), asked, now)
    _check_still_may(session, row.person_id, now)
    _settle(session, row.person_id, now)
    return browser.forget(me_answer(row.person_id, CREATED))


@blueprint.route("/me/passkeys", methods=["GET"])
@organiser
@blueprint.answers(PASSKEYS, 401, 403)
def list_passkeys() -> ResponseReturnValue:
    """List your passkeys."""
    rows = passkeys.list_own(db.session(), actors.known().person_id)
    items = [
        {
            "id": show_id(row.id),
            "name": row.name,
            "made_at": row.made_at,
            "used_on": row.used_on,
        }
        for row in rows
    ]
    return json_answer({"items": items})


@blueprint.route("/me/passkeys/<passkey_id>", methods=["DELETE"], parameters=[PASSKEY_ID])
@organiser
@writes()
@blueprint.answers(EMPTY, 401, 403, 404)
def remove_passkey(passkey_id: str) -> ResponseReturnValue:
    """Remove a passkey. Needs a fresh proof."""
    take_away(read_id(passkey_id) or 0)
    return json_answer({})


def take_away(passkey_id: int) -> None:
    """Remove a passkey of whoever asks, and tell them. Raises StepUpNeeded, NotFound."""
    session, now = db.session(), clock.now()
    actor = actors.step_up(now)
    passkeys.remove(session, actor.person_id, passkey_id)
    note(session, actor.person_id, "passkey removed", now)
    _tell(session, actor.person_id, "passkey_removed", now)


def site() -> Site:
    """Where passkeys are good: the configured address, whatever the request says."""
    config: Config = current_app.config["ALONGSIDE"]
    return Site(urlsplit(config.public_url).hostname or "localhost", config.public_url)


def _check_still_may(session: Session, person_id: int, now: datetime) -> None:
    """Ask once more what let the passkey be offered: the session, or a link that is used up now.

    Raises CodeOver where it ended meanwhile, and Blocked.
    """
    check_open(session.get_one(Person, person_id), now)
    actor = actors.current()
    is_signed_in = actor is not None and actor.person_id == person_id and actor.kind != "guest"
    if not enrolments.use_up(session, person_id, now) and not is_signed_in:
        raise CodeOver


def _settle(session: Session, person_id: int, now: datetime) -> None:
    """Sign in whoever made a passkey, and nobody else; a guest of this browser is left."""
    kind = "moderator" if session.get(Moderator, person_id) else "organiser"
    note(session, person_id, "passkey added", now)
    actor = actors.come_in_beside(session, person_id, kind, now)
    sessions.end_others(session, actor, now)
    _tell(session, person_id, "passkey_added", now)


def _tell(session: Session, person_id: int, what: str, now: datetime) -> None:
    address = session.get_one(Person, person_id).sign_in_address
    if address:
        events.publish(session, events.AccountChanged(address, what, now))
