"""Volunteering in the shape of the Open Data Institute's volunteering data (JSON-LD)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.activities.drafts import NewActivity, NewPlace
from app.exchange.composing import Basics, compose
from app.exchange.location import Locator, task_for
from app.exchange.readers.json_file import read_file
from app.exchange.readers.organisations import names_of
from app.exchange.readers.volunteering_raw import (
    Raw,
    at_one_place,
    causes_of,
    changed_on,
    format_of,
    is_activity,
    page_of,
    sessions_of,
    spot_of,
    text_of,
)
from app.exchange.readers.volunteering_times import Plan, plan_of
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
from app.exchange.shaping import (
    identity,
    newest,
    shape_description,
    shape_name,
    shape_title,
    topics_of,
)
from app.exchange.stated import stated_in
from app.exchange.text import plain_text

KIND = "volunteering"
PAUSED = re.compile(r"^\W*paused\b|\bpaused\W*$", re.IGNORECASE)
CLOSED = re.compile(r"[^\w\s]\s*(?:closed|filled|full)\W*$", re.IGNORECASE)
# The ages of those one helps stand in the same texts, so only a plain demand counts.
MUST_BE = re.compile(
    r"\b(?:must be|be at least|be over|volunteers? (?:must be |be )?(?:aged|over)) (?:aged |over )?"
    r"(1[4-8]|21)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Reader:
    """One run: the task, its places, organisations by id and the newest date in the file."""

    task: Task
    locator: Locator
    organisations: Mapping[str, str]
    file_day: date

    def build(self, draft: Draft, raw: Raw) -> NewActivity | None:
        """One opportunity as an activity; None when all its dates are past."""
        draft.source_id = identity(raw.get("id") or raw.get("@id")) or None
        title = shape_title(draft, text_of(raw, "label", "name", "title"))
        _check(draft, title)
        organiser = organiser_of(self._organiser(draft, raw), self.task)
        sessions = sessions_of(raw)
        way = format_of(raw, sessions)
        here = at_one_place(sessions, self.task.today)
        place, zone = self.locator.settle_with_zone(draft, spot_of(here), way)
        plan = plan_of(draft, here, zone, self.task)
        if plan is None:
            return None
        if len(here) < len(sessions):
            draft.repair(f"sessions at another place left out ({len(sessions) - len(here)})")
        return self._activity(draft, raw, (organiser, way, place, zone), plan)

    def _activity(
        self,
        draft: Draft,
        raw: Raw,
        settled: tuple[str, str, NewPlace | None, str],
        plan: Plan,
    ) -> NewActivity:
        organiser, way, place, zone = settled
        words = plain_text(text_of(raw, "description"))
        said = stated_in(words)
        age, page = MUST_BE.search(words), page_of(raw)
        basics = Basics(
            kind=KIND,
            title=draft.title,
            organiser=organiser,
            format=way,
            place=place,
            time_zone=zone,
            said=said,
            day=changed_on(raw),
            file_day=self.file_day,
        )
        return compose(
            self.task,
            draft,
            basics,
            description=shape_description(draft, words, page=page),
            topics=topics_of(self.task, draft.title, *causes_of(raw)),
            segments=plan.segments,
            arrangement=plan.arrangement,
            url=page,
            booking="needed" if page else said.booking,
            age_min=int(age[1]) if age else None,
            age_max=None,
        )

    def _organiser(self, draft: Draft, raw: Raw) -> str | None:
        given = raw.get("organisation") or raw.get("organization")
        if isinstance(given, Mapping):
            return shape_name(text_of(given, "label", "name"))
        name = shape_name(self.organisations.get(str(given)))
        if name and "." in name and " " not in name:
            draft.repair("its organisation gives no name: its web address stands for it")
        return name


def read(content: bytes, options: Options, places: Finder, now: datetime) -> Reading:
    """Read a file of volunteering opportunities. FileRefused when it holds none."""
    task = task_for(options, places, now)
    found = read_file(content)
    graph = found.get("@graph") if isinstance(found, dict) else found
    if not isinstance(graph, list):
        raise FileRefused("The file holds no list of activities (@graph).")
    rows = [each for each in graph if not isinstance(each, dict) or is_activity(each)]
    if not any(isinstance(row, dict) for row in rows):
        raise FileRefused("The file holds no volunteering activities.")
    if len(rows) > options.most_rows:
        raise FileRefused(f"The file holds more than {options.most_rows:,} activities.")
    organisations = {**names_of(graph), **options.organisations}
    days = (changed_on(row) for row in rows if isinstance(row, dict))
    reader = _Reader(task, Locator(task, is_wide=True), organisations, newest(days, task))
    done = [_row(reader, n, raw) for n, raw in enumerate(rows, 1)]
    check_organisers(done)
    return Reading(source=options.source, rows=only_once(done))


def _row(reader: _Reader, n: int, raw: object) -> Row:
    def build(draft: Draft) -> NewActivity | None:
        if not isinstance(raw, dict):
            raise RowRefused("it is not an activity")
        return reader.build(draft, raw)

    return read_row(Draft(n=n), build)


def _check(draft: Draft, title: str) -> None:
    if draft.source_id is None:
        raise RowRefused("it has no id")
    if PAUSED.search(title):
        raise RowEnded("paused in the source: a placeholder")
    if CLOSED.search(title):
        raise RowEnded("closed in the source")
