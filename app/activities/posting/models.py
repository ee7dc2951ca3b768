"""Tables of what organisers are writing: drafts, and how many of them in a day."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, Model
from app.core.ids import new_id

DRAFT, WAITING, RETURNED = "draft", "waiting", "returned"


class ActivityDraft(Model):
    """An activity that is being written, or a change of a published one that waits.

    `content` holds the fields of POST /activities as JSON: all of a new activity, or only what
    changes of `activity_id`. `whereabouts` is what the gazetteer says of its point: area,
    country, precision. A new activity keeps the draft's id; then the draft is gone.
    """

    __tablename__ = "activity_drafts"
    __table_args__ = (
        CheckConstraint("state in ('draft','waiting','returned')", "state"),
        Index("ix_activity_drafts_state_submitted_at", "state", "submitted_at"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organisers.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activities.id"), unique=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    whereabouts: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[str] = mapped_column(String(8), default=DRAFT)
    reason: Mapped[str | None] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Instant)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    submitted_at: Mapped[datetime | None] = mapped_column(Instant)


class PostingDay(Model):
    """How many drafts a person began on a day (UTC)."""

    __tablename__ = "posting_days"

    person_id: Mapped[int] = mapped_column(
        ForeignKey("people.id"), primary_key=True, autoincrement=False
    )
    day: Mapped[date] = mapped_column(primary_key=True)
    count: Mapped[int]
