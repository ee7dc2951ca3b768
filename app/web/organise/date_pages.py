"""What the pages of dates say: the list, one date, and how it repeats."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import request
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from app.activities.models import Activity, Occurrence
from app.activities.posting.own import pending
from app.activities.scheduling import looking
from app.activities.scheduling.editing import shown_pieces
from app.activities.scheduling.hours import now_there
from app.activities.scheduling.looking import Reach
from app.activities.scheduling.plan import ALL, FOLLOWING, THIS
from app.activities.scheduling.saying import say_plan
from app.activities.scheduling.stored import read_plan
from app.activities.scheduling.stretches import split
from app.activities.scheduling.undoing import last_edit
from app.activities.scheduling.waiting import DATE_EDITS, has_to_wait
from app.core.ids import show_id
from app.web import times, words
from app.web.choices import options
from app.web.forms import Values
from app.web.problems import NONE
from app.web.when_form import show_when
from app.web.when_typed import as_content

A_PAGE = 20
SAID = {
    "changed": "The dates are changed.",
    "cancelled": "It is cancelled.",
    "back": "The date takes place after all.",
    "added": "The date is added.",
    "paused": "The break is set.",
    "repeated": "It repeats as you said.",
    "undone": "That is taken back. All is as it was before.",
    "same": "Nothing was different, so nothing is changed.",
    "waiting": "Somebody looks at the new time or note before it is public. Until then all stays.",
}
QUIET = {"undone", "same", "waiting"}


def show_dates(session: Session, activity: Activity, now: datetime) -> dict[str, Any]:
    """The list of dates to come; `done` is what was done a moment ago."""
    found = looking.list_dates(session, activity, now, A_PAGE, request.args.get("after"))
    done = request.args.get("done", "")
    draft = pending(session, activity.id)
    today = now.astimezone(ZoneInfo(activity.time_zone)).date()
    return {
        "activity": _head(activity),
        "says": say_plan(activity, now),
        "rows": [show_row(row, today) for row in found.rows],
        "total": found.total,
        "next": found.next_cursor,
        "done": SAID.get(done),
        "can_undo": last_edit(session, activity, now) is not None and done not in QUIET,
        "waits": len(draft.content.get(DATE_EDITS, ())) if draft else 0,
        "new": {name: request.form.get(name, "") for name in _NEW},
        "read_first": read_first(session, activity),
        "problems": NONE,
        "said": None,
    }


_NEW = ("day", "from_time", "to_time", "first", "last")


def read_first(session: Session, activity: Activity) -> str | None:
    """Why somebody reads a change of dates before it is made; None where it is made at once."""
    if not has_to_wait(session, activity):
        return None
    is_hidden = activity.state == "hidden"
    return "because it is out of sight" if is_hidden else "because you are new here"


def show_row(row: Occurrence, today: Any) -> dict[str, Any]:
    """One date in words."""
    was = row.planned_local
    return {
        "id": show_id(row.id),
        "iso": row.starts_at.isoformat(),
        "day": times.long_day(row.starts_local.date(), today),
        "time": f"{row.starts_local:%H:%M} to {row.ends_local:%H:%M}",
        "is_cancelled": row.status == "cancelled",
        "was": None
        if was == row.starts_local
        else f"{times.long_day(was.date(), today)}, {was:%H:%M}",
        "held": held(row.taken),
        "room": "No limit" if row.capacity is None else f"Room for {row.capacity}",
        "note": row.note,
    }


def show_change(
    activity: Activity, row: Occurrence, reach: Mapping[str, Reach], form: Values | None
) -> dict[str, Any]:
    """One date with its form; `form` is what was sent of it, kept to be mended."""
    today = times.today_in(activity.time_zone)
    typed = form if form is not None and "day" in form else _as_it_is(row)
    scope = THIS if form is None else form.get("scope", THIS)
    return {
        "activity": _head(activity),
        "date": show_row(row, today),
        "when": {
            "typed": {name: typed.get(name, "") for name in ("day", "from_time", "to_time")},
            "clock": times.zone_words(activity.time_zone),
            "problems": NONE,
        },
        "capacity": typed.get("capacity", ""),
        "note": typed.get("note", ""),
        "scopes": options(_scopes(reach), [scope]),
        "told": told(reach),
        "problems": NONE,
        "said": None,
    }


def show_repeat(activity: Activity, now: datetime, form: Values | None) -> dict[str, Any]:
    """How it repeats from now on, as a form."""
    since = now_there(activity, now)
    pieces = shown_pieces(read_plan(activity), since)
    parts = [split(piece.segment, since)[1] for piece in pieces]
    segments = [segment for segment in parts if segment]
    content = None
    if segments:
        main = next((one for one in segments if one.rrule), segments[0])
        extra = {key for one in segments if one is not main for key in (one.starts, *one.rdates)}
        whole = replace(main, rdates=tuple(sorted({*main.rdates, *extra})))
        content = as_content(whole)
    return {
        "activity": _head(activity),
        "when": show_when(content, activity.time_zone, form),
        "problems": NONE,
        "said": None,
    }


def held(count: int) -> str | None:
    """`3 places held`, for the organiser's eyes."""
    if not count:
        return None
    return f"{count} {'place' if count == 1 else 'places'} held"


def told(reach: Mapping[str, Reach]) -> str:
    """Who hears of a change, before it is made."""
    one, every = reach[THIS].places_held, reach[ALL].places_held
    if not every:
        return "Nobody holds a place on these dates, so nobody has to be told."
    here = held(one) or "No place is held"
    return (
        f"{here} on this date, {every} on all dates to come. Whoever holds one keeps it, and is "
        "told when the time or the note changes. More room is offered to whoever waits."
    )


def _scopes(reach: Mapping[str, Reach]) -> dict[str, str]:
    later, every = reach[FOLLOWING].dates, reach[ALL].dates
    labels = {THIS: "Only this date"}
    if later > 1:
        labels[FOLLOWING] = f"This date and later ones ({words.number(later).lower()} dates)"
    if every > 1:
        labels[ALL] = f"All dates to come ({words.number(every).lower()} dates)"
    return labels


def _as_it_is(row: Occurrence) -> Values:
    return MultiDict(
        {
            "day": row.starts_local.date().isoformat(),
            "from_time": f"{row.starts_local:%H:%M}",
            "to_time": f"{row.ends_local:%H:%M}",
            "capacity": str(row.capacity or ""),
            "note": row.note,
        }
    )


def _head(activity: Activity) -> dict[str, Any]:
    return {
        "id": show_id(activity.id),
        "title": activity.title,
        "clock": times.zone_words(activity.time_zone),
    }
