"""The dates of an activity as a calendar file, for everybody."""

from http import HTTPStatus

from flask import Response, current_app
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.activities.models import Activity, Occurrence
from app.activities.queries import find_activity, find_occurrences, open_occurrences
from app.config import Config
from app.core import clock
from app.core.db import db
from app.core.errors import DomainError, NotFound
from app.core.ids import read_id, show_id
from app.core.packing import send_public
from app.core.requests import Rooms, path_id
from app.core.security import public
from app.exchange.entries import public_entry, title_of
from app.exchange.writers.icalendar import TYPE, Entry, write_calendar

MOST_DATES = 1000
RULE = "public, max-age=60"
MEANING = "A calendar file (RFC 5545), each date an event of its own."
ACTIVITY_ID = path_id("activity_id", "The id of an item of a list.")
OCCURRENCE_ID = path_id(
    "occurrence_id", "The occurrence_id of a card, or the id of one of an activity's dates."
)

blueprint = Rooms("exchange", __name__, url_prefix="/api/v1", description="Dates for calendars")


class NoDates(NotFound):
    """There is nothing in it that a calendar could show."""

    code = "no_dates"


class TakenDown(DomainError):
    """It was here, and is not for anybody to see any more."""

    status = HTTPStatus.GONE
    code = "gone"


@blueprint.route(
    "/activities/<activity_id>/calendar.ics", methods=["GET"], parameters=[ACTIVITY_ID]
)
@public
@blueprint.gives_file(TYPE, MEANING, 404, 410)
def show_activity_calendar(activity_id: str) -> ResponseReturnValue:
    """Put an activity's dates into a calendar.

    All dates that are not over. A cancelled one stays and says so, and each change raises its
    SEQUENCE, so that whoever took the file before sees it.
    """
    session, now = db.session(), clock.now()
    activity = _find(session, read_id(activity_id))
    if activity.by_arrangement:
        raise NoDates("This has no fixed dates. You agree the times with the organiser.")
    dates = open_occurrences(session, activity.id, now, MOST_DATES)
    return _file(activity, [public_entry(activity, date, _home()) for date in dates], activity.id)


@blueprint.route(
    "/occurrences/<occurrence_id>/calendar.ics", methods=["GET"], parameters=[OCCURRENCE_ID]
)
@public
@blueprint.gives_file(TYPE, MEANING, 404, 410)
def show_date_calendar(occurrence_id: str) -> ResponseReturnValue:
    """Put one date into a calendar."""
    session = db.session()
    number = read_id(occurrence_id)
    date: Occurrence | None = find_occurrences(session, [number or 0]).get(number or 0)
    if date is None:
        raise NotFound("This date is not here. It may have moved, or the link is wrong.")
    activity = _find(session, date.activity_id)
    return _file(activity, [public_entry(activity, date, _home())], date.id)


def _find(session: Session, number: int | None) -> Activity:
    """An activity that may be shown; one that its source took back too, to say so."""
    activity = None if number is None else find_activity(session, number)
    if activity is None:
        raise NotFound("This activity is not here. It may have ended, or the link is wrong.")
    if activity.state == "hidden":
        raise TakenDown("This activity was taken down.")
    return activity


def _file(activity: Activity, entries: list[Entry], number: int) -> Response:
    written = write_calendar(title_of(activity), [activity.time_zone], entries, clock.now())
    response = Response(written, mimetype=TYPE)
    name = f'attachment; filename="alongside-{show_id(number)}.ics"'
    response.headers["Content-Disposition"] = name
    response.headers["Cache-Control"] = RULE
    return send_public(response)


def _home() -> str:
    config: Config = current_app.config["ALONGSIDE"]
    return config.public_url
