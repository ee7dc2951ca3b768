"""The search as a lean loop in plain Python over rows that were read into memory before."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from math import asin, cos, exp, pi, radians, sin, sqrt

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.activities.models import Activity, ActivityTopic, Occurrence, Place, ToldFact
from app.activities.vocabulary import KINDS, TOPICS
from app.comfort import COST, INTEREST, PACES, TIME, effective
from app.comfort.facts import WEIGHTS
from app.comfort.model import LOWEST_DEMAND, SLOPE
from app.comfort.profile import sensitivity_values
from app.comfort.ranking import LEAST_CHANCE
from app.discovery.asker import Asker
from app.discovery.filters import FREE_TIMES, Near
from app.discovery.loading import comfort_of
from app.places.distance import EARTH_RADIUS_KM
from benchmarks.queries import PAGE, Query

FREE_TIME_OF_HOUR = [0 if 5 <= hour < 12 else 1 if 12 <= hour < 17 else 2 for hour in range(24)]
IN_PERSON = {"in_person", "hybrid"}


@dataclass(slots=True)
class Row:
    """One activity with what the benchmark's queries ask of it; `dates` (moment, day, slot)."""

    number: int
    kind: str
    is_met: bool
    lat: float
    lon: float
    topics: set[str]
    cost: tuple[int, str | None] | None
    effects: tuple[float, ...]
    dates: list[tuple[datetime, date, int]]


@dataclass(slots=True)
class Weights:
    """What a person's score needs, worked out once a query."""

    facts: tuple[float, ...]
    slope: float
    at_ease: float
    families: set[str]
    far_km: float
    free: set[int]


def read_rows(session: Session) -> list[Row]:
    """All published activities, in the order of their ids."""
    topics: defaultdict[int, set[str]] = defaultdict(set)
    for owner, topic in session.execute(select(ActivityTopic.activity_id, ActivityTopic.topic)):
        topics[owner].add(topic)
    told: defaultdict[int, dict[str, int]] = defaultdict(dict)
    facts = select(ToldFact.activity_id, ToldFact.key, ToldFact.value)
    for owner, key, value in session.execute(facts):
        told[owner][key] = value
    dates = _dates(session)
    query = (
        select(Activity.id, Activity.kind, Activity.format, Place.lat, Place.lon,
               Activity.cost_minor, Activity.cost_currency)
        .join(Activity.place).where(Activity.state == "published").order_by(Activity.id)
    )  # fmt: skip
    found = session.execute(query).all()
    effects = effective([comfort_of(told[row.id], row.kind) for row in found]).tolist()
    return [
        Row(
            number, kind, form in IN_PERSON, lat, lon, topics[number],
            None if cost is None else (cost, currency), tuple(asks), dates[number],
        )
        for (number, kind, form, lat, lon, cost, currency), asks in zip(found, effects, strict=True)
    ]  # fmt: skip


def loop_ids(rows: list[Row], query: Query, now: datetime) -> list[int]:
    """Ids of the first page, in order. Knows the filters that the benchmark's queries use."""
    asked, asker = query.filters, query.asker
    if asked.near is None or asked.first is None or asked.last is None:
        raise ValueError("The loop is asked for a place and for days.")
    kinds = set(asked.kinds or KINDS)
    weights = _weights(asker, asked.radius_km) if asker else None
    found = []
    for row in rows:
        if row.kind not in kinds or not row.is_met:
            continue
        starts = (one for one in row.dates if one[0] > now and asked.first <= one[1] <= asked.last)
        first = next(starts, None)
        if first is None:
            continue
        km = _km(asked.near, row)
        if km > asked.radius_km:
            continue
        if asker and weights:
            found.append((*_score(row, first[2], km, asker, weights), row.number))
        elif asked.sort == "nearest":
            found.append((km, first[0].timestamp(), row.number))
        else:
            found.append((first[0].timestamp(), 0.0, row.number))
    return [number for _, _, number in sorted(found)[:PAGE]]


def _dates(session: Session) -> defaultdict[int, list[tuple[datetime, date, int]]]:
    query = select(Occurrence.activity_id, Occurrence.starts_at, Occurrence.starts_local)
    dates: defaultdict[int, list[tuple[datetime, date, int]]] = defaultdict(list)
    for owner, starts, local in session.execute(query.order_by(Occurrence.starts_at)):
        slot = local.weekday() * 3 + FREE_TIME_OF_HOUR[local.hour]
        dates[owner].append((starts, local.date(), slot))
    return dates


def _km(near: Near, row: Row) -> float:
    lat, other = radians(near.lat), radians(row.lat)
    across = sin(radians(row.lon - near.lon) / 2) ** 2
    chord = sin((other - lat) / 2) ** 2 + cos(lat) * cos(other) * across
    return 2 * EARTH_RADIUS_KM * asin(sqrt(min(chord, 1.0)))


def _weights(asker: Asker, radius_km: float) -> Weights:
    felt = sensitivity_values(asker.profile).tolist()
    return Weights(
        tuple((w * exp(s)) ** 2 for w, s in zip(WEIGHTS.tolist(), felt, strict=True)),
        SLOPE / sqrt(1.0 + pi / 8.0 * SLOPE**2 * asker.profile.variance),
        asker.profile.theta - LOWEST_DEMAND,
        {TOPICS[topic].family for topic in asker.interests},
        (asker.max_km or radius_km) / 2,
        {FREE_TIMES.index(name) for name in asker.free_times},
    )


def _score(row: Row, slot: int, km: float, asker: Asker, weights: Weights) -> tuple[float, float]:
    """-S and -P, so that the best comes first."""
    asks = sqrt(sum(w * e for w, e in zip(weights.facts, row.effects, strict=True)))
    chance = 1.0 / (1.0 + exp(weights.slope * (asks - weights.at_ease)))
    worth = min(1.0, max(chance, LEAST_CHANCE) / PACES[asker.pace]) ** 2
    if asker.interests and not row.topics & asker.interests:
        is_related = any(TOPICS[topic].family in weights.families for topic in row.topics)
        worth *= INTEREST["same_family" if is_related else "other"]
    worth *= exp(-km / weights.far_km)
    if weights.free and slot not in weights.free:
        worth *= TIME[False]
    if asker.budget:
        minor, currency = asker.budget
        is_known = row.cost is not None and (row.cost[0] == 0 or row.cost[1] == currency)
        worth *= COST[row.cost[0] <= minor] if row.cost and is_known else COST[None]
    return -worth, -chance
