"""The tables of what an organiser wrote to a date, and of what there is for them to look at."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, Model
from app.core.ids import new_id

QUESTION, NEED = "question", "need"


class MessageToAll(Model):
    """Words to everybody who holds a place on a date; who wrote them is not kept here."""

    __tablename__ = "messages_to_all"
    __table_args__ = (Index("ix_messages_to_all_occurrence_id", "occurrence_id"),)

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrences.id"))
    text: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime] = mapped_column(Instant)


class OrganiserNews(Model):
    """That there is something new of a kind about an activity: no more, and nothing of anybody.

    `told_at` is when a letter said so; until then a second piece of the same kind adds nothing.
    """

    __tablename__ = "organiser_news"
    __table_args__ = (
        CheckConstraint("kind in ('question','need')", "kind"),
        Index("ix_organiser_news_organiser_id", "organiser_id"),
    )

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organisers.id"))
    noted_at: Mapped[datetime] = mapped_column(Instant)
    told_at: Mapped[datetime | None] = mapped_column(Instant)
