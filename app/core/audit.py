"""What was done to whose things: a log that is only ever added to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import JSON, BigInteger, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.db import Instant, Model
from app.core.ids import new_id


class AuditRow(Model):
    """One act: who (by a random reference that erasure unlinks), what, on which object, when.

    `detail` holds short words for those who check, never anything of health or of a person.
    """

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    at: Mapped[datetime] = mapped_column(Instant, index=True)
    who: Mapped[str | None] = mapped_column(String(26))
    what: Mapped[str] = mapped_column(String(40))
    on: Mapped[str] = mapped_column(String(60))
    detail: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)


@dataclass(frozen=True)
class Act:
    """What somebody did: `who` is their `audit_ref`, None for the operator or a job."""

    who: str | None
    what: str
    on: str
    detail: Mapping[str, str] = field(default_factory=dict)


def note(session: Session, act: Act, now: datetime) -> None:
    """Add one act in the transaction that does it."""
    session.add(AuditRow(at=now, who=act.who, what=act.what, on=act.on, detail=dict(act.detail)))
