"""Writing what people are to be told, in the transaction of its cause; and taking it back."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.core.db import insert_into
from app.core.ids import new_id
from app.notices.models import OUT, SENT, VOID, WAITING, Delivery, Notice

_AT_ONCE = {"execution_options": {"synchronize_session": False}}


@dataclass(frozen=True, kw_only=True)
class Telling:
    """What to tell about a held place: due then, worth telling until `ends_at` (aware)."""

    person_id: int
    rsvp_id: int
    occurrence_id: int
    kind: str
    due_at: datetime
    ends_at: datetime
    starts_at: datetime
    time_zone: str
    is_urgent: bool = False


def write(session: Session, telling: Telling) -> None:
    """Put a notice down. The same one again is one; one that was taken back counts again.

    Nobody who is invented is told anything.
    """
    if session.get_one(Person, telling.person_id).is_example:
        return
    row = asdict(telling) | {"id": new_id(), "state": WAITING}
    again = {
        "state": WAITING,
        "ends_at": telling.ends_at,
        "starts_at": telling.starts_at,
        "is_urgent": telling.is_urgent,
        "not_before": None,
    }
    session.execute(
        insert_into(session, Notice)
        .values(row)
        .on_conflict_do_update(
            index_elements=["rsvp_id", "kind", "due_at"],
            set_=again,
            where=Notice.state == VOID,
        )
    )


def void(session: Session, rsvp_id: int, kinds: Sequence[str]) -> None:
    """Take back what was not sent yet of these kinds, about one held place."""
    session.flush()
    mine = Notice.rsvp_id == rsvp_id, Notice.kind.in_(kinds), Notice.state != VOID
    ids = session.scalars(select(Notice.id).where(*mine)).all()
    if ids:
        session.execute(update(Notice).where(Notice.id.in_(ids)).values(state=VOID), **_AT_ONCE)
        left = Delivery.notice_id.in_(ids), Delivery.state == WAITING
        session.execute(update(Delivery).where(*left).values(state=VOID), **_AT_ONCE)


def has_left(session: Session, rsvp_id: int, kind: str) -> bool:
    """Whether a notice of this kind about a held place was handed to the person's channels."""
    mine = Notice.rsvp_id == rsvp_id, Notice.kind == kind, Notice.state == OUT
    return session.scalar(select(Notice.id).where(*mine).limit(1)) is not None


def sent_since(session: Session, rsvp_id: int, kind: str, since: datetime) -> Sequence[datetime]:
    """When notices of this kind about a held place were due that were sent, the latest first."""
    query = select(Notice.due_at).join(Delivery, Delivery.notice_id == Notice.id)
    mine = Notice.rsvp_id == rsvp_id, Notice.kind == kind, Notice.due_at > since
    sent = query.where(*mine, Delivery.state == SENT).distinct()
    return session.scalars(sent.order_by(Notice.due_at.desc())).all()


def forget_dates(session: Session, dates: Any) -> None:
    """Delete all that was to be told of some dates; `dates` selects their ids."""
    ids = select(Notice.id).where(Notice.occurrence_id.in_(dates))
    session.execute(delete(Delivery).where(Delivery.notice_id.in_(ids)), **_AT_ONCE)
    session.execute(delete(Notice).where(Notice.occurrence_id.in_(dates)), **_AT_ONCE)


def forget_place(session: Session, rsvp_id: int) -> None:
    """Delete all that was to be told of one held place."""
    ids = select(Notice.id).where(Notice.rsvp_id == rsvp_id)
    session.execute(delete(Delivery).where(Delivery.notice_id.in_(ids)), **_AT_ONCE)
    session.execute(delete(Notice).where(Notice.rsvp_id == rsvp_id), **_AT_ONCE)
