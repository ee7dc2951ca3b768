"""Who comes on a date, as a list and as a file, and a message to all of them."""

from datetime import timedelta
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue

from app.accounts.membership import audit_ref
from app.activities.models import Activity, Occurrence
from app.attendance.rsvps.routes import OCCURRENCE_ID
from app.attendance.running import messages
from app.attendance.running.access import own_date
from app.attendance.running.attendees import list_attendees, show_json, show_rows
from app.attendance.running.models import MessageToAll
from app.attendance.running.schemas import ATTENDEES, MESSAGE, MESSAGE_EXAMPLE, MessageSchema
from app.core import actors, audit, clock
from app.core.answers import json_answer
from app.core.audit import Act
from app.core.db import db
from app.core.ids import show_id
from app.core.limits import Limit
from app.core.requests import Rooms
from app.core.security import organiser
from app.core.sheets import csv_answer
from app.core.writes import writes

MESSAGES = Limit("messages to all", 10, timedelta(hours=1))
CREATED = 201
ON_DATE = "/occurrences/<occurrence_id>"

blueprint = Rooms("running", __name__, url_prefix="/api/v1", description="Run a date")


@blueprint.route(f"{ON_DATE}/attendees", methods=["GET"], parameters=[OCCURRENCE_ID])
@organiser
@blueprint.answers(ATTENDEES, 401, 403, 404, 409)
def show_attendees(occurrence_id: str) -> ResponseReturnValue:
    """See who comes.

    Names only of those who gave one for this list. Quiet guests are counted.
    """
    date, _ = own_date(db.session(), actors.known().person_id, occurrence_id, "viewer")
    return json_answer(show_json(list_attendees(db.session(), date.id, clock.now())))


@blueprint.route(f"{ON_DATE}/attendees.csv", methods=["GET"], parameters=[OCCURRENCE_ID])
@organiser
@writes(is_secret=True)
@blueprint.gives_file("text/csv", "The same list for a spreadsheet, in UTF-8.", 401, 403, 404, 409)
def download_attendees(occurrence_id: str) -> Response:
    """Download who comes.

    Opens in any spreadsheet; nothing in it is a formula. That somebody took the list along stands
    in the log; what is in it does not.
    """
    date, _ = own_date(db.session(), actors.known().person_id, occurrence_id, "viewer")
    if request.method == "GET":
        _note("list taken along", date)
    rows = show_rows(list_attendees(db.session(), date.id, clock.now()))
    return csv_answer(rows, f"people-{date.starts_local:%Y-%m-%d}")


@blueprint.route(f"{ON_DATE}/message", methods=["POST"], parameters=[OCCURRENCE_ID])
@organiser
@writes(limit=MESSAGES)
@blueprint.arguments(MessageSchema, example=MESSAGE_EXAMPLE)
@blueprint.answers(MESSAGE, 401, 403, 404, 409, 429, status=CREATED)
def write_to_all(asked: dict[str, Any], occurrence_id: str) -> ResponseReturnValue:
    """Write to everybody who holds a place.

    They are told that there is a message, in neutral words; its own words stand on the page of
    their place. Three a day at most, about one date. Whoever sends it has shown within the last
    quarter of an hour who they are.
    """
    date, activity = own_date(db.session(), actors.known().person_id, occurrence_id, "editor")
    message = send(date, activity, asked["text"])
    answer = json_answer({"text": message.text, "sent_at": message.sent_at})
    answer.status_code = CREATED
    return answer


def send(date: Occurrence, activity: Activity, text: str) -> MessageToAll:
    """Write a message as whoever asks, and note in the log that they did; not what it says.

    Raises StepUpNeeded for who has not shown lately who they are, and what writing raises.
    """
    session, now = db.session(), clock.now()
    actors.step_up(now)
    message = messages.write_to_all(session, date, activity, text, now)
    _note("message", date)
    return message


def _note(what: str, date: Occurrence) -> None:
    session = db.session()
    who = audit_ref(session, actors.known().person_id)
    detail = {"activity": show_id(date.activity_id)}
    audit.note(session, Act(who, what, f"occurrence {show_id(date.id)}", detail), clock.now())
