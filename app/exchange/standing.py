"""How the rows of a file stand to what came from the same source before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.activities.drafts import Listing
from app.activities.following import settled
from app.activities.models import Activity
from app.activities.posting.models import ActivityDraft
from app.core.records import read_record
from app.exchange.import_content import dates_ahead
from app.exchange.import_models import ImportedEvent
from app.exchange.lines import Line

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
JOINED, PAST, ENDED = "joined", "past", "ended"
OUTCOMES = (NEW, CHANGED, SAME, REFUSED, JOINED, PAST, ENDED)
CANCELLED_HERE = "it was cancelled here"
HIDDEN = "the people who look after Alongside took it down"


@dataclass(frozen=True)
class Standing:
    """A row, what it is to us, and what we know of it from before.

    `activity` is the one that follows it, `draft` what of it waits or was sent back.
    """

    row: Line
    outcome: str
    known: ImportedEvent | None = None
    activity: Activity | None = None
    draft: ActivityDraft | None = None
    reason: str | None = None


@dataclass(frozen=True)
class _Known:
    """All that an organiser imported before."""

    events: dict[str, ImportedEvent]
    by_looks: dict[str, ImportedEvent]
    activities: dict[int, Activity]
    drafts: dict[int, ActivityDraft]

    def event(self, row: Line, ids: set[str]) -> ImportedEvent | None:
        """What a row is known as: by its id, else by its looks where its old id is gone."""
        if row.source_id in self.events:
            return self.events[row.source_id]
        alike = self.by_looks.get(row.looks) if row.looks else None
        return alike if alike and alike.source_id not in ids else None


def standings(
    session: Session, organiser_id: int, rows: Sequence[Line], now: datetime
) -> list[Standing]:
    """Every row with its outcome, in the rows' order; reads only."""
    known = _known(session, organiser_id)
    ids = {row.source_id for row in rows if row.source_id}
    return [_standing(known, row, ids, now) for row in rows]


def is_same(last: Listing, new: Listing, now: datetime) -> bool:
    """Whether two listings read alike, and have the same dates to come."""
    if dates_ahead(last, now) != dates_ahead(new, now):
        return False
    one, other = (
        replace(settled(each), segments=(), changes=(), arrangement=None) for each in (last, new)
    )
    return one == other


def last_said(event: ImportedEvent) -> Listing:
    """What the source said last, public or waiting."""
    return read_record(Listing, event.waiting["listing"] if event.waiting else event.listing)


def _known(session: Session, organiser_id: int) -> _Known:
    query = select(ImportedEvent).where(ImportedEvent.organiser_id == organiser_id)
    events = session.scalars(query).all()
    if not events:
        return _Known({}, {}, {}, {})
    activities = session.scalars(select(Activity).where(Activity.organiser_id == organiser_id))
    by_id = {activity.id: activity for activity in activities}
    drafts = {}
    mine = select(ActivityDraft).where(ActivityDraft.organiser_id == organiser_id)
    for draft in session.scalars(mine):
        drafts[draft.activity_id or draft.id] = draft
    # What its organiser threw away is as if it had never come.
    alive = [each for each in events if each.activity_id in by_id or each.activity_id in drafts]
    return _Known({each.source_id: each for each in alive}, _by_looks(alive), by_id, drafts)


def _by_looks(events: Iterable[ImportedEvent]) -> dict[str, ImportedEvent]:
    return {event.looks: event for event in events}


def _standing(known: _Known, row: Line, ids: set[str], now: datetime) -> Standing:
    event = known.event(row, ids)
    if row.said is None:
        return _without_activity(known, row, event)
    if event is None:
        return Standing(row, NEW)
    activity = known.activities.get(event.activity_id)
    draft = known.drafts.get(event.activity_id)
    if activity and activity.state == "hidden":
        return Standing(row, REFUSED, event, activity, draft, HIDDEN)
    if is_same(last_said(event), row.listing, now) and not event.ended:
        return Standing(row, SAME, event, activity, draft)
    if activity and activity.state == "withdrawn" and not event.ended:
        return Standing(row, REFUSED, event, activity, draft, CANCELLED_HERE)
    return Standing(row, CHANGED, event, activity, draft)


def _without_activity(known: _Known, row: Line, event: ImportedEvent | None) -> Standing:
    activity = known.activities.get(event.activity_id) if event else None
    if row.ended and activity and activity.state == "published":
        return Standing(row, ENDED, event, activity, reason=row.refused)
    if row.refused is not None:
        return Standing(row, REFUSED, reason=row.refused)
    return Standing(row, JOINED if row.joined is not None else PAST)
