"""The table of bookmarks that guests keep with their places."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, Model


class Save(Model):
    """One activity that a person bookmarked; it takes no place and tells nobody."""

    __tablename__ = "saves"
    __table_args__ = (Index("ix_saves_activity_id", "activity_id"),)

    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), primary_key=True)
    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
