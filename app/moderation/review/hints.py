"""What a moderator should look at twice: doubles, the same text elsewhere, where links lead."""

import re
from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.accounts.models import Organiser
from app.activities.likeness import plain
from app.activities.models import Activity
from app.activities.posting.models import ActivityDraft
from app.activities.posting.naming import UNNAMED
from app.activities.posting.recalling import recalled
from app.moderation.duplicates import similar

HOST = re.compile(r"(?:https?://|www\.)([^\s/?#:]+)", re.IGNORECASE)
LONG_ENOUGH = 40
LOOKED_AT = 500


def hints_for(session: Session, draft: ActivityDraft, content: Mapping[str, Any]) -> list[str]:
    """Sentences on a draft and the content (fields of POST /activities) it would make public."""
    organiser_id, activity_id = draft.organiser_id, draft.activity_id
    gone = recalled(session, organiser_id, draft.person_id, draft.content).values()
    hints = [
        f"It says much the same as “{title}” of theirs, which was taken down."
        for title in sorted({one.title for one in gone if one.id != activity_id})
    ]
    hints += [
        f"Much like “{activity.title}” of {activity.organiser.name}, which is listed already."
        for activity, _ in similar(session, content, activity_id)
    ]
    if _shares_name(session, organiser_id):
        hints.append("Another organiser has the same name.")
    if _is_copied(session, content, organiser_id):
        hints.append("Another organiser handed in the same text.")
    hosts = hosts_of(content)
    if hosts:
        hints.append(f"It leads to {', '.join(hosts)}.")
    return hints


def hosts_of(content: Mapping[str, Any]) -> list[str]:
    """The hosts that its links lead to, as a person reads them."""
    text = " ".join(str(content.get(name) or "") for name in ("url", "online_url", "description"))
    return sorted({host.lower().removeprefix("www.") for host in HOST.findall(text)})


def _shares_name(session: Session, organiser_id: int) -> bool:
    """Whether somebody known calls themselves the same, who may be pretended to be."""
    mine = session.get_one(Organiser, organiser_id)
    query = select(Organiser.id).where(
        func.lower(Organiser.name) == mine.name.lower(),
        Organiser.id != organiser_id,
        Organiser.name != UNNAMED,
    )
    return session.scalars(query.limit(1)).first() is not None


def _is_copied(session: Session, content: Mapping[str, Any], organiser_id: int) -> bool:
    text = plain(str(content.get("description") or ""))
    if len(text) < LONG_ENOUGH:
        return False
    drafts = select(ActivityDraft.content).where(ActivityDraft.organiser_id != organiser_id)
    rows: list[dict[str, Any]] = list(session.scalars(drafts.limit(LOOKED_AT)))
    known = [str(row.get("description") or "") for row in rows]
    listed = select(Activity.description).where(
        Activity.organiser_id != organiser_id, Activity.source.is_(None)
    )
    known += session.scalars(listed.limit(LOOKED_AT)).all()
    return any(plain(other) == text for other in known)
