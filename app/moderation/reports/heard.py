"""What this room does when examples leave."""

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.core.events import ExamplesLeave
from app.moderation.expiry import Nudge
from app.moderation.reports.models import Report


def forget(session: Session, event: ExamplesLeave) -> None:
    """Take away reports of examples, and when anybody was asked about them."""
    for table in (Report, Nudge):
        gone = delete(table).where(table.activity_id.in_(event.activity_ids))
        session.execute(gone, execution_options={"synchronize_session": False})
