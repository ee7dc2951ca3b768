from dataclasses import dataclass
from math import isnan
from typing import Final

from app.comfort.checks import number_within, yes_or_no
from app.comfort.explanation import Reason
from app.comfort.ranking import INTEREST, USUAL_MAX_KM, nearness

NEAR_FROM: Final = 0.6
"""Nearness from which on an activity is called close: about a quarter of what one would travel."""
FAR_BELOW: Final = 0.37
"""Nearness below which it is called a longer way: about half of what one would travel."""


@dataclass(frozen=True)
class Circumstances:
    """What beside comfort speaks for or against an activity; None means not asked or not known.

    Raises ValueError that names what is out of range.
    """

    interest: float = 1.0
    distance_km: float | None = None
    time_fits: bool | None = None
    cost_fits: bool | None = None
    max_km: float = USUAL_MAX_KM

    def __post_init__(self) -> None:
        number_within("interest", self.interest, 0, 1)
        object.__setattr__(self, "time_fits", yes_or_no("time_fits", self.time_fits))
        object.__setattr__(self, "cost_fits", yes_or_no("cost_fits", self.cost_fits))

    def good(self) -> list[Reason]:
        """Return what speaks for it; a full interest says nothing, as nobody may have chosen."""
        near = self._nearness()
        found = [
            (
                INTEREST["same_family"] <= self.interest < INTEREST["chosen"],
                Reason("interest", "close to the things you like"),
            ),
            (near is not None and near >= NEAR_FROM, Reason("distance", "close to you")),
            (self.time_fits is True, Reason("time", "at a time when you are free")),
        ]
        return [reason for applies, reason in found if applies]

    def hard(self) -> list[Reason]:
        """Return what speaks against it."""
        near = self._nearness()
        found = [
            (
                self.interest < INTEREST["same_family"],
                Reason("interest", "not one of the things you chose"),
            ),
            (near is not None and near < FAR_BELOW, Reason("distance", "a longer way for you")),
            (self.time_fits is False, Reason("time", "not at one of your free times")),
            (self.cost_fits is False, Reason("cost", "costs more than you planned")),
        ]
        return [reason for applies, reason in found if applies]

    def _nearness(self) -> float | None:
        if self.distance_km is None or isnan(self.distance_km):
            return None
        return float(nearness(self.distance_km, self.max_km))
