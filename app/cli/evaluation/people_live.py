"""How the people of a town choose, feel, grow and give up; no order knows any of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from app.cli.evaluation.catalogue import Dice, Numbers, Values
from app.cli.evaluation.crowd import peak_of
from app.cli.evaluation.town import Flags, Town

BAD_PEAK: Final = 8.0
OK_PEAK: Final = 5.0

_HAS_TIME = 0.6
_STAY_HOME = -3.0
_FAMILIAR, _MOST_FAMILIAR = 0.12, 3


@dataclass(frozen=True)
class Visits:
    """Visits of one week: who went (K,), where to, how anxious at most, what they foresaw."""

    who: Numbers
    where: Numbers
    peak: Values
    foreseen: Values
    is_first: Flags


_GAINS: Final[dict[str, Callable[[Visits], Values]]] = {
    "stirring": lambda visits: 0.06 * np.exp(-(((visits.peak - 5.0) / 2.0) ** 2)),
    "surprise": lambda visits: 0.02 * np.clip(visits.foreseen - visits.peak, 0.0, 4.0),
    "facing": lambda visits: 0.08 * np.clip((visits.peak - 2.0) / 5.0, 0.0, 1.0),
}


@dataclass
class Lives:
    """The people over the weeks: `ease` (N,), who is `gone`, and how often who went where."""

    town: Town
    dice: Dice
    guess: Values
    ease: Values
    gone: Flags
    been: Numbers
    last_peak: Values

    @classmethod
    def begin(cls, town: Town, seed: int) -> "Lives":
        """Everybody as they are at first; the same luck for every order of one seed."""
        count = len(town.people)
        dice = np.random.default_rng([seed, 2])
        return cls(
            town=town,
            dice=dice,
            guess=dice.normal(0, town.world.blindness, town.strain.shape) - town.activities.host,
            ease=town.people.ease.copy(),
            gone=np.zeros(count, bool),
            been=np.zeros(town.strain.shape, np.int64),
            last_peak=np.full(count, np.nan),
        )

    def chance_ok(self) -> Values:
        """(N, M) the true chance that a visit peaks at 5 or less; a logistic stands for the day."""
        familiar = _FAMILIAR * np.minimum(self.been, _MOST_FAMILIAR)
        beyond = self.town.strain - familiar - self.ease[:, None]
        return np.asarray(1.0 / (1.0 + np.exp(1.7 / self.town.world.mood * beyond)))

    def week(self, shown: Numbers) -> Visits:
        """One week: who has time looks at `shown` (N, 10), goes to one of them or stays at home."""
        town, dice = self.town, self.dice
        count = len(self.ease)
        has_time = dice.random(count) < _HAS_TIME
        luck = dice.gumbel(0, 0.7, town.strain.shape)
        home = _STAY_HOME + dice.gumbel(0, 0.7, count)
        mood = dice.normal(0, town.world.mood, count)
        rows = np.arange(count)[:, None]
        foreseen = self._foreseen(rows, shown)
        wish = 1.5 * np.log(town.pull[rows, shown]) - 0.05 * np.arange(shown.shape[1])
        wish -= 0.6 * np.maximum(0.0, foreseen - town.people.caution[:, None])
        wish += luck[rows, shown]
        wish[~town.is_free[rows, shown]] = -np.inf
        best = wish.argmax(axis=1)
        goes = has_time & ~self.gone & (wish[rows[:, 0], best] > home)
        who = np.flatnonzero(goes)
        where = shown[who, best[who]]
        strain = town.strain[who, where] - self._familiar(who, where) - self.ease[who] + mood[who]
        visits = Visits(
            who, where, peak_of(strain), foreseen[who, best[who]], self.been[who, where] == 0
        )
        self._grow(visits)
        self._leave(visits, has_time & ~goes)
        self.been[who, where] += 1
        self.last_peak[who] = visits.peak
        return visits

    def _foreseen(self, rows: Numbers, shown: Numbers) -> Values:
        """People foresee without knowing the host, not exactly, and too darkly if anxious."""
        dark = 0.15 + 0.15 * np.maximum(0.0, -self.ease)[rows]
        strain = self.town.strain[rows, shown] - self._familiar(rows, shown) - self.ease[rows]
        return peak_of(strain + self.guess[rows, shown] + dark)

    def _familiar(self, who: Numbers, where: Numbers) -> Values:
        return _FAMILIAR * np.minimum(self.been[who, where], _MOST_FAMILIAR)

    def _grow(self, visits: Visits) -> None:
        """Visits that go somehow well give ease, in the way of this world; bad ones take some."""
        gain = _GAINS[self.town.world.learns](visits)
        gain = gain * np.where(visits.is_first, 1.0, 0.6) + 0.01 * (visits.peak <= OK_PEAK)
        self.ease[visits.who] += np.where(visits.peak >= BAD_PEAK, -0.05, gain)

    def _leave(self, visits: Visits, found_nothing: Flags) -> None:
        """Some give up by themselves, more where nothing suited, most after a bad visit or two."""
        odds = np.where(found_nothing, 0.008, 0.002)
        bad = visits.peak >= BAD_PEAK
        again = self.last_peak[visits.who] >= BAD_PEAK
        odds[visits.who] = np.where(bad, np.where(again, 0.3, 0.12), 0.002)
        self.gone |= self.dice.random(len(odds)) < odds
