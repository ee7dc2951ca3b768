"""Deciding on what waits or was reported, and taking a decision back. Never commits."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.accounts.membership import audit_ref, earn_trust, hold
from app.accounts.models import Organiser
from app.activities import hiding
from app.activities.hiding import Hiding
from app.activities.models import Activity
from app.activities.posting import service as posting
from app.activities.posting.models import WAITING, ActivityDraft
from app.activities.posting.own import find_whole, hold_draft, pending
from app.activities.posting.snapshot import content_of
from app.activities.scheduling.undoing import edits_of
from app.activities.scheduling.waiting import DATE_EDITS
from app.core import audit
from app.core.audit import Act
from app.core.errors import SENTENCE, DomainError, Invalid, NotFound
from app.core.ids import show_id
from app.moderation import letters
from app.moderation.reasons import said
from app.moderation.reports import service as reports
from app.moderation.review.models import Decision
from app.moderation.review.queue import mends, one

KEPT_FOR = timedelta(days=365)
NOT_HERE = "There is nothing to decide here. Somebody may have been quicker."


class NothingToDecide(DomainError):
    """What is asked does not fit what the item is now."""

    code = "nothing_to_decide"


class ChangedMeanwhile(DomainError):
    """It says something else than what the moderator had looked at."""

    code = "changed_meanwhile"

    def __init__(self) -> None:
        """Say that nothing was decided, and what to do."""
        super().__init__(
            "It has changed since you looked. Nothing is decided yet: please read it again."
        )


@dataclass(frozen=True)
class Judgement:
    """What a moderator says: the act, a reason of the list and their own words.

    `seen` stands for what they looked at; None is not compared with what is there now.
    """

    act: str
    person_id: int
    reason: str | None = None
    words: str | None = None
    seen: str | None = None

    @property
    def text(self) -> str:
        """The reason as its author reads it."""
        return said(self.reason, self.words)


def decide(session: Session, item_id: int | None, judged: Judgement, now: datetime) -> Decision:
    """Approve, reject, hide or restore; the decision can be taken back.

    Of two who decide at once the second is told. Raises NotFound for what is not there,
    NothingToDecide for what does not fit it, ChangedMeanwhile for what says something else than
    they looked at, and Invalid where a reason is needed.
    """
    if judged.act in {"reject", "hide"} and not judged.text:
        raise Invalid(SENTENCE, {"reason": ["Please choose a reason, or write one."]})
    draft, activity = _held(session, item_id)
    if judged.seen is not None:
        item = one(session, item_id, now)
        if item is None or item["seen"] != judged.seen:
            raise ChangedMeanwhile
    if draft is not None and draft.state == WAITING:
        title, before = _decide_draft(session, draft, judged, now)
    else:
        title, before = _decide_activity(session, activity, judged, now)
    return note(session, Decision(item_id=item_id, title=title, before=before), judged, now)


def note(session: Session, row: Decision, judged: Judgement, now: datetime) -> Decision:
    """Keep a decision, and write it into the log."""
    row.act, row.reason, row.words = judged.act, judged.reason, judged.words or None
    row.by, row.made_at = audit_ref(session, judged.person_id), now
    session.add(row)
    detail = {"reason": judged.reason} if judged.reason else {}
    audit.note(session, Act(row.by, judged.act, show_id(row.item_id), detail), now)
    session.flush()
    return row


def forget_old(session: Session, now: datetime) -> int:
    """Take away decisions of more than a year ago; how many. The log keeps its own time."""
    gone = delete(Decision).where(Decision.made_at < now - KEPT_FOR).returning(Decision.id)
    return len(session.execute(gone).all())


def _held(session: Session, item_id: int | None) -> tuple[ActivityDraft | None, Activity | None]:
    """The draft or the activity of an id as they are now, kept until this is decided.

    Held in the one order of `membership.hold`. A draft may have become the activity meanwhile.
    """
    if item_id is None:
        return None, None
    found = session.get(ActivityDraft, item_id) or session.get(Activity, item_id)
    if found is None:
        return None, None
    of = found.activity_id if isinstance(found, ActivityDraft) else None
    hold(session, found.organiser_id)
    activity = find_whole(session, item_id, is_locked=True)
    return hold_draft(session, item_id, of), activity


def _decide_draft(
    session: Session, draft: ActivityDraft, judged: Judgement, now: datetime
) -> tuple[str, dict[str, Any]]:
    full = posting.full_content(session, draft)
    title = str(full.get("title") or "")
    if judged.act == "reject":
        posting.send_back(session, draft, judged.text, now)
        return title, {"was": "waiting"}
    if judged.act != "approve":
        raise NothingToDecide("This waits to be published. You can approve it or send it back.")
    organiser = check_open(session, draft.organiser_id)
    if draft.activity_id is None:
        posting.apply(session, draft, now)
        organiser.clean_posts += 1
        earn_trust(session, organiser.id)
        return title, {"was": "new"}
    activity = find_whole(session, draft.activity_id)
    old = content_of(activity) if activity else {}
    before = {name: old.get(name) for name in draft.content if name != DATE_EDITS}
    number, back = draft.activity_id, None
    if activity and mends(session, draft):
        back = _kept(hiding.hiding_of(session, number))
        hiding.restore(session, activity)
        reports.answer(session, number, now)
        by = audit_ref(session, judged.person_id)
        audit.note(session, Act(by, "restore", show_id(number)), now)
    posting.apply(session, draft, now)
    left = pending(session, number)
    return title, {
        "was": "change",
        "activity": show_id(number),
        "content": before,
        "dates": edits_of(session, number, now),
        "left_out": left.reason if left else None,
        "why": back,
    }


def check_open(session: Session, organiser_id: int) -> Organiser:
    """An organiser who may publish, kept until this is decided. Raises NothingToDecide."""
    organiser = hold(session, organiser_id)
    if organiser is None or organiser.blocked_at is not None:
        raise NothingToDecide("Its organiser is blocked. Take that back first.")
    return organiser


def _decide_activity(
    session: Session, activity: Activity | None, judged: Judgement, now: datetime
) -> tuple[str, dict[str, Any]]:
    if activity is None:
        raise NotFound(NOT_HERE)
    why = hiding.hiding_of(session, activity.id)
    before: dict[str, Any] = {"was": activity.state, "why": _kept(why)}
    if judged.act == "hide" and activity.state in {"published", "hidden"}:
        before["clean_posts"] = activity.organiser.clean_posts
        activity.organiser.clean_posts = 0
        told = {"cause": hiding.MODERATOR, "reason": judged.reason, "words": judged.words or None}
        hiding.hide(session, activity, Hiding(**told, at=now))
    elif judged.act == "restore" and activity.state == "hidden":
        check_open(session, activity.organiser_id)
        hiding.restore(session, activity)
        letters.tell_back(session, activity)
    elif judged.act != "approve" or activity.state != "published":
        raise NothingToDecide("This does not fit what it is now. Please look at it again.")
    reports.answer(session, activity.id, now)
    return activity.title, before


def _kept(why: Hiding | None) -> dict[str, str | None] | None:
    """Why it was hidden, to be put back when the decision is taken back."""
    if why is None:
        return None
    told = {"cause": why.cause, "reason": why.reason, "words": why.words}
    return told | {"at": why.at.isoformat()}
