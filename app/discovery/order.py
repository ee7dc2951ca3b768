"""Puts matching activities in order: exact, deterministic, and where a cursor left off."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from app.activities.vocabulary import TOPICS
from app.comfort import COST, INTEREST, TIME, chances, comfort_worth, eases, nearness
from app.discovery.asker import Asker
from app.discovery.columns import UNKNOWN, Columns, Flags, Floats, Ints
from app.discovery.filters import FREE_TIMES, PARTS_OF_DAY
from app.discovery.scan import NO_START, Scan, part_of_day, weekday

Key = Sequence[float]
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
        self.km = np.where(scan.is_remote[rows], np.nan, scan.km[rows])
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


def order_keys(scan: Scan, asker: Asker | None, rows: Ints) -> list[Floats]:
    """The sort keys of some rows of the columns, smallest first, most important key first."""
    sort = scan.filters.sort
    if sort == "fit" and asker is not None:
        fits = Circumstance(scan, asker, rows)
        chance = _chances(scan.columns, asker, rows)
        worth = comfort_worth(chance, asker.pace)
        score = worth * fits.interest * nearness(fits.km, fits.max_km) * fits.time * fits.cost
        return [-score, -chance]
    start = _first_start(scan, rows).astype(np.float64)
    if sort == "nearest":
        km = np.nan_to_num(scan.km[rows], nan=FAR_KM)
        return [np.where(scan.is_remote[rows], FAR_KM, km), start]
    return [start]


def _chances(columns: Columns, asker: Asker, rows: Ints) -> Floats:
    """The chances of some rows; at places gone to before, as visits there make likely."""
    found = chances(asker.profile, columns.effects[rows])
    if asker.been:
        again = np.flatnonzero(np.isin(columns.ids[rows], list(asker.been)))
        effects = columns.effects[rows[again]]
        been = [asker.been[int(number)] for number in columns.ids[rows[again]]]
        found[again] = chances(asker.profile, effects, eases(asker.usual, effects, been))
    return found


def _first_start(scan: Scan, rows: Ints) -> Ints:
    """Seconds of the first matching start; those by arrangement come last."""
    row = scan.asked_firsts.row[rows]
    return np.where(row >= 0, _taken(scan.columns.start, row), NO_START)


def top(
    keys: list[Floats], ids: Ints, count: int, after: Key | None = None, until: Key | None = None
) -> tuple[Ints, int]:
    """Positions of the first `count` by keys, then id; and how many there are in all.

    Only those that come after `after` and not after `until`, each a key and an id.
    Exact: all that tie with the last one in the first key are sorted before the cut.
    """
    candidates = np.arange(len(ids))
    if after is not None:
        candidates = np.flatnonzero(comes_after(keys, ids, after))
    if until is not None:
        candidates = candidates[~comes_after(keys, ids, until)[candidates]]
    left = len(candidates)
    if left > count:
        worth = keys[0][candidates]
        limit = np.partition(worth, count - 1)[count - 1]
        candidates = candidates[worth <= limit]
    columns = [ids[candidates], *(key[candidates] for key in reversed(keys))]
    return candidates[np.lexsort(columns)][:count], left


def comes_after(keys: list[Floats], ids: Ints, after: Key) -> Flags:
    """Whether each stands behind a key and id in the order of keys, then id."""
    *limits, last_id = after
    is_later = ids > int(last_id)
    for key, limit in zip(reversed(keys), reversed(limits), strict=True):
        is_later = (key > limit) | ((key == limit) & is_later)
    return is_later


def _interest(columns: Columns, asker: Asker, rows: Ints) -> Floats:
    if not asker.interests:
        return np.ones(len(rows))
    families = {TOPICS[topic].family for topic in asker.interests}
    chosen = [topic in asker.interests for topic in TOPICS]
    related = [topic.family in families for topic in TOPICS.values()]
    topics = columns.topics[rows]
    worth = np.full(len(rows), INTEREST["other"])
    worth[topics[:, related].any(axis=1)] = INTEREST["same_family"]
    worth[topics[:, chosen].any(axis=1)] = INTEREST["chosen"]
    return worth


def _time(scan: Scan, asker: Asker, rows: Ints) -> Floats:
    row = scan.asked_firsts.row[rows]
    worth = np.where(row < 0, TIME[None], TIME[True])
    if asker.free_times:
        local = _taken(scan.columns.local, row)
        slot = weekday(local) * len(PARTS_OF_DAY) + part_of_day(local)
        is_free = np.isin(slot, [FREE_TIMES.index(name) for name in asker.free_times])
        worth = np.where((row >= 0) & ~is_free, TIME[False], worth)
    return worth


def _cost(columns: Columns, asker: Asker, rows: Ints) -> Floats:
    if asker.budget is None:
        return np.ones(len(rows))
    minor, currency = asker.budget
    known = columns.currencies
    ours = known.index(currency) if currency in known else len(known)
    cost, is_ours = columns.cost[rows], columns.currency[rows] == ours
    is_known = (cost == 0) | ((cost != UNKNOWN) & is_ours)
    worth = np.where(cost <= minor, COST[True], COST[False])
    return np.where(is_known, worth, COST[None])


def _taken(values: Ints, row: Ints) -> Ints:
    """values[row], with anything where row is -1: the caller masks those."""
    return values[np.maximum(row, 0)] if len(values) else np.zeros_like(row)
