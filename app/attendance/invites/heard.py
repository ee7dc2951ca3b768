"""What this room does when it hears of something in a lower one."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.activities.models import Occurrence
from app.attendance.invites.models import Invite
from app.core.events import ExamplesLeave


def forget(session: Session, event: ExamplesLeave) -> None:
    """Take away the links to dates of examples."""
    dates = select(Occurrence.id).where(Occurrence.activity_id.in_(event.activity_ids))
    session.execute(
        delete(Invite).where(Invite.occurrence_id.in_(dates)),
        execution_options={"synchronize_session": False},
    )
