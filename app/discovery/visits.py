"""What one visit teaches a profile: read, worked out, answered, and kept nowhere."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.activities.queries import find_activity
from app.comfort import ANSWERS, Comfort, observe
from app.core.errors import NotFound
from app.core.ids import read_id
from app.discovery.asker import read_profile
from app.discovery.cards import comfort
from app.discovery.service import Gone

NOT_HERE = "This activity is not here any more, so nothing can be learned from the visit."


def learn(session: Session, asked: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The profile after a visit, as ObserveSchema loaded both; the words in it stay as they are.

    How this one day feels is used for no learning and not handed back.
    Raises NotFound, or Gone where the activity was taken down.
    """
    told, visit = asked["profile"], asked["visit"]
    where = _where(session, visit["activity_id"])
    felt = ANSWERS[visit["answer"]] if "answer" in visit else None
    weeks = asked.get("weeks", 0.0)
    after = observe(read_profile(told), where, visit.get("peak_anxiety"), weeks, felt)
    state = {
        "theta": after.theta,
        "variance": after.variance,
        "sensitivities": dict(after.sensitivities),
        "sensitivity_variances": dict(after.sensitivity_variances),
        "updated_on": now.date(),
    }
    words = {name: value for name, value in told.items() if name != "today"}
    return {"profile": words | {"state": state}}


def _where(session: Session, public_id: str) -> Comfort:
    """What is told of the activity; one that no longer takes place was visited all the same."""
    number = read_id(public_id)
    activity = None if number is None else find_activity(session, number)
    if activity is None:
        raise NotFound(NOT_HERE)
    if activity.state == "hidden":
        raise Gone("This activity was taken down.")
    return comfort(activity)
