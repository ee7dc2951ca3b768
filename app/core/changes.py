"""The change sequence: a number that grows with every write that changes what can be found.

One row, raised as the last step before a commit: the row lock makes the numbers come out in
the order of the commits, which a database sequence would not (a reader could pass over 5
while 6 is already there).
"""

from sqlalchemy import BigInteger, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from app.core.db import Model
from app.core.events import ActivityChanged

_MARK = "something_changed"


class ChangeSequence(Model):
    """The single row that holds the number."""

    __tablename__ = "change_sequence"

    id: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(BigInteger)


def note(session: Session, event: ActivityChanged) -> None:
    """Remember that this transaction changes what can be found."""
    del event
    session.info[_MARK] = True


def seal(session: Session) -> None:
    """Raise the number if anything was noted; the last step before the commit."""
    if session.info.pop(_MARK, False):
        session.flush()
        session.execute(update(ChangeSequence).values(value=ChangeSequence.value + 1))


def forget(session: Session) -> None:
    """Drop the note of a transaction that was rolled back."""
    session.info.pop(_MARK, None)


def current(session: Session) -> int:
    """The number as this transaction sees it."""
    return session.scalars(select(ChangeSequence.value)).one()
