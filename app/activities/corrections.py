"""What visitors found other than listed: one row a fact, made by the weekly batch alone."""

from datetime import date

from sqlalchemy import CheckConstraint, Double, ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Model

AGAIN = "again"
WORTH_SAYING = 1 / 3
_NOTICEABLE = 1e-9


class Correction(Model):
    """One fact of one activity as at least `count` accounts found it (a multiple of five).

    `value` is on the scale of the choices, 0 to 3, with fractions; `claim` what the listing
    told when it was made, None for nothing. Under the key `again`, `value` is the share of 1
    who would go again.
    """

    __tablename__ = "corrections"
    __table_args__ = (CheckConstraint("count >= 5", "count"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activities.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(24), primary_key=True)
    claim: Mapped[int | None] = mapped_column(SmallInteger)
    value: Mapped[float] = mapped_column(Double)
    count: Mapped[int]
    made_on: Mapped[date]

    @property
    def shift(self) -> float:
        """How far visitors are from the listing; 0 where it told nothing."""
        return 0.0 if self.claim is None else self.value - self.claim

    @property
    def is_news(self) -> bool:
        """Whether it is far enough to be said."""
        return abs(self.shift) >= WORTH_SAYING - _NOTICEABLE
