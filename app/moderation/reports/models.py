"""The table of reports; who sent one can't be read from it."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Boolean, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, Model
from app.core.ids import new_id


class Report(Model):
    """What one sender told of one activity.

    `sender` stands for the line a report came by, for this activity alone, until somebody
    decided; `day_sender` for the same line on `day` alone, and is gone after it. `is_trusted`
    is a report by a moderator or a trusted organiser. `answered_at` is when somebody decided.
    """

    __tablename__ = "reports"
    __table_args__ = (
        Index("ix_reports_activity_id", "activity_id"),
        Index("ix_reports_day_sender", "day_sender"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"))
    reason: Mapped[str] = mapped_column(String(20))
    words: Mapped[str | None] = mapped_column(String(1000))
    sender: Mapped[str | None] = mapped_column(String(64))
    day_sender: Mapped[str | None] = mapped_column(String(64))
    day: Mapped[date]
    is_trusted: Mapped[bool] = mapped_column(Boolean, default=False)
    made_at: Mapped[datetime] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
