"""Say what a visit was like, as it was described or not."""

from datetime import timedelta
from typing import Any

from flask.typing import ResponseReturnValue

from app.attendance.feedback import service
from app.attendance.feedback.batch import LEAST
from app.attendance.feedback.schemas import EXAMPLE, THANKS, FeedbackSchema
from app.attendance.feedback.service import Found
from app.attendance.rsvps.routes import OCCURRENCE_ID
from app.core import actors, clock
from app.core.answers import json_answer
from app.core.db import db
from app.core.ids import read_id
from app.core.limits import Limit
from app.core.requests import Rooms
from app.core.security import personal
from app.core.writes import writes

FEEDBACKS = Limit("feedback", 10, timedelta(hours=1))

blueprint = Rooms("feedback", __name__, url_prefix="/api/v1", description="Was it as described?")


@blueprint.route(
    "/occurrences/<occurrence_id>/feedback", methods=["POST"], parameters=[OCCURRENCE_ID]
)
@personal
@writes(limit=FEEDBACKS)
@blueprint.arguments(FeedbackSchema, example=EXAMPLE)
@blueprint.answers(THANKS, 401, 403, 404, 409, 429)
def give_feedback(asked: dict[str, Any], occurrence_id: str) -> ResponseReturnValue:
    """Say whether it was as described.

    For whoever held a place when it began. Nobody reads a single answer, the organiser neither:
    from five accounts on, once a week, the listing says what they found.
    """
    person_id = actors.known().person_id
    service.give(db.session(), read_id(occurrence_id), person_id, Found(**asked), clock.now())
    return json_answer({"shown_from": LEAST})
