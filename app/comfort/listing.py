from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import nan

import numpy as np
from numpy.typing import NDArray

from app.comfort.checks import number_within, yes_or_no
from app.comfort.facts import FACTS, HIGHEST_CHOICE, KINDS, NOT_SURE, SUPPORTS


@dataclass(frozen=True)
class Comfort:
    """What is told about one activity's comfort; a missing key is the same as None, *not told*.

    `facts` holds 0 to 3 (fractions come from visitors' answers), `supports` True, False or None.
    Both are kept with all their keys in the order of FACTS and SUPPORTS. `kind` does not enter
    the model while the table of assumed values is the same for all kinds.
    Raises ValueError for an unknown key or a value out of range.
    """

    facts: Mapping[str, float | None] = field(default_factory=dict)
    supports: Mapping[str, bool | None] = field(default_factory=dict)
    kind: str | None = None

    def __post_init__(self) -> None:
        _refuse_unknown("fact", self.facts, FACTS)
        _refuse_unknown("support", self.supports, SUPPORTS)
        if self.kind is not None and self.kind not in KINDS:
            raise ValueError(f"kind must be one of {', '.join(KINDS)}")
        for fact, value in self.facts.items():
            if value is not None:
                number_within(f"fact {fact}", value, 0, HIGHEST_CHOICE)
        facts = {fact: self.facts.get(fact) for fact in FACTS}
        supports = {
            name: yes_or_no(f"support {name}", self.supports.get(name)) for name in SUPPORTS
        }
        object.__setattr__(self, "facts", facts)
        object.__setattr__(self, "supports", supports)


def _refuse_unknown(what: str, given: Mapping[str, object], known: tuple[str, ...]) -> None:
    for key in given:
        if key not in known:
            raise ValueError(f"there is no {what} {key!r}; known are {', '.join(known)}")


def unknown_count(comfort: Comfort) -> int:
    """Return how many of the nine facts nobody told."""
    return sum(value is None for value in comfort.facts.values())


def fact_values(comforts: Sequence[Comfort]) -> NDArray[np.float64]:
    """Return told facts as (N, 9) on the scale 0 to 1; nan where nobody told."""
    rows = [[nan if value is None else value for value in one.facts.values()] for one in comforts]
    return np.array(rows, dtype=np.float64).reshape(-1, len(FACTS)) / HIGHEST_CHOICE


def support_values(comforts: Sequence[Comfort]) -> NDArray[np.float64]:
    """Return supports as (N, 8): 1 yes, 0 no, NOT_SURE where nobody told."""
    rows = [
        [NOT_SURE if there is None else there for there in one.supports.values()]
        for one in comforts
    ]
    return np.array(rows, dtype=np.float64).reshape(-1, len(SUPPORTS))


def told_values(
    told: Sequence[Mapping[str, float]],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return the arrays of `fact_values` and `support_values` from plain mappings."""
    facts = np.full((len(told), len(FACTS)), nan)
    supports = np.full((len(told), len(SUPPORTS)), NOT_SURE)
    column = {key: number for number, key in enumerate(FACTS + SUPPORTS)}
    for row, values in enumerate(told):
        for key, value in values.items():
            place = column.get(key)
            if place is None:
                continue
            if place < len(FACTS):
                facts[row, place] = value / HIGHEST_CHOICE
            else:
                supports[row, place - len(FACTS)] = value
    return facts, supports
