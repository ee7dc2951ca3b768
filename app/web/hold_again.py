"""What a person sees of their place, and where a rule says no: the same page, nothing lost."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.activities.models import Activity, Occurrence
from app.activities.queries import find_activity, upcoming_occurrences
from app.attendance.invites import service as invites
from app.attendance.rsvps import service
from app.attendance.running.messages import read_by
from app.core import actors, clock
from app.core.actors import NoSession
from app.core.db import db
from app.core.errors import DomainError, NotFound
from app.core.ids import read_id, show_id
from app.web import search, times
from app.web.activity import show_activity
from app.web.forms import Asked
from app.web.hold_form import Typed, show_form
from app.web.place import Own, show_place
from app.web.problems import Problems
from app.web.sending import own_page
from app.web.written import show_written

View = Callable[..., ResponseReturnValue]
OTHER_DATES_LOOKED_AT, OTHER_DATES = 20, 3
OK, CONFLICT = 200, 409
COOKIES = (
    "Your browser keeps no cookies from Alongside. A place needs one: it is how you find your "
    "place again, as there is no account. You can allow it in your browser's settings."
)
CONSENT_NEEDED = "Your place needs a yes to this text."


def kindly(view: View) -> View:
    """Answer a refusal with the page the person was on: what they typed, and what to mend."""

    @wraps(view)
    def within(**ids: str) -> ResponseReturnValue:
        try:
            return view(**ids)
        except (NoSession, NotFound):
            raise
        except DomainError as error:
            return _refused(error, **ids)

    return within


def show_own(number: int, error: DomainError | None = None) -> Response:
    """The page of one's own place on a date; raises NotFound where there is none."""
    session, now = db.session(), clock.now()
    person_id = actors.known().person_id
    held = service.show(session, number, person_id)
    activity = find_activity(session, held.activity.id)
    if activity is None:
        raise NotFound("You hold no place on this date.")
    own = Own(held, activity, now)
    typed = Typed(request.form, _problems(error)) if error and error.errors else None
    written = read_by(session, [held.rsvp]).get(number, [])
    shown = show_place(own, typed) | {
        "others": _others(own),
        "written": show_written(written, activity.time_zone),
    }
    said = error.detail if error and not error.errors else None
    links = invites.count(session, number, person_id)
    status = error.status if error else OK
    return own_page("place.html", status, place=shown, said=said, links=links)


def show_cookies_needed() -> Response:
    """What to do where the browser keeps no cookie: there would be no way back to the place."""
    heading = "Your place is not held yet"
    return Response(
        render_template("error.html", heading=heading, said=COOKIES),
        CONFLICT,
        mimetype="text/html",
    )


def _refused(error: DomainError, **ids: str) -> Response:
    if request.path.endswith("/hold"):
        answer = _form_again(ids.get("activity_id") or _activity_of(ids["occurrence_id"]), error)
    else:
        # A limit says no before anybody is looked up.
        if actors.current() is None:
            actors.load(db.session(), clock.now())
        answer = show_own(read_id(ids["occurrence_id"]) or 0, error)
    if error.wait_s:
        answer.headers["Retry-After"] = str(error.wait_s)
    return answer


def _form_again(activity_id: str, error: DomainError) -> Response:
    found = search.show(activity_id, Asked(MultiDict()))
    shown = show_activity(found, times.today_in(found["time_zone"]))
    problems = _problems(error)
    typed = Typed(_with_date(), problems)
    form = show_form(found, shown["dates"] + shown["later_dates"], typed)
    said = None if problems.by_field else error.detail
    return own_page("hold.html", error.status, activity=shown, hold=form, said=said)


def _with_date() -> MultiDict[str, str]:
    """What was sent; a form of one date names it only in its address."""
    values: MultiDict[str, str] = MultiDict(request.form)
    named = (request.view_args or {}).get("occurrence_id")
    if named:
        values["date"] = named
    return values


def _problems(error: DomainError | None) -> Problems:
    if error is None:
        return Problems({})
    if error.code == "consent_needed":
        return Problems({"consent": [CONSENT_NEEDED]})
    return Problems(error.errors)


def _activity_of(occurrence_id: str) -> str:
    date = db.session.get(Occurrence, read_id(occurrence_id) or 0)
    if date is None:
        raise NotFound("This date is not here. It may have moved, or the link is wrong.")
    return show_id(date.activity_id)


def _others(own: Own) -> list[dict[str, Any]]:
    """Other dates with room, for who has none on this."""
    if own.state in {"going", "offered", "gone", "begun"} or not own.activity.takes_places:
        return []
    dates = upcoming_occurrences(db.session(), own.activity.id, own.now, OTHER_DATES_LOOKED_AT)
    free = [one for one in dates if one.id != own.date.id and _has_room(one)]
    return [_other(one, own.activity, own) for one in free[:OTHER_DATES]]


def _has_room(one: Occurrence) -> bool:
    return one.status == "scheduled" and (one.capacity is None or one.taken < one.capacity)


def _other(one: Occurrence, activity: Activity, own: Own) -> dict[str, Any]:
    today = own.now.astimezone(own.zone).date()
    return {
        "href": f"/activities/{show_id(activity.id)}?date={show_id(one.id)}",
        "starts": one.starts_at.isoformat(),
        "day": times.long_day(one.starts_local.date(), today),
        "time": f"{one.starts_local:%H:%M} to {one.ends_local:%H:%M}",
    }
