"""Being told things on this phone: on and off, and the key for it."""

from datetime import timedelta
from typing import Any

from flask import current_app
from flask.typing import ResponseReturnValue

from app.config import Config
from app.core import actors, clock
from app.core.answers import json_answer
from app.core.db import db
from app.core.limits import Limit
from app.core.requests import Rooms
from app.core.security import personal
from app.core.writes import writes
from app.notices.push import service
from app.notices.push.keys import public_of
from app.notices.push.schemas import (
    EXAMPLE,
    KEY,
    SUBSCRIBED,
    UNSUBSCRIBED,
    ForgetSchema,
    SubscriptionSchema,
)

SUBSCRIPTIONS = Limit("push subscriptions", 60, timedelta(hours=1))
CREATED, OK = 201, 200

blueprint = Rooms("push", __name__, url_prefix="/api/v1/push", description="Messages on your phone")


@blueprint.route("/key", methods=["GET"])
@personal
@blueprint.answers(KEY, 401)
def show_key() -> ResponseReturnValue:
    """Read the key that your browser subscribes with."""
    config: Config = current_app.config["ALONGSIDE"]
    private = config.vapid_private_key
    return json_answer({"key": public_of(private) if private else None})


@blueprint.route("/subscriptions", methods=["POST"])
@personal
@writes(limit=SUBSCRIPTIONS)
@blueprint.arguments(SubscriptionSchema, example=EXAMPLE)
@blueprint.answers(SUBSCRIBED, 401, 403, 429, status=CREATED)
def subscribe(asked: dict[str, Any]) -> ResponseReturnValue:
    """Be told things in this browser.

    Only addresses of the push services of browser makers are taken. A browser that says so
    again is kept for longer (200); one that is not heard of for 60 days is forgotten. A person
    has at most 10; the one that was not seen for the longest goes.
    """
    actor, now = actors.known(), clock.now()
    is_new = service.subscribe(db.session(), actor, asked["endpoint"], asked["keys"], now)
    answer = json_answer({"is_new": is_new})
    answer.status_code = CREATED if is_new else OK
    return answer


@blueprint.route("/subscriptions", methods=["DELETE"])
@personal
@writes()
@blueprint.arguments(ForgetSchema, required=False, example={"endpoint": EXAMPLE["endpoint"]})
@blueprint.answers(UNSUBSCRIBED, 401, 403)
def unsubscribe(asked: dict[str, Any]) -> ResponseReturnValue:
    """Be told nothing more in this browser, or in the one of an address."""
    service.unsubscribe(db.session(), actors.known(), asked.get("endpoint"))
    return json_answer({})
