"""How well two orders agree, how even something is shared out, how true chances are."""

from collections.abc import Sequence
from itertools import combinations
from typing import TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Values: TypeAlias = NDArray[np.float64]

BINS = 10


def ranks(values: ArrayLike) -> Values:
    """Ranks from 1, in the order given; equal values share the mean of their places."""
    numbers = np.asarray(values, dtype=np.float64)
    _, place, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2.0)[place])


def spearman(one: ArrayLike, other: ArrayLike) -> float:
    """Spearman's rho, -1 to 1; ties share their ranks. Neither may be all the same."""
    return float(np.corrcoef(ranks(one), ranks(other))[0, 1])


def kendall(found: Sequence[str], expected: Sequence[str]) -> float:
    """Kendall's tau, -1 to 1, of two orders of the same names without ties."""
    place = {name: number for number, name in enumerate(found)}
    agree = [1 if place[a] < place[b] else -1 for a, b in combinations(expected, 2)]
    return sum(agree) / len(agree)


def gains(relevance: Values, shown: NDArray[np.int64]) -> Values:
    """(N,) normalised discounted gain, 0 to 1, of lists `shown` (N, K) by `relevance` (N, M)."""
    length = shown.shape[1]
    discount = 1.0 / np.log2(np.arange(2, length + 2))
    found = np.take_along_axis(relevance, shown, axis=1) @ discount
    best = -np.sort(-relevance, axis=1)[:, :length] @ discount
    return np.divide(found, best, out=np.zeros_like(found), where=best > 0.0)


def gini(counts: ArrayLike) -> float:
    """Gini's coefficient: 0 when all have the same, towards 1 when one has everything."""
    sorted_up = np.sort(np.asarray(counts, dtype=np.float64))
    total, length = sorted_up.sum(), len(sorted_up)
    if total <= 0.0:
        return 0.0
    return float(2.0 * (np.arange(1, length + 1) @ sorted_up) / (length * total) - 1 - 1 / length)


def reliability(said: Values, happened: Values) -> NDArray[np.float64]:
    """(10, 3) per tenth of the scale: how many, mean chance said, mean share that happened."""
    tenth = np.minimum((said * BINS).astype(np.int64), BINS - 1)
    many = np.bincount(tenth, minlength=BINS).astype(np.float64)
    totals = [np.bincount(tenth, weights=of, minlength=BINS) for of in (said, happened)]
    means = [np.divide(of, many, out=np.zeros(BINS), where=many > 0) for of in totals]
    return np.column_stack([many, *means])


def calibration_error(table: Values) -> float:
    """ECE of a table from `reliability`: mean gap between said and happened, by how many."""
    many = table[:, 0]
    return float(many @ np.abs(table[:, 1] - table[:, 2]) / max(many.sum(), 1.0))
