"""What the pages of those who run an activity share: a limit, who they are in the log, numbers."""

from datetime import timedelta

from app.accounts.membership import audit_ref
from app.attendance.running.attendees import Attendees
from app.core import actors, clock
from app.core.db import db
from app.core.limits import Limit

ACTS = Limit("acts of organisers", 120, timedelta(hours=1))


def ref() -> str:
    """What stands for whoever asks in the audit log."""
    return audit_ref(db.session(), actors.known().person_id)


def is_fresh() -> bool:
    """Whether whoever asks has shown lately who they are, as sensitive acts need."""
    try:
        actors.step_up(clock.now())
    except actors.StepUpNeeded:
        return False
    return True


def people_words(found: Attendees, capacity: int | None) -> str:
    """`3 of 8 places are held, 2 people wait`; only for those who run it."""
    coming, waiting = found.coming, found.waiting
    if not coming and not waiting:
        return "No place is held yet"
    if capacity is None:
        said = f"{coming} {'person comes' if coming == 1 else 'people come'}"
    else:
        said = f"{coming} of {capacity} places {'is' if coming == 1 else 'are'} held"
    more = f", {waiting} {'waits' if waiting == 1 else 'wait'}" if waiting else ""
    return said + more
