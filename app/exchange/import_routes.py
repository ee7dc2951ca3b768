"""Imports: a file or an address becomes a preview, and the rows that are chosen are published."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from flask import Response, current_app
from flask.typing import ResponseReturnValue

from app.activities.posting.naming import organiser_for
from app.core import actors, clock
from app.core.answers import json_answer
from app.core.db import db
from app.core.limits import Limit
from app.core.requests import Rooms, path_id
from app.core.security import organiser, takes_up_to
from app.core.writes import writes
from app.exchange import previews
from app.exchange.import_schemas import (
    CHOSEN_EXAMPLE,
    IMPORT_EXAMPLE,
    ChosenSchema,
    ImportSchema,
)
from app.exchange.import_shapes import IMPORT, TAKEN
from app.exchange.import_views import show_preview, show_taken
from app.exchange.previews import Kept
from app.exchange.wishes import Desk, Wish

MOST_BYTES = 1536 * 1024
IMPORTS = Limit("imports", 5, timedelta(hours=1))
CREATED = 201
CALENDAR_SCHEME = re.compile(r"^webcals?://", re.IGNORECASE)
BARE = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?].*)?")
A_FILE = "A file"
ID = path_id("public_id", "The id that POST /imports gave.")

blueprint = Rooms(
    "imports", __name__, url_prefix="/api/v1", description="Bring the calendar you already keep"
)


@blueprint.route("/imports", methods=["POST"])
@takes_up_to(MOST_BYTES)
@organiser
@writes(limit=IMPORTS, waits=True)
@blueprint.arguments(ImportSchema, example=IMPORT_EXAMPLE)
@blueprint.answers(IMPORT, 401, 403, 404, 413, 429, 502, 503, status=CREATED)
def make_import(asked: dict[str, Any]) -> Callable[[], ResponseReturnValue]:
    """Read a file or an address, and show what it comes to.

    Nothing is public until its rows are published. The file itself is not kept, but for the
    cells of a table, and the preview goes after two days.
    """
    wish = wish_of(asked)
    content = (asked.get("content") or "").encode("utf-8", "replace")
    if wish.url:
        content = desk().get(wish.url).content or b""
    overview = desk().read(content, wish, clock.now())
    file = Kept(host_of(wish), wish, overview, content)
    return partial(_keep, file, asked.get("organiser_name"))


def _keep(file: Kept, name: str | None) -> Response:
    session, now, person_id = db.session(), clock.now(), actors.known().person_id
    publisher = organiser_for(session, person_id, name, now)
    preview = previews.keep(session, publisher, person_id, file, now)
    answer = json_answer(show_preview(preview, now))
    answer.status_code = CREATED
    return answer


@blueprint.route("/imports/<public_id>", methods=["GET"], parameters=[ID])
@organiser
@blueprint.answers(IMPORT, 401, 403, 404)
def show_import(public_id: str) -> Response:
    """Look at a preview again. Each row stands as it does now."""
    now = clock.now()
    preview = previews.find(db.session(), actors.known().person_id, public_id, now)
    return json_answer(show_preview(preview, now))


@blueprint.route("/imports/<public_id>/publish", methods=["POST"], parameters=[ID])
@organiser
@writes()
@blueprint.arguments(ChosenSchema, example=CHOSEN_EXAMPLE)
@blueprint.answers(TAKEN, 401, 403, 404, 409)
def publish_import(chosen: dict[str, Any], public_id: str) -> Response:
    """Publish rows of a preview, at most 200 at once.

    A new organiser's listings, and their changes of title, time, place or link, wait until
    somebody has looked at them.
    """
    session, now, person_id = db.session(), clock.now(), actors.known().person_id
    preview = previews.find(session, person_id, public_id, now)
    done = previews.publish(session, preview, person_id, chosen.get("rows"), now)
    return json_answer(show_taken(preview, done))


def desk() -> Desk:
    """Where files are fetched and read."""
    found: Desk = current_app.extensions["desk"]
    return found


def wish_of(asked: dict[str, Any]) -> Wish:
    """What was said beside a file or an address."""
    return Wish(
        format=asked.get("format", "detect"),
        url=as_web(asked["url"]) if asked.get("url") else None,
        kind=asked["kind"],
        place=asked.get("place") or None,
        time_zone=asked.get("time_zone") or None,
        topics=tuple(asked["topics"]),
        columns=asked.get("columns") or {},
    )


def as_web(url: str) -> str:
    """An address as people copy it: calendars give out webcal://, and many leave https:// out."""
    address = CALENDAR_SCHEME.sub("https://", url.strip())
    return f"https://{address}" if BARE.fullmatch(address) else address


def host_of(wish: Wish) -> str:
    """What an import is called: the host of its address."""
    return (urlsplit(wish.url).hostname if wish.url else None) or A_FILE
