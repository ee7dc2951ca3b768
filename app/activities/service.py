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
from app.activities.dates import cancel_dates, sync_dates
from app.activities.drafts import NewActivity, NewPlace, Told
from app.activities.models import Activity, ActivityTopic, Place, ScheduleSegment, ToldFact
from app.activities.vocabulary import ACCESS
from app.comfort import FACTS, SUPPORTS
from app.core.errors import DomainError, Invalid, NotFound
from app.core.events import ActivityChanged
from app.core.events import publish as tell_rooms

PLAIN = (
    "kind", "title", "description", "format", "time_zone", "online_url", "url", "capacity",
    "party_limit", "booking", "age_min", "age_max", "greeter_name", "contact_public", "bring",
    "language", "confirmed_on",
)  # fmt: skip


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
    was = _where(activity) if activity else None
    activity = activity or Activity(source=new.source, source_id=new.source_id)
    if activity.state == "withdrawn":
        activity.state, was = "published", None
    activity.fingerprint = print_now
    _fill(session, activity, new)
    session.add(activity)
    session.flush()
    sync_dates(session, activity, now, is_elsewhere=was != _where(activity))
    tell_rooms(session, ActivityChanged(activity.id))
    return outcome


def withdraw(session: Session, source: str, source_id: str, now: datetime) -> bool:
    """Take down what its source says no longer happens; False when nothing changed.

    Publishing it again brings it back.
    """
    activity = _find(session, source, source_id)
    if activity is None or activity.state != "published":
        return False
    activity.state = "withdrawn"
    session.flush()
    cancel_dates(session, activity, now)
    tell_rooms(session, ActivityChanged(activity.id))
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


def _find(
    session: Session, source: str, source_id: str, *parts: QueryableAttribute[Any]
) -> Activity | None:
    """The activity with some of its parts; most publishing changes nothing and needs few."""
    query = select(Activity).where(Activity.source == source, Activity.source_id == source_id)
    return session.scalars(query.options(*map(selectinload, parts))).one_or_none()


def _where(activity: Activity) -> tuple[Any, ...]:
    """Where people would go; another point within some hundred metres is the same."""
    place = activity.place
    spot = (place.name, place.address, round(place.lat, 3), round(place.lon, 3)) if place else ()
    return (*spot, activity.online_url)


def _fill(session: Session, activity: Activity, new: NewActivity) -> None:
    for name in PLAIN:
        setattr(activity, name, getattr(new, name))
    activity.audience = list(new.audience)
    activity.steps = list(new.steps)
    activity.cost_minor = new.cost.minor if new.cost else None
    activity.cost_currency = new.cost.currency if new.cost else None
    activity.by_arrangement = new.arrangement is not None
    activity.arrangement_from = new.arrangement.first if new.arrangement else None
    activity.arrangement_until = new.arrangement.last if new.arrangement else None
    activity.changed_dates = [
        {
            "key": change.key.isoformat(timespec="minutes"),
            "status": change.status,
            "starts": change.starts.isoformat(timespec="minutes") if change.starts else None,
            "ends": change.ends.isoformat(timespec="minutes") if change.ends else None,
        }
        for change in new.changes
    ]
    activity.organiser = _organiser(session, new)
    activity.place = _place(session, activity, new.place)
    activity.topics = _topics(activity, new.topics)
    activity.told = _told(activity, new)
    activity.segments = _segments(activity, new)


def _organiser(session: Session, new: NewActivity) -> Organiser:
    query = select(Organiser).where(Organiser.source == new.source, Organiser.name == new.organiser)
    organiser = session.scalars(query).one_or_none()
    if organiser is None:
        organiser = Organiser(source=new.source, name=new.organiser)
        session.add(organiser)
    organiser.is_verified = new.organiser_is_verified
    organiser.is_example = new.organiser_is_example
    return organiser


def _place(session: Session, activity: Activity, new: NewPlace | None) -> Place | None:
    if new is None:
        if activity.place is not None:
            session.delete(activity.place)
        return None
    place = activity.place or Place()
    for name, value in asdict(new).items():
        setattr(place, name, value)
    return place


def _topics(activity: Activity, topics: tuple[str, ...]) -> list[ActivityTopic]:
    known = {row.topic: row for row in activity.topics}
    rows = []
    for position, topic in enumerate(dict.fromkeys(topics)):
        row = known.get(topic) or ActivityTopic(topic=topic)
        row.position = position
        rows.append(row)
    return rows


def _told(activity: Activity, new: NewActivity) -> list[ToldFact]:
    sayers = {"source", *(told.by for told in new.told.values())}
    known = {row.key: row for row in activity.told}
    rows = {key: row for key, row in known.items() if row.said_by not in sayers}
    for key, told in new.told.items():
        if key in rows:
            continue
        row = known.get(key) or ToldFact(key=key)
        row.value, row.said_by, row.said_on = int(told.value), told.by, told.on
        rows[key] = row
    return list(rows.values())


def _segments(activity: Activity, new: NewActivity) -> list[ScheduleSegment]:
    known = list(activity.segments)
    rows = []
    for position, segment in enumerate(new.segments):
        row = known[position] if position < len(known) else ScheduleSegment(position=position)
        row.time_zone, row.rrule = segment.time_zone, segment.rrule
        row.starts_local, row.ends_local = segment.starts, segment.ends
        row.exdates = [day.isoformat(timespec="minutes") for day in segment.exdates]
        row.rdates = [day.isoformat(timespec="minutes") for day in segment.rdates]
        rows.append(row)
    return rows


def _check_told(key: str, told: Told) -> None:
    if key not in (*FACTS, *SUPPORTS, *ACCESS):
        raise Invalid("There is no fact of this name.", {"key": ["Unknown fact."]})
    if not fits_fact(key, told):
        raise Invalid("This value does not fit the fact.", {"value": ["Does not fit."]})


def _fingerprint(new: NewActivity) -> str:
    text = json.dumps(asdict(new), sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
