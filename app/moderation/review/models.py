"""The table of what moderators decided: for undo, and for the author to read why."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, Model
from app.core.ids import new_id

ACTS = ("approve", "reject", "hide", "restore", "trust", "block")


class Decision(Model):
    """One decision on a draft, an activity or an organiser (`item_id`).

    `by` is the moderator's `audit_ref`. `before` is what undo needs to put things back.
    """

    __tablename__ = "decisions"
    __table_args__ = (
        CheckConstraint(
            "act in ('approve','reject','hide','restore','trust','block')",
            "act",
        ),
        Index("ix_decisions_item_id", "item_id"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    item_id: Mapped[int] = mapped_column(BigInteger)
    title: Mapped[str] = mapped_column(String(200))
    act: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str | None] = mapped_column(String(20))
    words: Mapped[str | None] = mapped_column(String(500))
    by: Mapped[str] = mapped_column(String(26))
    before: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    made_at: Mapped[datetime] = mapped_column(Instant)
    undone_at: Mapped[datetime | None] = mapped_column(Instant)
