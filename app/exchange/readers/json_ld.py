"""Events as schema.org JSON-LD, in a file of their own or inside a web page."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from app.activities.drafts import NewActivity, NewPlace
from app.exchange.composing import Basics, compose
from app.exchange.links import meeting_link, page_link, password_note
from app.exchange.location import Locator, known_zone, task_for
from app.exchange.readers.json_file import read_file
from app.exchange.readers.json_ld_page import graphs_in
from app.exchange.readers.json_ld_raw import (
    Raw,
    events_in,
    format_of,
    is_free,
    organiser_in,
    sessions_of,
    spot_of,
    text_of,
    virtual_link,
)
from app.exchange.reading import (
    Draft,
    FileRefused,
    Finder,
    Options,
    Reading,
    Row,
    RowEnded,
    RowRefused,
    Task,
    check_organisers,
    only_once,
    organiser_of,
    read_row,
)
from app.exchange.scrub import asks_password
from app.exchange.shaping import (
    identity,
    likeness,
    newest,
    note_cuts,
    shape_description,
    shape_title,
    topics_of,
)
from app.exchange.stated import stated_in
from app.exchange.text import plain_text
from app.exchange.times import (
    Session,
    ahead,
    day_of,
    is_long,
    is_whole_day,
    segments,
    window,
    with_length,
)

FORM = "json_ld"
OVER = {"EventCancelled": "cancelled in the source"}
NOT_NOW = {"EventPostponed": "put off in the source, without a new date"}


@dataclass(frozen=True)
class _Reader:
    task: Task
    locator: Locator
    file_day: date
    pages: Mapping[str, int]

    def build(self, draft: Draft, raw: Raw) -> NewActivity | None:
        """One event as an activity; None when it is past."""
        shape_title(draft, text_of(raw, "name", "headline"))
        draft.source_id = self._identity(raw) or None
        _check(draft, raw)
        organiser = organiser_of(organiser_in(raw), self.task)
        way, spot = format_of(raw), spot_of(raw)
        place, zone = self.locator.settle_with_zone(draft, spot, way, known_zone(_zone(raw)))
        dates = [with_length(draft, *found) for found in sessions_of(raw, zone)]
        if not dates:
            raise RowRefused("its start can't be read")
        return self._activity(draft, raw, (organiser, way, place, zone), dates)

    def _activity(
        self,
        draft: Draft,
        raw: Raw,
        settled: tuple[str, str, NewPlace | None, str],
        dates: list[Session],
    ) -> NewActivity | None:
        organiser, way, place, zone = settled
        days = [each for each in dates if is_long(each) or is_whole_day(each)]
        kept = ahead(draft, dates, zone, self.task)
        if not kept and not (days and max(days).ends.date() >= self.task.today):
            draft.past = max(draft.past, 1)
            return None
        said = stated_in(plain_text(text_of(raw, "description")), [draft.title])
        basics = Basics(
            kind=self.task.options.kind or "interest_group",
            title=draft.title,
            organiser=organiser,
            format=way,
            place=place,
            time_zone=zone,
            said=said.free() if is_free(raw) else said,
            day=day_of(raw.get("dateModified")),
            file_day=self.file_day,
        )
        if days:
            draft.repair("whole days, or longer than 24 hours: by arrangement on those days")
        when = {"arrangement": window(days)} if days else {"segments": segments(kept, zone)}
        return compose(
            self.task,
            draft,
            basics,
            topics=topics_of(self.task, draft.title),
            **when,
            **_words(draft, raw, way),
        )

    def _identity(self, raw: Raw) -> str:
        """Its own id, else its page when no other event has the same, else its looks."""
        own = text_of(raw, "@id", "identifier")
        page = text_of(raw, "url")
        if own and self.pages[own] == 1:
            return identity(own)
        if page and self.pages[page] == 1:
            return identity(page)
        start = text_of(raw, "startDate")
        return f"like:{likeness(text_of(raw, 'name'), start, spot_of(raw).name, own or page)}"


def read(content: bytes, options: Options, places: Finder, now: datetime) -> Reading:
    """Read a web page or a JSON-LD file; FileRefused when no event is in it."""
    is_page = content.lstrip()[:1] == b"<"
    found = graphs_in(content) if is_page else read_file(content)
    raws = events_in(found)
    if not raws:
        said = "This web page holds no events that can be read (JSON-LD)."
        raise FileRefused(said if is_page else "The file holds no events (JSON-LD).")
    if len(raws) > options.most_rows:
        raise FileRefused(f"It holds more than {options.most_rows:,} events.")
    task = task_for(options, places, now)
    names = Counter(text_of(raw, key) for raw in raws for key in ("@id", "identifier", "url"))
    day = newest((day_of(raw.get("dateModified")) for raw in raws), task)
    reader = _Reader(task, Locator(task), day, names)
    done = [_row(reader, n, raw) for n, raw in enumerate(raws, 1)]
    check_organisers(done)
    return Reading(source=options.source, rows=only_once(done))


def _row(reader: _Reader, n: int, raw: Raw) -> Row:
    return read_row(Draft(n=n), lambda draft: reader.build(draft, raw))


def _check(draft: Draft, raw: Raw) -> None:
    status = text_of(raw, "eventStatus").rpartition("/")[2]
    if status in OVER:
        raise RowEnded(OVER[status])
    if status in NOT_NOW:
        raise RowRefused(NOT_NOW[status])
    if draft.source_id is None:
        raise RowRefused("it has no id")


def _words(draft: Draft, raw: Raw, way: str) -> dict[str, Any]:
    """The description and the links."""
    words, page = plain_text(text_of(raw, "description")), page_link(text_of(raw, "url"))
    link = meeting_link(virtual_link(raw))
    note_cuts(draft, link)
    is_locked = link.url and (link.had_password or asks_password(words))
    note = password_note(page) if is_locked else ""
    return {
        "description": shape_description(draft, words, page=page, note=note),
        "online_url": link.url if way in {"online", "hybrid"} else None,
        "url": page,
    }


def _zone(raw: Raw) -> str | None:
    schedule = raw.get("eventSchedule")
    return text_of(schedule, "scheduleTimezone") if isinstance(schedule, dict) else None
