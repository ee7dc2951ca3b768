"""The words of the review pages."""

from collections.abc import Callable
from typing import Any

from app.activities.vocabulary import ACCESS, AUDIENCES, BOOKINGS, FORMATS, KINDS, TOPICS
from app.comfort import FACT_WORDS, SUPPORT_WORDS
from app.web.words import money

SORTS = {
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
    "format": "How people meet",
    "finding_us": "Finding us",
    "online_url": "Online at",
    "url": "Own page",
    "age_min": "From age",
    "age_max": "Up to age",
    "party_limit": "How many may come together",
    "contact_public": "How to ask",
    "comfort": "What it is like to come",
}
LABELS = {"kind": KINDS, "format": FORMATS, "booking": BOOKINGS, "audience": AUDIENCES}


def field_words(name: str) -> str:
    """What a field is called."""
    return FIELDS.get(name, name.replace("_", " ").capitalize())


def value_words(name: str, value: Any) -> str:
    """What a field of POST /activities holds, in one text; empty for nothing."""
    if value in (None, "", [], {}):
        return ""
    if name in LABELS:
        return ", ".join(LABELS[name].get(key, key) for key in _several(value))
    ways: dict[str, Callable[[Any], str | None]] = {
        "cost": money,
        "comfort": _comfort,
        "access": _told,
        "topics": _topics,
    }
    if name in ways:
        return ways[name](value) or ""
    return "\n".join(map(str, value)) if isinstance(value, list) else str(value)


def _several(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _topics(keys: list[str]) -> str:
    return ", ".join(TOPICS[key].label if key in TOPICS else key for key in keys)


def _comfort(said: dict[str, Any]) -> str:
    facts = said.get("facts") or {}
    told = [
        f"{FACT_WORDS[key].label}: {FACT_WORDS[key].choices[value]}"
        for key, value in facts.items()
        if value is not None
    ]
    return "\n".join([*told, _told(said.get("supports") or {})]).strip()


def _told(said: dict[str, bool | None]) -> str:
    """Supports or access facts, a line for each that is told."""
    labels = {key: words.label for key, words in SUPPORT_WORDS.items()}
    labels |= {key: words.label for key, words in ACCESS.items()}
    return "\n".join(
        f"{labels[key]}: {'yes' if value else 'no'}"
        for key, value in said.items()
        if value is not None
    )
