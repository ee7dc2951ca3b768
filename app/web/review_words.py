"""The words of the review pages."""

from typing import Any

KINDS = {
    "new": "New",
    "change": "A change",
    "reported": "Reported, still public",
    "hidden": "Out of sight until you decide",
}
DONE = {
    "approve": "Approved.",
    "reject": "Sent back to its author.",
    "hide": "Out of sight.",
    "restore": "Public again.",
    "trust": "Trusted from now on.",
    "block": "Blocked, and out of sight.",
}
FIELDS = {
    "starts_at": "Starts",
    "ends_at": "Ends",
    "rrule": "Repeats",
    "exdates": "Not on",
    "rdates": "Also on",
    "lat": "Point, north",
    "lon": "Point, east",
    "finding_us": "Finding us",
    "online_url": "Online at",
    "url": "Own page",
}


def field_words(name: str) -> str:
    """What a field is called."""
    return FIELDS.get(name, name.replace("_", " ").capitalize())


def value_words(value: Any) -> str:
    """What a field holds, in one text; empty for nothing."""
    if value is None or value in ("", [], {}):
        return ""
    if isinstance(value, dict):
        parts = [f"{key.replace('_', ' ')}: {value_words(part)}" for key, part in value.items()]
        return ", ".join(parts)
    if isinstance(value, list):
        return ", ".join(map(value_words, value))
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
