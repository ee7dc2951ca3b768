"""Ask the organiser, without a name."""

from datetime import timedelta
from typing import Any

from flask.typing import ResponseReturnValue

from app.activities.questions import service
from app.activities.questions.schemas import ASKED, EXAMPLE, QuestionSchema
from app.core import clock
from app.core.answers import json_answer
from app.core.db import db
from app.core.ids import read_id
from app.core.limits import Limit
from app.core.requests import Rooms, path_id
from app.core.security import public
from app.core.writes import writes

ASKING = Limit("questions", 20, timedelta(hours=1))
ACTIVITY_ID = path_id("activity_id", "The id of an item of a list.")

blueprint = Rooms("questions", __name__, url_prefix="/api/v1", description="Ask the organiser")


@blueprint.route("/activities/<activity_id>/questions", methods=["POST"], parameters=[ACTIVITY_ID])
@public
@writes(limit=ASKING)
@blueprint.arguments(QuestionSchema, example=EXAMPLE)
@blueprint.answers(ASKED, 403, 404, 429)
def ask_organiser(asked: dict[str, Any], activity_id: str) -> ResponseReturnValue:
    """Ask the organiser for facts that are not told.

    Who asked is not kept, nor how many did. The organiser answers by telling the fact, for all.
    """
    keys = service.ask(db.session(), read_id(activity_id), asked["facts"], clock.now())
    return json_answer({"asked": keys})
