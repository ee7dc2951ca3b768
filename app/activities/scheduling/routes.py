"""The dates of one's own activities by the API: look, change, cancel, take back."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.activities.models import Activity, Occurrence
from app.activities.posting.own import own_activity
from app.activities.scheduling import acting
from app.activities.scheduling.acting import Acted, By
from app.activities.scheduling.editing import Edit
from app.activities.scheduling.looking import list_dates, was_at
from app.activities.scheduling.saying import say_plan
from app.activities.scheduling.schemas import (
    ACTED,
    DATES,
    EDIT_EXAMPLE,
    DatesSchema,
    EditSchema,
    ScopeSchema,
)
from app.activities.scheduling.undoing import UNDO_WITHIN, last_edit
from app.core import actors, clock
from app.core.answers import json_answer
from app.core.db import db
from app.core.ids import show_id
from app.core.limits import Limit
from app.core.requests import Rooms, path_id
from app.core.security import organiser
from app.core.writes import writes

DATE_EDITS = Limit("edits of dates", 300, timedelta(hours=1))
ALL_OF = "/activities/<activity_id>/occurrences"
ONE = "/occurrences/<occurrence_id>"
ACTIVITY_ID = path_id("activity_id", "The id of one of your activities.")
OCCURRENCE_ID = path_id("occurrence_id", "The id of one of its dates.")

blueprint = Rooms("dates", __name__, url_prefix="/api/v1", description="Dates of your activities")


@blueprint.route(ALL_OF, methods=["GET"], parameters=[ACTIVITY_ID])
@organiser
@blueprint.arguments(DatesSchema, location="query")
@blueprint.answers(DATES, 401, 403, 404)
def list_own_dates(asked: dict[str, Any], activity_id: str) -> ResponseReturnValue:
    """List the dates of an activity of yours.

    Those to come, cancelled ones too, with how many places are held on each.
    """
    session, now = db.session(), clock.now()
    activity = own_activity(session, actors.known().person_id, activity_id, "viewer")
    found = list_dates(session, activity, now, asked.get("limit", 20), asked.get("cursor"))
    return json_answer(
        {
            "items": [show_date(activity, row) for row in found.rows],
            "next_cursor": found.next_cursor,
            "total": found.total,
            "says": say_plan(activity, now),
            "undo_until": _undo_until(session, activity),
        }
    )


@blueprint.route(ONE, methods=["PATCH"], parameters=[OCCURRENCE_ID])
@organiser
@writes(limit=DATE_EDITS)
@blueprint.arguments(ScopeSchema, location="query")
@blueprint.arguments(EditSchema, example=EDIT_EXAMPLE)
@blueprint.answers(ACTED, 400, 401, 403, 404, 409, 413, 415, 429)
def change_dates(
    reach: dict[str, Any], asked: dict[str, Any], occurrence_id: str
) -> ResponseReturnValue:
    """Change a date, this and later, or all.

    Who holds a place keeps it, and is told of another time or note. Dates with hours of their
    own keep them. A time or a note of an organiser who is new here is looked at first.
    """
    details = {name: asked[name] for name in ("capacity", "note") if name in asked}
    edit = Edit(
        scope=reach["scope"],
        starts=asked.get("starts_at"),
        ends=asked.get("ends_at"),
        details=details,
        is_back="status" in asked,
    )
    return _answer(acting.change(db.session(), _by(), occurrence_id, edit))


@blueprint.route(ONE, methods=["DELETE"], parameters=[OCCURRENCE_ID])
@organiser
@writes(limit=DATE_EDITS)
@blueprint.arguments(ScopeSchema, location="query")
@blueprint.answers(ACTED, 401, 403, 404, 409, 429)
def cancel_dates(reach: dict[str, Any], occurrence_id: str) -> ResponseReturnValue:
    """Cancel a date, this and later, or all.

    Who holds a place is told. The date stays to be seen, as cancelled.
    """
    return _answer(acting.cancel(db.session(), _by(), occurrence_id, reach["scope"]))


@blueprint.route(f"{ALL_OF}/undo", methods=["POST"], parameters=[ACTIVITY_ID])
@organiser
@writes(limit=DATE_EDITS)
@blueprint.answers(ACTED, 401, 403, 404, 409, 429)
def undo_change(activity_id: str) -> ResponseReturnValue:
    """Take the last change of dates back.

    Within an hour, if nothing else was changed since. Who was not told yet never hears of it.
    """
    acted = acting.undo(db.session(), _by(), activity_id)
    return json_answer(_shape(acted) | {"state": "changed", "undo_until": None})


def show_date(activity: Activity, row: Occurrence) -> dict[str, Any]:
    """One date as its organisers see it."""
    zone, was = ZoneInfo(activity.time_zone), was_at(activity, row)
    return {
        "id": show_id(row.id),
        "starts_at": row.starts_at.astimezone(zone).isoformat(),
        "ends_at": row.ends_at.astimezone(zone).isoformat(),
        "time_zone": activity.time_zone,
        "was_at": was.isoformat() if was else None,
        "status": row.status,
        "capacity": row.capacity,
        "places_held": row.taken,
        "note": row.note,
    }


def _by() -> By:
    return By(actors.known().person_id, clock.now())


def _undo_until(session: Session, activity: Activity) -> str | None:
    edit = last_edit(session, activity, clock.now())
    return (edit.made_at + UNDO_WITHIN).isoformat() if edit else None


def _answer(acted: Acted) -> ResponseReturnValue:
    return json_answer(_shape(acted))


def _shape(acted: Acted) -> dict[str, Any]:
    until = clock.now() + UNDO_WITHIN if acted.done.edit_id else None
    return {
        "state": acted.state,
        "dates": acted.done.dates,
        "places_held": acted.done.places_held,
        "undo_until": until.isoformat(timespec="seconds") if until else None,
    }
