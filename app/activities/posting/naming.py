"""Under which name an activity runs, and what the gazetteer says of its point. Never commits."""

from dataclasses import asdict
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.membership import RANK, found, organisers_of
from app.accounts.models import Organiser, Person
from app.activities.models import Activity
from app.activities.posting.content import Content, Whereabouts
from app.activities.posting.sensitive import is_proven
from app.core.errors import DomainError
from app.places.found import Found

UNNAMED = "A new organiser"
SAME_POINT = 1e-4


class Towns(Protocol):
    """What is needed of the gazetteer."""

    def nearest_town(self, lat: float, lon: float) -> Found | None:
        """The town to name a point by."""


def organiser_for(session: Session, person_id: int, name: str | None, now: datetime) -> Organiser:
    """The organiser of this name that a person may publish for, else a new one.

    Without a name it is the first they have; who has none gets one under their own name.
    """
    own = [one for one, role in organisers_of(session, person_id) if RANK[role] >= RANK["editor"]]
    if name is None and own:
        return own[0]
    wanted = name or session.get_one(Person, person_id).display_name or UNNAMED
    same = (one for one in own if one.name.casefold() == wanted.casefold())
    return next(same, None) or found(session, person_id, wanted, now)


def may_be_named(session: Session, organiser: Organiser) -> bool:
    """Whether an organiser has no name of its own yet, and none that was looked at is replaced."""
    if organiser.name != UNNAMED:
        return False
    listed = select(Activity.id).where(Activity.organiser_id == organiser.id).limit(1)
    return is_proven(organiser) or session.scalar(listed) is None


def rename(session: Session, organiser: Organiser, name: str) -> None:
    """Give an organiser that has no name yet its own."""
    if may_be_named(session, organiser):
        organiser.name = name
        session.flush()


def look_around(towns: Towns, content: Content) -> dict[str, Any]:
    """The area and country of a content's point; the point of a town itself is only that exact."""
    lat, lon = content.get("lat"), content.get("lon")
    if lat is None or lon is None:
        return {}
    try:
        town = towns.nearest_town(lat, lon)
    except DomainError:
        town = None
    if town is None:
        return asdict(Whereabouts())
    is_town = abs(town.lat - lat) < SAME_POINT and abs(town.lon - lon) < SAME_POINT
    return asdict(Whereabouts(town.name, town.country, "town" if is_town else "exact"))
