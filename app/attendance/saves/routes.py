"""Bookmarks of guests who want them with their places."""

from datetime import timedelta
from typing import Any

from flask.typing import ResponseReturnValue

from app.attendance.saves import service
from app.attendance.saves.schemas import NOTHING, SAVE, SAVES
from app.attendance.saves.service import Saved
from app.core import actors, clock
from app.core.answers import json_answer
from app.core.db import db
from app.core.ids import read_id, show_id
from app.core.limits import Limit
from app.core.requests import Rooms, path_id
from app.core.security import personal
from app.core.writes import writes

# A whole list may come at once: from a file, or when a phone joins.
CHANGES = Limit("saves", 600, timedelta(hours=1))
ONE = "/saves/<activity_id>"
ACTIVITY_ID = path_id("activity_id", "The id of an activity.")

blueprint = Rooms("saves", __name__, url_prefix="/api/v1", description="Bookmarks")


@blueprint.route("/saves", methods=["GET"])
@personal
@blueprint.answers(SAVES, 401)
def list_saves() -> ResponseReturnValue:
    """List your bookmarks.

    Bookmarks need no account: a phone keeps its own. These are of guests who want them on
    each of their phones.
    """
    found = service.find(db.session(), actors.known().person_id, clock.now())
    return json_answer({"items": [_shape(saved) for saved in found]})


@blueprint.route(ONE, methods=["PUT"], parameters=[ACTIVITY_ID])
@personal
@writes(limit=CHANGES)
@blueprint.answers(SAVE, 401, 403, 404, 409, 429)
def save_activity(activity_id: str) -> ResponseReturnValue:
    """Bookmark an activity."""
    person_id, now = actors.known().person_id, clock.now()
    return json_answer(_shape(service.add(db.session(), person_id, read_id(activity_id), now)))


@blueprint.route(ONE, methods=["DELETE"], parameters=[ACTIVITY_ID])
@personal
@writes(limit=CHANGES)
@blueprint.answers(NOTHING, 401, 403, 429)
def unsave_activity(activity_id: str) -> ResponseReturnValue:
    """Take a bookmark away."""
    service.remove(db.session(), actors.known().person_id, read_id(activity_id))
    return json_answer({})


def _shape(saved: Saved) -> dict[str, Any]:
    activity, date = saved.activity, saved.date
    next_date = date and {
        "starts_at": date.starts_at,
        "ends_at": date.ends_at,
        "status": date.status,
    }
    return {
        "activity_id": show_id(activity.id),
        "title": activity.title,
        "kind": activity.kind,
        "topics": [topic.topic for topic in activity.topics],
        "time_zone": activity.time_zone,
        "area": activity.place.area if activity.place else None,
        "next": next_date,
        "saved_at": saved.save.made_at,
    }
