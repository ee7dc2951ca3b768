"""What a notice is when it leaves, and what a way of telling somebody must be able to do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Link:
    """A way on that needs no session: what it does in a few words, and a path of this instance."""

    says: str
    path: str


@dataclass(frozen=True)
class Message:
    """One notice in words that may stand on a lock screen: no title, place or name in them.

    `kind` is one of the kinds of notices, `tag` at most 32 url-safe characters that stay the
    same however often the notice is sent (Message-ID, Topic and tag come of it). `path` is
    where a tap leads, if anywhere, and `says` what is there. It is never sent after `ends_at`
    (aware, UTC).
    """

    kind: str
    tag: str
    title: str
    text: str
    path: str
    ends_at: datetime
    links: tuple[Link, ...] = ()
    stop_path: str | None = None
    says: str = "See your plan"


@dataclass(frozen=True)
class Outcome:
    """What became of one attempt; `after` is how long the other side asks to wait, if it does."""

    name: str
    after: timedelta | None = None


SENT = Outcome("sent")
# The target is no more: it is forgotten.
GONE = Outcome("gone")
# The other side will never take this one; the target stays unless its channel thinks otherwise.
REFUSED = Outcome("refused")
# Once more with the title alone.
TOO_LARGE = Outcome("too_large")


def later(after: timedelta | None = None) -> Outcome:
    """Try again: after as long as the other side said, else after a pause that grows."""
    return Outcome("later", after)


class Channel(Protocol):
    """A way of telling somebody. Its targets (addresses, subscriptions) are rows of its own."""

    name: str

    def targets(self, session: Session, person_id: int) -> Sequence[int]:
        """The ids of everything by which a person wants to be told here; only reads."""

    def load(self, session: Session, target_id: int) -> Any | None:
        """What `send` needs of a target, read while it is leased; None when it is no more."""

    def send(self, target: Any, message: Message) -> Outcome:
        """Try once, outside of any transaction, for at most some ten seconds; raises nothing."""

    def settle(self, session: Session, target_id: int, outcome: Outcome, now: datetime) -> None:
        """Draw the conclusions in the transaction that marks the attempt: forget what is gone."""
