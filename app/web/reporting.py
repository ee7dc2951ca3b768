"""The page on which anybody reports an activity, without a script and without an account."""

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.core import actors, clock
from app.core.db import db
from app.core.errors import Invalid
from app.core.ids import read_id
from app.core.limits import sender
from app.core.requests import load
from app.core.security import public
from app.core.writes import writes
from app.moderation.reasons import REPORT_REASONS
from app.moderation.reports import service
from app.moderation.reports.routes import REPORTS
from app.moderation.reports.schemas import ReportSchema
from app.moderation.reports.service import Told
from app.web import search
from app.web.choices import options
from app.web.forms import Asked, Values
from app.web.problems import NONE, Problems
from app.web.sending import page

SEE_OTHER, WRONG = 303, 422

blueprint = Blueprint("reporting", __name__)


@blueprint.get("/activities/<activity_id>/report")
@public
def show_report(activity_id: str) -> Response:
    """What is wrong, who reads it, and what happens then."""
    return _form(activity_id, MultiDict(), NONE)


@blueprint.post("/activities/<activity_id>/report")
@public
def send_report(activity_id: str) -> ResponseReturnValue:
    """Send it; what does not fit is shown again to be mended."""
    typed = {name: request.form.get(name, "").strip() for name in ("reason", "text")}
    values = {"activity_id": activity_id} | {name: said for name, said in typed.items() if said}
    try:
        asked = load(ReportSchema(), values)
    except Invalid as error:
        return _form(activity_id, MultiDict(typed), Problems(_plain(error)))
    return _send(Told(read_id(activity_id), asked["reason"], asked.get("text"), sender()))


@blueprint.get("/reported")
@public
def show_reported() -> Response:
    """What happens next; it names no activity."""
    return page("reported.html")


@public
@writes(limit=REPORTS)
def _send(told: Told) -> ResponseReturnValue:
    service.report(db.session(), told, actors.current(), clock.now())
    return redirect("/reported", SEE_OTHER)


def _form(activity_id: str, typed: Values, problems: Problems) -> Response:
    found = search.show(activity_id, Asked(MultiDict()))
    return page(
        "report.html",
        WRONG if problems.by_field else 200,
        activity=found,
        reasons=options(REPORT_REASONS, [typed.get("reason", "")]),
        text=typed.get("text", ""),
        problems=problems,
    )


def _plain(error: Invalid) -> dict[str, list[str]]:
    if "reason" in error.errors:
        return error.errors | {"reason": ["Please choose what is wrong."]}
    return error.errors
