"""How an activity of one's own stands: a few words, what they mean, and what can be done."""

from dataclasses import dataclass
from datetime import datetime

from app.activities.posting.models import ActivityDraft
from app.activities.posting.own import Own
from app.web import times
from app.web.organise.home import STATES

UNTIL_READ = "Somebody reads it before it is public. You get a mail when that is done."
CHANGES = {
    "draft": "You began to change something. It is not handed in yet.",
    "waiting": "A change of it is being read. Until then people see what was there before.",
    "returned": "A change of it came back to you. People see what was there before.",
}

MENDING = {
    "draft": CHANGES["draft"],
    "waiting": "What you changed is being read. If it is fine, everybody can find it again.",
    "returned": "What you changed came back to you. You can change it again.",
}
IN_PART = "A change of it was read. It is public, but for some dates."


@dataclass(frozen=True)
class State:
    """`name` is the state; `reason` what its author is to know; `change` of a change."""

    name: str
    label: str
    icon: str
    said: str
    reason_label: str
    reason: str | None
    change: str | None


def show_state(own: Own, now: datetime) -> State:
    """The words for how it stands."""
    words, draft = STATES[own.state], own.draft
    change = draft if own.activity is not None else None
    is_note = change is not None and not change.content
    return State(
        name=own.state,
        label=words.label,
        icon=words.icon,
        said=_said(own, words.said, now),
        reason_label="What was not done:" if is_note else "What to change:",
        reason=draft.reason if draft and draft.state == "returned" else None,
        change=_change_words(own, change) if change else None,
    )


def _change_words(own: Own, change: ActivityDraft) -> str:
    if not change.content:
        return IN_PART
    return (
        MENDING[change.state]
        if own.activity and own.activity.state == "hidden"
        else CHANGES[change.state]
    )


def _said(own: Own, said: str, now: datetime) -> str:
    draft = own.draft
    if own.activity is None and draft and draft.state == "waiting" and draft.submitted_at:
        day = times.long_day(draft.submitted_at.date(), now.date())
        return f"It waits since {day}. {UNTIL_READ}"
    if own.state == "cancelled":
        return "Nobody can find it any more. Whoever held a place was told."
    return said
