"""Why an activity may suit a person or not: words of the tables, never a number."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike

from app.comfort.bands import MOST_UNKNOWN, NOT_ENOUGH_KNOWN, band_range
from app.comfort.circumstances import Circumstances
from app.comfort.explanation import Explanation, Reason
from app.comfort.fact_words import FACT_WORDS
from app.comfort.facts import FACTS, FILL, GENTLER, HARDER, HIGHEST_CHOICE, SUPPORTS
from app.comfort.listing import Comfort, fact_values, support_values, unknown_count
from app.comfort.model import Values, chances, squared_effects
from app.comfort.profile import Profile
from app.comfort.ranking import USUAL_MAX_KM
from app.comfort.support_words import SUPPORT_WORDS

WORTH_SAYING: Final = 0.03
"""Least change of the chance that makes a good or a hard reason."""
_MOST_REASONS = 2
_NOTICEABLE = 1e-9

_SPEAK, _WATCHED = FACTS.index("speak"), FACTS.index("watched")


def explain(  # noqa: PLR0913, PLR0917
    profile: Profile,
    comfort: Comfort,
    interest: float = 1.0,
    distance_km: float | None = None,
    time_fits: bool | None = None,  # noqa: FBT001
    cost_fits: bool | None = None,  # noqa: FBT001
    *,
    max_km: float = USUAL_MAX_KM,
) -> Explanation:
    """Return the band and at most two good, two hard, one unknown and one helping reason.

    Comfort comes first; interest, distance, time and cost fill what is left of the two places.
    An untold fact is never a hard reason. With more than four untold facts the band is
    `not_enough_known`, and the reasons still say what *is* told.
    Raises ValueError that names what is out of range.
    """
    around = Circumstances(interest, distance_km, time_fits, cost_fits, max_km)
    told = _told_choices(comfort)
    weighed = _weigh(profile, comfort)
    if unknown_count(comfort) > MOST_UNKNOWN:
        band, band_to = NOT_ENOUGH_KNOWN, None
    else:
        band, band_to = band_range(weighed.now, weighed.low, weighed.high)
    helps = _supports_there(comfort, weighed) + _gentle_facts(told, weighed) + around.good()
    harder = _hard_facts(told, weighed) + around.hard()
    return Explanation(
        band=band,
        band_to=band_to,
        helps=helps[:_MOST_REASONS],
        harder=harder[:_MOST_REASONS],
        ask=_worth_asking(told, weighed),
        could_help=_could_help(comfort, weighed),
    )


@dataclass(frozen=True)
class _Weighed:
    """Chances of one activity as it is, and with one thing about it changed (an array each)."""

    now: float
    low: float
    high: float
    if_untold: Values
    if_gentle: Values
    if_demanding: Values
    if_absent: Values
    without_support: Values
    with_support: Values


def _weigh(profile: Profile, comfort: Comfort) -> _Weighed:
    told, supports = fact_values([comfort])[0], support_values([comfort])[0]
    filled = np.where(np.isnan(told), FILL, told)
    facts = [
        *(
            np.where(np.isnan(told), unknown, told)[np.newaxis]
            for unknown in (FILL, HARDER, GENTLER)
        ),
        *(_each_replaced(filled, by) for by in (FILL, GENTLER, HARDER, 0.0)),
    ]
    offers = [_each_replaced(supports, by) for by in (0.0, 1.0)]
    as_it_is = 3 + 4 * len(FACTS)
    effects = squared_effects(
        np.vstack([*facts, _copies(filled, 2 * len(SUPPORTS))]),
        np.vstack([_copies(supports, as_it_is), *offers]),
        FILL,
    )
    if filled[_WATCHED] >= filled[_SPEAK]:
        # Being watched has its own reason here, so it goes altogether, also where newcomers speak.
        unwatched = as_it_is - len(FACTS) + _WATCHED
        effects[unwatched] = effects[0]
        effects[unwatched, _WATCHED] = 0.0
    found = chances(profile, effects)
    ends = 3 + np.cumsum([len(FACTS)] * 4 + [len(SUPPORTS)])
    now, low, high = found[:3].tolist()
    return _Weighed(now, low, high, *np.split(found[3:], ends - 3))


def _copies(row: Values, count: int) -> Values:
    return np.repeat(row[np.newaxis], count, axis=0)


def _each_replaced(row: Values, by: ArrayLike) -> Values:
    """Return one copy of `row` for each of its values, with that one value replaced."""
    copies = _copies(row, len(row))
    np.fill_diagonal(copies, by)
    return copies


def _told_choices(comfort: Comfort) -> dict[str, int]:
    """Return the told facts as the nearest of the four choices."""
    return {
        fact: min(int(value + 0.5), HIGHEST_CHOICE)
        for fact, value in comfort.facts.items()
        if value is not None
    }


def _hard_facts(told: dict[str, int], weighed: _Weighed) -> list[Reason]:
    gains = weighed.if_absent - weighed.now
    keys = [fact for fact in _strongest(FACTS, gains) if told.get(fact, 0) > 0]
    return [Reason(fact, FACT_WORDS[fact].phrases[told[fact]]) for fact in keys]


def _gentle_facts(told: dict[str, int], weighed: _Weighed) -> list[Reason]:
    gains = weighed.now - weighed.if_untold
    keys = [fact for fact in _strongest(FACTS, gains) if told.get(fact) == 0]
    return [Reason(fact, FACT_WORDS[fact].phrases[0]) for fact in keys]


def _supports_there(comfort: Comfort, weighed: _Weighed) -> list[Reason]:
    gains = weighed.now - weighed.without_support
    keys = [name for name in _strongest(SUPPORTS, gains) if comfort.supports[name]]
    return [Reason(name, SUPPORT_WORDS[name].yes) for name in keys]


def _worth_asking(told: dict[str, int], weighed: _Weighed) -> list[Reason]:
    spread = weighed.if_gentle - weighed.if_demanding
    keys = [fact for fact in _strongest(FACTS, spread, _NOTICEABLE) if fact not in told]
    return [Reason(fact, FACT_WORDS[fact].ask) for fact in keys[:1]]


def _could_help(comfort: Comfort, weighed: _Weighed) -> list[Reason]:
    gains = weighed.with_support - weighed.now
    ordered = _strongest(SUPPORTS, gains, _NOTICEABLE)
    keys = [name for name in ordered if comfort.supports[name] is None]
    return [Reason(name, SUPPORT_WORDS[name].could_help) for name in keys[:1]]


def _strongest(keys: tuple[str, ...], gains: Values, least: float = WORTH_SAYING) -> list[str]:
    """Return the keys with at least this gain, the largest first, ties in table order."""
    order = np.argsort(-gains, kind="stable")
    return [keys[index] for index in order if gains[index] >= least]
