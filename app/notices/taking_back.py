"""Whether a notice has reached anybody, and putting one back that was taken back too early."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, or_, select, update
from sqlalchemy.orm import Session

from app.notices.models import SENT, VOID, WAITING, Delivery, Notice

# Notices of one deed are written within its transaction, by a clock that goes on meanwhile.
ONE_DEED = timedelta(seconds=10)
_AT_ONCE = {"execution_options": {"synchronize_session": False}}


def has_news(session: Session, rsvp_id: int, kinds: Sequence[str], since: datetime) -> bool:
    """Whether there ever was a notice of these kinds of the deed of a moment."""
    mine = Notice.rsvp_id == rsvp_id, Notice.kind.in_(kinds)
    of_it = Notice.due_at >= since, Notice.due_at <= since + ONE_DEED
    return session.scalar(select(Notice.id).where(*mine, *of_it).limit(1)) is not None


def has_reached(
    session: Session, rsvp_id: int, kinds: Sequence[str], since: datetime, now: datetime
) -> bool:
    """Whether a notice of these kinds from `since` on was sent, or is being sent at `now`.

    Also true where another deed than the one of that moment has told of something.
    """
    mine = (Notice.rsvp_id == rsvp_id, Notice.kind.in_(kinds), Notice.due_at >= since)
    is_out = or_(Delivery.state == SENT, Delivery.leased_until > now)
    sent = select(Delivery.id).join(Notice, Notice.id == Delivery.notice_id).where(*mine, is_out)
    later = select(Notice.id).where(*mine, Notice.due_at > since + ONE_DEED, Notice.state != VOID)
    return any(session.scalar(query.limit(1)) is not None for query in (sent, later))


def revive(
    session: Session,
    rsvp_id: int,
    kinds: Sequence[str],
    span: tuple[datetime, datetime],
    about: datetime,
) -> None:
    """Let the last notice of these kinds within a span count again, if it was never sent.

    Only one that tells of a date that begins at `about`.
    """
    first, last = span
    query = (
        select(Notice)
        .where(
            Notice.rsvp_id == rsvp_id,
            Notice.kind.in_(kinds),
            Notice.due_at >= first,
            Notice.due_at < last,
            Notice.starts_at == about,
            Notice.state == VOID,
            ~_was_sent(),
        )
        .order_by(Notice.due_at.desc(), Notice.id.desc())
    )
    notice = session.scalars(query.limit(1)).first()
    if notice is None:
        return
    notice.state, notice.not_before = WAITING, None
    left = Delivery.notice_id == notice.id, Delivery.state == VOID
    session.execute(update(Delivery).where(*left).values(state=WAITING), **_AT_ONCE)
    session.flush()


def _was_sent() -> ColumnElement[bool]:
    sent = select(Delivery.id).where(Delivery.notice_id == Notice.id, Delivery.state == SENT)
    return sent.exists()
