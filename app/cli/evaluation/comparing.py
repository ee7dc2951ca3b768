"""All orders in all worlds, side by side, with the goals they were given."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.cli.evaluation.catalogue import Values
from app.cli.evaluation.orders import CONTENT, Order
from app.cli.evaluation.ranks import calibration_error
from app.cli.evaluation.town import make_town
from app.cli.evaluation.trial import Outcome, Trial
from app.cli.evaluation.worlds import World


@dataclass(frozen=True, kw_only=True)
class Size:
    """How much is tried: `seed` and how many seeds from there on, people, activities, weeks."""

    seed: int = 1
    repeats: int = 1
    people: int = 150
    activities: int = 120
    weeks: int = 20


@dataclass(frozen=True)
class Row:
    """One order over all its trials, one for each world and seed, always in the same order."""

    name: str
    trials: tuple[Outcome, ...]
    has_chances: bool = True

    def mean(self, figure: str) -> float:
        """The mean of a figure over all trials."""
        return float(np.mean(self.each(figure)))

    def each(self, figure: str) -> Values:
        """A figure, trial by trial."""
        return np.array([getattr(one, figure) for one in self.trials])

    def error(self, when: str) -> float:
        """Mean calibration error of the trials; `when` is first or updated."""
        return float(np.mean([calibration_error(getattr(one, when)) for one in self.trials]))

    def pooled(self, when: str) -> Values:
        """The table of `reliability` over all trials together."""
        tables = np.array([getattr(one, when) for one in self.trials])
        many = tables[:, :, 0].sum(axis=0)
        sums = (tables[:, :, :1] * tables[:, :, 1:]).sum(axis=0)
        means = np.divide(sums, many[:, None], out=np.zeros_like(sums), where=many[:, None] > 0)
        return np.column_stack([many, means])


@dataclass(frozen=True)
class Goal:
    """A goal against content: what it says, the figure reached, and in how many trials."""

    said: str
    figure: str
    is_reached: bool
    trials: int


def compare(
    orders: Sequence[Order],
    worlds: Iterable[tuple[int, World]],
    size: Size,
    done: Callable[[str], None],
) -> list[Row]:
    """Try each order in the town of each world and seed; `done` hears of each finished trial."""
    found: dict[str, list[Outcome]] = {order.name: [] for order in orders}
    for seed, (number, world) in _trials(size, list(worlds)):
        town = make_town(seed, number, world, size.people, size.activities)
        for order in orders:
            found[order.name].append(Trial(town, order, seed).run(size.weeks))
            done(f"{world.name}, seed {seed}: {order.name}")
    return [Row(order.name, tuple(found[order.name]), order.is_model) for order in orders]


def _trials(size: Size, worlds: list[tuple[int, World]]) -> Iterator[tuple[int, tuple[int, World]]]:
    for seed in range(size.seed, size.seed + size.repeats):
        for one in worlds:
            yield seed, one


LEAST_GROWTH: Final = {"steady": 0.94, "balanced": 0.94, "stretch": 0.97}


def goals(rows: Sequence[Row], name: str) -> list[Goal]:
    """How the row `name` did against content, goal by goal (docs/fit-model.md)."""
    own = next(row for row in rows if row.name == name)
    content = next(row for row in rows if row.name == CONTENT)
    least = LEAST_GROWTH.get(name, 0.94)
    return [
        _more("nDCG@10", 0.08, own, content, "ndcg"),
        _share("bad visits", 0.60, own, content, "bad"),
        _more("OK visits a person", 0.25, own, content, "ok"),
        _share("growth", least, own, content, "growth"),
        _share("types tried", 0.95, own, content, "types"),
        _below("Gini", 0.5, own.mean("gini"), own.each("gini")),
        *(
            _below(f"ECE {said}", most, own.error(when), _errors(own, when))
            for said, most, when in (("shown", 0.04, "first"), ("after updates", 0.02, "updated"))
        ),
    ]


def _errors(row: Row, when: str) -> Values:
    return np.array([calibration_error(getattr(one, when)) for one in row.trials])


def _more(what: str, least: float, own: Row, content: Row, figure: str) -> Goal:
    gained = own.mean(figure) - content.mean(figure)
    trials = own.each(figure) - content.each(figure) >= least
    return Goal(f"{what} +{least:g}", f"{gained:+.2f}", gained >= least, int(trials.sum()))


def _share(what: str, limit: float, own: Row, content: Row, figure: str) -> Goal:
    is_less = figure == "bad"
    share = own.mean(figure) / content.mean(figure)
    each = own.each(figure) - limit * content.each(figure)
    trials = int((each <= 0).sum() if is_less else (each >= 0).sum())
    sign = "<=" if is_less else ">="
    is_reached = share <= limit if is_less else share >= limit
    return Goal(f"{what} {sign} {limit:.0%}", f"{share:.0%}", is_reached, trials)


def _below(what: str, most: float, value: float, each: Values) -> Goal:
    trials = int((each <= most).sum())
    return Goal(f"{what} <= {most:g}", f"{value:.3f}", value <= most, trials)
