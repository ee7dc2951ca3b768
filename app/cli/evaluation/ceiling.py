"""How well any order could do that knows only what is told: a regression on the truth itself."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

import numpy as np

from app.cli.evaluation.beliefs import Beliefs
from app.cli.evaluation.burden import make_burden
from app.cli.evaluation.catalogue import Values, make_catalogue
from app.cli.evaluation.comparing import Size
from app.cli.evaluation.crowd import make_crowd
from app.cli.evaluation.listings import Listings
from app.cli.evaluation.orders import first_ten
from app.cli.evaluation.people_live import Lives
from app.cli.evaluation.ranks import gains
from app.cli.evaluation.town import Town, make_town, strain_of
from app.cli.evaluation.worlds import World
from app.comfort import comfort_worth
from app.comfort.facts import WEIGHTS

STUDIED: Final = (150, 1200)
"""People and activities whose truth the regression is shown: others than those it orders."""
_NORMS: Final = (1.0, 2.0, 4.0, 12.0)
_BINS: Final = 60


def ceilings(worlds: Sequence[tuple[int, World]], size: Size) -> Mapping[str, float]:
    """NDCG@10 of first lists by what an order knows: means over towns."""
    seeds = range(size.seed, size.seed + size.repeats)
    towns = [
        _ceilings(seed, number, make_town(seed, number, world, size.people, size.activities))
        for seed in seeds
        for number, world in worlds
    ]
    return {name: float(np.mean([one[name] for one in towns])) for name in towns[0]}


def _ceilings(seed: int, number: int, town: Town) -> dict[str, float]:
    told = _Told(town)
    truth = Lives.begin(town, seed).chance_ok()
    guess, best = told.chance, _best(_studied(seed, number, town), town)
    orders = {
        "content": town.fit,
        "balanced, no variety": comfort_worth(guess) * town.fit,
        "P x content": guess * town.fit,
        "the best that what is told allows": best * town.fit,
        "true chances": truth * town.fit,
        "true liking and time, P": guess * town.pull * town.is_free,
    }
    worth = truth * town.pull * town.is_free
    return {name: float(gains(worth, first_ten(one)).mean()) for name, one in orders.items()}


class _Told:
    """All that is told in a town, as columns (pairs, k), and the model's chances (N, M)."""

    def __init__(self, town: Town) -> None:
        beliefs = Beliefs.of(town.people.profiles)
        effects = Listings(town.activities).effects()
        self.chance = beliefs.chances(effects)
        asked = np.sqrt(effects)
        parts = WEIGHTS * np.exp(beliefs.sense)[:, None, :] * asked
        lengths = np.stack([(parts**p).sum(axis=2) ** (1 / p) for p in _NORMS], axis=2)
        ease = beliefs.theta[:, None, None]
        odds = np.log(self.chance / (1.0 - self.chance))[:, :, None]
        pairs = (odds, parts, parts**2, lengths, lengths * ease, parts * ease)
        whole = [_of_people(town, beliefs), _of_activities(town, asked), *pairs]
        shape = (*self.chance.shape, 0)
        spread = [np.broadcast_to(one, (*shape[:2], one.shape[2])) for one in whole]
        self.columns = np.concatenate(spread, axis=2).reshape(self.chance.size, -1)


def _of_people(town: Town, beliefs: Beliefs) -> Values:
    levels = (town.people.level[:, None] == np.arange(6)).astype(np.float64)
    ease = np.column_stack([beliefs.theta, beliefs.theta**2, beliefs.variance])
    return np.column_stack([ease, levels, beliefs.sense])[:, None, :]


def _of_activities(town: Town, asked: Values) -> Values:
    there = town.activities
    untold = np.isnan(there.told_facts).astype(np.float64)
    first, second = np.triu_indices(asked.shape[1])
    both = asked[:, first] * asked[:, second]
    return np.column_stack([asked, untold, there.told_supports, both])[None]


def _studied(seed: int, number: int, town: Town) -> Town:
    """Other people and activities where facts weigh as they do in the town."""
    world = town.world
    dice = np.random.default_rng([seed, number, 1])
    there = make_catalogue(dice, world, len(town.activities))
    burden = make_burden(dice, world.norm, there.facts)
    other = np.random.default_rng([seed, number, 6])
    people, activities = STUDIED
    there = make_catalogue(other, world, activities)
    crowd = make_crowd(other, world, burden, people)
    strain = strain_of(other, world, burden, crowd, there)
    nothing = np.zeros_like(strain)
    return Town(
        world=world, people=crowd, activities=there, strain=strain,
        pull=nothing, is_free=nothing > 0, fit=nothing, near=nothing,
    )  # fmt: skip


def _best(studied: Town, town: Town) -> Values:
    """Chances (N, M) from a ridge on the true strain, turned into how often it was so."""
    known = _Told(studied).columns
    beyond = (studied.strain - studied.people.ease[:, None]).ravel()
    guess = _ridge(known, beyond)
    happened = Lives.begin(studied, 0).chance_ok().ravel()
    seen = guess(known)
    place = np.searchsorted(np.quantile(seen, np.linspace(0, 1, _BINS + 1)[1:-1]), seen)
    many = np.bincount(place, minlength=_BINS)
    at, often = (np.bincount(place, of, _BINS) / many for of in (seen, happened))
    return np.interp(guess(_Told(town).columns), at, often).reshape(town.strain.shape)


def _ridge(known: Values, wanted: Values) -> Callable[[Values], Values]:
    middle, spread = known.mean(axis=0), known.std(axis=0) + 1e-9
    scaled = (known - middle) / spread
    penalty = np.eye(scaled.shape[1])
    weight = np.linalg.solve(scaled.T @ scaled + penalty, scaled.T @ (wanted - wanted.mean()))
    return lambda columns: np.asarray((columns - middle) / spread @ weight + wanted.mean())
