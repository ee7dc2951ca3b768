"""A few activities whose every fact the tests know."""

from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from app.activities.drafts import Arrangement, Money, NewActivity, NewPlace, Told
from app.activities.schedule import Segment
from app.activities.service import publish
from app.comfort import FACTS
from tests.conftest import NOW
from tests.kept_rows import fill_as

SHEFFIELD = {"lat": 53.38, "lon": -1.47}
TOLD_ON = date(2026, 11, 20)


def told(**values: int | bool) -> dict[str, Told]:
    return {key: Told(value=value, by="organiser", on=TOLD_ON) for key, value in values.items()}


def weekly(day: datetime, hours: int = 2, zone: str = "Europe/London") -> Segment:
    return Segment(day, day + timedelta(hours=hours), zone, rrule="FREQ=WEEKLY")


def draft(source_id: str, **changes) -> NewActivity:
    values = {
        "source": "test",
        "source_id": source_id,
        "organiser": "Olga's library",
        "kind": "interest_group",
        "title": "Craft table",
        "format": "in_person",
        "time_zone": "Europe/London",
        "topics": ("mixed_crafts",),
        "segments": (weekly(datetime(2026, 12, 1, 14, 0)),),
        "place": NewPlace(
            lat=53.381, lon=-1.471, precision="exact", name="Library", area="Sheffield"
        ),
        "told": told(
            **dict.fromkeys(FACTS, 0) | {"start": 1}, greeter=True, leave_ok=True, step_free=True
        ),
        "greeter_name": "Mary",
        "confirmed_on": TOLD_ON,
    }
    return NewActivity(**(values | changes))


def drafts() -> list[NewActivity]:
    return [
        draft("craft"),
        draft(
            "choir",
            title="Big choir",
            topics=("singing",),
            told=told(**dict.fromkeys(FACTS, 3)),
            cost=Money(minor=400, currency="GBP"),
            segments=(weekly(datetime(2026, 11, 27, 19, 0)),),
            greeter_name=None,
        ),
        draft(
            "silent",
            title="A group that told nothing",
            kind="support_meetup",
            told={},
            confirmed_on=None,
            place=NewPlace(lat=53.44, lon=-1.47, precision="town"),
        ),
        draft(
            "online",
            title="Online chat",
            kind="support_meetup",
            format="online",
            place=None,
            online_url="https://meet.example.org/chat",
        ),
        draft(
            "garden",
            title="Garden helper",
            kind="volunteering",
            topics=("gardening",),
            segments=(),
            arrangement=Arrangement(first=date(2026, 11, 1), last=None),
            cost=Money(minor=0, currency="GBP"),
        ),
        draft(
            "leeds",
            title="Walk in Leeds",
            topics=("walking",),
            place=NewPlace(lat=53.80, lon=-1.55, precision="exact", area="Leeds"),
        ),
    ]


@pytest.fixture
def listed(app: Flask, frozen) -> Flask:
    """The application with the known activities."""
    fill_as(_publish_all)
    return app


def _publish_all(session: Session) -> None:
    for one in drafts():
        publish(session, one, NOW)
