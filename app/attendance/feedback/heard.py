"""What this room does when examples leave."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.attendance.feedback.models import Feedback
from app.core.events import ExamplesLeave


def forget(session: Session, event: ExamplesLeave) -> None:
    """Take away what people who try Alongside out said of examples."""
    session.execute(
        delete(Feedback).where(Feedback.activity_id.in_(event.activity_ids)),
        execution_options={"synchronize_session": False},
    )
