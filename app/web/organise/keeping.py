"""Keeps what one step said: in the draft, or in the published activity."""

from typing import Any

from flask import current_app

from app.activities.posting import service
from app.activities.posting.complete import check_together
from app.activities.posting.content import merged, plain
from app.activities.posting.managing import Edit, change
from app.activities.posting.naming import look_around
from app.activities.posting.own import Own, find_own
from app.activities.posting.schemas import ChangedActivitySchema
from app.activities.posting.snapshot import content_of
from app.core import actors, clock
from app.core.db import db
from app.core.ids import show_id
from app.core.requests import load
from app.places.zones import zone_at
from app.web.forms import Values
from app.web.organise.form_of import read_step
from app.web.organise.zones import clock_for
from app.web.when_reading import read_when

BY_ARRANGEMENT = "arrangement"


def own(public_id: str) -> Own:
    """What the person who asks may change at this address; raises NotFound."""
    return find_own(db.session(), actors.known().person_id, public_id)


def content_now(mine: Own) -> dict[str, Any]:
    """All that is written: of a published one with the change that waits."""
    if mine.activity is not None:
        pending = mine.draft.content if mine.draft else {}
        return merged(content_of(mine.activity), pending)
    return dict(mine.draft.content) if mine.draft else {}


def whereabouts_of(mine: Own) -> dict[str, Any]:
    """What the gazetteer said of its point."""
    if mine.draft and mine.draft.whereabouts:
        return dict(mine.draft.whereabouts)
    place = mine.activity.place if mine.activity else None
    if place is None:
        return {}
    return {"area": place.area, "country": place.country, "precision": place.precision}


def read_answers(step: str, form: Values, content: dict[str, Any], country: str) -> dict[str, Any]:
    """One step as the fields of POST /activities; raises Invalid with errors by field."""
    changes = _read_when(form, content, country) if step == "when" else read_step(step, form)
    if step == "where" and not changes.get("time_zone") and changes.get("lat") is not None:
        zone = zone_at(changes["lat"], changes["lon"]) if changes.get("lon") is not None else None
        changes |= {"time_zone": zone} if zone else {}
    check_together(merged(content, changes), clock.now())
    return changes


def keep(mine: Own, changes: dict[str, Any]) -> str | None:
    """Store it. Gives what became of a published one: public at once, waiting, or the same."""
    session, now = db.session(), clock.now()
    where = look_around(current_app.extensions["places"], changes)
    if mine.activity is not None:
        waits = change(session, mine, Edit(actors.known().person_id, changes, where), now)
        is_hidden = mine.activity.state == "hidden"
        return "waits" if waits else "same" if is_hidden else "changed"
    if mine.draft:
        service.write(session, mine.draft, changes, now)
        mine.draft.whereabouts = where or mine.draft.whereabouts
    return None


def address_of(mine: Own, page: str) -> str:
    """`/organise/ID/edit/where`."""
    return f"/organise/{show_id(mine.id)}/{page}"


def _read_when(form: Values, content: dict[str, Any], country: str) -> dict[str, Any]:
    if form.get("times") == BY_ARRANGEMENT:
        window = {name: form.get(f"window_{name}", "").strip() or None for name in _WINDOW}
        return read_window(window)
    zone = clock_for(content, country)
    return {"arrangement": None, "rrule": None, "exdates": [], "rdates": []} | read_when(form, zone)


_WINDOW = ("from", "until")


def read_window(window: dict[str, str | None]) -> dict[str, Any]:
    """Times by arrangement, between two days or without an end."""
    loaded = load(ChangedActivitySchema(only=("arrangement",)), {"arrangement": window})
    return dict(plain(loaded)) | {"rrule": None, "exdates": [], "rdates": []}
