"""What was tried to do better than the shipped order; docs/fit-model.md says what it did.

None of these is shipped. Each is the balanced pace with one thing changed; `true chances` is
what nobody can know.
"""

from typing import Final

import numpy as np

from app.cli.evaluation.catalogue import Values
from app.cli.evaluation.orders import Order, Sight, by_pace
from app.comfort import PACES, comfort_worth
from app.comfort.ranking import LEAST_CHANCE

BALANCED: Final = by_pace("balanced").worth
_CALM, _HARD = 4.0, 7.0


def _at(enough: Values, sight: Sight) -> Values:
    """S when each person has a pace of their own, `enough` (N,)."""
    reached = np.maximum(sight.chance, LEAST_CHANCE) / enough[:, None]
    return np.asarray(np.square(np.minimum(reached, 1.0)) * sight.town.fit)


def _pace_by_visits(sight: Sight) -> Values:
    """Steady after a hard visit, stretch after two calm ones."""
    hard = sight.peaks[:, 0] >= _HARD
    calm = (sight.peaks[:, :2] <= _CALM).all(axis=1)
    enough = np.where(calm, PACES["stretch"], PACES["balanced"])
    return _at(np.where(hard, PACES["steady"], enough), sight)


def _pace_by_level(sight: Sight) -> Values:
    """Steady for levels 4 and 5."""
    anxious = sight.town.people.level >= 4
    return _at(np.where(anxious, PACES["steady"], PACES["balanced"]), sight)


def _gentle_after_hard(sight: Sight) -> Values:
    """After a hard visit only what is very likely to go well counts as enough."""
    hard = sight.peaks[:, 0] >= _HARD
    return _at(np.where(hard, 0.9, PACES["balanced"]), sight)


def _next_step(sight: Sight) -> Values:
    """After three calm visits and four weeks without a stretch, the best small step comes first."""
    worth = BALANCED(sight)
    due = (sight.peaks <= 5.0).all(axis=1) & (sight.since >= 4)
    is_step = (sight.chance >= 0.5) & (sight.chance < 0.7)
    best = np.where(is_step, sight.town.fit, -1.0).argmax(axis=1)
    who = np.flatnonzero(due & is_step.any(axis=1))
    worth[who, best[who]] = worth[who].max(axis=1) * 1.01
    return worth


def _halfway_to_low(sight: Sight) -> Values:
    """What is untold is taken halfway to demanding."""
    return comfort_worth((sight.chance + sight.low()) / 2.0) * sight.town.fit


def _lowest(sight: Sight) -> Values:
    """What is untold is taken as demanding."""
    return comfort_worth(sight.low()) * sight.town.fit


def _firmer(sight: Sight) -> Values:
    """C squared at the steady pace: what is likely to be hard comes much later."""
    return comfort_worth(sight.chance, "steady") ** 2 * sight.town.fit


def _firmest(sight: Sight) -> Values:
    """The same, and what is untold is taken as demanding."""
    return comfort_worth(sight.low(), "steady") ** 2 * sight.town.fit


def _told_first(sight: Sight) -> Values:
    """Each untold fact takes 5 % off."""
    untold = np.isnan(sight.town.activities.told_facts).sum(axis=1)
    return np.asarray(BALANCED(sight) * 0.95**untold)


TRIES: Final = (
    Order("pace by visits", _pace_by_visits, is_model=True),
    Order("pace by level", _pace_by_level, is_model=True),
    Order("gentle after hard", _gentle_after_hard, is_model=True),
    Order("next step first", _next_step, is_model=True),
    Order("halfway to P_lo", _halfway_to_low, is_model=True),
    Order("P_lo for P", _lowest, is_model=True),
    Order("told first", _told_first, is_model=True),
    Order("priors by type", BALANCED, is_model=True, fills_by_type=True),
    Order("softer peaks", BALANCED, is_model=True, peak_width=1.2),
    Order("C squared", lambda s: comfort_worth(s.chance) ** 2 * s.town.fit, is_model=True),
    Order("steady, C squared", _firmer, is_model=True),
    Order("the same by P_lo", _firmest, is_model=True),
    Order("t = .80", lambda s: _at(np.full(len(s.chance), 0.8), s), is_model=True),
    Order("places not remembered", BALANCED, is_model=True, remembers=0.0),
    Order("a visit counts double", BALANCED, is_model=True, remembers=2.0),
    Order("true chances", lambda s: comfort_worth(s.truth()) * s.town.fit, is_model=True),
    Order("no variety", BALANCED, is_model=True, is_varied=False),
)
