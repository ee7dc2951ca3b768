from dataclasses import dataclass
from typing import Final

from app.comfort.facts import FACTS, SUPPORTS
from app.comfort.listing import Comfort


@dataclass(frozen=True)
class Situation:
    """An everyday situation a person is asked about; `codes` are its nine facts, 0 to 3."""

    key: str
    words: str
    codes: tuple[int, ...]

    @property
    def comfort(self) -> Comfort:
        """The situation as an activity: everything is told, and nobody offers a support."""
        return Comfort(
            facts=dict(zip(FACTS, self.codes, strict=True)),
            supports=dict.fromkeys(SUPPORTS, False),
        )


SITUATIONS: Final = (
    Situation("party", "A gathering where you know few people", (0, 0, 2, 3, 0, 1, 1, 2, 0)),
    Situation(
        "round",
        "Saying your name and a sentence in a circle of ten",
        (2, 2, 1, 1, 0, 1, 0, 0, 1),
    ),
    Situation(
        "small_talk",
        "Small talk with someone new beside you",
        (0, 0, 3, 0, 0, 1, 0, 0, 1),
    ),
    Situation(
        "phone",
        "Ringing someone you don't know to ask something",
        (0, 0, 2, 0, 0, 2, 0, 0, 0),
    ),
    Situation(
        "eat_together",
        "Eating with people you don't know well",
        (0, 1, 1, 1, 0, 1, 3, 0, 1),
    ),
    Situation(
        "disagree",
        "Saying that you see it differently, or asking for a change",
        (0, 0, 1, 0, 3, 0, 0, 0, 0),
    ),
)
"""The six situations, in the order in which answers are applied."""
