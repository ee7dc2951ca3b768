"""Who runs an activity together: look, ask somebody, take somebody off, leave."""

from datetime import datetime, timedelta
from typing import Any

from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.accounts.addresses import read_address
from app.accounts.membership import Role, members_of, role_in
from app.activities.posting.own import Own, find_own
from app.activities.team import service
from app.activities.team.schemas import HELPER_EXAMPLE, HELPERS, HelperSchema
from app.activities.team.service import Asked
from app.core import actors, clock
from app.core.answers import json_answer
from app.core.db import db
from app.core.errors import NotFound
from app.core.ids import read_id, show_id
from app.core.limits import Limit
from app.core.requests import Rooms, path_id
from app.core.security import organiser
from app.core.writes import writes

INVITATIONS = Limit("invitations", 10, timedelta(days=1))
ACCEPTED = 202
OF_ACTIVITY = "/activities/<activity_id>/organisers"
ACTIVITY_ID = path_id("activity_id", "An activity of yours.")
MEMBER_ID = path_id("member_id", "An id of the list.")

blueprint = Rooms("team", __name__, url_prefix="/api/v1", description="Run activities together")


@blueprint.route(OF_ACTIVITY, methods=["GET"], parameters=[ACTIVITY_ID])
@organiser
@blueprint.answers(HELPERS, 401, 403, 404)
def list_helpers(activity_id: str) -> ResponseReturnValue:
    """See who runs it together.

    They run everything that is posted under the same name.
    """
    own, me = find(activity_id, "viewer")
    return json_answer(show_helpers(db.session(), own.organiser.id, me, clock.now()))


@blueprint.route(OF_ACTIVITY, methods=["POST"], parameters=[ACTIVITY_ID])
@organiser
@writes(limit=INVITATIONS)
@blueprint.arguments(HelperSchema, example=HELPER_EXAMPLE)
@blueprint.answers(HELPERS, 401, 403, 404, 409, 429, status=ACCEPTED)
def ask_helper(asked: dict[str, Any], activity_id: str) -> ResponseReturnValue:
    """Ask somebody to help.

    A letter with a link goes there, good for two weeks; they say yes by signing in with that
    address. For somebody who helps already it changes their role.
    """
    own, me = find(activity_id, "owner")
    session, now = db.session(), clock.now()
    actors.step_up(now)
    helper = Asked(read_address(asked["email"]).lower(), asked["role"])
    service.invite(session, own.organiser.id, helper, me, now)
    answer = json_answer(show_helpers(session, own.organiser.id, me, now))
    answer.status_code = ACCEPTED
    return answer


@blueprint.route(
    f"{OF_ACTIVITY}/<member_id>", methods=["DELETE"], parameters=[ACTIVITY_ID, MEMBER_ID]
)
@organiser
@writes()
@blueprint.answers(HELPERS, 401, 403, 404, 409)
def remove_helper(activity_id: str, member_id: str) -> ResponseReturnValue:
    """Take somebody off the list, take an invitation back, or leave.

    The last owner can't leave.
    """
    own, me = find(activity_id, "viewer")
    session, now = db.session(), clock.now()
    take_off(own, me, member_id, now)
    return json_answer(show_helpers(session, own.organiser.id, me, now))


def find(activity_id: str, role: Role) -> tuple[Own, int]:
    """An activity or draft that whoever asks may act for in this role, and who asks."""
    me = actors.known().person_id
    return find_own(db.session(), me, activity_id, role), me


def take_off(own: Own, me: int, member_id: str, now: datetime) -> None:
    """Leave, or as an owner let somebody else help no more.

    Raises NotFound and LastOwner; StepUpNeeded where it is somebody else.
    """
    number = read_id(member_id)
    is_owner = role_in(db.session(), me, own.organiser.id) == "owner"
    if number is None or not (is_owner or number == me):
        raise NotFound(service.NOT_ON_LIST)
    if number != me:
        actors.step_up(now)
    service.remove(db.session(), own.organiser.id, number, me, now)


def show_helpers(session: Session, organiser_id: int, me: int, now: datetime) -> dict[str, Any]:
    """The list as one of them sees it: addresses are for owners, who ask others by them."""
    is_owner = role_in(session, me, organiser_id) == "owner"
    asked = service.invitations(session, organiser_id, now) if is_owner else []
    return {
        "items": [
            {
                "id": show_id(person.id),
                "name": person.display_name,
                "address": person.sign_in_address if is_owner or person.id == me else None,
                "role": role,
                "is_you": person.id == me,
            }
            for person, role in members_of(session, organiser_id)
        ],
        "asked": [
            {
                "id": show_id(row.id),
                "address": row.address,
                "role": row.role,
                "made_on": row.made_at.date(),
            }
            for row in asked
        ],
    }
