"""Half a year of one town under one order, and what came of it."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from app.cli.evaluation.beliefs import Beliefs
from app.cli.evaluation.catalogue import Numbers, Values
from app.cli.evaluation.listings import Listings
from app.cli.evaluation.memory import Memory
from app.cli.evaluation.orders import Order, Sight, first_ten, likeness, varied_ten
from app.cli.evaluation.people_live import BAD_PEAK, OK_PEAK, Lives, Visits
from app.cli.evaluation.ranks import gains, gini, reliability
from app.cli.evaluation.town import Flags, Town
from app.comfort.bands import COMFORTABLE_FROM
from app.comfort.learning import MODERATE

KNOWN_FROM: Final = 4
"""Visits after which a person's chances count as updated."""


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of one trial; every number is a mean over people or a share of visits.

    `first` and `updated` are tables of `reliability`: chances of the first lists, and of the
    last lists for people with four visits or more.
    """

    ndcg: float
    visits: float
    bad: float
    ok: float
    growth: float
    growth_anxious: float
    types: float
    gini: float
    gone: float
    gone_anxious: float
    first: Values
    updated: Values


class Trial:
    """One order in one town, week by week."""

    def __init__(self, town: Town, order: Order, seed: int) -> None:
        self.town, self.order = town, order
        self.lives = Lives.begin(town, seed)
        self.beliefs = Beliefs.of(town.people.profiles)
        self.memory = Memory.empty(*town.strain.shape)
        self.listings = Listings(town.activities, fills_by_type=order.fills_by_type)
        self.luck, self.hearing = (np.random.default_rng([seed, number]) for number in (4, 5))
        people, activities = town.strain.shape
        self.seen = np.zeros(activities)
        self.peaks = np.full((people, 3), np.nan)
        self.since = np.zeros(people)
        self.last_visit = np.zeros(people)
        self.all: list[Visits] = []
        self.ndcg: list[float] = []
        self.tables: list[Values] = []

    def run(self, weeks: int) -> Outcome:
        """Live through `weeks` weeks, two at least."""
        for week in range(weeks):
            effects = self.listings.effects()
            chance = self.beliefs.chances(effects, self._eases(effects))
            shown = self._shown(week, chance, effects)
            if week in {0, weeks // 2, weeks - 1}:
                self._measure(week, chance, shown)
            self.seen += np.bincount(shown[~self.lives.gone].ravel(), minlength=len(self.seen))
            visits = self.lives.week(shown)
            self._learn(week, visits, chance, effects)
        return self._outcome()

    def _shown(self, week: int, chance: Values, effects: Values) -> Numbers:
        sight = Sight(
            town=self.town,
            week=week,
            chance=chance,
            truth=self.lives.chance_ok,
            low=lambda: self.beliefs.chances(
                self.listings.effects(is_hard=True), self._eases(effects)
            ),
            popularity=self.town.activities.appeal * (1.0 + self.lives.been.sum(axis=0)),
            luck=self.luck.random(chance.shape),
            is_rated=self.listings.is_rated,
            peaks=self.peaks,
            since=self.since,
        )
        worth = self.order.worth(sight)
        if not (self.order.is_model and self.order.is_varied):
            return first_ten(worth)
        return varied_ten(worth, sight, likeness(self.town.activities, effects))

    def _eases(self, effects: Values) -> Values:
        return self.memory.eases(self.beliefs, effects, self.order.remembers)

    def _learn(self, week: int, visits: Visits, chance: Values, effects: Values) -> None:
        who, where = visits.who, visits.where
        felt = 1.0 / (1.0 + np.exp((visits.peak - MODERATE) / self.order.peak_width))
        ease = self._eases(effects)[who, where]
        weeks = week - self.last_visit[who]
        self.beliefs.observe_again(who, effects[where], felt, weeks, ease)
        self.memory.add(who, where, visits.peak)
        self.last_visit[who] = week
        self.listings.hear(self.hearing, where)
        self.peaks[who] = np.column_stack([visits.peak, self.peaks[who, :2]])
        self.since += 1
        self.since[who[chance[who, where] < COMFORTABLE_FROM]] = 0
        self.all.append(visits)

    def _measure(self, week: int, chance: Values, shown: Numbers) -> None:
        here = ~self.lives.gone
        truly = self.lives.chance_ok()
        self.ndcg.append(
            float(gains((truly * self.town.pull * self.town.is_free)[here], shown[here]).mean())
        )
        known = here if week == 0 else here & (self.lives.been.sum(axis=1) >= KNOWN_FROM)
        rows = np.flatnonzero(known)[:, None]
        said, true = chance[rows, shown[known]], truly[rows, shown[known]]
        self.tables.append(reliability(said.ravel(), true.ravel()))

    def _outcome(self) -> Outcome:
        peaks = np.concatenate([one.peak for one in self.all])
        people = len(self.lives.gone)
        grown = self.lives.ease - self.town.people.ease
        anxious = self.town.people.level >= 4
        return Outcome(
            ndcg=float(np.mean(self.ndcg)),
            visits=len(peaks) / people,
            bad=float((peaks >= BAD_PEAK).mean()),
            ok=float((peaks <= OK_PEAK).sum() / people),
            growth=float(grown.mean()),
            growth_anxious=float(grown[anxious].mean()),
            types=_types_tried(self.lives.been > 0, self.town.activities.type),
            gini=gini(self.seen),
            gone=float(self.lives.gone.mean()),
            gone_anxious=float(self.lives.gone[anxious].mean()),
            first=self.tables[0],
            updated=self.tables[-1],
        )


def _types_tried(been: Flags, type_of: Numbers) -> float:
    """Mean number of different types a person went to at least once."""
    is_type = type_of[:, None] == np.arange(type_of.max() + 1)
    return float(((been.astype(np.int64) @ is_type.astype(np.int64)) > 0).sum(axis=1).mean())
