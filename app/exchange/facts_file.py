"""A CSV file of facts that organisers told an operator afterwards."""

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from app.activities.drafts import Told
from app.activities.service import OlderFact, tell
from app.activities.vocabulary import ACCESS
from app.comfort import FACTS, SUPPORTS
from app.core.errors import DomainError
from app.exchange.reading import FileRefused, RowRefused
from app.exchange.text import one_line
from app.exchange.times import FIRST_YEAR, is_usable

COLUMNS = ("source", "source id", "fact or support", "value", "who said so", "on")
SAYERS = ("organiser", "source", "visitors")
YES_NO = {"yes": True, "true": True, "no": False, "false": False}
CLEAREST = 3


@dataclass(frozen=True, kw_only=True)
class FactRow:
    """One line of the file: what was told of which activity, or why it can't be taken."""

    n: int
    source: str
    source_id: str
    key: str
    told: Told | None = None
    refused: str | None = None


@dataclass(frozen=True, kw_only=True)
class FactDone:
    """A line and its outcome: told, same, older (what is known is newer) or refused."""

    row: FactRow
    outcome: str
    reason: str | None = None


def read_facts(content: bytes, today: date) -> list[FactRow]:
    """Read the file; FileRefused unless it is UTF-8 CSV with exactly the six columns."""
    try:
        text = content.decode("utf-8-sig")
        lines = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except UnicodeDecodeError as error:
        raise FileRefused("The file is not text in UTF-8.") from error
    except csv.Error as error:
        raise FileRefused("The file is not whole, or it is not CSV.") from error
    head = [one_line(cell).lower().replace("_", " ") for cell in lines[0]] if lines else []
    if sorted(head) != sorted(COLUMNS):
        raise FileRefused(f"The first line must name these columns: {', '.join(COLUMNS)}.")
    return [_row(n, head, cells, today) for n, cells in enumerate(lines[1:], 1) if any(cells)]


def tell_all(session: Session, rows: list[FactRow]) -> list[FactDone]:
    """Add the facts to their activities, within the caller's transaction."""
    return [_tell(session, row) for row in rows]


def _tell(session: Session, row: FactRow) -> FactDone:
    if row.told is None:
        return FactDone(row=row, outcome="refused", reason=row.refused)
    try:
        is_news = tell(session, row.source, row.source_id, row.key, row.told)
    except OlderFact as older:
        return FactDone(row=row, outcome="older", reason=older.detail)
    except DomainError as error:
        return FactDone(row=row, outcome="refused", reason=error.detail)
    return FactDone(row=row, outcome="told" if is_news else "same")


def _row(n: int, head: list[str], cells: list[str], today: date) -> FactRow:
    named = dict(zip(head, map(one_line, cells), strict=False))
    source, source_id, key = (named.get(column, "") for column in COLUMNS[:3])
    try:
        told, refused = _told(named, today, is_whole=len(cells) == len(head)), None
    except RowRefused as refusal:
        told, refused = None, str(refusal)
    return FactRow(n=n, source=source, source_id=source_id, key=key, told=told, refused=refused)


def _told(named: Mapping[str, str], today: date, *, is_whole: bool) -> Told:
    if not is_whole:
        raise RowRefused("it has more or fewer cells than there are columns")
    value = _value(named["fact or support"], named["value"].lower())
    said_by = named["who said so"].lower()
    if said_by not in SAYERS:
        raise RowRefused(f"who said so must be one of: {', '.join(SAYERS)}")
    return Told(value=value, by=said_by, on=_day(named["on"], today))


def _day(text: str, today: date) -> date:
    try:
        on = date.fromisoformat(text)
    except ValueError:
        on = None
    if on is None or text != on.isoformat():
        raise RowRefused("the date must be written like 2026-11-26")
    if on > today:
        raise RowRefused("the date lies ahead of us")
    if not is_usable(on):
        raise RowRefused(f"the date lies too far back: before {FIRST_YEAR}")
    return on


def _value(key: str, text: str) -> int | bool:
    if key in FACTS:
        if text not in {str(step) for step in range(CLEAREST + 1)}:
            raise RowRefused("the value of a fact is 0, 1, 2 or 3")
        return int(text)
    if key not in SUPPORTS and key not in ACCESS:
        raise RowRefused("there is no such fact or support")
    if text not in YES_NO:
        raise RowRefused("the value is yes or no")
    return YES_NO[text]
