"""Looks at feeds again: fetched and read outside any transaction, taken over in one."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.membership import members_of
from app.accounts.models import Organiser
from app.activities import following
from app.activities.models import Activity, Occurrence
from app.activities.posting.models import ActivityDraft
from app.core.errors import DomainError
from app.core.ids import show_id
from app.exchange import following_feeds as feeds
from app.exchange.following_feeds import Lent
from app.exchange.import_models import Feed, ImportedEvent
from app.exchange.lines import Overview
from app.exchange.parsing import Busy
from app.exchange.previews import CHOOSABLE, MOST_AT_ONCE
from app.exchange.safe_fetch import Fetched
from app.exchange.standing import SAME, standings
from app.exchange.taking import LATER, Taker
from app.exchange.wishes import Desk
from app.notices.letters import Letter, tell_members

TELL_AFTER = 2
LETTER_LASTS = timedelta(days=3)
REFUSED = "refused"

Work = Callable[[], AbstractContextManager[Session]]


def refresh_one(desk: Desk, work: Work, clock: Callable[[], datetime]) -> int:
    """Look at the one feed that has waited longest; how many were looked at.

    `work` opens a unit of work; nothing is held while another server is waited for.
    """
    with work() as session:
        lent = feeds.lend(session, clock())
    if lent is None:
        return 0
    try:
        fetched = desk.get(lent.wish.url or "", lent.known)
        found = None
        if fetched.content is not None:
            found = desk.read(fetched.content, lent.wish, clock())
    except Busy:
        _wait(lent, work, clock)
        return 1
    except DomainError as error:
        _fail(lent, work, _said(error), clock)
        return 1
    with work() as session:
        feed = feeds.still_ours(session, lent)
        if feed:
            take_over(session, feed, fetched, found, clock())
    return 1


def take_over(
    session: Session, feed: Feed, fetched: Fetched, found: Overview | None, now: datetime
) -> None:
    """Bring an organiser's activities to what a good copy says; None: it did not change."""
    if found is None:
        _end(session, feed, feeds.count_missing(session, feed, None), now)
        feeds.note_good(feed, fetched.known, now)
        return
    organiser = session.get_one(Organiser, feed.organiser_id)
    stand = standings(session, organiser.id, found.lines, now)
    chosen = [each for each in stand if each.outcome in CHOOSABLE]
    taker = Taker(organiser, _acting(session, organiser.id), now)
    done = taker.take(session, chosen[:MOST_AT_ONCE])
    counts = Counter(each.outcome for each in done)
    counts += Counter(each.outcome for each in stand if each.outcome in {SAME, REFUSED})
    there = [row.source_id for row in found.lines if row.source_id]
    # Of a calendar that was not read as a whole nobody knows what it lacks.
    is_whole = not any(row.unread for row in found.lines)
    gone = feeds.count_missing(session, feed, there) if is_whole else []
    ended = _end(session, feed, gone, now)
    feed.counts = dict(counts + Counter(cancelled=ended))
    is_all = not counts[LATER] and len(chosen) <= MOST_AT_ONCE
    feeds.note_good(feed, fetched.known if is_all else None, now)
    session.flush()


def _acting(session: Session, organiser_id: int) -> int:
    """Whoever acts for the organiser longest: new listings are counted as theirs."""
    members = members_of(session, organiser_id)
    return next(person.id for person, role in members if role != "viewer")


def _end(session: Session, feed: Feed, source_ids: list[str], now: datetime) -> int:
    """End what is gone from its source and still lay ahead; how many were public."""
    ended = 0
    for source_id in source_ids:
        event = session.get(ImportedEvent, (feed.organiser_id, source_id))
        if event is None:
            continue
        draft = session.get(ActivityDraft, event.activity_id)
        if draft is not None:
            session.delete(draft)
        activity = session.get(Activity, event.activity_id)
        if activity and _lies_ahead(session, activity, now):
            event.ended = following.end(session, activity, now)
            ended += event.ended
    return ended


def _lies_ahead(session: Session, activity: Activity, now: datetime) -> bool:
    """Whether anything of it is still to come: what is simply over was not cancelled."""
    if activity.by_arrangement:
        last = activity.arrangement_until
        return last is None or last >= now.date()
    query = select(Occurrence.id).where(
        Occurrence.activity_id == activity.id, Occurrence.starts_at > now
    )
    return session.scalars(query.limit(1)).first() is not None


def _wait(lent: Lent, work: Work, clock: Callable[[], datetime]) -> None:
    """That we had no time to read a copy is no fault of its server."""
    with work() as session:
        feed = feeds.still_ours(session, lent)
        if feed:
            feeds.note_wait(feed, clock())


def _fail(lent: Lent, work: Work, said: str, clock: Callable[[], datetime]) -> None:
    with work() as session:
        feed = feeds.still_ours(session, lent)
        if feed is None:
            return
        now = clock()
        feeds.note_failure(feed, said, now)
        if feed.failures == TELL_AFTER:
            _tell(session, feed, now)


def _said(error: DomainError) -> str:
    return " ".join(said for all_said in error.errors.values() for said in all_said) or error.detail


def _tell(session: Session, feed: Feed, now: datetime) -> None:
    since = feed.good_at or feed.made_at
    letter = Letter(
        kind="feed",
        tag=f"feed-{show_id(feed.id)}-{since:%Y%m%d%H%M}",
        title="A calendar of yours could not be read",
        lines=(
            f"We looked at {feed.url} twice and got no calendar that can be read.",
            f"What it said: {feed.said}",
            "Your activities stay as they were in the last good copy. We go on trying.",
        ),
        path="/organise/feeds",
        links=(),
        ends_at=now + LETTER_LASTS,
    )
    tell_members(session, feed.organiser_id, letter, now)
