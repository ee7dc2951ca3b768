"""The search of the API: browse, match, and one activity."""

from typing import Any

from flask import current_app
from flask.typing import ResponseReturnValue

from app.core import clock
from app.core.answers import json_answer, public_answer
from app.core.db import db
from app.core.requests import Rooms, path_id
from app.core.security import public
from app.discovery.activity_shape import ACTIVITY
from app.discovery.asker import read_asker
from app.discovery.asking import read_filters
from app.discovery.schemas import FilterSchema, MatchSchema, PageSchema
from app.discovery.service import Dates, browse, show
from app.discovery.shapes import PAGE_OF_CARDS
from app.discovery.stepping import Stand, propose
from app.discovery.visit_schemas import NextStepsSchema, ObserveSchema
from app.discovery.visit_shapes import LADDER, PROFILE
from app.discovery.visits import learn

blueprint = Rooms(
    "discovery", __name__, url_prefix="/api/v1", description="Find activities and see how they fit"
)

TO_ONE = {
    "operationId": "show_activity",
    "parameters": {"activity_id": "$response.body#/items/0/id"},
    "description": "Each item is one activity.",
}
LINKS = {
    "activity": TO_ONE,
    "activity_calendar": TO_ONE | {"operationId": "show_activity_calendar"},
    "save": TO_ONE | {"operationId": "save_activity"},
    "unsave": TO_ONE | {"operationId": "unsave_activity"},
    **{
        name: TO_ONE | {"operationId": name}
        for name in (
            "show_own_activity", "change_activity", "remove_activity", "publish_activity",
            "cancel_activity", "confirm_activity", "copy_activity", "list_helpers",
            "ask_helper", "remove_helper", "list_own_dates", "undo_change",
        )
    },
    "question": TO_ONE | {"operationId": "ask_organiser"},
} | {
    name: {
        "operationId": name,
        "parameters": {"occurrence_id": "$response.body#/items/0/occurrence_id"},
        "description": "Each item names the date that comes next.",
    }
    for name in (
        "hold_place", "show_place", "give_back", "confirm_place", "accept_offer", "decline_offer",
        "show_date_calendar", "make_invite", "end_invites", "show_attendees",
        "download_attendees", "write_to_all", "change_dates", "cancel_dates",
        "give_feedback",
    )
} | {
    "visit": {
        "operationId": "observe_visit",
        "requestBody": {"visit": {"activity_id": "$response.body#/items/0/id"}},
        "description": "Each item can be visited, and taught from.",
    }
}  # fmt: skip
ACTIVITY_ID = path_id("activity_id", "The id of an item of a list.")
MATCH = {
    "place": "Shrewsbury",
    "radius_km": 10,
    "limit": 2,
    "profile": {
        "level": 4,
        "sensitivities": {"speak": "harder"},
        "pace": "steady",
        "interests": ["walking", "board_games"],
    },
}
OBSERVE = {
    "profile": {"level": 4, "answers": {"party": "very_nervous"}},
    "visit": {"activity_id": "0123456789ab", "peak_anxiety": 4},
    "weeks": 1,
}
NEXT_STEPS = {
    "place": "Shrewsbury",
    "radius_km": 10,
    "profile": {"level": 3, "interests": ["walking", "board_games"]},
    "done": [],
}


@blueprint.route("/activities", methods=["GET"])
@public
@blueprint.arguments(FilterSchema, location="query")
@blueprint.answers(PAGE_OF_CARDS, links=LINKS)
def browse_activities(asked: dict[str, Any]) -> ResponseReturnValue:
    """Browse activities.

    Cards, facets and what a wider radius would find; the radius is never widened by itself.
    """
    places, index = current_app.extensions["places"], current_app.extensions["index"]
    filters = read_filters(asked, places, "soonest")
    return public_answer(browse(db.session(), index, filters, None, clock.now()))


@blueprint.route("/matches", methods=["POST"])
@public
@blueprint.arguments(MatchSchema, example=MATCH)
@blueprint.answers(PAGE_OF_CARDS, 400, 403, 413, 415)
def match_activities(asked: dict[str, Any]) -> ResponseReturnValue:
    """Browse activities as they suit a profile.

    The same filters, and a profile that is used for this answer and then dropped.
    """
    places, index = current_app.extensions["places"], current_app.extensions["index"]
    asker = read_asker(asked["profile"]) if "profile" in asked else None
    filters = read_filters(asked, places, "fit" if asker else "soonest")
    return json_answer(browse(db.session(), index, filters, asker, clock.now()))


@blueprint.route("/matches/observe", methods=["POST"])
@public
@blueprint.arguments(ObserveSchema, example=OBSERVE)
@blueprint.answers(PROFILE, 400, 403, 404, 410, 413, 415)
def observe_visit(asked: dict[str, Any]) -> ResponseReturnValue:
    """Learn from a visit.

    The profile as it is after one visit. Nothing of it is kept here: the device keeps it.
    """
    return json_answer(learn(db.session(), asked, clock.now()))


@blueprint.route("/matches/next-steps", methods=["POST"])
@public
@blueprint.arguments(NextStepsSchema, example=NEXT_STEPS)
@blueprint.answers(LADDER, 400, 403, 413, 415)
def show_next_steps(asked: dict[str, Any]) -> ResponseReturnValue:
    """Find small next steps.

    From the last visit that went well, up to three steps that each ask a little more. After a
    hard visit one that asks less, after two in a row none. Nothing of it is kept here.
    """
    places, index = current_app.extensions["places"], current_app.extensions["index"]
    stand = Stand(read_asker(asked["profile"]), asked.get("done", ()))
    filters = read_filters(asked, places, "fit")
    found = propose(db.session(), index, filters, stand, clock.now())
    return json_answer({"anchor": found.anchor, "steps": found.steps, "easier": found.easier})


@blueprint.route("/activities/<activity_id>", methods=["GET"], parameters=[ACTIVITY_ID])
@public
@blueprint.arguments(PageSchema, location="query")
@blueprint.answers(ACTIVITY, 404, 410)
def show_activity(asked: dict[str, Any], activity_id: str) -> ResponseReturnValue:
    """Show one activity.

    Everything public of it, with its next dates and who told what, when.
    """
    return public_answer(show(db.session(), activity_id, clock.now(), Dates(**asked)))
