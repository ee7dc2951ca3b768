"""Whose clock the times of an activity are on, before a pin says so."""

from collections.abc import Mapping
from typing import Any

from app.activities.posting.content import zone_of

# Where most people of a country live, in the countries whose help numbers are known.
USUAL = {
    "AU": "Australia/Sydney", "CA": "America/Toronto", "CH": "Europe/Zurich",
    "DE": "Europe/Berlin", "ES": "Europe/Madrid", "FR": "Europe/Paris", "GB": "Europe/London",
    "IE": "Europe/Dublin", "IN": "Asia/Kolkata", "IT": "Europe/Rome", "NL": "Europe/Amsterdam",
    "NZ": "Pacific/Auckland", "PL": "Europe/Warsaw", "SE": "Europe/Stockholm",
    "US": "America/New_York", "ZA": "Africa/Johannesburg",
}  # fmt: skip


def clock_for(content: Mapping[str, Any], country: str) -> str:
    """The zone that was told or is that of the pin, else the usual one of the country."""
    return zone_of(content) or USUAL.get(country, "UTC")
