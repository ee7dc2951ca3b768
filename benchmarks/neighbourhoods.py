"""Made-up activities around real cities, in bulk and repeatable by their seed."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from app.accounts.models import Organiser
from app.activities.models import Activity, ActivityTopic, Occurrence, Place, ToldFact
from app.activities.vocabulary import ACCESS, KINDS, TOPICS
from app.comfort import FACTS, SUPPORTS
from app.core.events import ActivityChanged, publish

CITIES = ((51.51, -0.13), (53.38, -1.47), (53.48, -2.24), (52.49, -1.89), (55.95, -3.19))
DAYS = 90


def fill(session: Session, count: int, now: datetime, seed: int = 1) -> None:
    """Insert `count` published activities with one date each; the first city is the densest."""
    chance = random.Random(seed)
    session.execute(insert(Organiser).values(id=1, name="Made up", source="bench"))
    tables: dict[Any, list[dict[str, Any]]] = {
        table: [] for table in (Place, Activity, ActivityTopic, ToldFact, Occurrence)
    }
    for number in range(1, count + 1):
        for table, row in _rows(chance, number, now):
            tables[table].append(row)
    for table, rows in tables.items():
        session.execute(insert(table), rows)
    publish(session, ActivityChanged(1))


def _rows(
    chance: random.Random, number: int, now: datetime
) -> Iterator[tuple[Any, dict[str, Any]]]:
    city = CITIES[min(int(chance.paretovariate(1)) - 1, len(CITIES) - 1)]
    spread = 2.0 if chance.random() < 0.1 else 0.15
    lat, lon = (degrees + chance.gauss(0, spread) for degrees in city)
    yield Place, {"id": number, "lat": lat, "lon": lon, "precision": "exact", "finding_us": ""}
    yield Activity, {
        "id": number, "organiser_id": 1, "place_id": number, "state": "published",
        "kind": chance.choice(list(KINDS)), "title": f"Activity {number}", "description": "",
        "format": "in_person", "time_zone": "Europe/London", "by_arrangement": False,
        "party_limit": 1, "booking": "none", "audience": [], "bring": "", "steps": [],
        "changed_dates": [], "cost_minor": 0, "cost_currency": "GBP",
    }  # fmt: skip
    yield (
        ActivityTopic,
        {"activity_id": number, "topic": chance.choice(list(TOPICS)), "position": 0},
    )
    for key in (*FACTS, *SUPPORTS, *ACCESS):
        if chance.random() < 0.6:
            value = chance.randrange(4 if key in FACTS else 2)
            yield ToldFact, {
                "activity_id": number, "key": key, "value": value,
                "said_by": "organiser", "said_on": now.date(),
            }  # fmt: skip
    starts = now.replace(minute=0, second=0, microsecond=0)
    starts += timedelta(minutes=chance.randrange(30, DAYS * 24 * 60))
    local = starts.astimezone(UTC).replace(tzinfo=None)
    yield Occurrence, {
        "id": number, "activity_id": number, "status": "scheduled",
        "key_local": local, "starts_local": local, "ends_local": local + timedelta(hours=2),
        "starts_at": starts, "ends_at": starts + timedelta(hours=2),
    }  # fmt: skip
