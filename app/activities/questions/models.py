"""The table of what people would like to be told."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Model


class Question(Model):
    """A fact, support or access fact that somebody asked for; who and how many is not kept."""

    __tablename__ = "questions"

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(24), primary_key=True)
    asked_on: Mapped[date]
