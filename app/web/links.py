"""The pages of links in mails: looking changes nothing, the button acts, no session is needed."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus

from flask import Blueprint, Response, current_app, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from app.accounts import addresses
from app.accounts.membership import may
from app.accounts.models import EmailAddress, Person
from app.activities.models import Activity, Occurrence
from app.activities.posting import managing
from app.attendance.rsvps import service
from app.attendance.rsvps.models import Rsvp
from app.core import clock
from app.core.db import db
from app.core.errors import DomainError
from app.core.limits import Limit
from app.core.security import public, takes_any_form
from app.core.writes import writes
from app.notices.links import (
    ACCEPT,
    ADDRESS,
    CONFIRM,
    DECLINE,
    LEAVE,
    STILL_ON,
    STOP,
    Act,
    Links,
)
from app.web import times
from app.web.link_words import DONE, OFFERS, Words

STILL_ON_DAYS = 30
LINKS = Limit("links", 120, timedelta(hours=1))
OF_PLACES = {
    ACCEPT: service.accept,
    CONFIRM: service.confirm,
    DECLINE: service.leave,
    LEAVE: service.leave,
}
blueprint = Blueprint("links", __name__)


class LinkOver(DomainError):
    """The link does nothing more, or was never made here."""

    status = HTTPStatus.GONE
    code = "link_over"

    def __init__(self) -> None:
        """Say what to do instead; never which of the reasons it is."""
        super().__init__(
            "This link does nothing any more. What you hold is on the phone on which you held it."
        )


@dataclass(frozen=True)
class Found:
    """What a link is about, as far as the page shows it: never a title, a place or a name."""

    act: Act
    when: str | None = None
    date_id: int | None = None


@blueprint.get("/links/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """What the link would do, and a button."""
    found = _find(db.session(), token, clock.now())
    return _page(OFFERS[found.act.name], found, token)


@blueprint.post("/links/<token>")
@public
@takes_any_form
@writes(limit=LINKS)
def act(token: str) -> ResponseReturnValue:
    """Do it. Once more changes nothing more."""
    session, now = db.session(), clock.now()
    found = _find(session, token, now)
    _do(session, found, now)
    return _page(DONE[found.act.name], found, None)


def _find(session: Session, token: str, now: datetime) -> Found:
    """What a link is about; raises LinkOver where there is nothing to be done any more.

    Raises Cancelled for a date that does not take place: a mail may be older than that.
    """
    links: Links = current_app.extensions["links"]
    act = links.read(token)
    if act is None:
        raise LinkOver
    if act.name in OF_PLACES:
        return _find_place(session, act, now)
    if act.name == STILL_ON:
        _find_running(session, act, now)
        return Found(act)
    row = session.get(EmailAddress, act.row_id)
    # Stopping what has stopped already is no reason to send anybody away.
    if act.name == ADDRESS and (row is None or row.person_id != act.person_id):
        raise LinkOver
    return Found(act)


def _find_place(session: Session, act: Act, now: datetime) -> Found:
    rsvp = session.get(Rsvp, act.row_id)
    date = session.get(Occurrence, rsvp.occurrence_id) if rsvp else None
    if rsvp is None or date is None or rsvp.person_id != act.person_id or date.ends_at <= now:
        raise LinkOver
    activity = session.get_one(Activity, date.activity_id)
    service.check_takes_place(date, activity)
    zone = clock.zone(activity.time_zone)
    starts = date.starts_at.astimezone(zone)
    when = f"{times.long_day(starts.date(), now.astimezone(zone).date())}, {starts:%H:%M}"
    return Found(act, when, date.id)


def _find_running(session: Session, act: Act, now: datetime) -> Activity:
    """The activity that a letter asks about, while it is new enough and was not answered.

    Only somebody who runs it still says yes, and on one day.
    """
    activity, written_on = session.get(Activity, act.row_id), act.written_on
    is_on = activity is not None and activity.state in {"published", "hidden"}
    if activity is None or written_on is None or not is_on or activity.called_off:
        raise LinkOver
    person = session.get(Person, act.person_id)
    is_open = person is not None and person.blocked_at is None
    is_theirs = is_open and may(session, act.person_id, activity.organiser_id, "editor")
    if not is_theirs or (now.date() - written_on).days > STILL_ON_DAYS:
        raise LinkOver
    said, today = activity.confirmed_on, now.astimezone(clock.zone(activity.time_zone)).date()
    if said and said != today and said >= written_on:
        raise LinkOver
    return activity


def _do(session: Session, found: Found, now: datetime) -> None:
    act = found.act
    if act.name in OF_PLACES and found.date_id is not None:
        OF_PLACES[act.name](session, found.date_id, act.person_id, now)
    elif act.name == STILL_ON:
        managing.confirm(session, _find_running(session, act, now), now)
    elif act.name == STOP:
        row = session.get(EmailAddress, act.row_id)
        if row and row.person_id == act.person_id:
            addresses.forget(session, [row.id])
    elif not addresses.confirm(session, act.row_id, now):
        raise LinkOver


def _page(words: Words, found: Found, token: str | None) -> Response:
    shown = render_template("link.html", words=words, when=found.when, token=token)
    response = Response(shown, mimetype="text/html")
    response.headers["X-Robots-Tag"] = "noindex"
    return response
