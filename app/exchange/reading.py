"""What a reader is given and what it hands back: rows, each taken or refused with a reason."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from app.activities.drafts import NewActivity
from app.core.errors import Unreadable
from app.places.found import Found


class FileRefused(Unreadable):
    """The whole file can't be taken; nothing of it is stored."""

    code = "file_refused"


class RowRefused(Exception):
    """One row can't be taken; the sentence says why, the other rows go on."""


class RowEnded(RowRefused):
    """The source says that this no longer happens: what was taken before is taken down."""


class Finder(Protocol):
    """The part of the gazetteer that readers need."""

    def find(self, text: str, limit: int = 8) -> list[Found]:
        """Places of that name, best first; raise PlaceNotKnown when there is none."""

    def nearest_town(self, lat: float, lon: float) -> Found | None:
        """The town a point lies in or near."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """What the operator says beside the file.

    `organisations` maps ids to names; `dated` is the day the file itself is from, which
    stands in where a source gives no date of its own. `skims` passes over events that have
    plainly ended, `makes_ids` knows rows without an id by their title, start and place;
    `columns` says which column of a table holds what.
    """

    source: str
    organiser: str | None = None
    kind: str | None = None
    topics: tuple[str, ...] = ()
    near: str | None = None
    time_zone: str | None = None
    organisations: Mapping[str, str] = field(default_factory=dict)
    dated: date | None = None
    skims: bool = False
    makes_ids: bool = False
    most_rows: int = 100_000
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of the file: `activity`, or `refused`, or part of row `joined`, or only past.

    `ended` says that it was refused because the source no longer holds it.
    `past` counts its dates that lie behind us; `repaired` says in words what was changed;
    `unread` says that nobody looked at it closely.
    """

    n: int
    title: str
    source_id: str | None = None
    activity: NewActivity | None = None
    refused: str | None = None
    ended: bool = False
    joined: int | None = None
    repaired: tuple[str, ...] = ()
    past: int = 0
    unread: bool = False


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The head of a table, its first lines, and which column was taken for what."""

    head: tuple[str, ...]
    lines: tuple[tuple[str, ...], ...]
    columns: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """All rows of a file, in the file's order; `format` is what it was read as."""

    source: str
    rows: tuple[Row, ...]
    format: str = ""
    sheet: Sheet | None = None


@dataclass(frozen=True, kw_only=True)
class Task:
    """One run of a reader: options, places, the present moment and `near` looked up."""

    options: Options
    places: Finder
    now: datetime
    near: Found | None = None

    @property
    def today(self) -> date:
        """The present day in UTC."""
        return self.now.date()


@dataclass(kw_only=True)
class Draft:
    """What is known of a row while it is read."""

    n: int
    title: str = ""
    source_id: str | None = None
    past: int = 0
    repaired: list[str] = field(default_factory=list)

    def repair(self, said: str) -> None:
        """Note once, in words, what was changed or filled in."""
        if said not in self.repaired:
            self.repaired.append(said)

    def row(self, **outcome: Any) -> Row:
        """The finished row."""
        return Row(
            n=self.n,
            title=self.title or f"Row {self.n}",
            source_id=self.source_id,
            past=self.past,
            repaired=tuple(self.repaired),
            **outcome,
        )


def read_row(draft: Draft, build: Callable[[Draft], NewActivity | None]) -> Row:
    """Build one row; a refusal becomes its reason, None means that only the past is in it."""
    try:
        activity = build(draft)
    except RowRefused as refusal:
        return draft.row(refused=str(refusal), ended=isinstance(refusal, RowEnded))
    return draft.row(activity=activity)


def only_once(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Refuse a row whose identity an earlier row of the file already has."""
    seen: dict[str, int] = {}
    kept = []
    for row in rows:
        if row.activity is None:
            kept.append(row)
            continue
        first = seen.setdefault(row.activity.source_id, row.n)
        if first == row.n:
            kept.append(row)
        else:
            said = f"an earlier row has the same identity (row {first})"
            kept.append(Row(n=row.n, title=row.title, source_id=row.source_id, refused=said))
    return tuple(kept)


def organiser_of(named: str | None, task: Task) -> str:
    """The row's own organiser, else the operator's; refuse the row when there is neither."""
    name = named or task.options.organiser
    if not name:
        raise RowRefused("no organiser is named: give --organiser")
    return name


def check_organisers(rows: Iterable[Row]) -> None:
    """Refuse the file when rows lack an organiser and not one of them has any."""
    kept = list(rows)
    if any(row.activity or row.past or row.joined for row in kept):
        return
    if any("--organiser" in (row.refused or "") for row in kept):
        raise FileRefused("No organiser is named in this file. Please give one with --organiser.")
