"""Who may run which date: members of its organiser, while it is not taken down."""

from sqlalchemy.orm import Session

from app.accounts.membership import Role, may
from app.accounts.models import Organiser
from app.activities.models import Activity, Occurrence
from app.core.errors import DomainError, NotFound
from app.core.ids import read_id


class TakenDown(DomainError):
    """Who comes is nobody's to see while an activity is being looked into."""

    code = "taken_down"


def own_date(
    session: Session, person_id: int, public_id: str, role: Role
) -> tuple[Occurrence, Activity]:
    """A date of an activity that a person runs in at least this role.

    Raises NotFound for every other date, and TakenDown for one whose activity is hidden or
    whose organiser is blocked: neither is to learn who comes, or to write to them.
    """
    number = read_id(public_id)
    date = session.get(Occurrence, number) if number is not None else None
    activity = session.get_one(Activity, date.activity_id) if date else None
    if date is None or activity is None or not may(session, person_id, activity.organiser_id, role):
        raise NotFound("This date is not here. It may have moved, or the link is wrong.")
    organiser = session.get_one(Organiser, activity.organiser_id)
    if activity.state == "hidden" or organiser.blocked_at is not None:
        raise TakenDown("This activity is taken down. Its list can't be seen until it is back.")
    return date, activity
