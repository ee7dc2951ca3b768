"""How an activity may feel, in words: its band, its reasons, and what was told beside them."""

from collections.abc import Mapping
from typing import Any

from app.activities.vocabulary import ACCESS, BANDS
from app.comfort import FACT_WORDS, FACTS, SUPPORT_WORDS, SUPPORTS
from app.web import words

MOST_REASONS = 2
ARRIVING = {
    "in_person": "you are met at the door",
    "online": "you join online",
    "phone": "you join by phone",
}
_SHORT_FACTS = {
    "speak": {1: "you say your name", 2: "a few words in a round", 3: "a talk or reading aloud"},
    "watched": {0: "nobody looks on", 3: "you perform for others"},
    "strangers": {2: "a fair amount of talk", 3: "mostly talk with new people"},
    "assert": {
        1: "some dealing with the public",
        2: "often dealing with the public",
        3: "mainly dealing with the public",
    },
    "start": {2: "others are there already", 3: "you go up to people first"},
    "body": {1: "eating or touch if you like", 3: "there is eating or touch"},
    "stuck": {1: words.LEAVING[1], 3: words.LEAVING[3]},
}
_SHORT_ASKS = {
    "strangers": "how much talk there is",
    "assert": "dealing with the public",
    "body": "eating or touch",
}
_SHORT_SUPPORTS = {
    "watch_ok": "you may only watch at first",
    "small_steps": "a small task to begin with",
    "info_ahead": "they tell you what will happen",
}
SHORT = {
    **{FACT_WORDS[k].phrases[n]: said for k, by in _SHORT_FACTS.items() for n, said in by.items()},
    **{FACT_WORDS[key].ask: said for key, said in _SHORT_ASKS.items()},
    **{SUPPORT_WORDS[key].yes: said for key, said in _SHORT_SUPPORTS.items()},
    "beginning with a small task": "a small task to begin with",
    "hearing beforehand what will happen": "hearing what will happen",
    "only watching the first time": "only watching at first",
}


def show_band(fit: Mapping[str, Any]) -> dict[str, Any]:
    """The band's name and mark; a band between two names both, the gentler one first."""
    order = list(BANDS)
    both = sorted({fit["band"], fit.get("band_to") or fit["band"]}, key=order.index)
    name = " or ".join(BANDS[one] if n == 0 else BANDS[one].lower() for n, one in enumerate(both))
    icon = words.BAND_ICONS[fit["band"]]
    return {"band": fit["band"], "icon": icon, "name": name, "been": fit.get("been")}


def phrase(key: str, value: int, form: str) -> str:
    """A told fact as a person reads it; being met means something else online than at a door."""
    said = FACT_WORDS[key].phrases[value]
    return ARRIVING.get(form, said) if key == "start" and value == 0 else said


def every_reason(fit: Mapping[str, Any], card: Mapping[str, Any]) -> list[dict[str, str]]:
    """Every reason with its word and icon, good ones first."""
    return [
        {"key": reason["key"], "icon": mark, "word": word, "text": _fitting(reason, card)}
        for key, word, mark in words.REASONS
        for reason in fit.get(key) or []
    ]


def _fitting(reason: Mapping[str, str], card: Mapping[str, Any]) -> str:
    said = reason["text"]
    is_met = reason["key"] == "start" and said == FACT_WORDS["start"].phrases[0]
    return phrase("start", 0, card["format"]) if is_met else said


def two_reasons(fit: Mapping[str, Any], card: Mapping[str, Any]) -> list[dict[str, str]]:
    """What a card has room for: one good and one hard reason, else the next in order, short."""
    every = every_reason(fit, card)
    firsts = [r for i, r in enumerate(every) if r["word"] not in {e["word"] for e in every[:i]}]
    chosen = [r for r in firsts if r["word"] in {"Good:", "Harder:"}]
    rest = [r for r in every if r not in chosen]
    picked = (chosen + rest)[:MOST_REASONS]
    return [reason | {"text": short(reason["text"])} for reason in every if reason in picked]


def short(text: str) -> str:
    """The same in so few words that it stays on one line of a small phone."""
    first = text.split(",", 1)[0]
    return SHORT.get(first, first)


def told_beside(card: Mapping[str, Any], said: set[str]) -> dict[str, str]:
    """What is told of how it feels and was not `said` already; access where that is all."""
    facts = {k: v for k, v in card["facts"].items() if v is not None}
    offers = {k for k, v in card["supports"].items() if v}
    told = {key: phrase(key, facts[key], card["format"]) for key in FACTS if key in facts}
    # That somebody meets you stands in the last line of every card.
    told |= {k: SUPPORT_WORDS[k].yes for k in SUPPORTS if k in offers and k != "greeter"}
    if is_nothing_told(card):
        told = told_access(card)
    if "stuck" in told or "stuck" in said:
        told.pop("leave_ok", None)
    if "leave_ok" in said and facts.get("stuck") == 0:
        told.pop("stuck", None)
    return {key: text for key, text in told.items() if key not in said}


def told_access(card: Mapping[str, Any]) -> dict[str, str]:
    """The access facts that are told, in few words."""
    return {
        key: text.label.lower() if card["access"][key] else text.no[:1].lower() + text.no[1:]
        for key, text in ACCESS.items()
        if card["access"].get(key) is not None
    }


def is_nothing_told(card: Mapping[str, Any]) -> bool:
    """True when nobody told anything of how it feels."""
    return all(value is None for part in ("facts", "supports") for value in card[part].values())


def told_so_far(told: Mapping[str, str]) -> str | None:
    """One line of what is told; None where nothing is."""
    return f"Told so far: {', '.join(told.values())}" if told else None
