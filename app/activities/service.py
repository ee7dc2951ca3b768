"""What publishers do: publish an activity, tell a fact. Never commits."""

import hashlib
import json
from dataclasses import asdict
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import QueryableAttribute, Session, selectinload

from app.accounts.models import Organiser
from app.activities.checks import check_draft, fits_fact
from app.activities.dates import sync_dates
from app.activities.drafts import NewActivity, Told
from app.activities.filling import fill, where_of
from app.activities.models import Activity, Place, ToldFact
from app.activities.states import call_off, come_back
from app.activities.vocabulary import ACCESS
from app.comfort import FACTS, SUPPORTS
from app.core.errors import DomainError, Invalid, NotFound
from app.core.events import ActivityChanged
from app.core.events import publish as tell_rooms


class Outcome(StrEnum):
    """What publishing did."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


class OlderFact(DomainError):
    """What somebody tells is dated earlier than what is known of the same fact."""

    status, code = 409, "older_fact"


def publish(session: Session, new: NewActivity, now: datetime) -> Outcome:
    """Publish a draft, or bring what (source, source_id) published before up to date.

    Facts that others told since stay; those of the draft's own sayers are replaced.
    Raises Invalid, before anything is stored, for a draft that does not fit.
    """
    check_draft(new)
    print_now = _fingerprint(new)
    activity = _find(session, new.source, new.source_id, Activity.segments)
    if activity and activity.state != "withdrawn" and activity.fingerprint == print_now:
        if sync_dates(session, activity, now):
            tell_rooms(session, ActivityChanged(activity.id))
        return Outcome.SAME
    outcome = Outcome.CHANGED if activity else Outcome.NEW
    if activity:
        _find(session, new.source, new.source_id, Activity.place, Activity.topics, Activity.told)
    was = where_of(activity) if activity else None
    activity = activity or Activity(source=new.source, source_id=new.source_id)
    if activity.state == "withdrawn":
        come_back(activity)
        was = None
    activity.fingerprint = print_now
    activity.organiser, place = _organiser(session, new), activity.place
    fill(activity, new)
    drop_place(session, activity, place)
    session.add(activity)
    session.flush()
    sync_dates(session, activity, now, is_elsewhere=was != where_of(activity))
    tell_rooms(session, ActivityChanged(activity.id))
    return outcome


def withdraw(session: Session, source: str, source_id: str, now: datetime) -> bool:
    """Take down what its source says no longer happens; False when nothing changed.

    Publishing it again brings it back.
    """
    activity = _find(session, source, source_id)
    if activity is None or activity.state != "published":
        return False
    call_off(session, activity, now)
    return True


def tell(session: Session, source: str, source_id: str, key: str, told: Told) -> bool:
    """Add or replace one told fact of a published activity; False when nothing changed.

    Raises NotFound for an unknown activity, Invalid for an unknown key or value, OlderFact
    for what is dated earlier than what is known; of one day the later telling counts.
    """
    _check_told(key, told)
    activity = _find(session, source, source_id, Activity.told)
    if activity is None:
        raise NotFound("There is no activity with this source and id.")
    row = next((fact for fact in activity.told if fact.key == key), None)
    if row is None:
        row = ToldFact(activity_id=activity.id, key=key)
        activity.told.append(row)
    elif (row.value, row.said_by, row.said_on) == (int(told.value), told.by, told.on):
        return False
    elif told.on < row.said_on:
        raise OlderFact("It is older than what is known.")
    row.value, row.said_by, row.said_on = int(told.value), told.by, told.on
    session.flush()
    tell_rooms(session, ActivityChanged(activity.id))
    return True


def drop_place(session: Session, activity: Activity, was: Place | None) -> None:
    """Delete the place an activity had, where it has none any more."""
    if was is not None and activity.place is None:
        session.delete(was)


def _find(
    session: Session, source: str, source_id: str, *parts: QueryableAttribute[Any]
) -> Activity | None:
    """The activity with some of its parts; most publishing changes nothing and needs few."""
    query = select(Activity).where(Activity.source == source, Activity.source_id == source_id)
    return session.scalars(query.options(*map(selectinload, parts))).one_or_none()


def _organiser(session: Session, new: NewActivity) -> Organiser:
    query = select(Organiser).where(Organiser.source == new.source, Organiser.name == new.organiser)
    organiser = session.scalars(query).one_or_none()
    if organiser is None:
        organiser = Organiser(source=new.source, name=new.organiser)
        session.add(organiser)
    organiser.is_verified = new.organiser_is_verified
    organiser.is_example = new.organiser_is_example
    return organiser


def _check_told(key: str, told: Told) -> None:
    if key not in (*FACTS, *SUPPORTS, *ACCESS):
        raise Invalid("There is no fact of this name.", {"key": ["Unknown fact."]})
    if not fits_fact(key, told):
        raise Invalid("This value does not fit the fact.", {"value": ["Does not fit."]})


def _fingerprint(new: NewActivity) -> str:
    text = json.dumps(asdict(new), sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
