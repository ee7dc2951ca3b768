"""Publishes what a reader found, and adds up what became of every row."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from app.activities.service import publish, withdraw
from app.core.errors import Invalid
from app.exchange.reading import Reading, Row

OUTCOMES = ("new", "changed", "same", "joined", "past", "refused", "withdrawn")
IN = frozenset({"new", "changed", "same"})

DETAIL = re.compile(r" \([^)]*\)")

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Done:
    """A row and its outcome, one of OUTCOMES."""

    row: Row
    outcome: str


@dataclass(frozen=True)
class Report:
    """What became of a whole file."""

    rows: tuple[Done, ...]

    def count(self, *outcomes: str) -> int:
        """How many rows had one of these outcomes."""
        return sum(done.outcome in outcomes for done in self.rows)

    @property
    def taken(self) -> int:
        """How many rows are activities now."""
        return self.count(*IN)

    @property
    def repaired(self) -> int:
        """How many of the rows taken were repaired."""
        return sum(done.outcome in IN and bool(done.row.repaired) for done in self.rows)

    @property
    def past_dates(self) -> int:
        """How many dates lie behind us, of all rows."""
        return sum(done.row.past for done in self.rows)

    @property
    def is_refused_whole(self) -> bool:
        """Whether every single row was refused."""
        return self.count("refused") == len(self.rows)

    def reasons(self) -> list[tuple[str, int]]:
        """The reasons of refusal with how often they were given, most often first."""
        return _counted(done.row.refused for done in self.rows if done.row.refused)

    def repairs(self) -> list[tuple[str, int]]:
        """What was repaired in rows taken, with how often, most often first."""
        taken = (done.row for done in self.rows if done.outcome in IN)
        return _counted(said for row in taken for said in row.repaired)


def publish_all(
    session: Session, reading: Reading, now: datetime, progress: Progress = lambda *_: None
) -> Report:
    """Publish every row that was taken, within the caller's transaction.

    `progress` is called with the rows done and the rows in all.
    """
    done = []
    for n, row in enumerate(reading.rows, 1):
        done.append(_done(session, reading.source, row, now))
        progress(n, len(reading.rows))
    return Report(tuple(done))


def _done(session: Session, source: str, row: Row, now: datetime) -> Done:
    try:
        return Done(row, _outcome(session, source, row, now))
    except Invalid as error:
        said = f"these do not fit: {', '.join(error.errors)}"
        return Done(replace(row, activity=None, refused=said), "refused")


def _outcome(session: Session, source: str, row: Row, now: datetime) -> str:
    if row.activity is not None:
        return str(publish(session, row.activity, now))
    if row.ended and row.source_id and withdraw(session, source, row.source_id, now):
        return "withdrawn"
    if row.refused is not None:
        return "refused"
    return "joined" if row.joined is not None else "past"


def _counted(said: Iterable[str]) -> list[tuple[str, int]]:
    """Counts, ties in the order of words; what stands in brackets is a row's own detail."""
    counts = Counter(DETAIL.sub("", text) for text in said)
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
