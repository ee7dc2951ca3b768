"""The page after a visit: was it as described? For whoever held a place, and without a name."""

from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from app.activities.queries import find_activity
from app.attendance.feedback import service
from app.attendance.feedback.routes import FEEDBACKS
from app.attendance.feedback.schemas import FeedbackSchema
from app.attendance.feedback.service import Found, NotYet
from app.comfort import FACT_WORDS, FACTS
from app.core import actors, clock
from app.core.db import db
from app.core.errors import Invalid, NotFound
from app.core.ids import read_id, show_id
from app.core.requests import load
from app.core.security import personal
from app.core.writes import writes
from app.discovery.cards import shown_values
from app.web import times
from app.web.choices import options
from app.web.problems import NONE, Problems
from app.web.sending import own_page

SEE_OTHER, WRONG = 303, 422
AGAIN = {"yes": "Yes", "maybe": "Maybe", "no": "No"}
ALL_OF_IT = {"yes": "Yes, all of it", "": "Not all of it, or I am not sure"}

blueprint = Blueprint("visited", __name__)


@blueprint.get("/occurrences/<occurrence_id>/feedback")
@personal
def show_feedback(occurrence_id: str) -> Response:
    """What was told, to compare; or that the answer is kept."""
    return _form(occurrence_id, NONE)


@blueprint.post("/occurrences/<occurrence_id>/feedback")
@personal
@writes(limit=FEEDBACKS)
def send_feedback(occurrence_id: str) -> ResponseReturnValue:
    """Keep it; what does not fit is shown again."""
    try:
        found = Found(**load(FeedbackSchema(), _typed()))
        person_id = actors.known().person_id
        service.give(db.session(), read_id(occurrence_id), person_id, found, clock.now())
    except Invalid as error:
        return _form(occurrence_id, Problems(error.errors))
    return redirect(f"/occurrences/{occurrence_id}/feedback?done=1", SEE_OTHER)


def _typed() -> dict[str, Any]:
    """The form as the JSON of the API; what was left open is left out."""
    form = request.form
    facts = {key: form.get(key, "") for key in FACTS}
    values: dict[str, Any] = {
        "facts": {key: int(said) if said in "0123" else said for key, said in facts.items() if said}
    }
    if form.get("as_described") == "yes":
        values["as_described"] = True
    if again := form.get("again"):
        values["again"] = again
    return values


def _form(occurrence_id: str, problems: Problems) -> Response:
    session, now = db.session(), clock.now()
    person_id = actors.known().person_id
    date = service.visited(session, read_id(occurrence_id), person_id)
    if date.starts_at > now:
        raise NotYet("This has not begun yet. You can say what you found once you were there.")
    activity = find_activity(session, date.activity_id)
    if activity is None:
        raise NotFound("This activity is not here.")
    told = shown_values(activity)
    today = now.astimezone(ZoneInfo(activity.time_zone)).date()
    return own_page(
        "feedback.html",
        WRONG if problems.by_field else 200,
        id=show_id(date.id),
        title=activity.title,
        day=times.long_day(date.starts_local.date(), today),
        described=options(ALL_OF_IT, [request.form.get("as_described", "-")]),
        again=options(AGAIN, [request.form.get("again", "")]),
        facts=[_fact(key, told.get(key)) for key in FACTS],
        is_done="done" in request.args,
        problems=problems,
    )


def _fact(key: str, told: int | None) -> dict[str, Any]:
    words = FACT_WORDS[key]
    choices = {str(number): said for number, said in enumerate(words.choices)}
    return {
        "key": key,
        "question": words.question,
        "told": None if told is None else words.choices[told],
        "choices": options(choices | {"": "Not sure"}, [request.form.get(key, "")]),
    }
