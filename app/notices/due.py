"""What is to be sent now: hands due notices to a person's channels, and lends them to a sender.

A clock that was wrong for a while must neither send twice nor leave out: whatever says "not
before then" counts only as far ahead as it could honestly have been set.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session

from app.accounts.models import Person
from app.accounts.preferences import CHOSEN_WITH, KINDS, kinds, quiet_until
from app.core.db import insert_into
from app.core.ids import new_id
from app.notices.channels import Channel
from app.notices.models import OUT, VOID, WAITING, Delivery, Notice, OutgoingLetter

A_DAY = timedelta(hours=24)
LEASE = timedelta(minutes=3)
AT_ONCE = 50
Sendable = type[Delivery] | type[OutgoingLetter]


def is_past(column: Any, now: datetime, longest: timedelta) -> ColumnElement[bool]:
    """True where a moment is not set, has come, or lies further ahead than it can be meant."""
    return or_(column.is_(None), column <= now, column > now + longest)


def due_notices(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Conditions on notices to hand out."""
    return (
        Notice.state == WAITING,
        Notice.due_at <= now,
        Notice.ends_at > now,
        is_past(Notice.not_before, now, A_DAY),
    )


def due_rows(table: Sendable, now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Conditions on deliveries or letters that nobody is sending."""
    return (
        table.state == WAITING,
        is_past(table.next_try_at, now, A_DAY),
        is_past(table.leased_until, now, LEASE),
    )


def is_anything_due(session: Session, now: datetime) -> bool:
    """Whether there is anything to do; only reads, so that an idle sender locks nobody out."""
    found = (
        exists().where(*due_notices(now)),
        exists().where(*due_rows(Delivery, now)),
        exists().where(*due_rows(OutgoingLetter, now)),
    )
    return bool(session.scalar(select(or_(*found))))


def hand_out(session: Session, channels: Sequence[Channel], now: datetime) -> int:
    """Hand due notices to all channels their people have now; the number that were looked at."""
    query = select(Notice).where(*due_notices(now)).order_by(Notice.due_at, Notice.id)
    rows = session.scalars(query.limit(AT_ONCE).with_for_update(skip_locked=True)).all()
    for notice in rows:
        person = session.get_one(Person, notice.person_id)
        wait = pause(notice, person, now)
        if wait:
            notice.not_before = wait
            continue
        if is_wanted(notice, person):
            for channel in channels:
                for target_id in channel.targets(session, person.id):
                    add_delivery(session, notice, channel.name, target_id)
        notice.state = OUT
    session.flush()
    return len(rows)


def add_delivery(session: Session, notice: Notice, channel: str, target_id: int) -> None:
    """Send a notice on one way to one target, once however often this is called."""
    row = {
        "id": new_id(),
        "notice_id": notice.id,
        "person_id": notice.person_id,
        "channel": channel,
        "target_id": target_id,
        "state": WAITING,
        "attempts": 0,
        "next_try_at": notice.due_at,
    }
    session.execute(
        insert_into(session, Delivery)
        .values(row)
        .on_conflict_do_update(
            index_elements=["notice_id", "channel", "target_id"],
            set_={"state": WAITING, "attempts": 0, "next_try_at": notice.due_at},
            where=Delivery.state == VOID,
        )
    )


def is_wanted(notice: Notice, person: Person) -> bool:
    """Whether a person has this kind of notice switched on; what they asked for now is wanted."""
    kind = CHOSEN_WITH.get(notice.kind, notice.kind)
    return kind not in KINDS or kinds(person.settings)[kind]


def pause(notice: Notice, person: Person, now: datetime) -> datetime | None:
    """Until when the night keeps a notice back; None for what may be sent now.

    What is urgent, was asked for just now, or would be over by morning is not kept back.
    """
    if notice.is_urgent or CHOSEN_WITH.get(notice.kind, notice.kind) not in KINDS:
        return None
    morning = quiet_until(person.settings, now, notice.time_zone)
    return morning if morning and morning < notice.ends_at else None
