"""The tables of what people are to be told: the outbox, and each way out of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, Model
from app.core.ids import new_id

WAITING, OUT, VOID = "waiting", "out", "void"
SENT, FAILED = "sent", "failed"
CONFIRM_ADDRESS = "address"


class Notice(Model):
    """One thing to tell one person, written in the transaction of its cause.

    `waiting` until it is due and handed to the person's channels, then `out`; `void` when its
    cause was taken back. `rsvp_id` and `occurrence_id` belong to the room above, which wrote
    them and takes them back. `starts_at` is when the date begins that it tells of. What
    `is_urgent` does not wait for the end of the night.
    """

    __tablename__ = "notices"
    __table_args__ = (
        UniqueConstraint("rsvp_id", "kind", "due_at"),
        CheckConstraint("state in ('waiting','out','void')", "state"),
        Index("ix_notices_person_id", "person_id"),
        Index("ix_notices_occurrence_id", "occurrence_id"),
        Index("ix_notices_state_due_at", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    rsvp_id: Mapped[int | None] = mapped_column(BigInteger)
    occurrence_id: Mapped[int | None] = mapped_column(BigInteger)
    kind: Mapped[str] = mapped_column(String(16))
    due_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    starts_at: Mapped[datetime | None] = mapped_column(Instant)
    time_zone: Mapped[str] = mapped_column(String(64))
    is_urgent: Mapped[bool] = mapped_column(Boolean, default=False)
    not_before: Mapped[datetime | None] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(8), default=WAITING)


class Delivery(Model):
    """One notice on one way to one target of a person.

    Whoever sends takes it for a while (`leased_until`) under a number of their own (`lease`).
    """

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("notice_id", "channel", "target_id"),
        CheckConstraint("state in ('waiting','sent','failed','void')", "state"),
        Index("ix_deliveries_person_id", "person_id"),
        Index("ix_deliveries_state_next_try_at", "state", "next_try_at"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    notice_id: Mapped[int] = mapped_column(ForeignKey("notices.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    channel: Mapped[str] = mapped_column(String(12))
    target_id: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(8), default=WAITING)
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    next_try_at: Mapped[datetime] = mapped_column(Instant)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    lease: Mapped[int | None] = mapped_column(BigInteger)


class OutgoingLetter(Model):
    """One mail to an address that need not be anybody's here; its words go once it was sent.

    The same `tag` to the same address is one letter, however often it is written.
    """

    __tablename__ = "letters"
    __table_args__ = (
        UniqueConstraint("address", "tag"),
        CheckConstraint("state in ('waiting','sent','failed','void')", "state"),
        Index("ix_letters_state_next_try_at", "state", "next_try_at"),
        Index("ix_letters_ends_at", "ends_at"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    address: Mapped[str] = mapped_column(String(254))
    tag: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(16))
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(8), default=WAITING)
    attempts: Mapped[int] = mapped_column(SmallInteger, default=0)
    next_try_at: Mapped[datetime] = mapped_column(Instant)
    leased_until: Mapped[datetime | None] = mapped_column(Instant)
    lease: Mapped[int | None] = mapped_column(BigInteger)
