"""What was told, or can no more be told, is forgotten after a week."""

from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.notices.models import Delivery, Notice, OutgoingLetter

KEPT_FOR = timedelta(days=7)
AT_ONCE = 500


def forget_old(session: Session, now: datetime) -> int:
    """Delete notices, and how they went out, a week after they ended; the number of notices."""
    over = select(Notice.id).where(Notice.ends_at < now - KEPT_FOR).limit(AT_ONCE)
    ids = session.scalars(over).all()
    session.execute(delete(Delivery).where(Delivery.notice_id.in_(ids)))
    session.execute(delete(Notice).where(Notice.id.in_(ids)))
    return len(ids)


def forget_letters(session: Session, now: datetime) -> int:
    """Delete letters a week after they ended; how many."""
    over = select(OutgoingLetter.id).where(OutgoingLetter.ends_at < now - KEPT_FOR).limit(AT_ONCE)
    gone = delete(OutgoingLetter).where(OutgoingLetter.id.in_(over))
    return len(session.scalars(gone.returning(OutgoingLetter.id)).all())
