"""What must always hold, and the part of it that chance cases can try (docs/fit-model.md)."""

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from app.cli.evaluation.chance_cases import Case, draw_cases
from app.comfort import (
    FACTS,
    Comfort,
    Profile,
    chances,
    comfort_chance,
    comfort_worth,
    demand,
    effective,
    observe,
)
from app.comfort.facts import FILL, HIGHEST_CHOICE
from app.comfort.model import SLOPE

HAIR: Final = 1e-9
CLOSE: Final = 1e-6

SAID: Final = {
    1: "a lower theta never raises P",
    2: "less of a fact, or more of a support, never lowers P",
    3: "a higher sensitivity never raises P",
    4: "a visit moves theta the right way or not at all, by .4 at most",
    5: "variances never grow with a visit",
    6: "the order of listings, facts and supports changes nothing",
    7: "the same input gives the same bytes",
    8: "another listing never swaps two others",
    9: "telling something gentle never costs anything",
    10: "P is a finite number between 0 and 1",
    11: "name, age, gender, ethnicity, postcode or diagnosis change nothing",
    12: "filters are never broken",
    13: "no listing is hidden because of P",
    14: "theta stays within 3, and every listing stays findable",
    15: "one by one and in bulk agree to 1e-6",
    16: "a rung of the ladder is small, and there is an easier one or a word that there is none",
    17: "a person's words reach no address, log, cache, header or error",
    18: "what fewer than five visitors told shows nowhere",
    19: "the shares of the facts sum to 1",
}


@dataclass(frozen=True)
class Found:
    """One invariant: how many chance cases were tried and how many broke it; 0 tried = a test's."""

    number: int
    said: str
    tried: int
    broken: int


def try_all(seed: int, cases: int) -> list[Found]:
    """Try every invariant that chance cases can break; the others are tests of the whole app."""
    drawn = draw_cases(seed, cases)
    results = {number: [check(case) for case in drawn] for number, check in _CHECKS.items()}
    return [
        Found(number, said, len(results.get(number, [])), results.get(number, []).count(False))
        for number, said in SAID.items()
    ]


def _chance(person: Profile, listing: Comfort) -> float:
    return float(comfort_chance(person, [listing])[0])


def _lower_theta(case: Case) -> bool:
    higher = replace(case.person, theta=max(case.person.theta, case.other.theta))
    return _chance(case.person, case.listing) <= _chance(higher, case.listing) + HAIR


def _less_asked(case: Case) -> bool:
    told, fact, support = case.listing, case.fact, case.support
    facts = [
        _chance(case.person, replace(told, facts={**told.facts, fact: value})) for value in range(4)
    ]
    offers = [
        _chance(case.person, replace(told, supports={**told.supports, support: there}))
        for there in (True, None, False)
    ]
    return all((np.diff(row) <= HAIR).all() for row in (facts, offers))


def _more_dread(case: Case) -> bool:
    felt = case.person.sensitivities
    rising = [
        _chance(replace(case.person, sensitivities={**felt, case.fact: value}), case.listing)
        for value in (-1.2, felt[case.fact], 1.2)
    ]
    return bool((np.diff(rising) <= HAIR).all())


def _theta_moves(case: Case) -> bool:
    asked = demand(case.listing, case.person.sensitivities).value
    foreseen = 1.0 / (1.0 + np.exp(-SLOPE * (case.person.theta - asked)))
    moved = observe(case.person, case.listing, felt=case.felt).theta - case.person.theta
    if case.felt > foreseen:
        return bool(0.0 <= moved <= 0.4 + HAIR)
    return moved == 0.0 if case.felt >= 0.5 else bool(-0.4 - HAIR <= moved <= 0.0)


def _never_less_sure(case: Case) -> bool:
    after = observe(case.person, case.listing, felt=case.felt)
    before = case.person.sensitivity_variances
    kept = all(after.sensitivity_variances[fact] <= before[fact] for fact in FACTS)
    return kept and after.variance <= case.person.variance


def _order_is_nothing(case: Case) -> bool:
    turned = Comfort(
        facts=dict(reversed(list(case.listing.facts.items()))),
        supports=dict(reversed(list(case.listing.supports.items()))),
    )
    two = comfort_chance(case.person, [case.listing, case.newcomer])
    return bool((comfort_chance(case.person, [case.newcomer, turned]) == two[::-1]).all())


def _same_bytes(case: Case) -> bool:
    one, two = (comfort_chance(case.person, [case.listing]).tobytes() for _ in range(2))
    return one == two


def _newcomers_change_nothing(case: Case) -> bool:
    alone = effective([case.listing]).astype(np.float32)
    joined = effective([case.newcomer, case.listing]).astype(np.float32)
    return bool(chances(case.person, joined)[1] == chances(case.person, alone)[0])


def _gentle_is_free(case: Case) -> bool:
    told, most = case.listing.facts, float(FILL[FACTS.index(case.fact)]) * HIGHEST_CHOICE
    silent = replace(case.listing, facts={**told, case.fact: None})
    gentle = replace(case.listing, facts={**told, case.fact: most * case.felt})
    return _chance(case.person, gentle) >= _chance(case.person, silent) - HAIR


def _is_a_chance(case: Case) -> bool:
    return 0.0 < _chance(case.person, case.listing) < 1.0


def _never_locked_in(case: Case) -> bool:
    person = case.person
    for felt in (case.felt, 0.0, 0.0, 0.0, 1.0, 1.0, case.felt):
        person = observe(person, case.listing, felt=felt, weeks=1)
        if abs(person.theta) > 3.0:
            return False
    return bool((comfort_worth(comfort_chance(person, [case.listing])) > 0).all())


def _two_paths_agree(case: Case) -> bool:
    asked = demand(case.listing, case.person.sensitivities).value
    widened = SLOPE / np.sqrt(1.0 + np.pi / 8.0 * SLOPE**2 * case.person.variance)
    alone = 1.0 / (1.0 + np.exp(-widened * (case.person.theta - asked)))
    bulk = chances(case.person, effective([case.listing, case.newcomer]).astype(np.float32))
    return bool(abs(bulk[0] - alone) <= CLOSE)


def _shares_sum_to_one(case: Case) -> bool:
    asked = demand(case.listing, case.person.sensitivities)
    whole = 1.0 if any(asked.shares.values()) else 0.0
    return abs(sum(asked.shares.values()) - whole) <= HAIR


_CHECKS: Final = {
    1: _lower_theta,
    2: _less_asked,
    3: _more_dread,
    4: _theta_moves,
    5: _never_less_sure,
    6: _order_is_nothing,
    7: _same_bytes,
    8: _newcomers_change_nothing,
    9: _gentle_is_free,
    10: _is_a_chance,
    14: _never_locked_in,
    15: _two_paths_agree,
    19: _shares_sum_to_one,
}
