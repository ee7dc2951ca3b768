"""Tables (CSV): one activity a line, its columns guessed by their names or mapped by hand."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from app.activities.drafts import NewActivity, NewPlace
from app.exchange.composing import Basics, compose
from app.exchange.links import meeting_link, page_link
from app.exchange.location import Locator, task_for
from app.exchange.readers.table_columns import NEEDED, Columns, columns_of
from app.exchange.readers.table_lines import lines_of
from app.exchange.readers.table_times import Order, order_of, session_of
from app.exchange.reading import (
    Draft,
    FileRefused,
    Finder,
    Options,
    Reading,
    Row,
    RowRefused,
    Sheet,
    Task,
    only_once,
    organiser_of,
    read_row,
)
from app.exchange.shaping import (
    identity,
    likeness,
    note_cuts,
    shape_description,
    shape_name,
    shape_title,
    topics_of,
)
from app.exchange.spots import Spot
from app.exchange.stated import stated_in
from app.exchange.text import plain_text
from app.exchange.times import ahead, is_long, is_whole_day, segments, window

FORM = "csv"
SHOWN_LINES = 3
LONGEST_CELL = 120
ONLINE_WORDS = frozenset({"online", "zoom", "virtual", "webinar", "teams"})


class _Settled(NamedTuple):
    organiser: str
    way: str
    link: str | None
    place: NewPlace | None
    zone: str


@dataclass(frozen=True)
class _Reader:
    task: Task
    locator: Locator
    columns: Columns
    order: Order

    def build(self, draft: Draft, cells: list[str]) -> NewActivity | None:
        """One line as an activity; None when it is past."""
        said = self.columns.named(cells)
        shape_title(draft, said.get("title"))
        organiser = organiser_of(shape_name(said.get("organiser")), self.task)
        session = session_of(draft, said, self.order)
        link = meeting_link(said.get("online_url"))
        note_cuts(draft, link)
        way, spot = _format(said, link.url), _spot(said)
        place, zone = self.locator.settle_with_zone(draft, spot, way)
        own = identity(said.get("id"))
        looks = likeness(draft.title, session.starts, spot.name)
        draft.source_id = f"csv:{own}" if own else f"like:{looks}"
        is_open = is_long(session) or is_whole_day(session)
        kept = [] if is_open else ahead(draft, [session], zone, self.task)
        if not kept and session.ends < self.task.now.replace(tzinfo=None):
            draft.past = max(draft.past, 1)
            return None
        settled = _Settled(organiser, way, link.url, place, zone)
        when = {"segments": segments(kept, zone)} if kept else {"arrangement": window([session])}
        return self._activity(draft, said, settled, when)

    def _activity(
        self, draft: Draft, said: dict[str, str], settled: _Settled, when: dict[str, Any]
    ) -> NewActivity:
        words, page = plain_text(said.get("description")), page_link(said.get("url"))
        stated = stated_in(words, [draft.title])
        basics = Basics(
            kind=self.task.options.kind or "interest_group",
            title=draft.title,
            organiser=settled.organiser,
            format=settled.way,
            place=settled.place,
            time_zone=settled.zone,
            said=stated.free() if _is_free(said.get("cost", "")) else stated,
            day=None,
            file_day=self.task.options.dated or self.task.today,
        )
        return compose(
            self.task,
            draft,
            basics,
            description=shape_description(draft, words, page=page),
            topics=topics_of(self.task, draft.title, said.get("topics", "")),
            online_url=settled.link if settled.way in {"online", "hybrid"} else None,
            url=page,
            **when,
        )


def read(content: bytes, options: Options, places: Finder, now: datetime) -> Reading:
    """Read a table; without a title or a start among its columns it gives no rows, only its head.

    FileRefused when it is no table at all.
    """
    lines = lines_of(content)
    if len(lines) - 1 > options.most_rows:
        raise FileRefused(f"The table holds more than {options.most_rows:,} lines.")
    columns = columns_of(lines[0], options.columns)
    sheet = Sheet(
        head=tuple(lines[0]),
        lines=tuple(
            tuple(cell[:LONGEST_CELL] for cell in line) for line in lines[1 : SHOWN_LINES + 1]
        ),
        columns=columns.by_name,
    )
    if not all(name in columns.by_name for name in NEEDED):
        return Reading(source=options.source, rows=(), sheet=sheet)
    task = task_for(options, places, now)
    order = order_of([columns.named(line) for line in lines[1:]], task)
    reader = _Reader(task, Locator(task), columns, order)
    rows = [_row(reader, n, line) for n, line in enumerate(lines[1:], 1) if any(line)]
    return Reading(source=options.source, rows=only_once(rows), sheet=sheet)


def _row(reader: _Reader, n: int, line: list[str]) -> Row:
    def build(draft: Draft) -> NewActivity | None:
        if len(line) > len(reader.columns.head):
            raise RowRefused("it has more cells than there are columns")
        return reader.build(draft, line)

    return read_row(Draft(n=n), build)


def _spot(said: dict[str, str]) -> Spot:
    return Spot(
        name=said.get("place"),
        address=said.get("address"),
        lat=said.get("lat"),
        lon=said.get("lon"),
        towns=tuple(filter(None, [said.get("town")])),
    )


def _format(said: dict[str, str], link: str | None) -> str:
    """Online where only a link is told, or the place says so."""
    place = f"{said.get('place', '')} {said.get('address', '')}".strip()
    is_online = bool(ONLINE_WORDS & set(place.lower().split()))
    has_point = bool(said.get("lat") and said.get("lon"))
    if is_online or (link and not place and not has_point):
        return "online"
    return "hybrid" if link else "in_person"


def _is_free(cost: str) -> bool:
    return cost.strip().lower() in {"free", "0", "0.00", "£0", "$0", "none", "no cost"}
