"""Taking a decision back. Never commits."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.accounts.membership import audit_ref, hold
from app.accounts.models import Organiser
from app.activities import hiding
from app.activities.hiding import Hiding
from app.activities.models import Activity
from app.activities.posting import service as posting
from app.activities.posting.models import RETURNED, WAITING, ActivityDraft
from app.activities.posting.own import find_whole, hold_draft, pending
from app.activities.scheduling.undoing import undo_made_at
from app.core import audit
from app.core.audit import Act
from app.core.errors import NotFound
from app.core.ids import read_id, show_id
from app.moderation import letters
from app.moderation.reports import service as reports
from app.moderation.review import organisers
from app.moderation.review.models import Decision
from app.moderation.review.service import NothingToDecide, check_open

AGAIN = "A moderator looks at it again."


def undo(session: Session, decision_id: int | None, person_id: int, now: datetime) -> Decision:
    """Put things back as they were before a decision.

    Raises NotFound, and NothingToDecide where something else happened since.
    """
    row = None
    if decision_id is not None:
        row = session.get(Decision, decision_id, with_for_update=True, populate_existing=True)
    if row is None or row.undone_at is not None:
        raise NotFound("This decision is not here, or was taken back already.")
    ways = {"trust": _distrust, "block": _unblock, "reject": _wait_again, "approve": _unpublish}
    ways.get(row.act, _turn_round)(session, row, person_id, now)
    row.undone_at = now
    who = audit_ref(session, person_id)
    audit.note(session, Act(who, f"undo {row.act}", show_id(row.item_id)), now)
    session.flush()
    return row


def _distrust(session: Session, row: Decision, person_id: int, now: datetime) -> None:
    del person_id, now
    if not row.before.get("trusted"):
        _organiser(session, row.item_id).trusted_at = None


def _unblock(session: Session, row: Decision, person_id: int, now: datetime) -> None:
    del person_id, now
    if not row.before.get("blocked"):
        organisers.unblock(session, row.item_id, row.before.get("trusted_at"))


def _wait_again(session: Session, row: Decision, person_id: int, now: datetime) -> None:
    del person_id, now
    draft = session.get(ActivityDraft, row.item_id)
    if draft is not None:
        draft = hold_draft(session, draft.id, draft.activity_id)
    if draft is None or draft.state != RETURNED:
        raise NothingToDecide("Its author changed it since. It comes back when they send it.")
    draft.state, draft.reason = WAITING, None


def _unpublish(session: Session, row: Decision, person_id: int, now: datetime) -> None:
    """A new listing goes out of sight; a change gives way to what was public before it.

    Of one that was found to be fine the reports are open again.
    """
    was = row.before.get("was")
    if was == "change":
        _put_back(session, row, person_id, now)
    elif was == "new":
        activity = _activity(session, row.item_id)
        organiser = activity.organiser
        organiser.clean_posts = max(0, organiser.clean_posts - 1)
        hiding.hide(session, activity, Hiding(cause=hiding.MODERATOR, words=AGAIN, at=now))
    else:
        reports.reopen(session, row.item_id, row.made_at)


def _put_back(session: Session, row: Decision, person_id: int, now: datetime) -> None:
    activity_id = read_id(row.before["activity"])
    activity = _activity(session, activity_id) if activity_id is not None else None
    newer = pending(session, activity.id) if activity else None
    if activity is None or (newer and newer.content):
        raise NothingToDecide("It was changed again since. Please look at that change.")
    undo_made_at(session, activity.id, row.before.get("dates", 0), row.made_at, now)
    if newer:
        # A note on dates that could not be changed, and nothing else.
        session.delete(newer)
        session.flush()
    draft = ActivityDraft(
        organiser_id=activity.organiser_id,
        person_id=person_id,
        activity_id=activity.id,
        content=row.before["content"],
        whereabouts={},
        made_at=now,
        updated_at=now,
    )
    session.add(draft)
    session.flush()
    posting.apply(session, draft, now)
    if row.before.get("why"):
        hiding.hide(session, activity, _hiding(row.before["why"], now))
        reports.reopen(session, activity.id, row.made_at)


def _turn_round(session: Session, row: Decision, person_id: int, now: datetime) -> None:
    """What was hidden is back, what was brought back is hidden; its reports are open again."""
    del person_id
    activity = _activity(session, row.item_id)
    was = row.before.get("why")
    if row.act == "hide":
        activity.organiser.clean_posts += row.before["clean_posts"]
    if was:
        hiding.hide(session, activity, _hiding(was, now))
    elif activity.state == "hidden":
        check_open(session, activity.organiser_id)
        hiding.restore(session, activity)
        letters.tell_back(session, activity)
    reports.reopen(session, activity.id, row.made_at)


def _hiding(kept: Mapping[str, Any], now: datetime) -> Hiding:
    """Why it was hidden, since when it was; of earlier decisions that is not known."""
    at = datetime.fromisoformat(kept["at"]) if "at" in kept else now
    return Hiding(**{**kept, "at": at})


def _organiser(session: Session, number: int) -> Organiser:
    """An organiser that was decided on, kept."""
    organiser = hold(session, number)
    if organiser is None:
        raise NotFound("It is not here any more.")
    return organiser


def _activity(session: Session, number: int) -> Activity:
    """An activity that was decided on, kept after its organiser, as everybody does."""
    known = session.get(Activity, number)
    if known is not None:
        _organiser(session, known.organiser_id)
    activity = find_whole(session, number, is_locked=True)
    if activity is None:
        raise NotFound("It is not here any more.")
    return activity
