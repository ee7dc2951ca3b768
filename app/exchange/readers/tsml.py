"""12-step meetings (TSML, also called Meeting Guide JSON): one weekly activity for each row."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from app.activities.drafts import Arrangement, NewActivity
from app.exchange.composing import Basics, compose
from app.exchange.links import MeetingLink, meeting_link, page_link, password_note
from app.exchange.location import Locator, known_zone, task_for
from app.exchange.readers.json_file import read_file
from app.exchange.readers.tsml_raw import Raw, format_of, spot_of, text_of, types_of
from app.exchange.readers.tsml_types import Coded, coded
from app.exchange.readers.tsml_weekly import weekly
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
    only_once,
    organiser_of,
    read_row,
)
from app.exchange.scrub import asks_password
from app.exchange.shaping import (
    identity,
    newest,
    note_cuts,
    shape_description,
    shape_name,
    shape_title,
    topics_of,
)
from app.exchange.stated import Stated, audience_of, stated_in
from app.exchange.text import plain_text
from app.exchange.times import day_of

KIND = "support_meetup"
MARKS = frozenset({"name", "slug", "day", "time"})
# A Sunday before any row: a weekly rule needs a first date, and it must not depend on today.
ANCHOR = date(2020, 1, 5)


@dataclass(frozen=True)
class _Reader:
    """One run: the task, the places, and the newest date in the file."""

    task: Task
    locator: Locator
    file_day: date

    def build(self, draft: Draft, raw: Raw) -> NewActivity:
        """One row as an activity; RowRefused with the reason when it can't be one."""
        shape_title(draft, text_of(raw, "name") or text_of(raw, "group"))
        draft.source_id = identity(text_of(raw, "slug") or text_of(raw, "id")) or None
        if draft.source_id is None:
            raise RowRefused("it has no slug and no id")
        group = shape_name(text_of(raw, "group") or text_of(raw, "entity"))
        organiser = organiser_of(group, self.task)
        types = types_of(raw)
        link = meeting_link(text_of(raw, "conference_url"))
        way = format_of(raw, types, link.url)
        note_cuts(draft, link)
        own_zone = known_zone(text_of(raw, "timezone"))
        place, zone = self.locator.settle_with_zone(draft, spot_of(raw), way, own_zone)
        codes = coded(types)
        basics = Basics(
            kind=KIND,
            title=draft.title,
            organiser=organiser,
            format=way,
            place=place,
            time_zone=zone,
            said=_said(draft.title, plain_text(text_of(raw, "notes")), codes),
            day=day_of(text_of(raw, "updated")),
            file_day=self.file_day,
        )
        return self._activity(draft, raw, basics, codes, link)

    def _activity(
        self, draft: Draft, raw: Raw, basics: Basics, codes: Coded, link: MeetingLink
    ) -> NewActivity:
        since = basics.day if basics.day and basics.day <= self.task.today else ANCHOR
        segments = weekly(draft, raw, basics.time_zone, since)
        page = page_link(text_of(raw, "url")) or page_link(text_of(raw, "website"))
        online = link.url if basics.format in {"online", "hybrid"} else None
        notes = text_of(raw, "notes")
        said_of_it = f"{notes}\n{text_of(raw, 'conference_url_notes')}"
        is_locked = online and (link.had_password or asks_password(said_of_it))
        note = password_note(page) if is_locked else ""
        return compose(
            self.task,
            draft,
            basics,
            description=shape_description(draft, codes.words, notes, page=page, note=note),
            topics=topics_of(self.task, draft.title),
            segments=segments,
            arrangement=None if segments else Arrangement(),
            online_url=online,
            url=page,
            language=codes.language,
        )


def read(content: bytes, options: Options, places: Finder, now: datetime) -> Reading:
    """Read a TSML file: a list of meetings. FileRefused when it is anything else."""
    rows = read_file(content)
    meetings = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    if not any(MARKS & set(row) for row in meetings):
        raise FileRefused("The file is not a list of meetings.")
    if len(rows) > options.most_rows:
        raise FileRefused(f"The file holds more than {options.most_rows:,} meetings.")
    task = task_for(options, places, now)
    days = (day_of(row.get("updated")) for row in meetings)
    reader = _Reader(task, Locator(task), newest(days, task))
    done = [_row(reader, n, raw) for n, raw in enumerate(rows, 1)]
    check_organisers(done)
    return Reading(source=options.source, rows=only_once(done))


def _row(reader: _Reader, n: int, raw: object) -> Row:
    def build(draft: Draft) -> NewActivity:
        if not isinstance(raw, dict):
            raise RowRefused("it is not a meeting")
        return reader.build(draft, raw)

    return read_row(Draft(n=n), build)


def _said(title: str, notes: str, codes: Coded) -> Stated:
    """What the notes say, and above it what the codes and the title say."""
    said = stated_in(notes)
    audience = tuple(dict.fromkeys([*codes.audience, *audience_of([title])]))
    return replace(said, told={**said.told, **codes.told}, audience=audience)
