"""Puts matching activities in order: exact, deterministic, and where a cursor left off."""

from typing import Any

import numpy as np

from app.activities.vocabulary import TOPICS
from app.comfort import COST, INTEREST, TIME, Fits, eases
from app.discovery.asker import Asker
from app.discovery.columns import UNKNOWN, Columns, Flags, Floats, Ints, bits
from app.discovery.cutting import Key, first_by_fit, fit_keys, top
from app.discovery.filters import FREE_TIMES, PARTS_OF_DAY
from app.discovery.scan import NO_START, Scan

FITS_TIME = {worth: fits for fits, worth in TIME.items()}
FITS_COST = {worth: fits for fits, worth in COST.items()}
# Farther than any place: where online activities stand under `nearest`.
FAR_KM = 1e6


class Circumstance:
    """What of interest, distance, time and cost suits an asker, for some rows of the columns.

    `interest`, `km` (nan from home or without a place), `time` and `cost` have one value a row.
    """

    def __init__(self, scan: Scan, asker: Asker, rows: Ints) -> None:
        """Work out all four for these rows."""
        self.asker = asker
        self.max_km = asker.max_km or scan.filters.radius_km
        self.interest = _interest(scan.columns, asker, rows)
        self.km = np.where(scan.is_remote.take(rows), np.nan, scan.km.take(rows))
        self.time = _time(scan, asker, rows)
        self.cost = _cost(scan.columns, asker, rows)

    def of(self, number: int) -> dict[str, Any]:
        """What suits of the row with this number among them, as the explanation wants it."""
        km = float(self.km[number])
        return {
            "interest": float(self.interest[number]),
            # Far is only what is far for somebody who said how far they would go.
            "distance_km": None if np.isnan(km) or not self.asker.max_km else km,
            "max_km": self.max_km,
            "time_fits": FITS_TIME.get(float(self.time[number])) if self.asker.free_times else None,
            "cost_fits": FITS_COST.get(float(self.cost[number])) if self.asker.budget else None,
        }


class Order:
    """Some rows of the columns, rising, in the order of a search; told apart by position."""

    def __init__(self, scan: Scan, asker: Asker | None, rows: Ints) -> None:
        """Prepare the order of these rows: by fit only for an asker who wants it so."""
        self.ids = scan.columns.ids.take(rows)
        self._fits, self._keys = None, []
        if scan.filters.sort == "fit" and asker is not None:
            self._fits = _fits(scan, asker, rows)
        else:
            self._keys = _plain_keys(scan, rows)

    def keys(self, at: Ints) -> list[Floats]:
        """The sort keys of those at these positions, smallest first, most important key first."""
        if self._fits is not None:
            return fit_keys(self._fits, at)
        return [key.take(at) for key in self._keys]

    def first(
        self, count: int, after: Key | None = None, until: Key | None = None
    ) -> tuple[Ints, int]:
        """Positions of the first `count` after and until a key; and how many come later."""
        if self._fits is not None:
            return first_by_fit(self._fits, self.ids, count, after, until)
        return top(self._keys, self.ids, count, after, until)


def _fits(scan: Scan, asker: Asker, rows: Ints) -> Fits:
    columns, suits = scan.columns, Circumstance(scan, asker, rows)
    again = np.flatnonzero(_is_known(columns, asker, rows))
    effects = columns.effects[rows[again]]
    been = [asker.been[int(number)] for number in columns.ids[rows[again]]]
    return Fits(
        profile=asker.profile,
        pace=asker.pace,
        max_km=suits.max_km,
        effects=columns.effects,
        rows=rows,
        km=suits.km,
        others=suits.interest * suits.time * suits.cost,
        again=again,
        ease=eases(asker.usual, effects, been),
    )


def _is_known(columns: Columns, asker: Asker, rows: Ints) -> Flags:
    """Which of these rows somebody has gone to before."""
    if not asker.been:
        return np.zeros(len(rows), bool)
    return np.isin(columns.ids.take(rows), list(asker.been))


def _plain_keys(scan: Scan, rows: Ints) -> list[Floats]:
    start = _first_start(scan, rows).astype(np.float64)
    if scan.filters.sort != "nearest":
        return [start]
    km = np.nan_to_num(scan.km[rows], nan=FAR_KM)
    return [np.where(scan.is_remote[rows], FAR_KM, km), start]


def _first_start(scan: Scan, rows: Ints) -> Ints:
    """Seconds of the first matching start; those by arrangement come last."""
    row = scan.asked_firsts.row[rows]
    return np.where(row >= 0, _taken(scan.columns.start, row), NO_START)


def _interest(columns: Columns, asker: Asker, rows: Ints) -> Floats:
    if not asker.interests:
        return np.ones(len(rows))
    families = {TOPICS[topic].family for topic in asker.interests}
    related = [topic.family in families for topic in TOPICS.values()]
    chosen = [topic in asker.interests for topic in TOPICS]
    worth = np.full(len(rows), INTEREST["other"])
    worth[_has_any(columns, related, rows)] = INTEREST["same_family"]
    worth[_has_any(columns, chosen, rows)] = INTEREST["chosen"]
    return worth


def _has_any(columns: Columns, topics: list[bool], rows: Ints) -> Flags:
    """Whether each of these rows has any of these topics."""
    found = np.zeros(len(rows), np.uint64)
    for word, asked in zip(columns.topic_bits, bits(np.array([topics])), strict=True):
        found |= word.take(rows) & asked
    return found > 0


def _time(scan: Scan, asker: Asker, rows: Ints) -> Floats:
    row = scan.asked_firsts.row.take(rows)
    worth = np.where(row < 0, TIME[None], TIME[True])
    if asker.free_times and len(scan.columns.start):
        first = np.maximum(row, 0)
        slot = scan.columns.weekday.take(first) * len(PARTS_OF_DAY)
        slot += scan.columns.part_of_day.take(first)
        is_free = np.array([name in asker.free_times for name in FREE_TIMES])
        worth[(row >= 0) & ~is_free.take(slot)] = TIME[False]
    return worth


def _cost(columns: Columns, asker: Asker, rows: Ints) -> Floats:
    if asker.budget is None:
        return np.ones(len(rows))
    minor, currency = asker.budget
    known = columns.currencies
    ours = known.index(currency) if currency in known else len(known)
    cost, is_ours = columns.cost.take(rows), columns.currency.take(rows) == ours
    is_known = (cost == 0) | ((cost != UNKNOWN) & is_ours)
    worth = np.where(cost <= minor, COST[True], COST[False])
    return np.where(is_known, worth, COST[None])


def _taken(values: Ints, row: Ints) -> Ints:
    """values[row], with anything where row is -1: the caller masks those."""
    return values[np.maximum(row, 0)] if len(values) else np.zeros_like(row)
