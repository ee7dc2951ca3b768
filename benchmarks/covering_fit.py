"""The fit as an SQL expression: the same numbers as app/comfort, in the order of the score."""

from math import pi, sqrt
from typing import Any

import numpy as np

from app.activities.vocabulary import TOPICS
from app.comfort import COST, INTEREST, PACES, TIME
from app.comfort.facts import WEIGHTS
from app.comfort.model import LOWEST_DEMAND, SLOPE
from app.comfort.profile import sensitivity_values
from app.comfort.ranking import LEAST_CHANCE
from app.discovery.asker import Asker
from app.discovery.filters import FREE_TIMES
from app.places.distance import EARTH_RADIUS_KM

BY_FIT = """
WITH hit AS (
  SELECT activity, min(start) AS start, slot, cost, currency, topics_a, topics_b,
    (x - :x) * (x - :x) + (y - :y) * (y - :y) + (z - :z) * (z - :z) AS chord,
    e0 * :c0 + e1 * :c1 + e2 * :c2 + e3 * :c3 + e4 * :c4 + e5 * :c5 + e6 * :c6 + e7 * :c7
      + e8 * :c8 AS asks
  -- matching
), fit AS (
  SELECT *, 1.0 / (1.0 + exp(:slope * (sqrt(asks) - :at_ease))) AS chance FROM hit
)
SELECT activity,
  min(1.0, max(chance, :least) / :enough) * min(1.0, max(chance, :least) / :enough)
  * CASE WHEN :any_topic OR topics_a & :chosen_a OR topics_b & :chosen_b THEN :is_chosen
      WHEN topics_a & :related_a OR topics_b & :related_b THEN :is_related ELSE :is_other END
  * exp(:far * asin(sqrt(chord) / 2.0))
  * CASE WHEN :any_time OR (:free >> slot) & 1 THEN :is_free ELSE :is_busy END
  * CASE WHEN :any_cost THEN 1.0
      WHEN cost <> 0 AND (cost < 0 OR currency <> :currency) THEN :cost_unknown
      WHEN cost <= :budget THEN :affordable ELSE :too_dear END AS score
FROM fit ORDER BY score DESC, chance DESC, activity LIMIT :page"""


def fit_values(
    asker: Asker, radius_km: float, currencies: tuple[str, ...], half: int
) -> dict[str, Any]:
    """What BY_FIT takes of a person; `half` topics are in the first of two whole numbers."""
    profile = asker.profile
    scale = np.square(WEIGHTS * np.exp(sensitivity_values(profile))).tolist()
    families = {TOPICS[topic].family for topic in asker.interests}
    minor, currency = asker.budget or (0, "")
    values = {f"c{fact}": float(value) for fact, value in enumerate(scale)}
    return values | {
        "slope": SLOPE / sqrt(1.0 + pi / 8.0 * SLOPE**2 * profile.variance),
        "at_ease": profile.theta - LOWEST_DEMAND,
        "least": LEAST_CHANCE,
        "enough": PACES[asker.pace],
        "any_topic": not asker.interests,
        **_bits("chosen", [topic in asker.interests for topic in TOPICS], half),
        **_bits("related", [topic.family in families for topic in TOPICS.values()], half),
        "is_chosen": INTEREST["chosen"],
        "is_related": INTEREST["same_family"],
        "is_other": INTEREST["other"],
        "far": -2.0 * EARTH_RADIUS_KM / ((asker.max_km or radius_km) / 2.0),
        "any_time": not asker.free_times,
        "free": sum(1 << FREE_TIMES.index(name) for name in asker.free_times),
        "is_free": TIME[True],
        "is_busy": TIME[False],
        "any_cost": asker.budget is None,
        "currency": currencies.index(currency) if currency in currencies else -1,
        "budget": minor,
        "cost_unknown": COST[None],
        "affordable": COST[True],
        "too_dear": COST[False],
    }


def _bits(name: str, flags: list[bool], half: int) -> dict[str, int]:
    def number(some: list[bool]) -> int:
        return sum(1 << position for position, flag in enumerate(some) if flag)

    return {f"{name}_a": number(flags[:half]), f"{name}_b": number(flags[half:])}
