"""Takes chosen rows over: published, followed, ended, or handed in for review. Never commits."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.accounts.models import Organiser
from app.activities import following
from app.activities.drafts import Listing
from app.activities.posting import service as posting
from app.activities.posting.limits import EnoughForToday, count_draft
from app.activities.posting.models import DRAFT, ActivityDraft
from app.activities.posting.own import find_whole
from app.activities.posting.recalling import recalled, words_of
from app.activities.posting.sensitive import is_proven, is_sensitive
from app.activities.posting.snapshot import content_of
from app.core import clock
from app.core.errors import Invalid
from app.core.events import DraftPublished
from app.core.ids import new_id
from app.core.records import read_record, write_record
from app.exchange.import_content import content_of_listing, whereabouts_of
from app.exchange.import_models import ImportedEvent
from app.exchange.lines import looks_of
from app.exchange.standing import CHANGED, ENDED, NEW, Standing

PUBLISHED, FOLLOWED, WAITING, CANCELLED = "published", "changed", "waiting", "cancelled"
LATER, REFUSED = "later", "refused"
TAKEN = frozenset({PUBLISHED, FOLLOWED, WAITING, CANCELLED})
ENOUGH = (
    "Until three of your listings were found good, five new ones can be handed in each day. "
    "This one can follow tomorrow."
)


@dataclass(frozen=True)
class Taken:
    """What became of a row."""

    n: int
    outcome: str
    reason: str | None = None


@dataclass(frozen=True)
class Taker:
    """Somebody who takes rows over for an organiser, at some moment."""

    organiser: Organiser
    person_id: int
    now: datetime

    def take(self, session: Session, chosen: Iterable[Standing]) -> list[Taken]:
        """Take the rows over, in their order; those that are the same, or no rows, stay out.

        The organiser is held by whoever asks, as `membership.hold` says: many listings change.
        """
        return [
            self._one(session, each) for each in chosen if each.outcome in {NEW, CHANGED, ENDED}
        ]

    def _one(self, session: Session, standing: Standing) -> Taken:
        n = standing.row.n
        try:
            with session.begin_nested():
                return Taken(n, self._taken(session, standing))
        except EnoughForToday:
            return Taken(n, LATER, ENOUGH)
        except Invalid as error:
            fields = ", ".join(error.errors) or error.detail
            return Taken(n, REFUSED, f"these do not fit: {fields}")

    def _taken(self, session: Session, standing: Standing) -> str:
        event = standing.known
        if standing.outcome == ENDED and standing.activity and event:
            activity = find_whole(session, event.activity_id, is_locked=True)
            event.ended = activity is not None and following.end(session, activity, self.now)
            return CANCELLED if event.ended else REFUSED
        listing = standing.row.listing
        if event is None:
            return self._new(session, standing.row.source_id or "", listing)
        if standing.row.source_id and event.source_id != standing.row.source_id:
            event.source_id = standing.row.source_id
        event.looks = looks_of(listing)
        if standing.activity is None:
            return self._again(session, standing, event, listing)
        return self._changed(session, standing, event, listing)

    def _new(self, session: Session, source_id: str, listing: Listing) -> str:
        event = session.get(ImportedEvent, (self.organiser.id, source_id))
        if event is None:
            event = ImportedEvent(organiser_id=self.organiser.id, source_id=source_id)
        event.looks, event.listing = looks_of(listing), write_record(listing)
        event.waiting, event.ended = None, False
        content = content_of_listing(listing, self.now)
        is_free = is_proven(self.organiser) and not self._recalled(session, content)
        if is_free:
            event.activity_id = new_id()
            following.begin(session, self.organiser, event.activity_id, listing, self.now)
        else:
            known = is_proven(self.organiser)
            count_draft(session, self.person_id, self.now, is_proven=known)
            draft = posting.begin(session, self.organiser.id, self.person_id, content, self.now)
            event.activity_id = draft.id
            self._hand_in(session, draft, event, listing)
        session.add(event)
        session.flush()
        return PUBLISHED if is_free else WAITING

    def _again(
        self, session: Session, standing: Standing, event: ImportedEvent, listing: Listing
    ) -> str:
        """A new listing that nobody has looked at yet says something else now."""
        draft: ActivityDraft = standing.draft  # type: ignore[assignment]
        draft.content = content_of_listing(listing, self.now)
        self._hand_in(session, draft, event, listing)
        return WAITING

    def _changed(
        self, session: Session, standing: Standing, event: ImportedEvent, listing: Listing
    ) -> str:
        activity = find_whole(session, event.activity_id, is_locked=True)
        if activity is None or activity.state == "hidden":
            return REFUSED
        if event.ended and activity.state == "withdrawn":
            if self._recalled(session, words_of(activity)):
                return REFUSED
            following.revive(session, activity, self.now)
        event.ended = False
        last = read_record(Listing, event.listing)
        old, new = (content_of_listing(each, self.now) for each in (last, listing))
        changes = _changes(old, new)
        # What was read is what is public: an organiser may have changed what came first.
        public = content_of(activity)
        is_read = not (is_sensitive(old, changes) or is_sensitive(public, changes))
        is_free = is_proven(self.organiser) or is_read
        if not is_free or self._recalled(session, changes):
            draft = standing.draft or self._change_of(event.activity_id)
            draft.content = {**draft.content, **changes}
            session.add(draft)
            session.flush()
            self._hand_in(session, draft, event, listing)
            return WAITING
        following.follow(session, activity, last, listing, self.now)
        event.listing, event.waiting = write_record(listing), None
        session.flush()
        return FOLLOWED

    def _recalled(self, session: Session, content: dict[str, Any]) -> bool:
        """Whether it says what was taken down in another listing of theirs."""
        return bool(recalled(session, self.organiser.id, self.person_id, content))

    def _change_of(self, activity_id: int) -> ActivityDraft:
        return ActivityDraft(
            organiser_id=self.organiser.id,
            person_id=self.person_id,
            activity_id=activity_id,
            content={},
            whereabouts={},
            state=DRAFT,
            made_at=self.now,
            updated_at=self.now,
        )

    def _hand_in(
        self, session: Session, draft: ActivityDraft, event: ImportedEvent, listing: Listing
    ) -> None:
        draft.whereabouts, draft.updated_at = whereabouts_of(listing), self.now
        event.waiting = {"listing": write_record(listing), "content": dict(draft.content)}
        posting.submit(session, draft, self.now)


def settle(session: Session, event: DraftPublished) -> None:
    """What waited was found good: let it say all that its source said, with all its dates.

    Unless its organiser changed the draft meanwhile: then what they wrote stands.
    """
    query = select(ImportedEvent).where(ImportedEvent.activity_id == event.activity_id)
    known = session.scalars(query).one_or_none()
    if known is None or known.waiting is None:
        return
    waiting, last = known.waiting, read_record(Listing, known.listing)
    known.waiting, known.listing, now = None, waiting["listing"], clock.now()
    activity = find_whole(session, event.activity_id)
    if activity is not None and waiting["content"] == event.content:
        listing = read_record(Listing, known.listing)
        if event.is_new:
            following.say_all(session, activity, listing, now)
        else:
            following.follow(session, activity, last, listing, now)
    session.flush()


def _changes(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    return {name: new.get(name) for name in {*old, *new} if old.get(name) != new.get(name)}
