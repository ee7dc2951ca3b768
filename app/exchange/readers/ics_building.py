"""From one iCalendar event, with the events that change its dates, to one activity."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from app.activities.drafts import NewActivity, NewPlace
from app.exchange.composing import Basics, compose
from app.exchange.links import password_note
from app.exchange.location import Locator
from app.exchange.readers.ics_clock import clock_for
from app.exchange.readers.ics_event import IcsEvent
from app.exchange.readers.ics_overrides import apply_changes, own_identity
from app.exchange.readers.ics_places import Way, page_of, spot_of, way_of
from app.exchange.readers.ics_schedule import Dates, clearly_past, dates_of
from app.exchange.readers.ics_zones import ZoneNames
from app.exchange.reading import Draft, RowEnded, RowRefused, Task, organiser_of
from app.exchange.scrub import asks_password
from app.exchange.shaping import shape_description, shape_name, shape_title, topics_of
from app.exchange.stated import stated_in
from app.exchange.text import one_line, plain_text

PRIVATE_WORDS = re.compile(
    r"\b(?:this is a )private event\b|^[^\w\n]*private (?:event|party|rental)\b"
    r"|\b(?:closed|not open) to the public\b",
    re.IGNORECASE | re.MULTILINE,
)
PRIVATE = frozenset({"PRIVATE", "CONFIDENTIAL"})


class _Settled(NamedTuple):
    organiser: str
    way: Way
    place: NewPlace | None
    zone: str
    dates: Dates


@dataclass(frozen=True)
class Builder:
    """One run of the reader: the task, the calendar's header, its zones and its newest date.

    `joined` collects the rows that became a changed date of another row.
    """

    task: Task
    header: dict[str, str]
    zones: ZoneNames
    file_day: date
    locator: Locator
    joined: dict[int, int] = field(default_factory=dict)

    def build(self, draft: Draft, event: IcsEvent, changed: list[IcsEvent]) -> NewActivity | None:
        """The activity, or None when it is past; RowRefused with the reason otherwise."""
        shape_title(draft, event.title)
        draft.source_id = own_identity(event)
        _check(event)
        organiser = organiser_of(self._organiser(event), self.task)
        draft.past = clearly_past(event, self.task)
        if draft.past:
            return None
        way = way_of(draft, event)
        place, zone = self._where(draft, event, way)
        clock = clock_for(zone, self.header.get("PRODID", ""))
        dates = dates_of(draft, event, clock, self.task)
        dates, joined = apply_changes(dates, event, changed, clock, self.task)
        if dates == Dates():
            return None
        self.joined.update(dict.fromkeys(joined, event.n))
        settled = _Settled(organiser, way, place, zone, dates)
        return self._activity(draft, event, settled)

    def _activity(self, draft: Draft, event: IcsEvent, settled: _Settled) -> NewActivity:
        title, way, dates = draft.title, settled.way, settled.dates
        words = plain_text(event.text("DESCRIPTION"))
        categories = [one_line(text) for text in event.categories()]
        basics = Basics(
            kind=self.task.options.kind or "interest_group",
            title=title,
            organiser=settled.organiser,
            format=way.format,
            place=settled.place,
            time_zone=settled.zone,
            said=stated_in(words, [title, *categories]),
            day=event.changed_on,
            file_day=self.file_day,
        )
        page = page_of(event)
        is_locked = way.online_url and (way.has_password or asks_password(words))
        note = password_note(page) if is_locked else ""
        return compose(
            self.task,
            draft,
            basics,
            description=shape_description(
                draft, words, page=page, people=event.people(), note=note
            ),
            topics=topics_of(self.task, title, *categories),
            segments=dates.segments,
            changes=dates.changes,
            arrangement=dates.arrangement,
            online_url=way.online_url,
            url=page,
        )

    def _organiser(self, event: IcsEvent) -> str | None:
        texts = [event.text("X-HOSTS"), event.text("X-SOURCE")]
        texts += [self.header.get("X-WR-CALNAME", ""), self.header.get("NAME", "")]
        return next(filter(None, map(shape_name, texts)), None)

    def _where(self, draft: Draft, event: IcsEvent, way: Way) -> tuple[NewPlace | None, str]:
        """The place (none online) and the zone in which its times are shown."""
        own = self.zones.iana(self.header.get("X-WR-TIMEZONE", ""))
        given = None if event.starts.is_utc else event.starts.zone
        place = None
        if way.format == "online":
            zone = self.task.options.time_zone or self.locator.zone_near() or given or own
        else:
            place = self.locator.settle(draft, spot_of(event))
            zone = self.locator.zone(place) or self.task.options.time_zone or own or given
        if zone is None:
            raise RowRefused("its time zone is not known: give --time-zone")
        return place, zone


def _check(event: IcsEvent) -> None:
    if not event.uid:
        raise RowRefused("it has no UID")
    if event.is_cancelled:
        raise RowEnded("cancelled in the source")
    words = f"{event.title}\n{plain_text(event.text('DESCRIPTION'))}"
    if event.text("CLASS").upper() in PRIVATE or PRIVATE_WORDS.search(words):
        raise RowEnded("private, says the source")
