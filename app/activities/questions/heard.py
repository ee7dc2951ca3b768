"""What this room does when examples leave."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.activities.corrections import Correction
from app.activities.hiding import Hiding
from app.activities.questions.models import Question
from app.core.events import ExamplesLeave


def forget(session: Session, event: ExamplesLeave) -> None:
    """Take away what was asked of examples, what visitors found, and why any was hidden."""
    for table in (Question, Correction, Hiding):
        gone = delete(table).where(table.activity_id.in_(event.activity_ids))
        session.execute(gone, execution_options={"synchronize_session": False})
