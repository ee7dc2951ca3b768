"""What this room does when it hears of something in a lower one."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.attendance.saves.models import Save
from app.core.events import ExamplesLeave


def forget(session: Session, event: ExamplesLeave) -> None:
    """Take away the bookmarks of examples."""
    session.execute(
        delete(Save).where(Save.activity_id.in_(event.activity_ids)),
        execution_options={"synchronize_session": False},
    )
