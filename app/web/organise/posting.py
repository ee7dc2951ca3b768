"""The flow of posting: short steps, each a plain form that keeps what it says and leads on."""

from typing import Any

from flask import Blueprint, Response, current_app, request
from flask.typing import ResponseReturnValue

from app.accounts.membership import organisers_of
from app.activities.posting.beginning import Author, begin_own
from app.activities.posting.limits import EnoughForToday
from app.activities.posting.naming import UNNAMED, may_be_named, rename
from app.activities.posting.own import Own
from app.activities.posting.routes import CHANGES
from app.config import Config
from app.core import actors, clock, limits
from app.core.db import db
from app.core.errors import SENTENCE, DomainError, Invalid, NotFound
from app.core.security import for_strangers, organiser
from app.core.writes import writes
from app.web.cards import REMOTE
from app.web.forms import Values
from app.web.organise.door import show_door
from app.web.organise.form_of import typed_of
from app.web.organise.keeping import address_of, content_now, keep, own, read_answers
from app.web.organise.showing import Asked, show_step
from app.web.organise.steps import BY_KEY, after, before
from app.web.problems import Problems
from app.web.when_form import LOOK

blueprint = Blueprint("posting_pages", __name__)
SEE_OTHER, WRONG = 303, 422
FIND = "find"
TYPED_OF_WHEN = ("day", "from_time", "to_time", "extra_day", "window_from", "window_until")


@blueprint.get("/organise/new")
@organiser
@for_strangers(show_door)
def show_new() -> Response:
    """The first step of a new activity; nothing is kept yet."""
    names = [one.name for one, _ in organisers_of(db.session(), actors.known().person_id)]
    typed = typed_of({"organiser_name": names[0] if names and names[0] != UNNAMED else ""})
    return show_step(Asked("what", None, typed))


@blueprint.post("/organise/new")
@organiser
@writes(limit=CHANGES)
def begin() -> ResponseReturnValue:
    """Begin a draft with what the first step says."""
    form = request.form
    try:
        content, name = _first_answers(form)
        author = Author(actors.known().person_id, name, limits.are_on())
        with db.session.begin_nested():
            towns = current_app.extensions["places"]
            mine = begin_own(db.session(), author, content, towns, clock.now())
    except (Invalid, EnoughForToday) as error:
        return _again(Asked("what", None, form, _problems(error)))
    return _lead_on(mine, "what", None)


@blueprint.get("/organise/<activity_id>/edit/<step>")
@organiser
@for_strangers(show_door)
def show_one(activity_id: str, step: str) -> Response:
    """One step, with what was said before."""
    mine = _known(activity_id, step)
    return show_step(Asked(step, mine, typed_of(content_now(mine)), is_kept=True))


@blueprint.post("/organise/<activity_id>/edit/<step>")
@organiser
@writes(limit=CHANGES)
def keep_one(activity_id: str, step: str) -> ResponseReturnValue:
    """Keep what one step says, and lead on; what does not fit is shown again to be mended."""
    mine, form = _known(activity_id, step), request.form
    if step == "when" and LOOK in form:
        return show_step(Asked(step, mine, form))
    if step == "where" and (FIND in form or _is_only_a_town(form)):
        return show_step(_found(mine, form))
    if step == "when" and "go" in form and not any(form.get(name) for name in TYPED_OF_WHEN):
        return _lead_on(mine, step, None)
    try:
        changes = read_answers(step, form, content_now(mine), country())
        if step == "what" and may_be_named(db.session(), mine.organiser):
            rename(db.session(), mine.organiser, read_name(form) or UNNAMED)
        became = keep(mine, changes)
    except Invalid as error:
        return _again(Asked(step, mine, form, _problems(error)))
    return _lead_on(mine, step, became)


def _first_answers(form: Values) -> tuple[dict[str, Any], str | None]:
    """What the first step says, and who runs it; raises Invalid with all that does not fit."""
    wrong: dict[str, list[str]] = {}
    try:
        name = read_name(form)
    except Invalid as error:
        wrong |= error.errors
    try:
        content = read_answers("what", form, {}, country())
    except Invalid as error:
        wrong |= error.errors
    if wrong:
        raise Invalid(SENTENCE, wrong)
    return content, name


def read_name(form: Values) -> str | None:
    """Who runs it, one line; raises Invalid where that is missing."""
    name = " ".join(form.get("organiser_name", "").split())
    if not 2 <= len(name) <= 120 or not name.isprintable():  # noqa: PLR2004
        said = "Please say who runs it: a name of 2 to 120 characters."
        raise Invalid("", {"organiser_name": [said]})
    return name


def country() -> str:
    """Where this instance is at home."""
    config: Config = current_app.config["ALONGSIDE"]
    return config.help_country


def _known(activity_id: str, step: str) -> Own:
    if step not in BY_KEY or step == "check":
        raise NotFound("There is no such step.")
    return own(activity_id)


def _found(mine: Own, form: Values) -> Asked:
    """The pin on the town that was typed, or what is wrong with it."""
    typed = form.copy()
    try:
        town = current_app.extensions["places"].find(form.get("town", ""), limit=1)[0]
    except DomainError as error:
        return Asked("where", mine, typed, Problems({"town": [error.detail]}))
    typed["lat"], typed["lon"] = str(round(town.lat, 5)), str(round(town.lon, 5))
    typed["town"] = f"{town.name}, {town.area}"
    return Asked("where", mine, typed)


def _is_only_a_town(form: Values) -> bool:
    """True where going on would lose the town: it was typed, but no pin put on it."""
    has_pin = form.get("lat") or form.get("lon")
    return bool(
        form.get("town") and not has_pin and form.get("format") not in REMOTE and "go" not in form
    )


def _problems(error: DomainError) -> Problems:
    return Problems(error.errors or {"title": [error.detail]})


def _again(asked: Asked) -> Response:
    return show_step(asked, WRONG)


def _lead_on(mine: Own, step: str, became: str | None) -> Response:
    """To the next step, the one before, the preview, or away; a change goes to what became."""
    go = request.form.get("go", "next")
    if go == "preview":
        page = f"preview?from={step}"
    elif became:
        page = f"now?done={became}"
    elif go == "later":
        return _to("/organise")
    elif go == "back":
        page = f"edit/{before(step) or step}"
    else:
        page = f"edit/{after(step)}"
    return _to(address_of(mine, page))


def _to(address: str) -> Response:
    return Response(status=SEE_OTHER, headers={"Location": address})
