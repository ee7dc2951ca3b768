"""The model beside what is known already: people's answers, and orders written down before."""

import csv
import json
from dataclasses import dataclass
from io import StringIO
from itertools import pairwise
from math import isfinite
from pathlib import Path
from typing import Any, Final

from app.cli.evaluation.ranks import kendall, spearman
from app.comfort import (
    FACTS,
    SUPPORTS,
    TIME,
    Comfort,
    Profile,
    comfort_chance,
    demand,
    nearness,
)

MAX_KM: Final = 10.0
LEAST_RHO: Final = 0.85
LEAST_TAU: Final = 0.95
OWN_CASES = Path(__file__).parent / "own_cases.json"

UNREADABLE = (OSError, ValueError, KeyError, TypeError, IndexError, RecursionError, csv.Error)
"""What reading a file may end with that is not what it should be."""


class BadFile(ValueError):
    """A file that does not hold what it should; the sentence says what is missing."""


@dataclass(frozen=True)
class Situations:
    """How demand goes with what people answered about `count` situations."""

    count: int
    rho: float


@dataclass(frozen=True)
class Vignette:
    """One written person: Kendall's tau to the expected order, and whether the ends are right."""

    name: str
    tau: float
    ends_right: bool


def read_situations(path: Path) -> Situations:
    """Spearman's rho of demand and the column `target`, over the rows of a CSV file.

    Each row codes some of the nine facts, 0 to 3; a missing fact is 0, and nobody offers a
    support. Raises BadFile.
    """
    try:
        rows = list(csv.DictReader(StringIO(path.read_text(encoding="utf-8"), newline="")))
        modelled = [demand(_situation(row)).value for row in rows]
        targets = [_target(row) for row in rows if "target" in row]
    except UNREADABLE as error:
        raise BadFile(f"{path.name}: {error}") from error
    if len(targets) < 2:
        raise BadFile(f"{path.name} needs a column target, and two rows or more.")
    return Situations(len(rows), spearman(modelled, targets))


def read_vignettes(path: Path) -> list[Vignette]:
    """Compare the order by P x interest x nearness x time with the order that was expected.

    The JSON file holds people with `level`, `sens` and activities with `dims`, `supports`,
    `interest`, `km`, `time_ok`, and `expected_order`. Raises BadFile.
    """
    try:
        people = [_vignette(case) for case in json.loads(path.read_text(encoding="utf-8"))]
    except UNREADABLE as error:
        raise BadFile(f"{path.name} does not hold people and activities: {error}") from error
    if not people:
        raise BadFile(f"{path.name} holds nobody.")
    return people


def sign_trap() -> list[tuple[str, float]]:
    """Demands of three situations of ours; they must fall from the first to the last.

    Whoever takes how often a thing is feared for how hard it is gets them the other way round.
    """
    coded = {
        "giving a talk": {"speak": 3, "watched": 3, "people": 2},
        "a party with few one knows": {"strangers": 2, "people": 3, "start": 1},
        "eating in front of others": {"people": 1, "body": 1},
    }
    return [(name, demand(_alone(facts)).value) for name, facts in coded.items()]


def holds(
    against: Situations | None, people: list[Vignette], trap: list[tuple[str, float]]
) -> bool:
    """Whether all goals are reached: rho .85, mean tau .95, both ends right, demands falling."""
    falls = all(harder > gentler for (_, harder), (_, gentler) in pairwise(trap))
    mean_tau = sum(one.tau for one in people) / len(people)
    orders = mean_tau >= LEAST_TAU and all(one.ends_right for one in people)
    return falls and orders and (against is None or against.rho >= LEAST_RHO)


def _target(row: dict[str, str]) -> float:
    target = float(row["target"] or "nan")
    if not isfinite(target):
        raise ValueError("target must be a number in every row")
    return target


def _situation(row: dict[str, str]) -> Comfort:
    return _alone({fact: float(row.get(fact) or 0) for fact in FACTS})


def _alone(facts: dict[str, Any]) -> Comfort:
    return Comfort(facts=dict.fromkeys(FACTS, 0) | facts, supports=dict.fromkeys(SUPPORTS, False))


def _vignette(case: dict[str, Any]) -> Vignette:
    level = Profile.from_level(case["person"]["level"])
    person = Profile(level.theta, level.variance, case["person"]["sens"])
    activities = case["activities"]
    worth = (
        comfort_chance(person, [_listing(one) for one in activities])
        * [one["interest"] for one in activities]
        * nearness([one["km"] for one in activities], MAX_KM)
        * [TIME[one["time_ok"]] for one in activities]
    )
    found = [
        name for _, name in sorted(zip(-worth, (one["id"] for one in activities), strict=True))
    ]
    expected = case["expected_order"]
    ends = (found[0], found[-1]) == (expected[0], expected[-1])
    return Vignette(case["person"]["text"], kendall(found, expected), ends)


def _listing(activity: dict[str, Any]) -> Comfort:
    return Comfort(facts=activity["dims"], supports=activity["supports"])
