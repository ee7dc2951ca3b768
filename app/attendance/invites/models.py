"""The table of links to bring a friend."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, Model
from app.core.ids import new_id


class Invite(Model):
    """One link: the date, and what its maker lets be seen; only the hash of its secret is here.

    `name` and `note` are kept as they were when it was made: a name given to an organiser
    later was not chosen for a friend.
    """

    __tablename__ = "invites"

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    occurrence_id: Mapped[int] = mapped_column(ForeignKey("occurrences.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    name: Mapped[str | None] = mapped_column(String(80))
    note: Mapped[str | None] = mapped_column(String(300))
    made_at: Mapped[datetime] = mapped_column(Instant)
