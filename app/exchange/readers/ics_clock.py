"""Brings the moments of an iCalendar event into the zone of its place, and says so."""

import re
from dataclasses import dataclass
from datetime import datetime, time

from app.exchange.readers.ics_event import IcsEvent
from app.exchange.readers.ics_zones import Moment
from app.exchange.reading import Draft
from app.exchange.times import DAY, Session, same_clock, with_length

# The Events Calendar for WordPress: people type wall times there while the site's zone stands
# at UTC or in another land. In five real feeds every text beside such a time agrees with the
# wall and not with the zone.
MADE_ON_THE_WALL = re.compile(r"\bECPv\d")
LAST_MINUTE = time(23, 59)


@dataclass(frozen=True, kw_only=True)
class Clock:
    """The place's zone; `keeps_wall` drops a wrong zone's name and lets the wall time stand."""

    zone: str
    keeps_wall: bool = False

    def local(self, moment: Moment) -> datetime:
        """The naive local time of a moment, to the minute."""
        wall = moment.wall if self.keeps_wall and moment.named else moment.local(self.zone)
        return wall.replace(second=0, microsecond=0)

    def at(self, moment: Moment, time_of: datetime) -> datetime:
        """Like `local`; a bare day takes the time of day of `time_of`."""
        local = self.local(moment)
        return datetime.combine(local.date(), time_of.time()) if moment.is_day else local

    def session(self, draft: Draft, event: IcsEvent) -> Session:
        """The event's first date; a day without an end is one day long."""
        starts = self.local(event.starts)
        ends = self.local(event.ends) if event.ends else None
        for said in event.repaired:
            draft.repair(said)
        if event.starts.is_day:
            return Session(starts, ends if ends and ends > starts else starts + DAY)
        if ends and ends.time() == LAST_MINUTE and ends.date() == starts.date():
            ends = self._end_of_day(draft, starts, ends)
        return with_length(draft, starts, ends)

    def _end_of_day(self, draft: Draft, starts: datetime, ends: datetime) -> datetime | None:
        """23:59 is how programs write that nobody gave an end, unless the day is meant whole."""
        if starts.time() == time.min:
            return ends
        draft.repair("it ends with the day, so its length is not told")
        return None

    def moves(self, moment: Moment) -> bool:
        """Whether the moment is shown at another time of day than it is written."""
        if moment.zone is None or moment.is_day or (self.keeps_wall and moment.named):
            return False
        return moment.is_utc or not same_clock(moment.zone, self.zone, moment.wall)

    def explain(self, draft: Draft, moment: Moment) -> None:
        """Note in words what was done to a time that was not given in this zone."""
        said = None if moment.is_day or moment.zone == self.zone else self._why(moment)
        if said:
            draft.repair(said)

    def _why(self, moment: Moment) -> str | None:
        if moment.zone is None and moment.named:
            return f'its zone "{moment.named[:40]}" is not known: times read as local'
        if moment.zone is None:
            return f"no time zone given: times read as {self.zone}"
        if self.keeps_wall and moment.named:
            return f"its calendar is set to {moment.zone}: times kept as written, in {self.zone}"
        if not self.moves(moment):
            return None
        if moment.is_utc:
            return f"times given in UTC: shown in {self.zone}"
        return f"times given in {moment.zone}: the same moments shown in {self.zone}"


def clock_for(zone: str, product: str) -> Clock:
    """The clock of a calendar by its PRODID."""
    return Clock(zone=zone, keeps_wall=bool(MADE_ON_THE_WALL.search(product)))
