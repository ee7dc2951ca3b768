"""An organiser's own activity as the JSON they are answered."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.activities.hiding import Hiding, hiding_of
from app.activities.posting.complete import missing
from app.activities.posting.content import Content, zone_of
from app.activities.posting.models import ActivityDraft
from app.activities.posting.own import Own
from app.activities.posting.shapes import FIELDS
from app.activities.posting.snapshot import content_of
from app.activities.questions.service import open_keys
from app.activities.vocabulary import ACCESS
from app.comfort import FACTS, SUPPORTS
from app.core.ids import show_id

EMPTY: dict[str, Any] = {"description": "", "finding_us": "", "bring": ""} | {
    name: [] for name in ("topics", "audience", "steps", "exdates", "rdates")
}


def show_line(own: Own) -> dict[str, Any]:
    """One line of the list."""
    draft = own.draft
    title = own.activity.title if own.activity else draft and draft.content.get("title")
    return {
        "id": show_id(own.id),
        "state": own.state,
        "title": title,
        "organiser": {"id": show_id(own.organiser.id), "name": own.organiser.name},
        "changed_at": own.changed_at.isoformat(),
        "change": _change(draft) if own.activity and draft else None,
    }


def show_own(session: Session, own: Own, now: datetime) -> dict[str, Any]:
    """All of it, as it was written: of a published one what is public."""
    activity = own.activity
    content = content_of(own.activity) if own.activity else own.draft.content if own.draft else {}
    is_new = own.activity is None
    confirmed = own.activity.confirmed_on if own.activity else None
    return show_line(own) | {
        "reason": own.draft.reason if own.draft and is_new else None,
        "missing": sorted(missing(content, now)) if is_new else [],
        "asked": open_keys(session, activity.id) if activity else [],
        "hidden": _why(hiding_of(session, activity.id)) if activity else None,
        "confirmed_on": confirmed.isoformat() if confirmed else None,
        **_fields(content),
    }


def _why(why: Hiding | None) -> dict[str, Any] | None:
    return {"cause": why.cause, "reason": why.reason, "words": why.words} if why else None


def _fields(content: Content) -> dict[str, Any]:
    comfort = content.get("comfort") or {}
    shown = {name: content.get(name) for name in FIELDS} | {
        "time_zone": zone_of(content),
        "access": _every(ACCESS, content.get("access")),
        "comfort": {
            "facts": _every(FACTS, comfort.get("facts")),
            "supports": _every(SUPPORTS, comfort.get("supports")),
        },
    }
    return {name: EMPTY.get(name) if value is None else value for name, value in shown.items()}


def _every(keys: Sequence[str] | Content, told: Content | None) -> dict[str, Any]:
    return {key: (told or {}).get(key) for key in keys}


def _change(draft: ActivityDraft) -> dict[str, Any]:
    return {"state": draft.state, "reason": draft.reason, "fields": sorted(draft.content)}
