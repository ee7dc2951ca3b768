"""Numbers that help at once, by country, from one file of ours."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import orjson

from app.web.times import full_day

NUMBERS = Path(__file__).parent / "help_numbers.json"


@cache
def countries() -> list[dict[str, Any]]:
    """Every country with its emergency numbers and lines, in alphabetical order.

    Each number says in `checked` when a person checked it, or that nobody did yet. Raises
    ValueError for a `verified_on` that is no day.
    """
    read: list[dict[str, Any]] = orjson.loads(NUMBERS.read_bytes())
    for country in read:
        for number in _numbers(country):
            number["checked"] = _checked(number["verified_on"])
    return sorted(read, key=lambda country: str(country["name"]))


def own_first(code: str) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """The instance's own country, if it is in the file, and all the others."""
    own = next((country for country in countries() if country["code"] == code), None)
    return own, [country for country in countries() if country is not own]


def for_operator(code: str) -> str:
    """One line at start-up: how many help numbers of the instance's country nobody checked."""
    own, _ = own_first(code)
    if own is None:
        return f"Help numbers: none for {code}; people see 112, the list and findahelpline.com."
    numbers = _numbers(own)
    unchecked = sum(number["verified_on"] is None for number in numbers)
    if not unchecked:
        return f"Help numbers for {own['in']}: all {len(numbers)} checked."
    said = f"Help numbers for {own['in']}: {unchecked} of {len(numbers)} not checked yet."
    return f"{said} Ring or read them up, then put the day into app/web/{NUMBERS.name}."


def _numbers(country: dict[str, Any]) -> list[dict[str, Any]]:
    return [*country["emergency"], *country["lines"]]


def _checked(verified_on: str | None) -> str:
    if verified_on is None:
        return "not checked yet"
    return f"checked on {full_day(date.fromisoformat(verified_on))}"
