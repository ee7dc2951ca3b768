"""Ways to put activities in order: those the model is compared with, and the model's own."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.cli.evaluation.catalogue import Catalogue, Numbers, Values
from app.cli.evaluation.town import Flags, Town
from app.comfort import WINDOW, comfort_worth
from app.comfort.bands import GENTLE_FROM
from app.comfort.facts import FACTS
from app.comfort.learning import PEAK_WIDTH
from app.comfort.variety import ALIKE, MOST_OF_ONE_ORGANISER, RELEVANCE, TEN


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What there is to order by in one week.

    `chance`, `low` (N, M) the model's P and its P_lo, `truth` what it really is, `week`,
    `popularity` (M,), `luck` (N, M) random numbers, `is_rated` (M,), `peaks` (N, 3)
    how a person's last visits went, newest first, nan where there was none, and `since` (N,)
    weeks since a visit was a stretch.
    """

    town: Town
    week: int
    chance: Values
    truth: Callable[[], Values]
    low: Callable[[], Values]
    popularity: Values
    luck: Values
    is_rated: Flags
    peaks: Values
    since: Values


@dataclass(frozen=True)
class Order:
    """A way to order: `worth` gives (N, M), more is earlier; `is_model`: by P and with variety.

    What the shipped model does not do, to try it: `fills_by_type` takes for what is untold what
    listings of the same type tell, `peak_width` is how sharply a peak becomes a good or bad visit.
    `remembers` is what one visit counts beside the guess of that place, 1 as shipped.
    """

    name: str
    worth: Callable[[Sight], Values]
    is_model: bool = False
    is_varied: bool = True
    fills_by_type: bool = False
    peak_width: float = PEAK_WIDTH
    remembers: float = 1.0


def by_pace(name: str) -> Order:
    """The shipped order at one of the three paces."""
    return Order(
        name, lambda sight: comfort_worth(sight.chance, name) * sight.town.fit, is_model=True
    )


BASELINES: Final = (
    Order("random", lambda sight: sight.luck),
    Order("distance only", lambda sight: sight.town.near),
    Order("popularity", lambda sight: sight.popularity + np.zeros_like(sight.luck)),
    Order("content", lambda sight: sight.town.fit),
    Order("safe only, P^3", lambda sight: sight.chance**3 * sight.town.fit, is_model=True),
    Order("C = P", lambda sight: sight.chance * sight.town.fit, is_model=True),
)
PACES: Final = tuple(by_pace(name) for name in ("steady", "balanced", "stretch"))
CONTENT: Final = "content"


def first_ten(worth: Values) -> Numbers:
    """(N, 10) the best of each row, best first."""
    return _best(worth, TEN)


def varied_ten(worth: Values, sight: Sight, likeness: Values) -> Numbers:
    """(N, 10) the first ten after variety in the first window of fifty, for many people at once."""
    rows = np.arange(len(worth))[:, None]
    window = _best(worth, min(WINDOW, worth.shape[1] - 1))
    best = worth[rows, window]
    relevance = RELEVANCE * best / np.maximum(best[:, :1], np.finfo(float).tiny)
    organiser = sight.town.activities.organiser[window]
    is_new = ~sight.is_rated[window] & (sight.chance[rows, window] >= GENTLE_FROM)
    is_left = np.ones(window.shape, bool)
    closest, often = np.zeros(window.shape), np.zeros(window.shape, np.int64)
    places = np.empty((len(worth), TEN), np.int64)
    for place in range(TEN):
        allowed = is_left & (often < MOST_OF_ONE_ORGANISER)
        allowed |= is_left & ~allowed.any(axis=1, keepdims=True)
        margin = relevance - (1.0 - RELEVANCE) * closest
        chosen = np.where(allowed, margin, -np.inf).argmax(axis=1)
        if place == TEN - 1:
            new = allowed & is_new
            chosen = np.where(new.any(axis=1), new.argmax(axis=1), chosen)
        chosen = chosen[:, None]
        places[:, place] = chosen[:, 0]
        is_left[rows, chosen] = False
        often += organiser == organiser[rows, chosen]
        np.maximum(closest, likeness[window[rows, chosen], window], out=closest)
    return np.asarray(window[rows, places])


def _best(worth: Values, count: int) -> Numbers:
    found = np.sort(np.argpartition(-worth, count, axis=1)[:, :count], axis=1)
    order = np.argsort(-np.take_along_axis(worth, found, axis=1), axis=1, kind="stable")
    return np.take_along_axis(found, order, axis=1)


def likeness(there: Catalogue, effects: Values) -> Values:
    """(M, M) how alike activities are to variety: organiser, kind and what they ask."""
    demand = np.sqrt(effects).reshape(-1, len(FACTS))
    length = np.linalg.norm(demand, axis=1, keepdims=True)
    direction = np.divide(demand, length, out=np.zeros_like(demand), where=length > 0)
    alike = ALIKE["demand"] * (direction @ direction.T)
    alike += ALIKE["organiser"] * (there.organiser[:, None] == there.organiser)
    return np.asarray(alike + ALIKE["kind"] * (there.kind[:, None] == there.kind))
