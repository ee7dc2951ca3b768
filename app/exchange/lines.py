"""The rows of a file as they are shown and told apart, without a look into what they publish.

All of it is worked out where the file is read. A server that gets it has little to do for a row
that nobody takes over, and reads strictly what one publishes only when it is needed.
"""

from dataclasses import dataclass, fields
from datetime import datetime

import orjson

from app.activities.drafts import Listing, NewActivity
from app.core.records import read_record
from app.exchange.import_content import first_date
from app.exchange.reading import Reading, Row, Sheet
from app.exchange.shaping import likeness

SAID = tuple(each.name for each in fields(Listing))
# What readers call the operator's options, as people who publish know them.
IN_WORDS = (
    (
        "no point and no town we know: put at --near",
        "it names no town we know: the pin is set in the town you gave",
    ),
    ("no point: put in the middle of its", "the pin is set in the middle of its"),
    ("give --near", "please give the town for the whole file"),
    ("give --time-zone", "please give the time zone"),
    ("give --organiser", "please give a name"),
    ("put at --near", "put in the town you gave"),
    ("--near", "the town you gave"),
    ("--time-zone", "The time zone"),
)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row as `Row` has it. `said` is JSON of what it would publish, None where it can't.

    `looks` tells it apart without an id; `starts_at` (UTC) and `starts_local` are its first date
    after the file was read, `place` is what is shown of where.
    """

    n: int
    title: str
    source_id: str | None = None
    refused: str | None = None
    ended: bool = False
    joined: int | None = None
    repaired: tuple[str, ...] = ()
    unread: bool = False
    said: str | None = None
    looks: str | None = None
    starts_at: datetime | None = None
    starts_local: datetime | None = None
    place: str | None = None

    @property
    def listing(self) -> Listing:
        """What it would publish; raises ValueError where that is no listing."""
        return read_record(Listing, orjson.loads(self.said or "null"))

    def first_start(self, now: datetime) -> datetime | None:
        """Its first start to come, local; None for what has none, or is by arrangement."""
        if self.starts_at is None or self.starts_at >= now:
            return self.starts_local
        first = first_date(self.listing, now)
        return first.starts_local if first else None


@dataclass(frozen=True, kw_only=True)
class Overview:
    """All lines of a file, in its order; `format` is what it was read as."""

    lines: tuple[Line, ...]
    format: str = ""
    sheet: Sheet | None = None


def overview_of(reading: Reading, now: datetime) -> Overview:
    """The lines of what was read, at that moment."""
    lines = tuple(line_of(row, now) for row in reading.rows)
    return Overview(lines=lines, format=reading.format, sheet=reading.sheet)


def line_of(row: Row, now: datetime) -> Line:
    """The line of one row."""
    new = row.activity
    first = first_date(new, now) if new else None
    return Line(
        n=row.n,
        title=row.title,
        source_id=row.source_id,
        refused=in_words(row.refused) if row.refused else row.refused,
        ended=row.ended,
        joined=row.joined,
        repaired=tuple(map(in_words, row.repaired)),
        unread=row.unread,
        said=_said(new) if new else None,
        looks=looks_of(new) if new else None,
        starts_at=first.starts_at if first else None,
        starts_local=first.starts_local if first else None,
        place=_place(new) if new else None,
    )


def _said(new: NewActivity) -> str:
    """What a row says, without where it came from."""
    return orjson.dumps({name: getattr(new, name) for name in SAID}).decode()


def looks_of(listing: Listing) -> str:
    """What tells a listing apart without any id: title, first start and place."""
    first = listing.segments[0].starts if listing.segments else listing.arrangement
    place = listing.place.name or listing.place.address if listing.place else listing.online_url
    return likeness(listing.title, first, place)


def in_words(said: str) -> str:
    """A reader's sentence without the names of the operator's options."""
    for option, words in IN_WORDS:
        said = said.replace(option, words)
    return said


def _place(new: NewActivity) -> str | None:
    if new.place is None:
        return "Online" if new.format == "online" else None
    parts = [new.place.name, new.place.area]
    return ", ".join(dict.fromkeys(part for part in parts if part)) or None
