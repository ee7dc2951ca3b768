"""Numbers that help at once, by country, from one file of ours."""

from functools import cache
from pathlib import Path
from typing import Any

import orjson

NUMBERS = Path(__file__).parent / "help_numbers.json"


@cache
def countries() -> list[dict[str, Any]]:
    """Every country with its emergency numbers and lines, in alphabetical order."""
    read: list[dict[str, Any]] = orjson.loads(NUMBERS.read_bytes())
    return sorted(read, key=lambda country: str(country["name"]))


def own_first(code: str) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """The instance's own country, if it is in the file, and all the others."""
    own = next((country for country in countries() if country["code"] == code), None)
    return own, [country for country in countries() if country is not own]
