"""Edits of dates that are looked at before they are made, and whose. Never commits.

They wait as `date_edits` in the draft of a change of the activity, beside what else waits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.accounts.models import Organiser
from app.activities.hiding import BLOCKED, hiding_of
from app.activities.models import Activity, Occurrence
from app.activities.posting.models import DRAFT, WAITING, ActivityDraft
from app.activities.posting.own import pending
from app.activities.posting.sensitive import is_proven
from app.activities.schedule import Segment
from app.activities.scheduling.editing import Edit, add_date, edit_date, repeat_anew
from app.activities.scheduling.refusals import OutOfSight
from app.activities.scheduling.stored import lock_activity, text
from app.core.errors import DomainError
from app.core.ids import read_id, show_id

DATE_EDITS = "date_edits"
MOST_WAITING = 50


class TooManyWaiting(DomainError):
    """Somebody has to look at what waits first."""

    code = "too_many_waiting"


class DateGone(DomainError):
    """What waited is about a date that was taken away meanwhile."""

    code = "date_gone"


def has_to_wait(session: Session, activity: Activity) -> bool:
    """Whether changes of time and of notes are looked at first; of what is out of sight, all."""
    is_hidden = activity.state == "hidden"
    return is_hidden or not is_proven(session.get_one(Organiser, activity.organiser_id))


def sensitive_part(edit: Edit) -> Edit | None:
    """What of an edit is looked at first: when it is, and what is said in words."""
    note = {name: value for name, value in edit.details.items() if name == "note" and value}
    if not (edit.starts or edit.ends or note):
        return None
    return replace(edit, details=note, is_back=False)


def plain_part(edit: Edit) -> Edit:
    """What of an edit is made at once."""
    rest = {name: value for name, value in edit.details.items() if name != "note" or not value}
    return replace(edit, starts=None, ends=None, details=rest)


def edit_as_json(row: Occurrence, edit: Edit) -> dict[str, Any]:
    """An edit of a date as it waits; `was` is when that is now, should it be gone by then."""
    return {
        "date": show_id(row.id),
        "was": text(row.starts_local),
        "scope": edit.scope,
        "starts_at": text(edit.starts) if edit.starts else None,
        "ends_at": text(edit.ends) if edit.ends else None,
        **edit.details,
    }


def segment_as_json(kind: str, segment: Segment) -> dict[str, Any]:
    """A date to add (`kind` add), or another way of repeating (`repeat`), as it waits."""
    return {
        kind: {
            "starts_at": text(segment.starts),
            "ends_at": text(segment.ends),
            "rrule": segment.rrule,
            "exdates": [text(key) for key in segment.exdates],
            "rdates": [text(key) for key in segment.rdates],
        }
    }


def let_wait(
    session: Session, activity: Activity, person_id: int, edit: Mapping[str, Any], now: datetime
) -> ActivityDraft:
    """Put an edit beside what already waits of an activity.

    Raises TooManyWaiting, and OutOfSight for what a blocked organiser posted.
    """
    # Held first: what waits may be approved, or taken back, at this moment.
    lock_activity(session, activity.id)
    why = hiding_of(session, activity.id)
    if why and why.cause == BLOCKED:
        raise OutOfSight("This was taken down. Its dates can be cancelled, but not changed.")
    draft = pending(session, activity.id)
    if draft is None:
        draft = ActivityDraft(
            organiser_id=activity.organiser_id,
            person_id=person_id,
            activity_id=activity.id,
            content={},
            whereabouts={},
            state=DRAFT,
            made_at=now,
            updated_at=now,
        )
        session.add(draft)
    waiting = [*draft.content.get(DATE_EDITS, []), dict(edit)]
    if len(waiting) > MOST_WAITING:
        raise TooManyWaiting("Many changes wait to be looked at. Please wait for these first.")
    draft.content = {**draft.content, DATE_EDITS: waiting}
    draft.state, draft.reason = WAITING, None
    draft.submitted_at = draft.updated_at = now
    session.flush()
    return draft


def make_waiting(
    session: Session, activity: Activity, edits: Sequence[Mapping[str, Any]], now: datetime
) -> list[str]:
    """Make the edits that waited; a sentence for each that no longer can be, with the reason."""
    left_out = []
    for one in edits:
        try:
            with session.begin_nested():
                _make(session, activity, one, now)
        except DomainError as error:
            session.expire_all()
            said = [sentence for each in error.errors.values() for sentence in each]
            left_out.append(f"{say_wish(one)}: {' '.join(said or [error.detail])}")
    return left_out


def say_wish(one: Mapping[str, Any]) -> str:
    """What an edit that waits is meant to do, in a few words."""
    for kind, words in (("add", "One more date on"), ("repeat", "Another way to repeat from")):
        if kind in one:
            return f"{words} {_day(one[kind]['starts_at'])}"
    # Edits that were handed in before the day was kept with them do not say it.
    which = f"The date of {_day(one['was'])}" if one.get("was") else "A date"
    reach = {"following": " and all later ones", "all": " and all others"}.get(one["scope"], "")
    starts, note = one.get("starts_at"), one.get("note")
    to = [f"to {_day(starts)}"] if starts else []
    return f"{which}{reach} {' and '.join([*to, *(['with a note'] if note else [])])}".strip()


def _day(kept: str) -> str:
    at = datetime.fromisoformat(kept)
    return f"{at.day} {at:%B %Y, %H:%M}"


def _make(session: Session, activity: Activity, one: Mapping[str, Any], now: datetime) -> None:
    for kind in ("add", "repeat"):
        if kind in one:
            segment = read_segment(activity, one[kind])
            if kind == "add":
                add_date(session, activity.id, segment.starts, segment.ends, now)
            else:
                repeat_anew(session, activity.id, segment, now)
            return
    number = read_id(one["date"]) or 0
    if session.get(Occurrence, number) is None:
        raise DateGone("This date is not there any more.")
    edit_date(session, activity.id, number, _edit(one), now)


def _edit(one: Mapping[str, Any]) -> Edit:
    return Edit(
        scope=one["scope"],
        starts=_moment(one.get("starts_at")),
        ends=_moment(one.get("ends_at")),
        details={"note": one["note"]} if "note" in one else {},
    )


def read_segment(activity: Activity, kept: Mapping[str, Any]) -> Segment:
    """What `segment_as_json` kept."""
    return Segment(
        datetime.fromisoformat(kept["starts_at"]),
        datetime.fromisoformat(kept["ends_at"]),
        activity.time_zone,
        kept["rrule"],
        tuple(map(datetime.fromisoformat, kept["exdates"])),
        tuple(map(datetime.fromisoformat, kept["rdates"])),
    )


def _moment(kept: str | None) -> datetime | None:
    return datetime.fromisoformat(kept) if kept else None
