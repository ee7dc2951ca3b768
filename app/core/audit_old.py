"""The beginning of the audit log goes after twelve months; what went is noted before it goes."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, String, delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.audit import AuditRow
from app.core.db import Instant, Model
from app.core.ids import new_id

KEPT_FOR = timedelta(days=365)
AT_ONCE = 1000


class AuditCheckpoint(Model):
    """How much of the log was dropped: `count` rows before `upto`, and the digest of them all."""

    __tablename__ = "audit_checkpoints"

    id: Mapped[int] = mapped_column(
        BigInteger, primary_key=True, autoincrement=False, default=new_id
    )
    upto: Mapped[datetime] = mapped_column(Instant)
    count: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime] = mapped_column(Instant)


def drop_old(session: Session, now: datetime) -> int:
    """Note and delete what was written more than twelve months ago, all of it; how many rows.

    Seconds are never split: a checkpoint covers each of them whole or not at all.
    """
    order = select(AuditRow).order_by(AuditRow.at, AuditRow.id)
    rows = session.scalars(order.where(AuditRow.at < now - KEPT_FOR).limit(AT_ONCE)).all()
    if not rows:
        return 0
    upto = rows[-1].at + timedelta(seconds=1)
    rows = session.scalars(order.where(AuditRow.at < upto)).all()
    told = "\n".join(
        f"{row.id} {row.at.isoformat()} {row.who} {row.what} {row.on} {sorted(row.detail.items())}"
        for row in rows
    )
    digest = hashlib.sha256(told.encode()).hexdigest()
    session.add(AuditCheckpoint(upto=upto, count=len(rows), digest=digest, made_at=now))
    session.flush()
    gone = delete(AuditRow).where(AuditRow.at < upto)
    session.execute(gone, execution_options={"synchronize_session": False})
    return len(rows)
