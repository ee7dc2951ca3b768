"""Which events of a very large calendar are read: those that come first.

Two hundred are taken over at once and the rest can follow, so nobody is helped by a reader
that looks closely at a thousand events and runs out of time.
"""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from app.exchange.readers.ics_lines import EventLines
from app.exchange.readers.ics_skim import glance
from app.exchange.reading import Draft, Row
from app.exchange.shaping import identity
from app.exchange.text import LONGEST_TITLE, one_line, shortened

MOST_READ = 300
NOT_READ = (
    f"this calendar holds more than {MOST_READ} events to come; those that come first were "
    "read. Bring it again later for this one"
)


def soonest(events: Sequence[EventLines], now: datetime) -> tuple[list[EventLines], dict[int, Row]]:
    """The events to read, in the file's order, and the rows of all others.

    Events with one UID stay together. What repeats counts as coming today.
    """
    if len(events) <= MOST_READ:
        return list(events), {}
    groups: dict[str, list[EventLines]] = defaultdict(list)
    starts: dict[str, str] = {}
    left: dict[int, Row] = {}
    for event in events:
        said = glance(event)
        uid = said.get("UID") or f"row {event.n}"
        groups[uid].append(event)
        start = max(said.get("DTSTART", "")[:8], f"{now:%Y%m%d}")
        starts[uid] = min(starts.get(uid, start), start)
        title = shortened(one_line(said.get("SUMMARY", "")), LONGEST_TITLE)
        own = identity(said.get("UID")) if "RECURRENCE-ID" not in said else ""
        draft = Draft(n=event.n, title=title, source_id=own or None)
        left[event.n] = draft.row(refused=NOT_READ, unread=True)
    read: list[EventLines] = []
    for uid in sorted(groups, key=starts.__getitem__):
        if len(read) + len(groups[uid]) <= MOST_READ:
            read += groups[uid]
    for event in read:
        del left[event.n]
    return sorted(read, key=lambda event: event.n), left
