"""Reads the columns from the database, in one read transaction."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import numpy as np
from sqlalchemy import BigInteger, select, type_coerce
from sqlalchemy.orm import Session

from app.activities.corrections import Correction
from app.activities.models import Activity, ActivityTopic, Occurrence, Place, ToldFact
from app.activities.schedule import is_time_zone
from app.activities.vocabulary import ACCESS, KINDS, TOPICS
from app.comfort import FACTS, SUPPORTS, Comfort, effective_told
from app.core import changes
from app.core.log import logger
from app.discovery.columns import FORMAT_BITS, UNKNOWN, Columns, Flags, Ints

EPOCH = date(1970, 1, 1)
OPEN_FROM, OPEN_UNTIL = -(10**6), 10**6


def load_columns(session: Session, now: datetime) -> Columns:
    """All published activities and their occurrences to come, as the session sees them."""
    sequence = changes.current(session)
    rows = [row for row in _activities(session) if _is_zone(row.time_zone)]
    place_of = {row.id: position for position, row in enumerate(rows)}
    told = _told(session)
    zones, languages, currencies = (
        tuple(sorted({getattr(row, name) for row in rows if getattr(row, name)}))
        for name in ("time_zone", "language", "cost_currency")
    )
    dates = _occurrences(session, place_of, now)
    return Columns(
        sequence=sequence,
        since=now,
        ids=_ints(row.id for row in rows),
        lat=np.array([np.nan if row.lat is None else row.lat for row in rows], float),
        lon=np.array([np.nan if row.lon is None else row.lon for row in rows], float),
        kind=_positions([row.kind for row in rows], tuple(KINDS)),
        topics=_flags(rows, _topics(session), tuple(TOPICS)),
        forms=_ints(FORMAT_BITS[row.format] for row in rows),
        access=_flags(rows, _access(told), tuple(ACCESS)),
        cost=_numbers(rows, "cost_minor"),
        currency=_positions([row.cost_currency for row in rows], currencies),
        language=_positions([row.language for row in rows], languages),
        age_min=_numbers(rows, "age_min"),
        age_max=_numbers(rows, "age_max"),
        zone=_positions([row.time_zone for row in rows], zones),
        by_arrangement=np.array([row.by_arrangement for row in rows], bool),
        window=_windows(rows),
        effects=effective_told([told[row.id] for row in rows]).astype(np.float32),
        organiser=_ints(row.organiser_id for row in rows),
        is_rated=_rated(session, rows),
        occurrence=dates[:, 0],
        owner=dates[:, 1],
        start=dates[:, 2],
        local=dates[:, 3],
        zones=zones,
        languages=languages,
        currencies=currencies,
    )


def comfort_of(told: Mapping[str, float], kind: str) -> Comfort:
    """What was told of one activity, as the model wants it."""
    return Comfort(
        facts={key: told[key] for key in FACTS if key in told},
        supports={key: bool(told[key]) for key in SUPPORTS if key in told},
        kind=kind,
    )


def _activities(session: Session) -> Sequence[Any]:
    query = (
        select(
            Activity.id, Activity.kind, Activity.format, Activity.time_zone, Activity.language,
            Activity.cost_minor, Activity.cost_currency, Activity.age_min, Activity.age_max,
            Activity.by_arrangement, Activity.arrangement_from, Activity.arrangement_until,
            Activity.organiser_id, Place.lat, Place.lon,
        )
        .join(Activity.place, isouter=True)
        .where(Activity.state == "published")
        .order_by(Activity.id)
    )  # fmt: skip
    return session.execute(query).all()


def _occurrences(session: Session, place_of: Mapping[int, int], now: datetime) -> Ints:
    query = (
        select(
            Occurrence.id,
            Occurrence.activity_id,
            type_coerce(Occurrence.starts_at, BigInteger),
            type_coerce(Occurrence.starts_local, BigInteger),
        )
        .where(Occurrence.status == "scheduled", Occurrence.starts_at > now)
        .order_by(Occurrence.activity_id, Occurrence.starts_at, Occurrence.id)
    )
    rows = [
        (number, place_of[owner], start, local)
        for number, owner, start, local in session.execute(query)
        if owner in place_of
    ]
    return np.array(rows, np.int64).reshape(-1, 4)


def _is_zone(name: str) -> bool:
    """Whether the machine knows a zone; one that it lost costs its activities, not the search."""
    is_known = is_time_zone(name)
    if not is_known:
        logger().warning("activity_left_out", detail="its time zone is not known here")
    return is_known


def _told(session: Session) -> defaultdict[int, dict[str, float]]:
    told: defaultdict[int, dict[str, float]] = defaultdict(dict)
    for owner, key, value in session.execute(
        select(ToldFact.activity_id, ToldFact.key, ToldFact.value)
    ):
        told[owner][key] = value
    for row in session.scalars(select(Correction).where(Correction.key.in_(FACTS))):
        if told[row.activity_id].get(row.key) == row.claim:
            told[row.activity_id][row.key] = row.value
    return told


def _rated(session: Session, rows: Sequence[Any]) -> Flags:
    """Whether visitors told anything of it: what they say is only counted from five on."""
    by_visitors = select(ToldFact.activity_id).where(ToldFact.said_by == "visitors").distinct()
    rated = {*session.scalars(by_visitors), *session.scalars(select(Correction.activity_id))}
    return np.array([row.id in rated for row in rows], bool)


def _topics(session: Session) -> dict[int, set[str]]:
    topics: defaultdict[int, set[str]] = defaultdict(set)
    for owner, topic in session.execute(select(ActivityTopic.activity_id, ActivityTopic.topic)):
        topics[owner].add(topic)
    return topics


def _access(told: Mapping[int, Mapping[str, float]]) -> dict[int, set[str]]:
    return {
        owner: {key for key, value in facts.items() if key in ACCESS and value}
        for owner, facts in told.items()
    }


def _flags(rows: Sequence[Any], having: Mapping[int, set[str]], keys: tuple[str, ...]) -> Flags:
    column = {key: number for number, key in enumerate(keys)}
    flags = np.zeros((len(rows), len(keys)), bool)
    for number, row in enumerate(rows):
        for key in having.get(row.id, ()):
            if key in column:
                flags[number, column[key]] = True
    return flags


def _positions(values: Sequence[str | None], known: tuple[str, ...]) -> Ints:
    position = {value: number for number, value in enumerate(known)}
    return _ints(UNKNOWN if value is None else position[value] for value in values)


def _numbers(rows: Sequence[Any], name: str) -> Ints:
    return _ints(UNKNOWN if getattr(row, name) is None else getattr(row, name) for row in rows)


def _windows(rows: Sequence[Any]) -> Ints:
    windows = [
        (
            (row.arrangement_from - EPOCH).days if row.arrangement_from else OPEN_FROM,
            (row.arrangement_until - EPOCH).days if row.arrangement_until else OPEN_UNTIL,
        )
        for row in rows
    ]
    return np.array(windows, np.int64).reshape(-1, 2)


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, np.int64)
