"""Refusals with a sentence that names the thing, but never its value.

What people tell about themselves must not travel in the words of an error.
"""

from collections.abc import Mapping

import numpy as np


def number_within(name: str, value: object, low: float, high: float) -> float:
    """Return `value` as a float if it is a real number from `low` to `high`, else ValueError."""
    numbers = int | float | np.integer | np.floating
    if isinstance(value, numbers) and not isinstance(value, bool) and low <= value <= high:
        return float(value)
    raise ValueError(f"{name} must be a number from {low:g} to {high:g}")


def yes_or_no(name: str, value: object) -> bool | None:
    """Return True, False, or None for *not told*; ValueError for anything else."""
    if value is None:
        return None
    if isinstance(value, bool | np.bool_):
        return bool(value)
    raise ValueError(f"{name} must be True, False or None")


def only_known_keys(name: str, given: Mapping[str, object], known: tuple[str, ...]) -> None:
    """Refuse a mapping with a key outside `known`; the ValueError says which are known."""
    if any(key not in known for key in given):
        raise ValueError(f"{name} has a key that does not exist; known are {', '.join(known)}")
