"""Previews, their outcomes and feeds as plain values for an answer or a page."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from app.accounts.models import Organiser
from app.core.ids import show_id
from app.exchange.import_models import Feed
from app.exchange.previews import Preview
from app.exchange.standing import Standing
from app.exchange.taking import Taken


def show_preview(preview: Preview, now: datetime) -> dict[str, Any]:
    """A preview with a line for every row."""
    kept, sheet = preview.kept, preview.sheet
    return {
        "id": show_id(kept.id),
        "state": kept.state,
        "name": kept.name,
        "organiser": show_organiser(preview.organiser),
        "rows": [show_row(each, now) for each in preview.rows],
        "counts": dict(Counter(each.outcome for each in preview.rows)),
        "columns": {
            "head": list(sheet.head),
            "lines": [list(line) for line in sheet.lines],
            "taken_for": dict(sheet.columns),
        }
        if sheet
        else None,
        "ends_at": kept.ends_at.isoformat(),
    }


def show_row(standing: Standing, now: datetime) -> dict[str, Any]:
    """One row: what it is, why not, what was filled in, when and where."""
    row, reason, first = standing.row, standing.reason, standing.row.first_start(now)
    if row.joined is not None:
        reason = f"a changed date of row {row.joined}"
    return {
        "n": row.n,
        "title": row.title,
        "outcome": standing.outcome,
        "reason": reason,
        "repaired": list(row.repaired),
        "starts_at": first.isoformat(timespec="minutes") if first else None,
        "place": row.place,
    }


def show_taken(preview: Preview, done: Sequence[Taken]) -> dict[str, Any]:
    """What became of the chosen rows."""
    titles = {each.row.n: each.row.title for each in preview.rows}
    return {
        "id": show_id(preview.kept.id),
        "state": preview.kept.state,
        "rows": [
            {"n": one.n, "title": titles[one.n], "outcome": one.outcome, "reason": one.reason}
            for one in done
        ],
        "counts": dict(Counter(one.outcome for one in done)),
    }


def show_feed(feed: Feed, organiser: Organiser) -> dict[str, Any]:
    """A feed and how it fares."""
    return {
        "id": show_id(feed.id),
        "url": feed.url,
        "organiser": show_organiser(organiser),
        "good_at": _time(feed.good_at),
        "looked_at": _time(feed.looked_at),
        "next_at": _time(feed.next_at),
        "failures": feed.failures,
        "said": feed.said,
        "counts": feed.counts,
    }


def show_organiser(organiser: Organiser) -> dict[str, str]:
    """An organiser by id and name."""
    return {"id": show_id(organiser.id), "name": organiser.name}


def _time(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
