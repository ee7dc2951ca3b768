"""What a moderator compares a change with: what is there now, and each date it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.activities.models import Activity, Occurrence
from app.activities.posting.content import Content
from app.activities.posting.models import ActivityDraft
from app.activities.posting.own import find_whole
from app.activities.posting.snapshot import content_of
from app.activities.schedule import Segment
from app.activities.scheduling.saying import say_plan
from app.activities.scheduling.waiting import DATE_EDITS, read_segment
from app.core.ids import read_id


@dataclass(frozen=True)
class DateNow:
    """A date as it is: naive local times, and what is said of it."""

    starts: datetime
    ends: datetime
    note: str


@dataclass(frozen=True)
class DateEdit:
    """An edit of dates as it waits, with what it adds or how it repeats, and the date as it is."""

    asked: Mapping[str, Any]
    segment: Segment | None
    now: DateNow | None


@dataclass(frozen=True)
class Standing:
    """What is there of a draft's activity; nothing of a new one."""

    content: Content = field(default_factory=dict)
    says: tuple[str, ...] = ()
    edits: tuple[DateEdit, ...] = ()


def standing_of(session: Session, public_id: str, now: datetime) -> Standing:
    """What an item of the queue would change. Only reads."""
    draft = session.get(ActivityDraft, read_id(public_id) or 0)
    of = draft.activity_id if draft is not None else None
    activity = find_whole(session, of) if of is not None else None
    if draft is None or activity is None:
        return Standing()
    edits = draft.content.get(DATE_EDITS) or ()
    return Standing(
        content_of(activity),
        tuple(say_plan(activity, now)),
        tuple(_edit(session, activity, one) for one in edits),
    )


def _edit(session: Session, activity: Activity, one: Mapping[str, Any]) -> DateEdit:
    kept = one.get("add") or one.get("repeat")
    if kept:
        return DateEdit(one, read_segment(activity, kept), None)
    row = session.get(Occurrence, read_id(one["date"]) or 0)
    if row is None:
        return DateEdit(one, None, None)
    return DateEdit(one, None, DateNow(row.starts_local, row.ends_local, row.note))
