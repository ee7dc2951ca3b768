"""The dates of one's own activity as pages: see, change, cancel, add, pause, take back."""

from datetime import date

from flask import Blueprint, Response, redirect, request
from flask.typing import ResponseReturnValue

from app.activities.schedule import Segment
from app.activities.scheduling import acting
from app.activities.scheduling.acting import Acted, By
from app.activities.scheduling.editing import Edit
from app.activities.scheduling.plan import SCOPES, THIS
from app.activities.scheduling.routes import DATE_EDITS
from app.activities.scheduling.stored import lock_activity
from app.core import actors, clock
from app.core.db import db
from app.core.errors import SENTENCE, Invalid
from app.core.security import for_strangers, organiser
from app.core.writes import writes
from app.web.organise.date_reading import read_edit
from app.web.organise.date_shown import own, own_date_page, own_dates_page, own_repeat_page
from app.web.organise.dates_again import kindly
from app.web.organise.door import show_door
from app.web.when_form import LOOK
from app.web.when_reading import Reader, read_hours, read_when
from app.web.when_typed import as_segment

blueprint = Blueprint("organise_dates", __name__)
ALL_OF = "/organise/<activity_id>/dates"
ONE = f"{ALL_OF}/<occurrence_id>"
SEE_OTHER = 303


@blueprint.get(ALL_OF)
@organiser
@for_strangers(show_door)
def show_list(activity_id: str) -> Response:
    """All dates to come, with the places held on each."""
    return own_dates_page(activity_id)


@blueprint.get(ONE)
@organiser
@for_strangers(show_door)
def show_one(activity_id: str, occurrence_id: str) -> Response:
    """One date, and how it or more of them can be changed."""
    return own_date_page(activity_id, occurrence_id)


@blueprint.post(ONE)
@organiser
@kindly(own_date_page)
@writes(limit=DATE_EDITS)
def change_one(activity_id: str, occurrence_id: str) -> ResponseReturnValue:
    """Change this date, this and later, or all."""
    session, by = db.session(), _by()
    activity, row = acting.own_date(session, by.person_id, occurrence_id)
    lock_activity(session, activity.id)
    session.refresh(row)
    edit = read_edit(request.form, activity, row)
    return _to_list(activity_id, "changed", acting.change(session, by, occurrence_id, edit))


@blueprint.post(f"{ONE}/cancel")
@organiser
@kindly(own_date_page)
@writes(limit=DATE_EDITS)
def cancel_one(activity_id: str, occurrence_id: str) -> ResponseReturnValue:
    """Cancel this date, this and later, or all."""
    scope = request.form.get("scope", THIS)
    if scope not in SCOPES:
        raise Invalid(SENTENCE, {"scope": ["Please choose which dates."]})
    acted = acting.cancel(db.session(), _by(), occurrence_id, scope)
    return _to_list(activity_id, "cancelled", acted)


@blueprint.post(f"{ONE}/back")
@organiser
@kindly(own_date_page)
@writes(limit=DATE_EDITS)
def call_back(activity_id: str, occurrence_id: str) -> ResponseReturnValue:
    """A cancelled date takes place after all."""
    edit = Edit(is_back=True)
    return _to_list(activity_id, "back", acting.change(db.session(), _by(), occurrence_id, edit))


@blueprint.post(f"{ALL_OF}/add")
@organiser
@kindly(own_dates_page)
@writes(limit=DATE_EDITS)
def add_one(activity_id: str) -> ResponseReturnValue:
    """One more date."""
    session = db.session()
    reader = Reader(request.form)
    hours = read_hours(reader)
    if hours is None:
        raise Invalid(SENTENCE, reader.wrong)
    segment = Segment(*hours, own(activity_id).time_zone)
    return _to_list(activity_id, "added", acting.add(session, _by(), activity_id, segment))


@blueprint.post(f"{ALL_OF}/break")
@organiser
@kindly(own_dates_page)
@writes(limit=DATE_EDITS)
def take_break(activity_id: str) -> ResponseReturnValue:
    """Nothing meets between two days."""
    reader = Reader(request.form)
    first, last = reader.read_day("first"), reader.read_day("last")
    if first is None or last is None:
        raise Invalid(SENTENCE, reader.wrong)
    days: tuple[date, date] = (first, last)
    acted = acting.pause(db.session(), _by(), activity_id, days)
    return _to_list(activity_id, "paused", acted)


@blueprint.post(f"{ALL_OF}/undo")
@organiser
@kindly(own_dates_page)
@writes(limit=DATE_EDITS)
def undo(activity_id: str) -> ResponseReturnValue:
    """Take the last change back."""
    return _to_list(activity_id, "undone", acting.undo(db.session(), _by(), activity_id))


@blueprint.get(f"{ALL_OF}/repeat")
@organiser
@for_strangers(show_door)
def show_repeating(activity_id: str) -> Response:
    """How it repeats, as it was typed."""
    return own_repeat_page(activity_id)


@blueprint.post(f"{ALL_OF}/repeat")
@organiser
@kindly(own_repeat_page)
@writes(limit=DATE_EDITS)
def change_repeating(activity_id: str) -> ResponseReturnValue:
    """Repeat in another way from now on; or only look at the dates that would make."""
    activity = own(activity_id)
    content = read_when(request.form, activity.time_zone)
    if LOOK in request.form:
        return own_repeat_page(activity_id)
    segment = as_segment(content, activity.time_zone)
    return _to_list(
        activity_id, "repeated", acting.repeat(db.session(), _by(), activity_id, segment)
    )


def _by() -> By:
    return By(actors.known().person_id, clock.now())


def _to_list(activity_id: str, done: str, acted: Acted) -> ResponseReturnValue:
    """Back to the list, which says what was done and how to take it back."""
    is_same = acted.state == "same" and done != "undone"
    said = "waiting" if acted.waits else "same" if is_same else done
    return redirect(f"/organise/{activity_id}/dates?done={said}", SEE_OTHER)
