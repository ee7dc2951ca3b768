"""What moderators do: the queue, decisions with a reason, and taking them back."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Response
from flask.typing import ResponseReturnValue

from app.core import actors, clock
from app.core.answers import json_answer
from app.core.db import db
from app.core.ids import read_id, show_id
from app.core.requests import Rooms, path_id
from app.core.security import moderator
from app.core.writes import writes
from app.moderation.review import organisers, service
from app.moderation.review import undo as undoing
from app.moderation.review.models import Decision
from app.moderation.review.queue import queue
from app.moderation.review.schemas import DECISION, EXAMPLE, QUEUE, JudgementSchema
from app.moderation.review.service import Judgement

ERRORS = (401, 403, 404, 409)
Judge = TypeVar("Judge", bound=Callable[..., ResponseReturnValue])

blueprint = Rooms("review", __name__, url_prefix="/api/v1/moderation", description="Moderate")


ITEM_ID = path_id("item_id", "The id of an item of the queue, or of an activity.")
ORGANISER_ID = path_id("organiser_id", "The id of an item's organiser.")
DECISION_ID = path_id("decision_id", "The id of a decision.")


@blueprint.route("/queue", methods=["GET"])
@moderator
@blueprint.answers(QUEUE, 401, 403)
def show_queue() -> ResponseReturnValue:
    """Show what waits: what is out of sight first, then the longest waiting."""
    return json_answer({"items": queue(db.session(), clock.now())})


def _judges(path: str, parameter: dict[str, Any]) -> Callable[[Judge], Judge]:
    """The one shape of deciding: a moderator, with a reason, on what the address names."""

    def shape(view: Judge) -> Judge:
        described = blueprint.answers(DECISION, *ERRORS)(view)
        asked = blueprint.arguments(JudgementSchema, example=EXAMPLE)(described)
        blueprint.route(path, methods=["POST"], parameters=[parameter])(moderator(writes()(asked)))
        return view

    return shape


@_judges("/items/<item_id>/approve", ITEM_ID)
def approve_item(asked: dict[str, Any], item_id: str) -> ResponseReturnValue:
    """Publish what waits, or find that a reported listing is fine."""
    return _decide("approve", item_id, asked)


@_judges("/items/<item_id>/reject", ITEM_ID)
def reject_item(asked: dict[str, Any], item_id: str) -> ResponseReturnValue:
    """Send what waits back to its author, with a reason."""
    return _decide("reject", item_id, asked)


@_judges("/items/<item_id>/hide", ITEM_ID)
def hide_item(asked: dict[str, Any], item_id: str) -> ResponseReturnValue:
    """Take a listing out of sight, with a reason."""
    return _decide("hide", item_id, asked)


@_judges("/items/<item_id>/restore", ITEM_ID)
def restore_item(asked: dict[str, Any], item_id: str) -> ResponseReturnValue:
    """Bring a hidden listing back as it was."""
    return _decide("restore", item_id, asked)


@_judges("/organisers/<organiser_id>/trust", ORGANISER_ID)
def trust_organiser(asked: dict[str, Any], organiser_id: str) -> ResponseReturnValue:
    """Vouch for an organiser."""
    number = read_id(organiser_id)
    return answer(organisers.trust(db.session(), number, _judged("trust", asked), clock.now()))


@_judges("/organisers/<organiser_id>/block", ORGANISER_ID)
def block_organiser(asked: dict[str, Any], organiser_id: str) -> ResponseReturnValue:
    """Stop an organiser: listings out of sight, owners refused at the door."""
    number = read_id(organiser_id)
    return answer(organisers.block(db.session(), number, _judged("block", asked), clock.now()))


@blueprint.route("/decisions/<decision_id>/undo", methods=["POST"], parameters=[DECISION_ID])
@moderator
@writes()
@blueprint.answers(DECISION, *ERRORS)
def undo_decision(decision_id: str) -> ResponseReturnValue:
    """Take a decision back."""
    person_id = actors.known().person_id
    return answer(undoing.undo(db.session(), read_id(decision_id), person_id, clock.now()))


def answer(row: Decision) -> Response:
    """A decision as its answer."""
    return json_answer(
        {
            "id": show_id(row.id),
            "item_id": show_id(row.item_id),
            "act": row.act,
            "undone": row.undone_at is not None,
            "left_out": row.before.get("left_out"),
        }
    )


def _decide(act: str, item_id: str, asked: dict[str, Any]) -> Response:
    return answer(service.decide(db.session(), read_id(item_id), _judged(act, asked), clock.now()))


def _judged(act: str, asked: dict[str, Any]) -> Judgement:
    return Judgement(act=act, person_id=actors.known().person_id, **asked)
