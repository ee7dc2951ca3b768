"""The pages of dates, as they are first shown and again with what does not fit."""

from typing import Any

from flask import Response, request

from app.accounts.membership import Role
from app.activities.models import Activity
from app.activities.posting.own import own_activity
from app.activities.scheduling import acting, looking
from app.core import actors, clock
from app.core.db import db
from app.web.organise.date_pages import read_first, show_change, show_dates, show_repeat
from app.web.organise.date_reading import state_of
from app.web.problems import NONE
from app.web.sending import own_page


def own_dates_page(activity_id: str, **more: Any) -> Response:
    """The list again, with what does not fit."""
    status = more.pop("status", 200)
    shown = show_dates(db.session(), own(activity_id, "viewer"), clock.now())
    return own_page("organise_dates.html", status, **shown | more)


def own_date_page(activity_id: str, occurrence_id: str, **more: Any) -> Response:
    """One date again, with what does not fit."""
    status = more.pop("status", 200)
    shown = _wrong(_one(activity_id, occurrence_id), more)
    return own_page("organise_date.html", status, **shown)


def own_repeat_page(activity_id: str, **more: Any) -> Response:
    """How it repeats again, as it was typed."""
    status = more.pop("status", 200)
    return own_page("organise_repeat.html", status, **_wrong(_repeating(activity_id), more))


def _wrong(shown: dict[str, Any], more: dict[str, Any]) -> dict[str, Any]:
    """What a page shows, with what does not fit also beside its fields."""
    problems = more.get("problems", NONE)
    return shown | more | {"when": shown["when"] | {"problems": problems}}


def _one(activity_id: str, occurrence_id: str) -> dict[str, Any]:
    del activity_id
    session = db.session()
    activity, row = acting.own_date(session, actors.known().person_id, occurrence_id)
    reach = looking.reaches(session, activity, row, clock.now())
    shown = show_change(activity, row, reach, request.form if request.method == "POST" else None)
    return shown | {"read_first": read_first(session, activity), "seen": state_of(row)}


def _repeating(activity_id: str) -> dict[str, Any]:
    activity = own(activity_id)
    shown = show_repeat(activity, clock.now(), request.form if request.method == "POST" else None)
    return shown | {"read_first": read_first(db.session(), activity)}


def own(activity_id: str, role: Role = "editor") -> Activity:
    """An activity of the asker's; raises NotFound."""
    return own_activity(db.session(), actors.known().person_id, activity_id, role)
