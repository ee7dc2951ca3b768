"""Feeds: addresses that an organiser's activities follow. Never commits.

A feed is lent to one worker at a time. What a good copy holds is taken over; what two good
copies in a row lack is ended, with notice; while no good copy comes the last one stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import SystemRandom
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from app.accounts.membership import RANK, hold, organisers_of
from app.accounts.models import Organiser, OrganiserMember
from app.activities.posting.service import OrganiserBlockedHere
from app.core.errors import NotFound
from app.core.ids import new_id, read_id
from app.core.records import read_record, write_record
from app.exchange.import_models import Feed, FeedEvent
from app.exchange.previews import BLOCKED
from app.exchange.safe_fetch import Known
from app.exchange.wishes import Wish

EVERY = timedelta(hours=6)
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=15), timedelta(hours=24)
LEASE = timedelta(minutes=3)
LONGEST_SAID = 300
GONE = "There is no feed of yours at this address."


@dataclass(frozen=True)
class Lent:
    """A feed that is ours until the lease ends, and all it takes to fetch it."""

    feed_id: int
    lease: int
    wish: Wish
    known: Known


def add(session: Session, organiser: Organiser, wish: Wish, now: datetime) -> Feed:
    """Follow an address; the same one again only changes what is said beside it.

    Raises OrganiserBlockedHere.
    """
    if organiser.blocked_at is not None:
        raise OrganiserBlockedHere(BLOCKED)
    query = select(Feed).where(Feed.organiser_id == organiser.id, Feed.url == wish.url)
    feed = session.scalars(query).one_or_none()
    if feed is None:
        feed = Feed(organiser_id=organiser.id, url=wish.url, made_at=now, failures=0, counts={})
        session.add(feed)
    feed.asked, feed.next_at = write_record(wish), now
    feed.etag = feed.last_modified = None
    session.flush()
    return feed


def mine(session: Session, person_id: int) -> list[tuple[Feed, Organiser]]:
    """The feeds of all that a person publishes for, by address."""
    own = {
        organiser.id: organiser
        for organiser, role in organisers_of(session, person_id)
        if RANK[role] >= RANK["editor"]
    }
    query = select(Feed).where(Feed.organiser_id.in_(own)).order_by(Feed.url, Feed.id)
    return [(feed, own[feed.organiser_id]) for feed in session.scalars(query)]


def remove(session: Session, person_id: int, public_id: str) -> None:
    """Follow an address no longer; what came of it stays. Raises NotFound."""
    wanted = read_id(public_id)
    feed = next((feed for feed, _ in mine(session, person_id) if feed.id == wanted), None)
    if feed is None:
        raise NotFound(GONE)
    session.execute(delete(FeedEvent).where(FeedEvent.feed_id == feed.id))
    session.delete(feed)
    session.flush()


def lend(session: Session, now: datetime) -> Lent | None:
    """Lend the feed that has waited longest for a look; None when none is due.

    Those of organisers who are stopped, or whom nobody acts for, are not looked at.
    """
    is_free = or_(Feed.leased_until.is_(None), Feed.leased_until <= now)
    free = (Feed.next_at <= now, is_free)
    member = select(OrganiserMember.person_id).where(
        OrganiserMember.organiser_id == Feed.organiser_id, OrganiserMember.role != "viewer"
    )
    stopped = select(Organiser.id).where(Organiser.blocked_at.is_not(None))
    query = select(Feed.id).where(*free, member.exists(), Feed.organiser_id.not_in(stopped))
    found = session.scalar(
        query.order_by(Feed.next_at, Feed.id).limit(1).with_for_update(skip_locked=True)
    )
    if found is None:
        return None
    lease = new_id()
    taking = (
        update(Feed).where(Feed.id == found, *free).values(lease=lease, leased_until=now + LEASE)
    )
    options: dict[str, Any] = {"synchronize_session": False}
    if session.scalar(taking.returning(Feed.id), execution_options=options) is None:
        return None
    feed = session.get_one(Feed, found, populate_existing=True)
    known = Known(etag=feed.etag, last_modified=feed.last_modified)
    return Lent(found, lease, read_record(Wish, feed.asked), known)


def still_ours(session: Session, lent: Lent) -> Feed | None:
    """The feed, kept for this transaction; None where it is gone or lent to somebody else.

    Its organiser is held before it, as whoever changes many of its listings does.
    """
    known = session.get(Feed, lent.feed_id)
    if known is None or hold(session, known.organiser_id) is None:
        return None
    query = select(Feed).where(Feed.id == lent.feed_id, Feed.lease == lent.lease)
    return session.scalars(
        query.with_for_update().execution_options(populate_existing=True)
    ).one_or_none()


def note_good(feed: Feed, known: Known | None, now: datetime) -> None:
    """A good copy came; without marks the next one is sent whole."""
    feed.looked_at = feed.good_at = now
    feed.failures, feed.said = 0, None
    feed.etag = known.etag if known else None
    feed.last_modified = known.last_modified if known else None
    _give_back(feed, now + _mixed(EVERY))


def note_failure(feed: Feed, said: str, now: datetime) -> None:
    """No good copy came: the pause doubles, up to a day."""
    feed.looked_at, feed.said = now, said[:LONGEST_SAID]
    feed.failures = min(feed.failures + 1, 10_000)
    doubled = FIRST_PAUSE * 2 ** min(feed.failures - 1, 10)
    _give_back(feed, now + _mixed(min(doubled, LONGEST_PAUSE)))


def note_wait(feed: Feed, now: datetime) -> None:
    """There was no time for it; it is looked at again soon, and nothing is said."""
    _give_back(feed, now + _mixed(FIRST_PAUSE))


def count_missing(session: Session, feed: Feed, there: Sequence[str] | None) -> list[str]:
    """Note which events a good copy holds; the ids of those that two in a row lack.

    `there` None says that the copy is the same as the last one.
    """
    rows = session.scalars(select(FeedEvent).where(FeedEvent.feed_id == feed.id)).all()
    known = {row.source_id: row for row in rows}
    for source_id in there or ():
        row = known.pop(source_id, None)
        if row is None:
            session.add(FeedEvent(feed_id=feed.id, source_id=source_id, missing=0))
        else:
            row.missing = 0
    missing = [row for row in known.values() if there is not None or row.missing]
    for row in missing:
        row.missing += 1
    gone = [row for row in missing if row.missing > 1]
    for row in gone:
        session.delete(row)
    session.flush()
    return [row.source_id for row in gone if not _is_elsewhere(session, feed, row.source_id)]


def _is_elsewhere(session: Session, feed: Feed, source_id: str) -> bool:
    """Whether another feed of the same organiser holds the event."""
    query = select(FeedEvent.feed_id).join(Feed, Feed.id == FeedEvent.feed_id)
    other = query.where(
        Feed.organiser_id == feed.organiser_id,
        FeedEvent.feed_id != feed.id,
        FeedEvent.source_id == source_id,
        FeedEvent.missing == 0,
    )
    return session.scalars(other.limit(1)).first() is not None


def _give_back(feed: Feed, next_at: datetime) -> None:
    feed.next_at, feed.lease, feed.leased_until = next_at, None, None


def _mixed(pause: timedelta) -> timedelta:
    """The pause, by chance a little longer: feeds of one server are not asked all at once."""
    return pause * SystemRandom().uniform(1.0, 1.1)
