"""Listings that may be the same as one that is handed in: for its author and for moderators."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.activities.likeness import ALIKE, Outline, likeness
from app.activities.models import Activity, Place

MOST = 3
CLOSE_DEGREES = 0.05
LOOKED_AT = 300


def similar(
    session: Session, content: Mapping[str, Any], but: int | None = None
) -> list[tuple[Activity, float]]:
    """Published listings like a draft's content (fields of POST /activities), the nearest first.

    `but` is an activity that is not compared: the one that a change is of.
    """
    mine = outline_of(content)
    scored = [
        (activity, likeness(mine, _outline(activity)))
        for activity in session.scalars(_candidates(mine))
        if activity.id != but
    ]
    alike = [one for one in scored if one[1] >= ALIKE]
    return sorted(alike, key=lambda one: (-one[1], one[0].id))[:MOST]


def outline_of(content: Mapping[str, Any]) -> Outline:
    """What is compared of a draft's content."""
    lat, lon, starts = (content.get(name) for name in ("lat", "lon", "starts_at"))
    return Outline(
        str(content.get("title") or ""),
        None if lat is None or lon is None else (float(lat), float(lon)),
        minute_of_week(datetime.fromisoformat(starts)) if isinstance(starts, str) else None,
    )


def minute_of_week(starts: datetime) -> int:
    """Minutes since Monday 00:00, on the clock on the wall."""
    return (starts.weekday() * 24 + starts.hour) * 60 + starts.minute


def _outline(activity: Activity) -> Outline:
    place = activity.place
    point = (place.lat, place.lon) if place else None
    first = activity.segments[0].starts_local if activity.segments else None
    return Outline(activity.title, point, minute_of_week(first) if first else None)


def _candidates(mine: Outline) -> Select[Activity]:
    query = (
        select(Activity)
        .join(Activity.place, isouter=True)
        .where(Activity.state == "published")
        .options(joinedload(Activity.place), selectinload(Activity.segments))
        .options(joinedload(Activity.organiser))
        .order_by(Activity.id)
        .limit(LOOKED_AT)
    )
    if mine.point is None:
        return query.where(Activity.place_id.is_(None))
    lat, lon = mine.point
    return query.where(
        Place.lat.between(lat - CLOSE_DEGREES, lat + CLOSE_DEGREES),
        Place.lon.between(lon - 2 * CLOSE_DEGREES, lon + 2 * CLOSE_DEGREES),
    )
