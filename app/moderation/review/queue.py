"""What waits for a moderator: out of sight first, then the longest waiting. Only reads."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import Organiser
from app.activities import hiding
from app.activities.hiding import Hiding
from app.activities.models import Activity
from app.activities.posting import service as posting
from app.activities.posting.models import WAITING, ActivityDraft
from app.activities.posting.own import find_whole
from app.activities.posting.snapshot import content_of
from app.activities.scheduling.waiting import DATE_EDITS
from app.core.ids import show_id
from app.moderation.reasons import CAUSES, REPORT_REASONS, said
from app.moderation.reports.models import Report
from app.moderation.reports.service import open_reports
from app.moderation.review.hints import hints_for

OUT_OF_SIGHT = "It is out of sight; publishing this change brings it back."
LATE_AFTER = timedelta(days=2)
MOST = 100
PRINT_LETTERS = 16
Item = dict[str, Any]


def queue(session: Session, now: datetime) -> list[Item]:
    """Everything that waits, at most 100 of each sort."""
    items = [_of_draft(session, draft, now) for draft in _drafts(session)]
    items += [_of_activity(session, activity, now) for activity in _reported(session)]
    return sorted(items, key=lambda item: (item["kind"] != "hidden", item["since"], item["id"]))


def one(session: Session, item_id: int | None, now: datetime) -> Item | None:
    """One thing that waits, or a listing that can be decided on."""
    draft = session.get(ActivityDraft, item_id) if item_id is not None else None
    if draft is not None and draft.state == WAITING:
        return _of_draft(session, draft, now)
    activity = session.get(Activity, item_id) if item_id is not None else None
    return _of_activity(session, activity, now) if activity else None


def _drafts(session: Session) -> list[ActivityDraft]:
    query = select(ActivityDraft).where(ActivityDraft.state == WAITING)
    return list(session.scalars(query.order_by(ActivityDraft.submitted_at).limit(MOST)))


def _reported(session: Session) -> list[Activity]:
    """What is out of sight first, then what was reported first: a flood never hides these."""
    since = func.min(Report.made_at).filter(Report.answered_at.is_(None))
    query = (
        select(Activity)
        .join(Report, Report.activity_id == Activity.id, isouter=True)
        .join(Hiding, Hiding.activity_id == Activity.id, isouter=True)
        .where(Activity.state.in_(("published", "hidden")))
        .group_by(Activity.id, Hiding.cause)
        .having(since.is_not(None) | (Hiding.cause == hiding.REPORTS))
        .order_by(Activity.state != "hidden", since, Activity.id)
    )
    return list(session.scalars(query.limit(MOST)))


def _of_draft(session: Session, draft: ActivityDraft, now: datetime) -> Item:
    full = posting.full_content(session, draft)
    activity = find_whole(session, draft.activity_id) if draft.activity_id else None
    since = draft.submitted_at or draft.updated_at
    before = content_of(activity) if activity else {}
    shown = _item(session, draft.id, draft.organiser_id, since, now)
    why = hiding.hiding_of(session, activity.id) if activity and mends(session, draft) else None
    mending = [f"{OUT_OF_SIGHT} {CAUSES[why.cause]} {said(why.reason, why.words)}"] if why else []
    return _signed(
        shown
        | {
            "kind": "change" if activity else "new",
            "title": str(full.get("title") or ""),
            "public_id": _public_id(activity),
            "changes": _changes(before, draft.content),
            "whole": _whole(before, full) if activity and activity.state == "hidden" else [],
            "hints": [*map(str.strip, mending), *hints_for(session, draft, full)],
        },
        f"{activity.state} {mending}" if activity else "",
    )


def mends(session: Session, draft: ActivityDraft) -> bool:
    """Whether a draft was handed in to mend what is out of sight: publishing it brings it back.

    A change that waited already when its listing was taken down does not.
    """
    why = hiding.hiding_of(session, draft.activity_id) if draft.activity_id else None
    return why is not None and draft.submitted_at is not None and why.at <= draft.submitted_at


def _of_activity(session: Session, activity: Activity, now: datetime) -> Item:
    told = open_reports(session, activity.id)
    why = hiding.hiding_of(session, activity.id)
    since = told[0].made_at if told else why.at if why else activity.changed_at
    shown = _item(session, activity.id, activity.organiser_id, since, now)
    whole = find_whole(session, activity.id)
    content = content_of(whole) if whole else {}
    found = {
        "kind": "hidden" if activity.state == "hidden" else "reported",
        "title": activity.title,
        "public_id": _public_id(activity),
        "changes": [{"field": n, "before": None, "after": v} for n, v in content.items() if v],
        "reports": [
            {"reason": row.reason, "said": REPORT_REASONS.get(row.reason, ""), "text": row.words}
            for row in told
        ],
    }
    return _signed(shown | found)


def _public_id(activity: Activity | None) -> str | None:
    """The id of the page that everybody sees, where there is one."""
    return show_id(activity.id) if activity and activity.state == "published" else None


def _item(session: Session, number: int, organiser_id: int, since: datetime, now: datetime) -> Item:
    organiser = session.get_one(Organiser, organiser_id)
    return {
        "id": show_id(number),
        "organiser": {
            "id": show_id(organiser.id),
            "name": organiser.name,
            "clean_posts": organiser.clean_posts,
            "trusted": organiser.trusted_at is not None,
            "blocked": organiser.blocked_at is not None,
        },
        "since": since.isoformat(timespec="seconds"),
        "escalated": now - since > LATE_AFTER,
        "changes": [],
        "whole": [],
        "reports": [],
        "hints": [],
    }


def _changes(before: Mapping[str, Any], content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Field by field what was and what is to be; what says nothing is left out."""
    return [
        {"field": name, "before": before.get(name), "after": after}
        for name, after in content.items()
        if (after or None) != (before.get(name) or None)
    ]


def _whole(before: Mapping[str, Any], full: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All fields that say something once a change is made, with what they say now."""
    return [
        {"field": name, "before": before.get(name), "after": after}
        for name, after in full.items()
        if after not in (None, "", [], {}) and name != DATE_EDITS
    ]


def _signed(item: Item, state: str = "") -> Item:
    """The item with what stands for all it says: another one as soon as any of it is different."""
    says = [item[name] for name in ("kind", "title", "changes", "whole", "reports")]
    text = json.dumps([*says, item["organiser"]["name"], state], sort_keys=True, default=str)
    return item | {"seen": hashlib.sha256(text.encode()).hexdigest()[:PRINT_LETTERS]}
