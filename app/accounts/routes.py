"""A person's own page of the API: being known, on which phones, and coming back."""

from datetime import timedelta
from typing import Any

from flask.typing import ResponseReturnValue

from app.accounts import preferences, recovery, sessions
from app.accounts.answering import me_answer, own_person
from app.accounts.schemas import (
    EMPTY,
    ME,
    ME_EXAMPLE,
    RECOVERY_EXAMPLE,
    SESSIONS,
    WORDS,
    MeSchema,
    RecoverySchema,
)
from app.core import actors, clock
from app.core.answers import json_answer
from app.core.db import db
from app.core.ids import read_id, show_id
from app.core.limits import Limit
from app.core.requests import Rooms, path_id
from app.core.security import personal, public
from app.core.writes import writes

NEW_GUESTS = Limit("new guests", 20, timedelta(hours=1))
RECOVERIES = Limit("recoveries", 10, timedelta(hours=1))
CREATED = 201
SESSION_ID = path_id("session_id", "The id of an item of your list of browsers.")

blueprint = Rooms("me", __name__, url_prefix="/api/v1", description="What is yours alone")


@blueprint.route("/guests", methods=["POST"])
@public
@writes(limit=NEW_GUESTS)
@blueprint.answers(ME, 403, 429, status=CREATED)
def make_guest() -> ResponseReturnValue:
    """Become a guest.

    No name and no address; the cookie is all there is. Holding a first place does the same.
    Somebody who is known already stays who they are.
    """
    now = clock.now()
    actor = actors.current()
    if actor is None:
        actor = actors.enter(db.session(), sessions.make_guest(db.session(), now).id, now)
    return me_answer(actor.person_id, CREATED)


@blueprint.route("/me", methods=["GET"])
@personal
@blueprint.answers(ME, 401)
def show_me() -> ResponseReturnValue:
    """Read what is known of you."""
    return me_answer(actors.known().person_id)


@blueprint.route("/me", methods=["PATCH"])
@personal
@writes()
@blueprint.arguments(MeSchema, example=ME_EXAMPLE)
@blueprint.answers(ME, 401, 403)
def change_me(asked: dict[str, Any]) -> ResponseReturnValue:
    """Change what is known of you."""
    person = own_person(actors.known().person_id)
    preferences.change(person, asked)
    return me_answer(person.id)


@blueprint.route("/me/sessions", methods=["GET"])
@personal
@blueprint.answers(SESSIONS, 401)
def list_sessions() -> ResponseReturnValue:
    """List the browsers that know you."""
    actor = actors.known()
    rows = sessions.list_sessions(db.session(), actor.person_id, clock.now())
    items = [
        {
            "id": show_id(row.id),
            "device": row.device,
            "since": row.made_at,
            "seen_on": row.seen_on,
            "is_this": row.id == actor.session_id,
        }
        for row in rows
    ]
    return json_answer({"items": items})


@blueprint.route("/me/sessions", methods=["DELETE"])
@personal
@writes()
@blueprint.answers(EMPTY, 401, 403)
def end_other_sessions() -> ResponseReturnValue:
    """Forget you in every other browser, at once.

    The one that asks goes on knowing you; `DELETE /auth/session` ends that.
    """
    sessions.end_others(db.session(), actors.known(), clock.now())
    return json_answer({})


@blueprint.route("/me/sessions/<session_id>", methods=["DELETE"], parameters=[SESSION_ID])
@personal
@writes()
@blueprint.answers(EMPTY, 401, 403, 404)
def end_session(session_id: str) -> ResponseReturnValue:
    """Forget you in one browser, at once."""
    actor = actors.known()
    number = read_id(session_id) or 0
    sessions.end_session(db.session(), actor.person_id, number, clock.now())
    if number == actor.session_id:
        actors.leave()
    return json_answer({})


@blueprint.route("/auth/session", methods=["DELETE"])
@personal
@writes()
@blueprint.answers(EMPTY, 401, 403)
def sign_out() -> ResponseReturnValue:
    """Forget you in this browser."""
    actor = actors.known()
    sessions.end_session(db.session(), actor.person_id, actor.session_id, clock.now())
    actors.leave()
    return json_answer({})


@blueprint.route("/me/recovery", methods=["POST"])
@personal
@writes(is_secret=True)
@blueprint.answers(WORDS, 401, 403)
def make_recovery() -> ResponseReturnValue:
    """Make the twelve words that bring you back."""
    person_id = actors.known().person_id
    return json_answer({"words": recovery.renew(db.session(), person_id, clock.now())})


@blueprint.route("/auth/recovery", methods=["POST"])
@public
@writes(limit=RECOVERIES, is_secret=True)
@blueprint.arguments(RecoverySchema, example=RECOVERY_EXAMPLE)
@blueprint.answers(ME, 403, 404, 429)
def recover(asked: dict[str, Any]) -> ResponseReturnValue:
    """Come back by your twelve words.

    This browser becomes one more of yours; the words stay good.
    """
    session, now = db.session(), clock.now()
    person_id = recovery.find_person(session, asked["words"], now)
    actors.enter(session, person_id, now)
    return me_answer(person_id)
