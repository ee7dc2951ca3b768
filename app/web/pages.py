"""The pages people see: each asks one service and shows the answer."""

from flask import Blueprint, Response, current_app, request
from werkzeug.datastructures import MultiDict

from app.config import Config
from app.core.errors import DomainError, Invalid
from app.core.security import answers_always, public
from app.web import forms, help, nearby, search, times  # noqa: A004
from app.web.about import show_about
from app.web.activity import show_activity
from app.web.forms import Asked
from app.web.hold_form import DATE, Typed, show_form
from app.web.sending import page
from app.web.ways import Ways

blueprint = Blueprint("pages", __name__)
WRONG = 422


def read_page() -> Asked:
    """What this page was asked, by its address or by a form."""
    return forms.read_asked(request.args, request.form if request.method == "POST" else None)


def _country() -> str:
    config: Config = current_app.config["ALONGSIDE"]
    return config.help_country


def wrong_answers(asked: Asked) -> Response | None:
    """About me again, with what to mend, where the profile that came along can't be read."""
    try:
        forms.read_profile(asked)
    except DomainError as error:
        errors = error.errors or {"level": [error.detail]}
        return page("about_me.html", WRONG, **show_about(asked, _country(), errors))
    return None


@blueprint.route("/", methods=["GET", "POST"])
@public
def show_nearby() -> Response:
    """What is near, as a list; with a profile in the form, how each may feel."""
    asked = read_page()
    if wrong := wrong_answers(asked):
        return wrong
    try:
        found = search.browse(asked)
    except Invalid as error:
        return page("nearby.html", WRONG, **nearby.show_errors(asked, error))
    return page("nearby.html", **nearby.show_found(asked, found))


@blueprint.route("/activities/<activity_id>", methods=["GET", "POST"])
@public
def show_one(activity_id: str) -> Response:
    """What to expect of one activity; with a profile in the form, how it may feel."""
    asked = read_page()
    if wrong := wrong_answers(asked):
        return wrong
    found = search.show(activity_id, asked)
    shown = show_activity(found, times.today_in(found["time_zone"]))
    chosen = Typed(MultiDict({DATE: request.args.get(DATE, "")}))
    hold = show_form(found, shown["dates"] + shown["later_dates"], chosen)
    return page("activity.html", activity=shown, hold=hold, asked=asked, ways=Ways(asked))


@blueprint.route("/about-me", methods=["GET", "POST"])
@public
def show_about_me() -> Response:
    """What a person may tell of themselves; nothing of it is kept here."""
    asked = read_page()
    return wrong_answers(asked) or page("about_me.html", **show_about(asked, _country()))


@blueprint.get("/help")
@public
@answers_always
def show_help() -> Response:
    """Numbers that help now."""
    own, others = help.own_first(_country())
    return page("help.html", own=own, others=others)
