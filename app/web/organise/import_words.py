"""What the pages of importing say."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from app.accounts.membership import organisers_of
from app.activities.vocabulary import KINDS
from app.exchange.import_models import Feed
from app.exchange.import_views import show_row
from app.exchange.previews import CHOOSABLE, MOST_AT_ONCE, Preview
from app.exchange.readers.table_columns import FIELDS, NEEDED
from app.exchange.taking import Taken
from app.web import times
from app.web.choices import options
from app.web.forms import Values

OUTCOMES = {
    "new": "New",
    "changed": "Changed",
    "same": "The same as before",
    "refused": "Can't be taken",
    "joined": "A date of another one",
    "past": "All in the past",
    "ended": "Cancelled in the source",
}
BECAME = {
    "published": "now public",
    "changed": "brought up to date",
    "waiting": "waiting until somebody has read it",
    "cancelled": "cancelled, and whoever held a place is told",
    "later": "left for another day",
    "refused": "not taken",
}
MANY = 4
COLUMN_WORDS = {
    "title": "Title", "starts": "Start", "start_time": "Start time", "ends": "End",
    "end_time": "End time", "place": "Place", "address": "Address", "town": "Town",
    "lat": "Latitude", "lon": "Longitude", "description": "Description", "url": "Web page",
    "online_url": "Link to meet online", "topics": "Topics", "cost": "Cost",
    "organiser": "Organiser", "id": "Its own id",
}  # fmt: skip


def form_words(session: Session, person_id: int, typed: Values) -> dict[str, Any]:
    """The form for a file or an address, with what was typed."""
    names = [one.name for one, role in organisers_of(session, person_id) if role != "viewer"]
    return {
        "typed": typed,
        "kinds": options(KINDS, [typed.get("kind", "interest_group")]),
        "names": options(dict(zip(names, names, strict=True)), [typed.get("organiser_name", "")]),
    }


def rows_words(
    preview: Preview,
    now: datetime,
    chosen: Collection[int] | None = None,
    columns: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """A preview: what can be chosen, what can't and why, and how many need nothing.

    `chosen` rows and `columns` are what was sent and could not be done: it stays as it was.
    """
    rows = [show_row(each, now) | {"label": OUTCOMES[each.outcome]} for each in preview.rows]
    counts = Counter(row["outcome"] for row in rows)
    open_rows = [row for row in rows if row["outcome"] in CHOOSABLE]
    shared = _say_once(open_rows)
    for count, row in enumerate(open_rows):
        row["is_chosen"] = count < MOST_AT_ONCE if chosen is None else row["n"] in chosen
    for row in rows:
        row["when"] = _when(row["starts_at"])
    sheet = preview.sheet
    quiet = ("same", "joined", "past")
    return {
        "name": preview.kept.name,
        "organiser": preview.organiser.name,
        "is_proven": preview.organiser.trusted_at is not None or preview.organiser.clean_posts > 2,  # noqa: PLR2004
        "open_rows": open_rows,
        "shared": shared,
        "most": MOST_AT_ONCE,
        "refused": [row for row in rows if row["outcome"] == "refused"],
        "quiet": [(OUTCOMES[name], counts[name]) for name in quiet if counts[name]],
        "kept_until": times.full_date(preview.kept.ends_at.date()),
        "columns": _columns(dict(sheet.columns) if columns is None else columns, sheet.head)
        if sheet
        else None,
        "lines": [list(zip(sheet.head, line, strict=False)) for line in sheet.lines]
        if sheet
        else [],
    }


def _say_once(rows: Sequence[dict[str, Any]]) -> list[str]:
    """Takes out of many rows what is said of each of them, and gives it."""
    if len(rows) < MANY:
        return []
    shared = [said for said in rows[0]["repaired"] if all(said in row["repaired"] for row in rows)]
    for row in rows:
        row["repaired"] = [said for said in row["repaired"] if said not in shared]
    return shared


def done_words(done: Sequence[Taken]) -> list[str]:
    """`3 now public`, for each thing that became of rows."""
    counts = Counter(each.outcome for each in done)
    return [f"{counts[name]} {words}" for name, words in BECAME.items() if counts[name]]


def feed_words(feed: Feed, now: datetime) -> dict[str, Any]:
    """A feed: how old its last good copy is, and what is wrong, if anything."""
    hours = int((now - feed.good_at).total_seconds() // 3600) if feed.good_at else None
    return {
        "url": feed.url,
        "age": None if hours is None else _age(hours),
        "failures": feed.failures,
        "said": feed.said,
        "counts": [f"{feed.counts[name]} {words}" for name, words in BECAME.items()
                   if feed.counts.get(name)],
    }  # fmt: skip


def _age(hours: int) -> str:
    if hours < 1:
        return "less than an hour old"
    if hours < 48:  # noqa: PLR2004
        return f"{hours} {'hour' if hours == 1 else 'hours'} old"
    return f"{hours // 24} days old"


def _when(text: str | None) -> str:
    if text is None:
        return ""
    moment = datetime.fromisoformat(text)
    return f"{times.full_date(moment.date())}, {moment:%H:%M}"


def _columns(taken: Mapping[str, str], head: Sequence[str]) -> list[dict[str, Any]]:
    return [
        {
            "field": field,
            "label": COLUMN_WORDS[field],
            "is_needed": field in NEEDED,
            "options": [(name, taken.get(field) == name) for name in head],
        }
        for field in FIELDS
    ]
