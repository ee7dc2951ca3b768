"""Organise: what a person acts for, one line each, and the way to a new activity."""

from dataclasses import dataclass
from typing import Any

from flask import Blueprint, Response, request

from app.activities.posting.own import Own, list_own
from app.core import actors
from app.core.db import db
from app.core.ids import show_id
from app.core.security import for_strangers, organiser
from app.web import times, words
from app.web.organise.door import show_door
from app.web.sending import own_page

blueprint = Blueprint("organise", __name__)

SAID = {
    "removed": "The draft is gone.",
    "joined": "You help now. What is posted under that name is in this list.",
    "cancelled": "It is cancelled. Everybody who held a place is told.",
}


@dataclass(frozen=True)
class StateWords:
    """How a state reads: two words, a sentence, an icon."""

    label: str
    said: str
    icon: str


STATES = {
    "draft": StateWords("Draft", "Only you and your co-organisers see it.", "edit"),
    "waiting": StateWords("Waiting", "Somebody reads it before it is public.", "clock"),
    "returned": StateWords("Needs a change", "There is a note for you.", "ask"),
    "published": StateWords("Public", "Everybody can find it.", "eye"),
    "cancelled": StateWords("Cancelled", "Nobody can find it any more.", "close"),
    "hidden": StateWords("Taken down", "The people who look after Alongside hid it.", "lock"),
}
UNNAMED = "An activity without a name yet"


@blueprint.get("/organise")
@organiser
@for_strangers(show_door)
def show_home() -> Response:
    """All that a person acts for, the last changed first."""
    lines = [show_line(own) for own in list_own(db.session(), actors.known().person_id)]
    done = SAID.get(request.args.get("done", ""))
    return own_page("organise_home.html", lines=lines, done=done)


def show_line(own: Own) -> dict[str, Any]:
    """One activity or draft in words; a draft leads on to where it was left."""
    content = own.draft.content if own.draft else {}
    state, public_id = STATES[own.state], show_id(own.id)
    is_draft = own.activity is None
    title = content.get("title") or (own.activity.title if own.activity else UNNAMED)
    kind = own.activity.kind if own.activity else content.get("kind")
    return {
        "id": public_id,
        "href": f"/organise/{public_id}/edit/check" if is_draft else f"/organise/{public_id}",
        "title": title,
        "organiser": own.organiser.name,
        "icon": words.drawing(content.get("topics") or (), kind or "interest_group"),
        "state": state,
        "changed": times.full_date(own.changed_at.date()),
        "change": STATES[own.draft.state] if own.draft and own.activity else None,
    }
