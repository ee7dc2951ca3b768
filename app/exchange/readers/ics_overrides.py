"""Events that change one date of a repeating event (RECURRENCE-ID)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from app.activities.drafts import Change
from app.activities.schedule import Segment, meetings, to_instant
from app.exchange.readers.ics_clock import Clock
from app.exchange.readers.ics_event import IcsEvent
from app.exchange.readers.ics_schedule import Dates
from app.exchange.reading import Draft, RowRefused, Task
from app.exchange.text import one_line
from app.exchange.times import Session, is_long, is_whole_day


class Applied(NamedTuple):
    """The dates after the changes, and the numbers of the rows that became part of them."""

    dates: Dates
    joined: tuple[int, ...]


def apply_changes(
    dates: Dates, master: IcsEvent, changed: Iterable[IcsEvent], clock: Clock, task: Task
) -> Applied:
    """Work moved and cancelled dates into a repeating event.

    A change of nothing but time or status joins it; one with another title or place stays an
    activity of its own and its date is left out here; one whose date is not among these
    dates stays on its own too.
    """
    if not dates.segments:
        return Applied(dates, ())
    changes: list[Change] = []
    joined: list[int] = []
    spans = list(dates.segments)
    for event in changed:
        change = _change(event, spans, clock)
        if change is None:
            continue
        if not event.is_cancelled and _is_another(event, master):
            spans = [replace(span, exdates=(*span.exdates, change.key)) for span in spans]
            continue
        joined.append(event.n)
        if _matters(change, clock, task):
            changes.append(change)
    kept = tuple(sorted(changes, key=lambda change: change.key))
    return Applied(dates._replace(segments=tuple(spans), changes=kept), tuple(joined))


def own_identity(event: IcsEvent) -> str:
    """The identity of a changed date on its own: UID and RECURRENCE-ID."""
    if event.replaces is None:
        return event.uid
    mark = "Z" if event.replaces.is_utc else ""
    form = "%Y%m%d" if event.replaces.is_day else "%Y%m%dT%H%M%S"
    return f"{event.uid}#{event.replaces.wall.strftime(form)}{mark}"


def _change(event: IcsEvent, spans: list[Segment], clock: Clock) -> Change | None:
    """The change an event makes to one of these dates; None when it is not one of them."""
    if event.replaces is None:
        return None
    key = clock.at(event.replaces, spans[0].starts)
    span = next((span for span in spans if _meets(span, clock, key)), None)
    if span is None:
        return None
    if event.is_cancelled:
        return Change(key=key, status="cancelled")
    session = _session(event, clock)
    if session is None:
        return None
    if session == Session(key, key + (span.ends - span.starts)):
        return Change(key=key)
    return Change(key=key, starts=session.starts, ends=session.ends)


def _session(event: IcsEvent, clock: Clock) -> Session | None:
    """The new times; None when they are no dated meeting."""
    try:
        session = clock.session(Draft(n=event.n), event)
    except RowRefused:
        return None
    return None if is_long(session) or is_whole_day(session) else session


def _meets(span: Segment, clock: Clock, key: datetime) -> bool:
    moment = to_instant(key, clock.zone)
    return bool(meetings(span, moment, moment))


def _matters(change: Change, clock: Clock, task: Task) -> bool:
    """Whether it changes anything that lies ahead."""
    if change.status == "scheduled" and change.starts is None:
        return False
    times = [change.key] + ([change.starts] if change.starts else [])
    return any(to_instant(moment, clock.zone) > task.now for moment in times)


def _is_another(event: IcsEvent, master: IcsEvent) -> bool:
    if event.title and event.title != master.title:
        return True
    place = one_line(event.text("LOCATION"))
    return bool(place) and place != one_line(master.text("LOCATION"))
