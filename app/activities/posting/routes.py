"""Posting by the API: own activities, from the draft to the last change."""

from datetime import timedelta
from typing import Any

from flask import current_app
from flask.typing import ResponseReturnValue

from app.activities.posting import limits, managing, service
from app.activities.posting.beginning import Author, begin_own
from app.activities.posting.content import plain
from app.activities.posting.managing import Edit
from app.activities.posting.naming import look_around
from app.activities.posting.own import Own, find_own, list_own
from app.activities.posting.schemas import (
    EXAMPLE,
    ChangedActivitySchema,
    ListSchema,
    NewActivitySchema,
)
from app.activities.posting.sensitive import is_proven
from app.activities.posting.shapes import NOTHING, OWN_ACTIVITY, OWN_PAGE
from app.activities.posting.showing import show_line, show_own
from app.core import actors, clock
from app.core import limits as rates
from app.core.answers import json_answer
from app.core.db import db
from app.core.ids import show_id
from app.core.limits import Limit
from app.core.requests import Rooms, path_id
from app.core.security import organiser
from app.core.writes import writes

CHANGES = Limit("own activities", 600, timedelta(hours=1))
CREATED = 201
ONE = "/activities/<activity_id>"
ACTIVITY_ID = path_id("activity_id", "The id of one of your activities.")

blueprint = Rooms("posting", __name__, url_prefix="/api/v1", description="Post activities")


@blueprint.route("/activities", methods=["POST"])
@organiser
@writes(limit=CHANGES)
@blueprint.arguments(NewActivitySchema, example=EXAMPLE)
@blueprint.answers(OWN_ACTIVITY, 400, 401, 403, 413, 415, 429, status=CREATED)
def begin_activity(asked: dict[str, Any]) -> ResponseReturnValue:
    """Begin an activity.

    It is a draft: only you and your co-organisers see it until you publish it. Nothing is
    required yet. At first five drafts a day are possible.
    """
    name = asked.pop("organiser_name", None)
    author = Author(actors.known().person_id, name, rates.are_on())
    towns = current_app.extensions["places"]
    return _show(begin_own(db.session(), author, plain(asked), towns, clock.now()), CREATED)


@blueprint.route("/me/activities", methods=["GET"])
@organiser
@blueprint.arguments(ListSchema, location="query")
@blueprint.answers(OWN_PAGE, 401, 403)
def list_own_activities(asked: dict[str, Any]) -> ResponseReturnValue:
    """List your activities, drafts too."""
    lines = list_own(db.session(), actors.known().person_id)
    ids = [show_id(own.id) for own in lines]
    cursor, limit = asked.get("cursor"), asked.get("limit", 20)
    first = ids.index(cursor) + 1 if cursor in ids else 0
    shown = lines[first : first + limit]
    goes_on = first + limit < len(lines)
    return json_answer(
        {
            "items": [show_line(own) for own in shown],
            "next_cursor": ids[first + limit - 1] if goes_on else None,
            "total": len(lines),
        }
    )


@blueprint.route("/me/activities/<activity_id>", methods=["GET"], parameters=[ACTIVITY_ID])
@organiser
@blueprint.answers(OWN_ACTIVITY, 401, 403, 404)
def show_own_activity(activity_id: str) -> ResponseReturnValue:
    """Show one of your activities as you wrote it."""
    return _show(find_own(db.session(), actors.known().person_id, activity_id, "viewer"))


@blueprint.route(ONE, methods=["PATCH"], parameters=[ACTIVITY_ID])
@organiser
@writes(limit=CHANGES)
@blueprint.arguments(ChangedActivitySchema, example={"bring": "Nothing. We have all it needs."})
@blueprint.answers(OWN_ACTIVITY, 400, 401, 403, 404, 409, 413, 415, 429)
def change_activity(asked: dict[str, Any], activity_id: str) -> ResponseReturnValue:
    """Change one of your activities.

    What is left out stays. Of a published one the words change at once; title, time, place
    and links wait to be read while your organiser is new here. Who holds a place on a date
    that moves is told.
    """
    own, now = _own(activity_id), clock.now()
    changes = plain(asked)
    where = look_around(current_app.extensions["places"], changes)
    if own.activity is None and own.draft:
        service.write(db.session(), own.draft, changes, now)
        own.draft.whereabouts = where or own.draft.whereabouts
    else:
        edit = Edit(actors.known().person_id, changes, where)
        managing.change(db.session(), own, edit, now)
    return _show(_own(activity_id))


@blueprint.route(ONE, methods=["DELETE"], parameters=[ACTIVITY_ID])
@organiser
@writes(limit=CHANGES)
@blueprint.answers(NOTHING, 401, 403, 404, 409, 429)
def remove_activity(activity_id: str) -> ResponseReturnValue:
    """Throw a draft away, or the change that waits; a published one is cancelled."""
    managing.remove(db.session(), _own(activity_id), clock.now())
    return json_answer({})


@blueprint.route(f"{ONE}/publish", methods=["POST"], parameters=[ACTIVITY_ID])
@organiser
@writes(limit=CHANGES)
@blueprint.answers(OWN_ACTIVITY, 401, 403, 404, 409, 422, 429)
def publish_activity(activity_id: str) -> ResponseReturnValue:
    """Publish an activity.

    It is public at once, or `waiting` while somebody reads it: the first three listings of an
    organiser are read. A cancelled one takes place after all.
    """
    managing.hand_in(db.session(), _own(activity_id), clock.now())
    return _show(_own(activity_id))


@blueprint.route(f"{ONE}/cancel", methods=["POST"], parameters=[ACTIVITY_ID])
@organiser
@writes(limit=CHANGES)
@blueprint.answers(OWN_ACTIVITY, 401, 403, 404, 409, 429)
def cancel_activity(activity_id: str) -> ResponseReturnValue:
    """Cancel an activity.

    Everybody who holds a place on a date to come is told. Publishing it again undoes this.
    """
    managing.cancel(db.session(), _own(activity_id), clock.now())
    return _show(_own(activity_id))


@blueprint.route(f"{ONE}/confirm", methods=["POST"], parameters=[ACTIVITY_ID])
@organiser
@writes(limit=CHANGES)
@blueprint.answers(OWN_ACTIVITY, 401, 403, 404, 409, 429)
def confirm_activity(activity_id: str) -> ResponseReturnValue:
    """Say that an activity is still on, as it is written."""
    session = db.session()
    found = service.own_activity(session, actors.known().person_id, activity_id)
    managing.confirm(session, found, clock.now())
    return _show(_own(activity_id))


@blueprint.route(f"{ONE}/copy", methods=["POST"], parameters=[ACTIVITY_ID])
@organiser
@writes(limit=CHANGES)
@blueprint.answers(OWN_ACTIVITY, 401, 403, 404, 429, status=CREATED)
def copy_activity(activity_id: str) -> ResponseReturnValue:
    """Begin another activity from one of yours: a draft with all but the dates."""
    session, now, person_id = db.session(), clock.now(), actors.known().person_id
    own = _own(activity_id)
    if rates.are_on():
        limits.count_draft(session, person_id, now, is_proven=is_proven(own.organiser))
    draft = managing.copy(session, own, person_id, now)
    return _show(Own(own.organiser, own.role, None, draft), CREATED)


def _own(activity_id: str) -> Own:
    return find_own(db.session(), actors.known().person_id, activity_id)


def _show(own: Own, status: int = 200) -> ResponseReturnValue:
    answer = json_answer(show_own(db.session(), own, clock.now()))
    answer.status_code = status
    return answer
