"""Previews of imports: kept for two days, shown, published in parts. Never commits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session, undefer

from app.accounts.membership import hold, may
from app.accounts.models import Organiser
from app.activities.posting.service import OrganiserBlockedHere
from app.core.errors import NotFound
from app.core.ids import read_id
from app.core.records import read_record, write_record
from app.exchange.import_models import PREVIEW, PUBLISHED, ImportPreview
from app.exchange.lines import Line, Overview, line_of
from app.exchange.reading import Row, Sheet
from app.exchange.standing import CHANGED, ENDED, NEW, Standing, standings
from app.exchange.taking import LATER, Taken, Taker
from app.exchange.wishes import Wish

KEPT_FOR = timedelta(days=2)
MOST_AT_ONCE = 200
CHOOSABLE = frozenset({NEW, CHANGED, ENDED})
GONE = "There is no import of yours at this address. Previews are kept for two days."
BLOCKED = "Nothing new can be published under this name at the moment."


@dataclass(frozen=True)
class Preview:
    """A preview with its organiser, and how each row stands now."""

    kept: ImportPreview
    organiser: Organiser
    rows: Sequence[Standing]

    @property
    def wish(self) -> Wish:
        """What was said beside the file."""
        return read_record(Wish, self.kept.asked)

    @property
    def sheet(self) -> Sheet | None:
        """The head of a table."""
        return read_record(Sheet, self.kept.sheet) if self.kept.sheet else None

    @property
    def choosable(self) -> list[int]:
        """The numbers of the rows that can be taken over."""
        return [each.row.n for each in self.rows if each.outcome in CHOOSABLE]


@dataclass(frozen=True)
class Kept:
    """What is kept of a file: its name, what was said beside it, and a table's own bytes."""

    name: str
    wish: Wish
    overview: Overview
    content: bytes


def keep(
    session: Session, organiser: Organiser, person_id: int, file: Kept, now: datetime
) -> Preview:
    """A new preview of a file that was read."""
    kept = ImportPreview(
        organiser_id=organiser.id, person_id=person_id, made_at=now, ends_at=now + KEPT_FOR
    )
    _put(kept, file)
    session.add(kept)
    session.flush()
    return Preview(kept, organiser, standings(session, organiser.id, file.overview.lines, now))


def read_anew(session: Session, kept: ImportPreview, file: Kept) -> None:
    """Take another reading of the same file, with other columns."""
    _put(kept, file)
    session.flush()


def find(session: Session, person_id: int, public_id: str, now: datetime) -> Preview:
    """A preview of an organiser for whom this person may publish; raises NotFound."""
    query = select(ImportPreview).where(
        ImportPreview.id == (read_id(public_id) or 0), ImportPreview.ends_at > now
    )
    parts = (undefer(ImportPreview.rows), undefer(ImportPreview.content))
    kept = session.scalars(query.options(*parts)).one_or_none()
    if kept is None or not may(session, person_id, kept.organiser_id, "editor"):
        raise NotFound(GONE)
    return _shown(session, kept, session.get_one(Organiser, kept.organiser_id), now)


def publish(
    session: Session,
    preview: Preview,
    person_id: int,
    chosen: Collection[int] | None,
    now: datetime,
) -> list[Taken]:
    """Take the chosen rows over, all that can be where none are named; at most 200 at once.

    Raises OrganiserBlockedHere.
    """
    organiser = hold(session, preview.organiser.id)
    if organiser is None or organiser.blocked_at is not None:
        raise OrganiserBlockedHere(BLOCKED)
    wanted = [each for each in preview.rows if chosen is None or each.row.n in chosen]
    wanted = [each for each in wanted if each.outcome in CHOOSABLE][:MOST_AT_ONCE]
    done = Taker(organiser, person_id, now).take(session, wanted)
    kept = preview.kept
    if not any(each.outcome == LATER for each in done):
        kept.state, kept.content = PUBLISHED, None
    session.flush()
    return done


def forget_ended(session: Session, now: datetime) -> int:
    """Delete previews whose time is over; how many."""
    gone = delete(ImportPreview).where(ImportPreview.ends_at <= now).returning(ImportPreview.id)
    return len(session.execute(gone).all())


def _put(kept: ImportPreview, file: Kept) -> None:
    sheet = file.overview.sheet
    kept.name, kept.asked, kept.state = file.name[:200], write_record(file.wish), PREVIEW
    kept.rows = write_record(file.overview.lines)
    kept.sheet = write_record(sheet) if sheet else None
    kept.content = file.content if sheet else None


def _shown(session: Session, kept: ImportPreview, organiser: Organiser, now: datetime) -> Preview:
    rows = [_line(row, now) for row in kept.rows]
    return Preview(kept, organiser, standings(session, organiser.id, rows, now))


def _line(kept: dict[str, Any], now: datetime) -> Line:
    """A line that was kept; before there were any, whole rows were."""
    if "activity" in kept:
        return line_of(read_record(Row, kept), now)
    return read_record(Line, kept)
