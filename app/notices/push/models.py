"""The browsers that asked to be told things."""

from datetime import date, datetime

from sqlalchemy import BigInteger, ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column

from app.core.db import Instant, Model
from app.core.ids import new_id

ENDPOINT_HIGH = 1000


class PushSubscription(Model):
    """One browser of a person that shows notices.

    Whoever knows the `endpoint` can reach the browser, so it is as private as an address.
    `session_id` is the session it was asked for in: where that ends, so does this. It is no
    foreign key, so that old sessions can be cleared away by themselves. `seen_on` is the last
    day on which the browser said that it is still there; `failures` counts refusals in a row.
    """

    __tablename__ = "push_subscriptions"

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"), index=True)
    session_id: Mapped[int] = mapped_column(BigInteger, index=True)
    endpoint: Mapped[str] = mapped_column(String(ENDPOINT_HIGH), unique=True)
    p256dh: Mapped[str] = mapped_column(String(88))
    auth: Mapped[str] = mapped_column(String(24))
    made_at: Mapped[datetime] = mapped_column(Instant)
    seen_on: Mapped[date]
    failures: Mapped[int] = mapped_column(SmallInteger, default=0)
