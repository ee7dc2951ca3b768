"""How an activity suits a person: pure functions of numbers and words (docs/fit-model.md).

No web, no database, no clock, no chance: the same input always gives the same bytes.
"""

from app.comfort.bands import band
from app.comfort.explanation import Explanation, Reason
from app.comfort.fact_words import FACT_WORDS, FactWords
from app.comfort.facts import FACTS, KINDS, SUPPORTS, TABLE_VERSION
from app.comfort.ladder import AIMS, CRUTCHES, Ladder, Step, next_steps
from app.comfort.learning import (
    ANSWERS,
    FEELINGS,
    TODAY,
    how_it_went,
    observe,
    on_a_day,
    profile_from_words,
)
from app.comfort.listing import Comfort, unknown_count
from app.comfort.model import (
    Demand,
    chance_range,
    chances,
    comfort_chance,
    demand,
    effective,
    effective_told,
)
from app.comfort.profile import LEVELS, Profile
from app.comfort.ranking import COST, INTEREST, PACES, TIME, comfort_worth, nearness, score
from app.comfort.reasons import explain
from app.comfort.returning import (
    MOST_TIMES,
    Been,
    at_place,
    beside_guess,
    ease_at,
    eases,
    observe_again,
    peak_of,
)
from app.comfort.screening import Fits, may_be_first
from app.comfort.situations import SITUATIONS, Situation
from app.comfort.support_words import SUPPORT_WORDS, SupportWords
from app.comfort.variety import WINDOW, Window, vary

__all__ = [
    "AIMS",
    "ANSWERS",
    "COST",
    "CRUTCHES",
    "FACTS",
    "FACT_WORDS",
    "FEELINGS",
    "INTEREST",
    "KINDS",
    "LEVELS",
    "MOST_TIMES",
    "PACES",
    "SITUATIONS",
    "SUPPORTS",
    "SUPPORT_WORDS",
    "TABLE_VERSION",
    "TIME",
    "TODAY",
    "WINDOW",
    "Been",
    "Comfort",
    "Demand",
    "Explanation",
    "FactWords",
    "Fits",
    "Ladder",
    "Profile",
    "Reason",
    "Situation",
    "Step",
    "SupportWords",
    "Window",
    "at_place",
    "band",
    "beside_guess",
    "chance_range",
    "chances",
    "comfort_chance",
    "comfort_worth",
    "demand",
    "ease_at",
    "eases",
    "effective",
    "effective_told",
    "explain",
    "how_it_went",
    "may_be_first",
    "nearness",
    "next_steps",
    "observe",
    "observe_again",
    "on_a_day",
    "peak_of",
    "profile_from_words",
    "score",
    "unknown_count",
    "vary",
]
