"""A poster of one activity: one sheet of paper, black on white, with a code for its page."""

from typing import Any

from flask import Blueprint, Response, current_app

from app.activities.models import Activity
from app.activities.posting.own import own_activity
from app.activities.queries import upcoming_occurrences
from app.config import Config
from app.core import actors, clock
from app.core.db import db
from app.core.errors import NotFound
from app.core.ids import show_id
from app.core.security import for_strangers, organiser
from app.web import steps, times, words
from app.web.organise.door import show_door
from app.web.organise.qr import draw_code
from app.web.place import where
from app.web.sending import own_page

DATES, STEPS = 4, 5
COMFORTS = {
    "leave_ok": "You can leave at any time.",
    "watch_ok": "You can watch first.",
    "bring_friend": "Bring a friend if you like.",
    "quiet_space": "There is a quiet place to sit.",
}

blueprint = Blueprint("organise_poster", __name__)


@blueprint.get("/organise/<activity_id>/poster")
@organiser
@for_strangers(show_door)
def show_poster(activity_id: str) -> Response:
    """What hangs on a wall: only what everybody can read on its page anyway."""
    activity = own_activity(db.session(), actors.known().person_id, activity_id, "viewer")
    if activity.state != "published":
        raise NotFound("Only what is public has a poster.")
    return own_page("organise_poster.html", **show_sheet(activity))


def show_sheet(activity: Activity) -> dict[str, Any]:
    """The words of the poster; what is not told is left out, for a poster can't be asked."""
    config: Config = current_app.config["ALONGSIDE"]
    address = f"{config.public_url}/activities/{show_id(activity.id)}"
    told = {fact.key: fact.value for fact in activity.told}
    cost = activity.cost_minor, activity.cost_currency
    return {
        "id": show_id(activity.id),
        "title": activity.title,
        "organiser": activity.organiser.name,
        "first": [
            said
            for said in (
                words.audience(activity.audience),
                words.ages(activity.age_min, activity.age_max),
            )
            if said
        ],
        "dates": _dates(activity),
        "where": where(activity),
        "is_online": activity.format in {"online", "phone"},
        "steps": steps.read_steps(activity.steps)[:STEPS],
        "greeter": activity.greeter_name,
        "cost": words.money({"minor": cost[0], "currency": cost[1]} if cost[1] else None),
        "comforts": [said for key, said in COMFORTS.items() if told.get(key) == 1],
        "is_step_free": told.get("step_free") == 1,
        "needs_place": activity.booking == "needed",
        "is_support": activity.kind == "support_meetup",
        "code": draw_code(address),
        "address": address.split("://", maxsplit=1)[-1],
    }


def _dates(activity: Activity) -> list[dict[str, str]]:
    today = times.today_in(activity.time_zone)
    rows = upcoming_occurrences(db.session(), activity.id, clock.now(), 3 * DATES)
    return [
        {
            "day": times.long_day(row.starts_local.date(), today),
            "time": f"{row.starts_local:%H:%M} to {row.ends_local:%H:%M}",
        }
        for row in rows
        if row.status == "scheduled"
    ][:DATES]
