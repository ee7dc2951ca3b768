"""The page on which anybody asks an organiser for facts, without a name."""

from typing import Any

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.activities.questions import service
from app.activities.questions.routes import ASKING
from app.activities.questions.schemas import QuestionSchema
from app.activities.vocabulary import ACCESS
from app.comfort import FACTS, SUPPORTS
from app.core import clock
from app.core.db import db
from app.core.errors import Invalid
from app.core.ids import read_id
from app.core.requests import load
from app.core.security import public
from app.core.writes import writes
from app.web import search, words
from app.web.choices import options
from app.web.forms import Asked
from app.web.problems import NONE, Problems
from app.web.sending import page

SEE_OTHER, WRONG = 303, 422
ABOUT, DONE = "about", "done"

blueprint = Blueprint("asking", __name__)


@blueprint.get("/activities/<activity_id>/ask")
@public
def show_ask(activity_id: str) -> Response:
    """What is not told, to choose from; or that it was asked."""
    return _form(activity_id, NONE)


@blueprint.post("/activities/<activity_id>/ask")
@public
def send_questions(activity_id: str) -> ResponseReturnValue:
    """Ask; with nothing chosen, the page says so."""
    try:
        asked = load(QuestionSchema(), {"facts": request.form.getlist(ABOUT)})
        return _send(activity_id, asked["facts"])
    except Invalid as error:
        return _form(activity_id, Problems(error.errors))


def untold(page_of: dict[str, Any]) -> dict[str, str]:
    """What nobody told of an activity, by key, as something to ask."""
    told = page_of["facts"] | page_of["supports"] | page_of["access"]
    return {
        key: words.sentence(service.question_words(key)).rstrip(".")
        for key in (*FACTS, *SUPPORTS, *ACCESS)
        if told.get(key) is None
    }


@public
@writes(limit=ASKING)
def _send(activity_id: str, keys: list[str]) -> ResponseReturnValue:
    service.ask(db.session(), read_id(activity_id), keys, clock.now())
    return redirect(f"/activities/{activity_id}/ask?{DONE}=1", SEE_OTHER)


def _form(activity_id: str, problems: Problems) -> Response:
    found = search.show(activity_id, Asked(MultiDict()))
    chosen = request.form.getlist(ABOUT) or request.args.getlist(ABOUT)
    asked = options(untold(found), chosen)
    return page(
        "ask.html",
        WRONG if problems.by_field else 200,
        activity=found,
        questions=[one for one in asked if one.value not in ACCESS],
        access=[one for one in asked if one.value in ACCESS],
        is_done=DONE in request.args,
        problems=problems,
    )
