"""Who helps with an activity, asking somebody to, and the page of an invitation."""

from typing import Any

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from app.accounts.addresses import read_address
from app.activities.team import service
from app.activities.team.routes import INVITATIONS, find, show_helpers, take_off
from app.activities.team.schemas import ROLES, HelperSchema
from app.activities.team.service import Asked
from app.core import actors, clock
from app.core.actors import StepUpNeeded
from app.core.db import db
from app.core.errors import DomainError, NotFound
from app.core.ids import show_id
from app.core.requests import load
from app.core.security import by_secret, for_strangers, organiser
from app.core.writes import writes
from app.web import times
from app.web.organise.acting import ACTS, is_fresh
from app.web.organise.door import show_door
from app.web.problems import NONE, Problems
from app.web.sending import own_page

SEE_OTHER = 303
AT = "/organise/<activity_id>/helpers"
INVITED = "/organise/invitations/<secret>"
ROLE_WORDS = {
    "owner": "Owns it: may do everything, and ask others",
    "editor": "Changes it, and writes to those who come",
    "viewer": "Looks only: sees who comes",
}
DONE = {
    "asked": "The letter is on its way. It can be answered for two weeks.",
    "gone": "Taken off the list.",
}

blueprint = Blueprint("organise_team", __name__)


@blueprint.get(AT)
@organiser
@for_strangers(show_door)
def show_helpers_of(activity_id: str) -> Response:
    """Everybody who runs what is posted under the same name."""
    return own_page("organise_helpers.html", **_shown(activity_id))


@blueprint.post(AT)
@organiser
@writes(limit=INVITATIONS)
def ask_helper(activity_id: str) -> ResponseReturnValue:
    """Ask somebody to help, by a letter."""
    own, me = find(activity_id, "owner")
    typed = {name: request.form.get(name, "") for name in ("email", "role")}
    try:
        asked = load(HelperSchema(), {name: value for name, value in typed.items() if value})
        helper = Asked(read_address(asked["email"]).lower(), asked["role"])
        actors.step_up(clock.now())
        service.invite(db.session(), own.organiser.id, helper, me, clock.now())
    except StepUpNeeded:
        raise
    except DomainError as error:
        return own_page("organise_helpers.html", error.status, **_shown(activity_id, error))
    return redirect(f"/organise/{activity_id}/helpers?done=asked", SEE_OTHER)


@blueprint.post(f"{AT}/<member_id>/end")
@organiser
@writes(limit=ACTS)
def end_helping(activity_id: str, member_id: str) -> ResponseReturnValue:
    """Take somebody off the list, take an invitation back, or leave."""
    own, me = find(activity_id, "viewer")
    try:
        take_off(own, me, member_id, clock.now())
    except (NotFound, StepUpNeeded):
        raise
    except DomainError as error:
        return own_page("organise_helpers.html", error.status, **_shown(activity_id, error))
    is_me = member_id == show_id(me)
    to = "/organise" if is_me else f"/organise/{activity_id}/helpers?done=gone"
    return redirect(to, SEE_OTHER)


@blueprint.get(INVITED)
@by_secret
def show_invitation(secret: str) -> Response:
    """Who asks, and a button to say yes; looking changes nothing."""
    row, run_by = service.find_invitation(db.session(), secret, clock.now())
    words = ROLE_WORDS[row.role]
    return own_page("organise_invited.html", name=run_by.name, role=words, path=request.path)


@blueprint.post(INVITED)
@organiser
@writes(limit=ACTS)
def accept_invitation(secret: str) -> ResponseReturnValue:
    """Say yes, signed in with the address the letter went to."""
    service.accept(db.session(), secret, actors.known().person_id, clock.now())
    return redirect("/organise?done=joined", SEE_OTHER)


def _shown(activity_id: str, error: DomainError | None = None) -> dict[str, Any]:
    own, me = find(activity_id, "viewer")
    found = show_helpers(db.session(), own.organiser.id, me, clock.now())
    today = times.today_in(None)
    mine = next(one for one in found["items"] if one["is_you"])
    return {
        "id": activity_id,
        "organiser": own.organiser.name,
        "is_owner": mine["role"] == "owner",
        "must_prove": not is_fresh(),
        "helpers": [one | {"words": ROLE_WORDS[one["role"]]} for one in found["items"]],
        "asked": [
            one | {"words": ROLE_WORDS[one["role"]], "day": times.short_day(one["made_on"], today)}
            for one in found["asked"]
        ],
        "roles": [
            {
                "value": role,
                "label": ROLE_WORDS[role],
                "is_chosen": role == request.form.get("role", "editor"),
            }
            for role in reversed(ROLES)
        ],
        "typed": request.form.get("email", ""),
        "said": error.detail if error and not error.errors else None,
        "problems": Problems(error.errors) if error and error.errors else NONE,
        "done": DONE.get(request.args.get("done", "")),
    }
