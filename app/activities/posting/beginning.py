"""The first step of an activity: under whose name, and how many a day. Never commits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from app.activities.posting import limits, service
from app.activities.posting.content import Content
from app.activities.posting.naming import Towns, look_around, organiser_for
from app.activities.posting.own import Own
from app.activities.posting.sensitive import is_proven


@dataclass(frozen=True)
class Author:
    """Who begins an activity, under which name (None: theirs), and whether that is counted."""

    person_id: int
    name: str | None
    is_counted: bool


def begin_own(
    session: Session, author: Author, content: Content, towns: Towns, now: datetime
) -> Own:
    """A new draft of a person. Raises Invalid, or EnoughForToday."""
    organiser = organiser_for(session, author.person_id, author.name, now)
    draft = service.begin(session, organiser.id, author.person_id, content, now)
    draft.whereabouts = look_around(towns, content)
    if author.is_counted:
        limits.count_draft(session, author.person_id, now, is_proven=is_proven(organiser))
    return Own(organiser, "owner", None, draft)
