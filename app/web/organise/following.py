"""Calendars that are followed: which, how old the last good copy is, and the end of it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from app.activities.posting.naming import organiser_for
from app.core import actors, clock
from app.core.db import db
from app.core.errors import DomainError
from app.core.ids import show_id
from app.core.reading import read_values
from app.core.requests import load
from app.core.security import for_strangers, organiser
from app.core.writes import writes
from app.exchange import following_feeds
from app.exchange.import_routes import IMPORTS, desk, wish_of
from app.exchange.import_schemas import FeedSchema
from app.exchange.lines import Overview
from app.exchange.refreshing import take_over
from app.exchange.safe_fetch import Fetched
from app.web.organise import import_words
from app.web.organise.door import show_door
from app.web.organise.importing import NAMES
from app.web.problems import Problems
from app.web.sending import own_page

SEE_OTHER = 303
UNPROCESSABLE = 422
AT = "/organise/feeds"
DONE = {
    "followed": "It is followed. We look at it every few hours.",
    "ended": "It is followed no longer. Your activities stay as they are.",
}

blueprint = Blueprint("organise_feeds", __name__)


@blueprint.get(AT)
@organiser
@for_strangers(show_door)
def show_feeds() -> Response:
    """All that is followed, and a form for one more."""
    return _page(Problems({}))


@blueprint.post(AT)
@organiser
@writes(limit=IMPORTS, is_secret=True, waits=True)
def follow() -> Callable[[], ResponseReturnValue]:
    """Read an address once, and follow it from then on."""
    try:
        typed = request.form.copy()
        for name in [name for name in typed if not typed[name].strip()]:
            typed.pop(name)
        schema = FeedSchema()
        values, _ = read_values(typed, schema.load_fields, ignore_unknown=True)
        asked = load(schema, values)
        wish = wish_of(asked)
        fetched = desk().get(wish.url or "")
        found = desk().read(fetched.content or b"", wish, clock.now())
    except DomainError as error:
        return partial(_page, Problems(error.errors or {"url": [error.detail]}, NAMES))
    return partial(_add, asked, fetched, found)


@blueprint.post(f"{AT}/<feed_id>/end")
@organiser
@writes(is_secret=True)
def end(feed_id: str) -> ResponseReturnValue:
    """Follow it no longer."""
    following_feeds.remove(db.session(), actors.known().person_id, feed_id)
    return redirect(f"{AT}?done=ended", SEE_OTHER)


def _add(asked: dict[str, Any], fetched: Fetched, found: Overview) -> ResponseReturnValue:
    session, now, person_id = db.session(), clock.now(), actors.known().person_id
    publisher = organiser_for(session, person_id, asked.get("organiser_name"), now)
    feed = following_feeds.add(session, publisher, wish_of(asked), now)
    take_over(session, feed, fetched, found, now)
    return redirect(f"{AT}?done=followed", SEE_OTHER)


def _page(problems: Problems) -> Response:
    session, now, person_id = db.session(), clock.now(), actors.known().person_id
    feeds = [
        {"id": show_id(feed.id), "organiser": owner.name, **import_words.feed_words(feed, now)}
        for feed, owner in following_feeds.mine(session, person_id)
    ]
    shown = import_words.form_words(session, person_id, request.form)
    done = DONE.get(request.args.get("done", ""))
    status = UNPROCESSABLE if problems.by_field else 200
    return own_page(
        "organise_feeds.html", status, problems=problems, feeds=feeds, done=done, **shown
    )
