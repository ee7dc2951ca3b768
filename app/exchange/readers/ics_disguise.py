"""UTC in disguise: calendars that write DTSTART in UTC but name a local zone beside it.

One widely used program (Modern Events Calendar for WordPress) does so, while its lists of
dates (RDATE) hold the local time. The lists give it away, so nothing is guessed.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from zoneinfo import ZoneInfo

from app.activities.schedule import to_instant
from app.exchange.readers.ics_event import IcsEvent
from app.exchange.readers.ics_zones import Moment

PROOFS = 2
SAID = "its calendar writes UTC under a local name, as its lists of dates show: read as UTC"


def undisguised(events: Iterable[IcsEvent]) -> list[IcsEvent]:
    """The events with their first times brought back into the zone they name.

    Only when at least two lists of dates hold the first time read as UTC, and none holds it
    as written.
    """
    kept = list(events)
    zones = _zones_in_disguise(kept)
    return [_brought_back(event) if event.starts.zone in zones else event for event in kept]


def _zones_in_disguise(events: list[IcsEvent]) -> set[str]:
    proofs: Counter[str] = Counter()
    against: set[str] = set()
    for event in events:
        zone = event.starts.zone
        if zone is None or event.starts.is_day or event.starts.is_utc or not event.extra:
            continue
        listed = {moment.wall for moment in event.extra}
        if event.starts.wall in listed:
            against.add(zone)
        elif _from_utc(event.starts).wall in listed:
            proofs[zone] += 1
    return {zone for zone, count in proofs.items() if count >= PROOFS} - against


def _brought_back(event: IcsEvent) -> IcsEvent:
    ends = _from_utc(event.ends) if event.ends else None
    repaired = (*event.repaired, SAID)
    return replace(event, starts=_from_utc(event.starts), ends=ends, repaired=repaired)


def _from_utc(moment: Moment) -> Moment:
    if moment.zone is None or moment.is_day:
        return moment
    instant = to_instant(moment.wall, "UTC")
    return replace(moment, wall=instant.astimezone(ZoneInfo(moment.zone)).replace(tzinfo=None))
