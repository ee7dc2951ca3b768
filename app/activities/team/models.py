"""The table of who is asked to help."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, Model
from app.core.ids import new_id


class OrganiserInvitation(Model):
    """An address that is asked to act for an organiser, until it says yes or two weeks are over.

    Only the hash of the secret in the letter is here.
    """

    __tablename__ = "organiser_invitations"
    __table_args__ = (
        UniqueConstraint("organiser_id", "address"),
        CheckConstraint("role in ('owner','editor','viewer')", "role"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organisers.id"))
    address: Mapped[str] = mapped_column(String(254))
    role: Mapped[str] = mapped_column(String(12))
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    made_at: Mapped[datetime] = mapped_column(Instant)
