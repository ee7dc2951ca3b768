"""Finding activities and showing one: what the API and the pages both ask. Never writes."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from http import HTTPStatus
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from sqlalchemy.orm import Session

from app.activities.queries import (
    count_scheduled,
    find_activities,
    find_activity,
    find_occurrences,
    first_scheduled,
    upcoming_occurrences,
)
from app.core.errors import SENTENCE, DomainError, Invalid, NotFound
from app.core.ids import read_id
from app.discovery.asker import Asker
from app.discovery.cache import ColumnCache
from app.discovery.cards import card
from app.discovery.columns import Ints
from app.discovery.cursors import Cursors
from app.discovery.details import Ahead, details
from app.discovery.filters import MAX_DAYS, WIDER_KM, Filters
from app.discovery.order import Circumstance
from app.discovery.paging import cut_page
from app.discovery.returning import fit_of
from app.discovery.scan import Scan, facets

FEW = 5
DATES_SHOWN = 20


class Gone(DomainError):
    """It was here, and was taken down."""

    status = HTTPStatus.GONE
    code = "gone"


@dataclass(frozen=True, kw_only=True)
class Dates:
    """Which dates of an activity to show: from a local day on, how many."""

    first: date | None = None
    limit: int = DATES_SHOWN


@dataclass(frozen=True)
class Index:
    """What every search needs of its process: the columns, and the seal of cursors."""

    columns: ColumnCache
    cursors: Cursors


def browse(
    session: Session, index: Index, filters: Filters, asker: Asker | None, now: datetime
) -> dict[str, Any]:
    """One page of matching activities, with facets and what a wider search would find."""
    check_days(filters, now)
    cursor = index.cursors.read(filters, asker)
    scan = Scan(index.columns.get(session, now), filters, now)
    page = cut_page(scan, asker, cursor)
    near = filters.near
    answer: dict[str, Any] = {
        "items": cards_of(session, scan, page.positions, asker),
        "next_cursor": page.goes_on and index.cursors.write(page.goes_on, filters, asker),
        "total": page.total,
        "facets": facets(scan),
        "wider": _wider(scan, page.total),
        "near": None
        if near is None
        else {
            "name": near.name,
            "area": near.area,
            "country": near.country,
            "lat": near.lat,
            "lon": near.lon,
            "precision": near.precision,
        },
    }
    return answer if near else answer | {"hint": "give_place"}


def show(
    session: Session,
    public_id: str,
    now: datetime,
    dates: Dates,
    asker: Asker | None = None,
) -> dict[str, Any]:
    """The page of one activity; `fit` only for an asker who told how they feel.

    Raises NotFound, or Gone when the activity was taken down.
    """
    number = read_id(public_id)
    activity = None if number is None else find_activity(session, number)
    if activity is None:
        raise NotFound("This activity is not here. It may have ended, or the link is wrong.")
    if activity.state == "withdrawn":
        by = "its source" if activity.source else "the organiser"
        raise Gone(f"This no longer takes place, {by} says.")
    if activity.state == "hidden":
        raise Gone("This activity was taken down.")
    since = now
    if dates.first is not None:
        since = max(now, datetime.combine(dates.first, time.min, ZoneInfo(activity.time_zone)))
    ahead = Ahead(
        first_scheduled(session, activity.id, now),
        count_scheduled(session, activity.id, now),
        upcoming_occurrences(session, activity.id, since, dates.limit),
    )
    answer = details(activity, ahead)
    if asker is not None and asker.is_told:
        answer["fit"] = fit_of(activity, asker, {})
    return answer


def cards_of(
    session: Session, scan: Scan, positions: Ints, asker: Asker | None
) -> list[dict[str, Any]]:
    """The cards of some rows of the columns, each with its first matching date."""
    columns = scan.columns
    firsts = scan.asked_firsts
    activities = find_activities(session, (int(columns.ids[p]) for p in positions))
    rows = {int(p): int(firsts.row[p]) for p in positions}
    starts = find_occurrences(
        session, (int(columns.occurrence[r]) for r in rows.values() if r >= 0)
    )
    remote = scan.is_remote
    circumstance = Circumstance(scan, asker, positions) if asker else None
    cards = []
    for number, (position, row) in enumerate(rows.items()):
        activity = activities.get(int(columns.ids[position]))
        occurrence = starts.get(int(columns.occurrence[row])) if row >= 0 else None
        # A row that went in the last moments, before the columns were rebuilt, is left out.
        if activity is None or (row >= 0 and occurrence is None):
            continue
        km = None if remote[position] or np.isnan(scan.km[position]) else float(scan.km[position])
        one = card(activity, occurrence, km, max(int(firsts.count[position]) - 1, 0))
        if asker and asker.is_told and circumstance:
            one["fit"] = fit_of(activity, asker, circumstance.of(number))
        cards.append(one)
    return cards


def check_days(filters: Filters, now: datetime) -> None:
    """Refuse days beyond those that repeating activities have dates for, in any zone."""
    last = now.date() + timedelta(days=MAX_DAYS + 1)
    for name, day in (("from", filters.first), ("to", filters.last)):
        if day and day > last:
            said = f"Dates are known for the next {MAX_DAYS} days."
            raise Invalid(SENTENCE, {name: [said]})


def _wider(scan: Scan, total: int) -> dict[str, Any] | None:
    if scan.filters.near is None or total >= FEW:
        return None
    for radius in WIDER_KM:
        if radius > scan.filters.radius_km:
            count = int(scan.matches(radius).sum())
            if count > total:
                return {"radius_km": radius, "total": count}
    return None
