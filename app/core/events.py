"""Typed events inside a transaction: how a lower room reaches a higher one.

A service publishes, the factory alone subscribes. Handlers run at once, in the same
session and transaction; one that fails makes the whole write fail.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session


@dataclass(frozen=True)
class Event:
    """Something that happened in the transaction under way."""


@dataclass(frozen=True)
class ActivityChanged(Event):
    """What people can find or read of this activity is different now."""

    activity_id: int


@dataclass(frozen=True)
class DraftPublished(Event):
    """What was written, or changed, has just become public; `content` is what it said."""

    activity_id: int
    content: Mapping[str, Any]
    is_new: bool


@dataclass(frozen=True)
class CapacityChanged(Event):
    """A date has more room than before, or less."""

    occurrence_id: int


@dataclass(frozen=True)
class OccurrenceMoved(Event):
    """A date that somebody came to takes place at another time or place, or after all.

    `was` is the start that was told before.
    """

    occurrence_id: int
    was: datetime


@dataclass(frozen=True)
class OccurrenceCancelled(Event):
    """A date that somebody came to does not take place."""

    occurrence_id: int


@dataclass(frozen=True)
class ActivityHidden(Event):
    """An activity was taken down by others than its organiser, perhaps for a while."""

    activity_id: int


@dataclass(frozen=True)
class ActivityRestored(Event):
    """An activity that was hidden is public again."""

    activity_id: int


@dataclass(frozen=True)
class SomethingAsked(Event):
    """Somebody has a question about an activity, or wrote what would help them there.

    `what` is `question` or `need`; its organiser hears of it once a day at most.
    """

    activity_id: int
    what: str


@dataclass(frozen=True)
class OccurrenceRestored(Event):
    """A date that somebody came to is as it was before an edit of the moment `since`.

    `was` is the start that the edit had given it.
    """

    occurrence_id: int
    was: datetime
    since: datetime


@dataclass(frozen=True)
class ExamplesLeave(Event):
    """These activities, all of them examples, are about to be deleted with their dates."""

    activity_ids: tuple[int, ...]


@dataclass(frozen=True)
class SessionEnded(Event):
    """A browser in which a person was known knows them no longer."""

    session_id: int


@dataclass(frozen=True)
class DraftReviewed(Event):
    """What waited was read.

    It is `published` now, or `published_in_part` because a date is over, or was `returned` with
    a reason. `row_id` is where its organiser finds it: the activity, or the draft of a new one.
    """

    row_id: int
    organiser_id: int
    outcome: str


@dataclass(frozen=True)
class ConfirmationNeeded(Event):
    """Nobody said for long that an activity is still on; it will be out of sight otherwise."""

    activity_id: int


@dataclass(frozen=True)
class CodeAsked(Event):
    """Somebody asked for a code to be sent to an address; `path` is a link that does the same."""

    address: str
    code: str
    path: str
    now: datetime
    ends_at: datetime


@dataclass(frozen=True)
class AccountChanged(Event):
    """The ways into the account of an address are different now; `what` is a word for which."""

    address: str
    what: str
    now: datetime


@dataclass(frozen=True)
class PersonJoins(Event):
    """What a guest holds goes over to an account, and the guest is no more."""

    guest_id: int
    person_id: int
    now: datetime


@dataclass(frozen=True)
class OrganiserBlocked(Event):
    """Whoever publishes under this name may publish no more."""

    organiser_id: int


@dataclass(frozen=True)
class VisitorsDiffer(Event):
    """Visitors found facts of an activity other than listed; at least five of them."""

    activity_id: int


Kind = TypeVar("Kind", bound=Event)
_handlers: defaultdict[type[Event], list[Callable[[Session, Any], None]]] = defaultdict(list)


def subscribe(kind: type[Kind], handler: Callable[[Session, Kind], None]) -> None:
    """Call `handler(session, event)` for each event of this kind; once, however often asked."""
    if handler not in _handlers[kind]:
        _handlers[kind].append(handler)


def publish(session: Session, event: Event) -> None:
    """Tell all who subscribed, in the order they did."""
    for handler in _handlers[type(event)]:
        handler(session, event)
