"""Cuts one page from all that matches, so that pages join up while listings come and go."""

from dataclasses import dataclass, replace

import numpy as np

from app.comfort import WINDOW, Window, vary
from app.discovery.asker import Asker
from app.discovery.columns import Ints
from app.discovery.cursors import Cursor, Key
from app.discovery.order import Order
from app.discovery.scan import Scan


@dataclass(frozen=True)
class Page:
    """Positions in the columns, in order; where the list goes on, if it does; how many match."""

    positions: Ints
    goes_on: Cursor | None
    total: int


class _Matches:
    """All activities that match a scan, in their order."""

    def __init__(self, scan: Scan, asker: Asker | None) -> None:
        self.columns = scan.columns
        self.positions = np.flatnonzero(scan.matches())
        self.order = Order(scan, asker, self.positions)
        self.ids = self.order.ids

    def key(self, row: int) -> Key:
        """The sort keys and the id of one of them."""
        keys = self.order.keys(np.array([row]))
        return [*(float(key[0]) for key in keys), int(self.ids[row])]

    def window(self, cursor: Cursor) -> tuple[Ints, bool]:
        """The rows of the window a cursor is in, best first; whether it is the last window."""
        count = WINDOW if cursor.until is None else len(self.ids)
        rows, later = self.order.first(count, cursor.after, cursor.until)
        return rows, later == 0

    def vary(self, rows: Ints, cursor: Cursor, count: int) -> Ints:
        """The next `count` rows of a window, in an order that is not all alike."""
        at = {int(number): place for place, number in enumerate(self.ids[rows])}
        where = self.positions[rows]
        worth, chance = (-key for key in self.order.keys(rows))
        window = Window(
            worth=worth,
            chance=chance,
            organiser=self.columns.organiser[where],
            kind=self.columns.kind[where],
            effects=self.columns.effects[where],
            is_rated=self.columns.is_rated[where],
        )
        shown = [at[number] for number in cursor.shown if number in at]
        return rows[vary(window, shown, count=count, is_first=cursor.after is None)]


def cut_page(scan: Scan, asker: Asker | None, cursor: Cursor) -> Page:
    """The next page of what matches, from where a cursor points.

    Under fit each window of fifty is varied. What comes, goes or changes elsewhere in the list
    makes nothing that stays show twice or be left out: a window's ends are sort keys, not
    counts, and what it has shown is known by id.
    """
    matches = _Matches(scan, asker)
    is_varied = scan.filters.sort == "fit" and asker is not None
    cut = _cut_varied if is_varied else _cut_plain
    rows, goes_on = cut(matches, cursor, scan.filters.limit)
    return Page(matches.positions[rows], goes_on, len(matches.ids))


def _cut_plain(matches: _Matches, cursor: Cursor, limit: int) -> tuple[Ints, Cursor | None]:
    rows, later = matches.order.first(limit, cursor.after)
    return rows, Cursor(matches.key(rows[-1])) if later else None


def _cut_varied(matches: _Matches, cursor: Cursor, limit: int) -> tuple[Ints, Cursor | None]:
    pieces: list[Ints] = []
    while True:
        rows, is_last = matches.window(cursor)
        piece = matches.vary(rows, cursor, limit)
        pieces.append(piece)
        limit -= len(piece)
        shown = (*cursor.shown, *(int(number) for number in matches.ids[piece]))
        end = cursor.until or (None if is_last else matches.key(rows[-1]))
        if not np.isin(matches.ids[rows], shown).all():
            return np.concatenate(pieces), replace(cursor, until=end, shown=shown)
        if is_last or end is None:
            return np.concatenate(pieces), None
        cursor = Cursor(after=end)
        if limit == 0:
            return np.concatenate(pieces), cursor
