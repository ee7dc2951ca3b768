"""What this room does when it hears of something in another one."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.activities.posting.models import ActivityDraft
from app.core.events import ExamplesLeave


def forget(session: Session, event: ExamplesLeave) -> None:
    """Take away changes of examples that wait."""
    session.execute(
        delete(ActivityDraft).where(ActivityDraft.activity_id.in_(event.activity_ids)),
        execution_options={"synchronize_session": False},
    )
