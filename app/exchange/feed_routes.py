"""Feeds: addresses that activities follow."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue

from app.activities.posting.naming import organiser_for
from app.core import actors, clock
from app.core.answers import json_answer
from app.core.db import db
from app.core.requests import Rooms, path_id
from app.core.security import organiser
from app.core.writes import writes
from app.exchange import following_feeds
from app.exchange.import_routes import CREATED, IMPORTS, desk, wish_of
from app.exchange.import_schemas import FEED_EXAMPLE, FeedSchema
from app.exchange.import_shapes import FEED, FEED_ENDED, FEEDS
from app.exchange.import_views import show_feed
from app.exchange.lines import Overview
from app.exchange.refreshing import take_over
from app.exchange.safe_fetch import Fetched
from app.exchange.wishes import Wish

ID = path_id("feed_id", "The id of the feed.")

blueprint = Rooms(
    "following", __name__, url_prefix="/api/v1", description="Calendars that are followed"
)


@blueprint.route("/feeds", methods=["GET"])
@organiser
@blueprint.answers(FEEDS, 401, 403)
def list_feeds() -> Response:
    """List what you follow, with the age of the last good copy."""
    found = following_feeds.mine(db.session(), actors.known().person_id)
    return json_answer({"items": [show_feed(*each) for each in found]})


@blueprint.route("/feeds", methods=["POST"])
@organiser
@writes(limit=IMPORTS, waits=True)
@blueprint.arguments(FeedSchema, example=FEED_EXAMPLE)
@blueprint.answers(FEED, 401, 403, 409, 429, 502, 503, status=CREATED)
def add_feed(asked: dict[str, Any]) -> Callable[[], ResponseReturnValue]:
    """Follow an address.

    It is read at once and then every few hours. What is new there is published, or waits for
    review while you are new; what is gone from two good copies is cancelled, with notice.
    """
    wish = wish_of(asked)
    fetched = desk().get(wish.url or "")
    found = desk().read(fetched.content or b"", wish, clock.now())
    return partial(_add, wish, fetched, found, asked.get("organiser_name"))


def _add(wish: Wish, fetched: Fetched, found: Overview, name: str | None) -> Response:
    session, now = db.session(), clock.now()
    publisher = organiser_for(session, actors.known().person_id, name, now)
    feed = following_feeds.add(session, publisher, wish, now)
    take_over(session, feed, fetched, found, now)
    answer = json_answer(show_feed(feed, publisher))
    answer.status_code = CREATED
    return answer


@blueprint.route("/feeds/<feed_id>", methods=["DELETE"], parameters=[ID])
@organiser
@writes()
@blueprint.answers(FEED_ENDED, 401, 403, 404)
def end_feed(feed_id: str) -> Response:
    """Follow an address no longer. Your activities stay as they are."""
    following_feeds.remove(db.session(), actors.known().person_id, feed_id)
    return json_answer({})
