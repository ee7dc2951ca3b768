"""The first of many in an order: exact, deterministic, and from where a cursor left off."""

from collections.abc import Sequence
from math import inf

import numpy as np

from app.comfort import Fits, may_be_first
from app.discovery.columns import Flags, Floats, Ints

FEW = 4
"""So many times what is wanted are sorted as quickly as cut down to it."""

Key = Sequence[float]


def top(
    keys: list[Floats], ids: Ints, count: int, after: Key | None = None, until: Key | None = None
) -> tuple[Ints, int]:
    """Positions of the first `count` by keys, then id; and how many come later than those.

    Only those that come after `after` and not after `until`, each a key and an id.
    """
    if after is None and until is None and len(ids) <= FEW * count:
        return np.lexsort([ids, *reversed(keys)])[:count], max(len(ids) - count, 0)
    candidates = np.arange(len(ids))
    if after is not None:
        candidates = np.flatnonzero(comes_after(keys, ids, after))
    left = len(candidates)
    if until is not None:
        candidates = candidates[~comes_after(keys, ids, until)[candidates]]
    if len(candidates) > FEW * count:
        candidates = _cut([*keys, ids], candidates, count)
    columns = [ids[candidates], *(key[candidates] for key in reversed(keys))]
    found = candidates[np.lexsort(columns)][:count]
    return found, left - len(found)


def first_by_fit(
    fits: Fits, ids: Ints, count: int, after: Key | None = None, until: Key | None = None
) -> tuple[Ints, int]:
    """What `top` says for keys -S and -P, which are worked out only where they may decide."""
    best = inf if after is None else -after[0]
    at = may_be_first(fits, count, best, 0.0 if until is None else -until[0])
    if at is None:
        return top(fit_keys(fits), ids, count, after, until)
    found, later = top(fit_keys(fits, at), ids.take(at), count, after, until)
    return at[found], later + len(ids) - len(at)


def fit_keys(fits: Fits, at: Ints | None = None) -> list[Floats]:
    """The sort keys of those at these positions, or of all: by score, then by chance."""
    return [-values for values in fits.exact(at)]


def comes_after(keys: list[Floats], ids: Ints, after: Key) -> Flags:
    """Whether each stands behind a key and id in the order of keys, then id."""
    *limits, last_id = after
    is_later = ids > int(last_id)
    for key, limit in zip(reversed(keys), reversed(limits), strict=True):
        is_later = (key > limit) | ((key == limit) & is_later)
    return is_later


def _cut(columns: Sequence[Floats | Ints], candidates: Ints, count: int) -> Ints:
    """The `count` of the candidates that come first by these columns, in no order.

    Of those that tie with the last one in a column the next column takes some; ids never tie.
    """
    surely: list[Ints] = []
    for column in columns:
        if len(candidates) <= count:
            break
        values = column[candidates]
        limit = np.partition(values, count - 1)[count - 1]
        surely.append(candidates[values < limit])
        candidates = candidates[values == limit]
        count -= len(surely[-1])
    return np.concatenate([*surely, candidates])
