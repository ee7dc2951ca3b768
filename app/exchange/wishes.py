"""What somebody says beside a file or an address: one wish for one import or one feed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.core.errors import SENTENCE, Invalid
from app.exchange.asking import DETECT, Ask
from app.exchange.lines import Overview, in_words
from app.exchange.parsing import Parser
from app.exchange.reading import FileRefused, Options
from app.exchange.safe_fetch import Fetched, Known, SafeFetch

MOST_ROWS = 2000
# Whatever a file names as its organiser: what is imported runs under the importer's own name.
WHOEVER = "-"


@dataclass(frozen=True, kw_only=True)
class Wish:
    """How a file is to be read; empty texts say nothing."""

    format: str = DETECT
    url: str | None = None
    kind: str = "interest_group"
    place: str | None = None
    time_zone: str | None = None
    topics: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Desk:
    """Where files are fetched and read; both may take seconds and need no database."""

    fetch: SafeFetch
    parser: Parser

    def get(self, url: str, known: Known | None = None) -> Fetched:
        """Fetch an address; raises Invalid and NotFetched."""
        return self.fetch.get(url, known)

    def read(self, content: bytes, wish: Wish, now: datetime) -> Overview:
        """The lines of a file; raises Invalid, which names `url` or `content`, with the reason."""
        options = Options(
            source="",
            organiser=WHOEVER,
            kind=wish.kind,
            topics=wish.topics,
            near=wish.place or None,
            time_zone=wish.time_zone or None,
            dated=now.date(),
            skims=True,
            makes_ids=True,
            most_rows=MOST_ROWS,
            columns=wish.columns,
        )
        try:
            return self.parser.read(content, Ask(format=wish.format, options=options, now=now))
        except FileRefused as refusal:
            raise Invalid(
                SENTENCE, {_field(wish, refusal): [in_words(refusal.detail)]}
            ) from refusal


def _field(wish: Wish, refusal: FileRefused) -> str:
    if "--near" in refusal.detail:
        return "place"
    if "--time-zone" in refusal.detail:
        return "time_zone"
    return "url" if wish.url else "content"
