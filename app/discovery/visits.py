"""What one visit teaches a profile: read, worked out, answered, and kept nowhere."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.activities.models import Activity
from app.activities.queries import find_activity
from app.comfort import (
    ANSWERS,
    TABLE_VERSION,
    Been,
    Comfort,
    Profile,
    observe,
    observe_again,
    peak_of,
)
from app.core.errors import NotFound
from app.core.ids import read_id, show_id
from app.discovery.asker import read_been, read_profile
from app.discovery.cards import comfort
from app.discovery.profile_schemas import MOST_PLACES
from app.discovery.service import Gone

NOT_HERE = "This activity is not here any more, so nothing can be learned from the visit."


def learn(session: Session, asked: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The profile after a visit, as ObserveSchema loaded both; the words in it stay as they are.

    How this one day feels is used for no learning and not handed back.
    Raises NotFound, or Gone where the activity was taken down.
    """
    told, visit = asked["profile"], asked["visit"]
    activity = _activity(session, visit["activity_id"])
    places = read_been(told)
    before = places.pop(activity.id, None)
    after = _after(read_profile(told), comfort(activity), before, asked)
    peak = visit["peak_anxiety"] if "peak_anxiety" in visit else peak_of(ANSWERS[visit["answer"]])
    places[activity.id] = before.again(peak) if before else Been(1, peak)
    state = {
        "theta": after.theta,
        "variance": after.variance,
        "sensitivities": dict(after.sensitivities),
        "sensitivity_variances": dict(after.sensitivity_variances),
        "visited": [
            {"activity_id": show_id(number), "times": been.times, "peak": round(been.peak, 3)}
            for number, been in list(places.items())[-MOST_PLACES:]
        ],
        "updated_on": now.date(),
        "version": TABLE_VERSION,
    }
    words = {name: value for name, value in told.items() if name != "today"}
    return {"profile": words | {"state": state}}


def _after(
    profile: Profile, where: Comfort, before: Been | None, asked: Mapping[str, Any]
) -> Profile:
    visit, weeks = asked["visit"], asked.get("weeks", 0.0)
    felt = ANSWERS[visit["answer"]] if "answer" in visit else None
    peak = visit.get("peak_anxiety")
    if before is None:
        return observe(profile, where, peak, weeks, felt)
    return observe_again(profile, where, before, peak, weeks, felt)


def _activity(session: Session, public_id: str) -> Activity:
    """The activity; one that no longer takes place was visited all the same."""
    number = read_id(public_id)
    activity = None if number is None else find_activity(session, number)
    if activity is None:
        raise NotFound(NOT_HERE)
    if activity.state == "hidden":
        raise Gone("This activity was taken down.")
    return activity
