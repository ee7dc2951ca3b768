"""Mine: a page that the phone fills from what it keeps, and the same list from here."""

from typing import Any

from flask import Blueprint, Response, request

from app.attendance.rsvps.queries import my_rsvps
from app.attendance.rsvps.seats import position
from app.attendance.running.messages import read_by
from app.attendance.saves import service as saves
from app.core import actors, clock
from app.core.db import db
from app.core.security import for_strangers, personal, public
from app.web import forms, words
from app.web.plans import show_plan, show_save
from app.web.sending import own_page, page
from app.web.ways import Ways

blueprint = Blueprint("mine", __name__)


@blueprint.route("/mine", methods=["GET", "POST"])
@public
def show_mine() -> Response:
    """Plans and bookmarks of this phone: the same page for all, which a script fills there."""
    asked = forms.read_asked(request.args, request.form if request.method == "POST" else None)
    return page("mine.html", asked=asked, ways=Ways(asked), icons=words.drawings())


def show_nobody() -> Response:
    """What stands there where no places are known."""
    return own_page("plans_door.html")


@blueprint.get("/mine/plans")
@personal
@for_strangers(show_nobody)
def show_plans() -> Response:
    """One's plans and bookmarks as a page that works without a script."""
    session, now = db.session(), clock.now()
    person_id = actors.known().person_id
    shown: dict[str, Any] = {"changed": [], "plans": [], "waiting": [], "past": []}
    held = my_rsvps(session, person_id, now)
    written = read_by(session, (mine.rsvp for mine in held))
    for mine in held:
        waits = position(session, mine.rsvp) if mine.rsvp.status == "waitlisted" else None
        section, row = show_plan(mine, waits, now)
        if section:
            row["written"] = mine.occurrence.id in written
            shown[section].append(row)
    shown["past"].reverse()
    kept = [show_save(saved) for saved in saves.find(session, person_id, now)]
    return own_page("plans.html", saved=kept, **shown)
