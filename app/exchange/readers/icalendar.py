"""Calendar files (iCalendar, .ics): one activity for each event, repeating or not."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from app.activities.drafts import NewActivity
from app.exchange.location import Locator, task_for
from app.exchange.readers.ics_building import Builder
from app.exchange.readers.ics_choice import soonest
from app.exchange.readers.ics_disguise import undisguised
from app.exchange.readers.ics_event import IcsEvent, known_by_looks, read_event
from app.exchange.readers.ics_lines import EventLines, take_apart
from app.exchange.readers.ics_overrides import own_identity
from app.exchange.readers.ics_skim import past_row
from app.exchange.readers.ics_zones import ZoneNames
from app.exchange.reading import (
    Draft,
    FileRefused,
    Finder,
    Options,
    Reading,
    Row,
    RowRefused,
    Task,
    check_organisers,
    read_row,
)
from app.exchange.shaping import newest


def read(content: bytes, options: Options, places: Finder, now: datetime) -> Reading:
    """Read a calendar. FileRefused when it is none, is cut short or names no organiser.

    Each event is a row. One with RECURRENCE-ID joins the event it changes, or stands alone.
    """
    if options.kind is None:
        raise FileRefused("A calendar does not say what kind its activities are: give --kind.")
    task = task_for(options, places, now)
    lines = take_apart(content)
    zones = ZoneNames(lines.zones)
    rows: dict[int, Row] = {}
    events: list[IcsEvent] = []
    if len(lines.events) > options.most_rows:
        raise FileRefused(f"The calendar holds more than {options.most_rows:,} events.")
    for each in _to_read(lines.events, rows, task):
        try:
            event = read_event(each, zones)
            events.append(known_by_looks(event) if options.makes_ids else event)
        except RowRefused as refusal:
            rows[each.n] = Draft(n=each.n).row(refused=str(refusal))
    events = undisguised(events)
    day = newest((event.changed_on for event in events), task)
    builder = Builder(task, lines.header, zones, day, Locator(task))
    for group in _by_uid(events).values():
        rows.update(_read_group(builder, group))
    done = tuple(rows[n] for n in sorted(rows))
    check_organisers(done)
    return Reading(source=options.source, rows=done)


def _to_read(
    events: Iterable[EventLines], rows: dict[int, Row], task: Task
) -> Iterable[EventLines]:
    """The events to look at closely; the others become rows at once."""
    if not task.options.skims:
        return events
    coming = []
    for each in events:
        past = past_row(each, task.now)
        if past:
            rows[each.n] = past
        else:
            coming.append(each)
    read, left = soonest(coming, task.now)
    rows.update(left)
    return read


def _by_uid(events: Iterable[IcsEvent]) -> dict[str, list[IcsEvent]]:
    groups: dict[str, list[IcsEvent]] = defaultdict(list)
    for event in events:
        groups[event.uid or f"row {event.n}"].append(event)
    return groups


def _read_group(builder: Builder, group: list[IcsEvent]) -> dict[int, Row]:
    """The rows of all events with one UID: the newest event, and those that change its dates."""
    kept, rows = _newest_of_each(group)
    masters = [event for event in kept if event.replaces is None]
    changed = [event for event in kept if event.replaces is not None]
    for event in masters:
        rows[event.n] = _row(builder, event, changed if event.repeats else [])
    for event in changed:
        master = builder.joined.get(event.n)
        if master is None:
            rows[event.n] = _row(builder, event, [])
        else:
            draft = Draft(n=event.n, title=event.title, source_id=own_identity(event))
            rows[event.n] = draft.row(joined=master)
    return rows


def _newest_of_each(group: list[IcsEvent]) -> tuple[list[IcsEvent], dict[int, Row]]:
    """The newest event of each identity; the others are rows refused in its favour."""
    best: dict[str, IcsEvent] = {}
    for event in group:
        identity = own_identity(event)
        if identity not in best or _age(event) >= _age(best[identity]):
            best[identity] = event
    kept = [event for event in group if best[own_identity(event)] is event]
    rows = {}
    for event in group:
        newer = best[own_identity(event)]
        if newer is not event:
            said = f"another row has the same UID and is newer (row {newer.n})"
            draft = Draft(n=event.n, title=event.title, source_id=own_identity(event))
            rows[event.n] = draft.row(refused=said)
    return kept, rows


def _age(event: IcsEvent) -> tuple[int, str]:
    return event.sequence, event.changed_on.isoformat() if event.changed_on else ""


def _row(builder: Builder, event: IcsEvent, changed: list[IcsEvent]) -> Row:
    def build(draft: Draft) -> NewActivity | None:
        return builder.build(draft, event, changed)

    return read_row(Draft(n=event.n, title=event.title), build)
