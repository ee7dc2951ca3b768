"""Bringing a calendar: a file or an address, what it comes to, and which of it is published."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from app.activities.posting.naming import organiser_for
from app.core import actors, clock
from app.core.db import db
from app.core.errors import DomainError, Invalid
from app.core.ids import show_id
from app.core.reading import read_values
from app.core.requests import load
from app.core.security import for_strangers, organiser, takes_file, takes_up_to
from app.core.writes import writes
from app.exchange import previews
from app.exchange.import_routes import IMPORTS, MOST_BYTES, desk, host_of, wish_of
from app.exchange.import_schemas import BesideSchema, ImportSchema
from app.exchange.previews import Kept
from app.exchange.readers.table_columns import FIELDS, NEEDED
from app.web.organise import import_words
from app.web.organise.door import show_door
from app.web.problems import Problems
from app.web.sending import own_page

SEE_OTHER = 303
UNPROCESSABLE = 422
AT = "/organise/import"
MOST_NAME = 120
NAMES = {"url": "The web address", "content": "The file"}
NOTHING = "Please choose a file, or type an address."
NO_COLUMN = "Please say which column holds the title, and which the start."

blueprint = Blueprint("organise_import", __name__)


@blueprint.get(AT)
@organiser
@for_strangers(show_door)
def ask_file() -> Response:
    """Which file or address, and what to know beside it."""
    return _form(Problems({}))


@blueprint.post(AT)
@takes_file
@takes_up_to(MOST_BYTES)
@organiser
@writes(limit=IMPORTS, is_secret=True, waits=True)
def bring() -> Callable[[], ResponseReturnValue]:
    """Read it, and lead on to what it comes to; nothing is public yet."""
    try:
        asked, content, name = _sent()
        wish = wish_of(asked)
        if wish.url:
            content = desk().get(wish.url).content or b""
        overview = desk().read(content, wish, clock.now())
    except DomainError as error:
        given = "url" if request.form.get("url", "").strip() else "content"
        return partial(_form, Problems(error.errors or {given: [error.detail]}, NAMES))
    file = Kept(host_of(wish) if wish.url else name, wish, overview, content)
    return partial(_keep, file, asked.get("organiser_name"))


@blueprint.get(f"{AT}/<public_id>")
@organiser
@for_strangers(show_door)
def show_rows(public_id: str) -> Response:
    """A line for every row: new, changed, the same, or why not."""
    return _rows(public_id)


@blueprint.post(f"{AT}/<public_id>")
@organiser
@writes(is_secret=True)
def publish_rows(public_id: str) -> Response:
    """Take the chosen rows over, and say what became of each."""
    session, now, person_id = db.session(), clock.now(), actors.known().person_id
    preview = previews.find(session, person_id, public_id, now)
    chosen = {int(text) for text in request.form.getlist("row") if text.isdecimal()}
    try:
        done = previews.publish(session, preview, person_id, chosen, now)
    except DomainError as error:
        return _rows(public_id, Problems({"row": [error.detail]}), chosen=chosen)
    titles = {each.row.n: each.row.title for each in preview.rows}
    return own_page(
        "organise_import_done.html",
        id=public_id,
        said=import_words.done_words(done),
        refused=[(titles[each.n], each.reason) for each in done if each.reason],
        has_more=len(preview.choosable) > len(done),
    )


@blueprint.post(f"{AT}/<public_id>/columns")
@organiser
@writes(limit=IMPORTS, is_secret=True, waits=True)
def map_columns(public_id: str) -> Callable[[], ResponseReturnValue]:
    """Read a table anew with the columns that somebody chose."""
    session, now = db.session(), clock.now()
    preview = previews.find(session, actors.known().person_id, public_id, now)
    content, name = preview.kept.content or b"", preview.kept.name
    chosen = {field: request.form[field] for field in FIELDS if request.form.get(field)}
    wish = replace(preview.wish, format="csv", columns=chosen)
    session.rollback()
    if not all(field in chosen for field in NEEDED):
        return partial(_rows, public_id, Problems({"title": [NO_COLUMN]}), columns=chosen)
    try:
        overview = desk().read(content, wish, now)
    except DomainError as error:
        problems = Problems(error.errors or {"title": [error.detail]})
        return partial(_rows, public_id, problems, columns=chosen)
    return partial(_read_anew, public_id, Kept(name, wish, overview, content))


def _sent() -> tuple[dict[str, Any], bytes, str]:
    """What was typed, the file and its name; raises Invalid."""
    file = request.files.get("file")
    content = file.read() if file and file.filename else b""
    typed = request.form.copy()
    for name in [name for name in typed if not typed[name].strip()]:
        typed.pop(name)
    schema = BesideSchema() if content else ImportSchema()
    values, _ = read_values(typed, schema.load_fields, ignore_unknown=True)
    if not content and "url" not in values:
        raise Invalid(NOTHING, {"url": [NOTHING]})
    return load(schema, values), content, (file.filename or "")[:MOST_NAME] if file else ""


def _form(problems: Problems) -> Response:
    person_id = actors.known().person_id
    shown = import_words.form_words(db.session(), person_id, request.form)
    status = UNPROCESSABLE if problems.by_field else 200
    return own_page("organise_import.html", status, problems=problems, **shown)


def _keep(file: Kept, name: str | None) -> ResponseReturnValue:
    session, now, person_id = db.session(), clock.now(), actors.known().person_id
    publisher = organiser_for(session, person_id, name, now)
    preview = previews.keep(session, publisher, person_id, file, now)
    return redirect(f"{AT}/{show_id(preview.kept.id)}", SEE_OTHER)


def _read_anew(public_id: str, file: Kept) -> ResponseReturnValue:
    session, now = db.session(), clock.now()
    preview = previews.find(session, actors.known().person_id, public_id, now)
    previews.read_anew(session, preview.kept, file)
    return redirect(f"{AT}/{public_id}", SEE_OTHER)


def _rows(public_id: str, problems: Problems | None = None, **sent: Any) -> Response:
    now = clock.now()
    preview = previews.find(db.session(), actors.known().person_id, public_id, now)
    shown = import_words.rows_words(preview, now, **sent)
    status = UNPROCESSABLE if problems else 200
    found = problems or Problems({})
    return own_page("organise_import_rows.html", status, id=public_id, problems=found, **shown)
