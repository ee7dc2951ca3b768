"""Report an activity, without an account."""

from datetime import timedelta
from typing import Any

from flask.typing import ResponseReturnValue

from app.core import actors, clock
from app.core.answers import json_answer
from app.core.db import db
from app.core.ids import read_id
from app.core.limits import Limit, sender
from app.core.requests import Rooms
from app.core.security import public
from app.core.writes import writes
from app.moderation.reports import service
from app.moderation.reports.schemas import EXAMPLE, RECEIVED, ReportSchema
from app.moderation.reports.service import Told

REPORTS = Limit("reports", 20, timedelta(hours=1))
CREATED = 201

blueprint = Rooms("reports", __name__, url_prefix="/api/v1", description="Tell moderators")


@blueprint.route("/reports", methods=["POST"])
@public
@writes(limit=REPORTS)
@blueprint.arguments(ReportSchema, example=EXAMPLE)
@blueprint.answers(RECEIVED, 403, 404, 429, status=CREATED)
def report_activity(asked: dict[str, Any]) -> ResponseReturnValue:
    """Report an activity.

    Nobody needs an account, and the organiser never learns who it was. What three people
    report is out of sight at once, until a moderator has looked at it.
    """
    told = Told(read_id(asked["activity_id"]), asked["reason"], asked.get("text"), sender())
    service.report(db.session(), told, actors.current(), clock.now())
    answer = json_answer({"state": "received"})
    answer.status_code = CREATED
    return answer
