"""The tables of what visitors found: no person, no date of a visit, no words."""

from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Model


class Feedback(Model):
    """What one account last said of one activity.

    `voter` is the same for the same account and activity and tells of neither: an account
    counts once however often it came, and none can be looked up in the database alone. `week`
    is the Monday of the week of the answer. `facts` are choices 0 to 3 as found.
    """

    __tablename__ = "feedback"
    __table_args__ = (CheckConstraint("again in ('yes','maybe','no')", "again"),)

    voter: Mapped[str] = mapped_column(String(64), primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), index=True)
    week: Mapped[date]
    facts: Mapped[dict[str, int]] = mapped_column(JSON, default=dict)
    again: Mapped[str | None] = mapped_column(String(5))


class WeeklyBatch(Model):
    """Which week a batch was last made in, by its Monday, so that it is made once."""

    __tablename__ = "weekly_batches"

    name: Mapped[str] = mapped_column(String(20), primary_key=True)
    week: Mapped[date]
