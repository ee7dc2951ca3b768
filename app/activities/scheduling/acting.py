"""Edits of dates by somebody who signed in: whose they are, and what waits. Never commits."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from app.accounts.membership import Role, audit_ref
from app.activities.models import Activity, Occurrence
from app.activities.posting.own import own_activity
from app.activities.schedule import Segment
from app.activities.scheduling import editing, undoing, waiting
from app.activities.scheduling.applying import Done
from app.activities.scheduling.editing import Edit
from app.activities.scheduling.hours import check_hours
from app.activities.scheduling.refusals import OutOfSight
from app.core import audit
from app.core.audit import Act
from app.core.errors import NotFound
from app.core.ids import read_id, show_id

NO_DATE = "There is no date of yours at this address."


@dataclass(frozen=True)
class By:
    """Who does it, and when."""

    person_id: int
    now: datetime


@dataclass(frozen=True)
class Acted:
    """What came of an edit. `waits` is true where some of it is looked at first."""

    done: Done
    waits: bool = False

    @property
    def state(self) -> str:
        """changed, waiting, or same where nothing is different."""
        if self.waits:
            return "waiting"
        return "same" if self.done.edit_id is None else "changed"


NOTHING = Done(0, 0, None)


def own_date(
    session: Session, person_id: int, public_id: str, role: Role = "editor"
) -> tuple[Activity, Occurrence]:
    """A date of an activity that a person may change; raises NotFound."""
    row = session.get(Occurrence, read_id(public_id) or 0)
    if row is None:
        raise NotFound(NO_DATE)
    try:
        return own_activity(session, person_id, show_id(row.activity_id), role), row
    except NotFound:
        raise NotFound(NO_DATE) from None


def change(session: Session, by: By, public_id: str, edit: Edit) -> Acted:
    """Change dates from one of them; see `editing.edit_date`."""
    activity, row = own_date(session, by.person_id, public_id)
    if activity.state == "hidden" and "capacity" in edit.details:
        raise OutOfSight("This is out of sight. You can change its room once it is back.")
    first = waiting.sensitive_part(edit)
    if first is None or not waiting.has_to_wait(session, activity):
        done = editing.edit_date(session, activity.id, row.id, edit, by.now)
        return _noted(session, by, activity, Acted(done), "dates changed")
    # Whether it could be made is found out by making it, and taking that back.
    trial = session.begin_nested()
    editing.edit_date(session, activity.id, row.id, edit, by.now)
    trial.rollback()
    session.expire_all()
    rest, done = waiting.plain_part(edit), NOTHING
    if rest.details or rest.is_back:
        done = editing.edit_date(session, activity.id, row.id, rest, by.now)
    waiting.let_wait(session, activity, by.person_id, waiting.edit_as_json(row, first), by.now)
    return Acted(done, waits=True)


def cancel(session: Session, by: By, public_id: str, scope: str) -> Acted:
    """Cancel dates from one of them."""
    activity, row = own_date(session, by.person_id, public_id)
    done = editing.cancel_date(session, activity.id, row.id, scope, by.now)
    return _noted(session, by, activity, Acted(done), "dates cancelled")


def pause(session: Session, by: By, public_id: str, days: tuple[date, date]) -> Acted:
    """Let nothing meet between two days, both included."""
    activity = own_activity(session, by.person_id, public_id)
    done = editing.pause(session, activity.id, *days, by.now)
    return _noted(session, by, activity, Acted(done), "dates paused")


def add(session: Session, by: By, public_id: str, segment: Segment) -> Acted:
    """One more date, at the start and end of a segment."""
    activity = own_activity(session, by.person_id, public_id)
    if waiting.has_to_wait(session, activity):
        check_hours(activity, segment.starts, segment.ends, by.now)
        kept = waiting.segment_as_json("add", segment)
        waiting.let_wait(session, activity, by.person_id, kept, by.now)
        return Acted(NOTHING, waits=True)
    done = editing.add_date(session, activity.id, segment.starts, segment.ends, by.now)
    return _noted(session, by, activity, Acted(done), "date added")


def repeat(session: Session, by: By, public_id: str, segment: Segment) -> Acted:
    """Repeat in another way from now on."""
    activity = own_activity(session, by.person_id, public_id)
    if waiting.has_to_wait(session, activity):
        kept = waiting.segment_as_json("repeat", segment)
        waiting.let_wait(session, activity, by.person_id, kept, by.now)
        return Acted(NOTHING, waits=True)
    done = editing.repeat_anew(session, activity.id, segment, by.now)
    return _noted(session, by, activity, Acted(done), "dates repeated")


def undo(session: Session, by: By, public_id: str) -> Acted:
    """Take the last edit of dates back."""
    activity = own_activity(session, by.person_id, public_id)
    done = undoing.undo(session, activity.id, by.now)
    return _noted(session, by, activity, Acted(done), "dates undone")


def _noted(session: Session, by: By, activity: Activity, acted: Acted, what: str) -> Acted:
    act = Act(audit_ref(session, by.person_id), what, f"activity {show_id(activity.id)}")
    audit.note(session, act, by.now)
    return acted
