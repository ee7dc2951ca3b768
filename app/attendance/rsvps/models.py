"""The table of held places and of who waits for one."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ForeignKey,
    Index,
    SmallInteger,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, Model
from app.core.ids import new_id

GOING, WAITLISTED, OFFERED, CANCELLED = "going", "waitlisted", "offered", "cancelled"
OFFER_ENDED = "offer_ended"


class Rsvp(Model):
    """What one person holds or waits for on one date; one row, however often they change it.

    `number` is the place in the order in which people came; it stays when somebody leaves, so
    that they can take that back. `left_from` is what they were until then. `revision` counts
    the changes of the row.
    """

    __tablename__ = "rsvps"
    __table_args__ = (
        UniqueConstraint("occurrence_id", "person_id"),
        CheckConstraint("status in ('going','waitlisted','offered','cancelled')", "status"),
        CheckConstraint("visibility in ('quiet','named')", "visibility"),
        CheckConstraint("party_size between 1 and 5", "party_size"),
        CheckConstraint("(status = 'offered') = (offered_size is not null)", "offered"),
        CheckConstraint("(status = 'offered') = (offer_until is not null)", "offer_until"),
        Index("ix_rsvps_person_id", "person_id"),
        Index("ix_rsvps_offer_until", "offer_until"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrences.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    status: Mapped[str] = mapped_column(String(12))
    party_size: Mapped[int] = mapped_column(SmallInteger)
    visibility: Mapped[str] = mapped_column(String(8))
    alias: Mapped[str | None] = mapped_column(String(40))
    needs: Mapped[str | None] = mapped_column(String(300))
    number: Mapped[int] = mapped_column(BigInteger)
    offered_size: Mapped[int | None] = mapped_column(SmallInteger)
    offer_until: Mapped[datetime | None] = mapped_column(Instant)
    consent_version: Mapped[str | None] = mapped_column(String(12))
    consented_at: Mapped[datetime | None] = mapped_column(Instant)
    confirmed_at: Mapped[datetime | None] = mapped_column(Instant)
    left_from: Mapped[str | None] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(String(16))
    made_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    revision: Mapped[int] = mapped_column(default=0, onupdate=text("revision + 1"))

    @property
    def seats(self) -> int:
        """How many of the date's places this row takes now."""
        if self.status == GOING:
            return self.party_size
        return self.offered_size or 0
