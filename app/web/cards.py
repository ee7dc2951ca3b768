"""A card of the search as the words and marks that a page shows."""

from datetime import date
from typing import Any

from app.activities.vocabulary import BANDS, FORMATS
from app.comfort import FACT_WORDS, FACTS
from app.web import times, words

MOST_REASONS = 2


def show_card(card: dict[str, Any], today: date) -> dict[str, Any]:
    """Turn a card of the API into plain words; `fit` in it decides which face is shown."""
    fit = card.get("fit")
    view: dict[str, Any] = {
        "id": card["id"],
        "title": card["title"],
        "icon": words.drawing(card["topics"], card["kind"]),
        "starts": card["starts_at"],
        "when": when(card, today),
        "where": where(card),
        "first": first_words(card),
        "fit": show_fit(fit) if fit else None,
    }
    if fit is None:
        view["lines"] = [words.sentence(", ".join(how_it_feels(card))), practical(card)]
    else:
        view["fit"]["reasons"] = two_reasons(fit)
        view["lead"] = told_so_far(card) if fit["band"] == "not_enough_known" else None
        view["note"] = left_over(card, fit, {r["key"] for r in view["fit"]["reasons"]})
    return view


def when(card: dict[str, Any], today: date) -> str:
    """The first matching date, or that times are agreed."""
    if not card["starts_at"]:
        return "Times by arrangement"
    ends = times.read_instant(card["ends_at"]) if card.get("ends_at") else None
    return times.span(times.read_instant(card["starts_at"]), ends, today)


def where(card: dict[str, Any]) -> str:
    """Distance and place, or how people meet without one."""
    place, form = card.get("place"), card["format"]
    if form in {"online", "phone"} or not place:
        return FORMATS[form] if form != "in_person" else "Place not told"
    name = place.get("name") or place.get("area")
    parts = [words.distance(card.get("distance_km")), name]
    said = ", ".join(part for part in parts if part) or "Place not told"
    if place.get("precision") == "town" and not place.get("name"):
        said += " (exact place not told)"
    return f"{said}, or online" if form == "hybrid" else said


def first_words(card: dict[str, Any]) -> list[str]:
    """What has to be said before all else: cancelled, full, and who it is for."""
    said = []
    if card.get("status") == "cancelled":
        said.append("Cancelled")
    if card.get("places") == "waiting_list":
        said.append("Full, waiting list open")
    if audience := words.audience(card.get("audience") or []):
        said.append(audience)
    return said


def how_it_feels(card: dict[str, Any]) -> list[str]:
    """People, sound and leaving, always in this order; untold ones are said together."""
    told, untold = [], []
    for said, asked in (
        (people(card), FACT_WORDS["people"].ask),
        (sound(card), FACT_WORDS["sensory"].ask),
        (leaving(card), FACT_WORDS["stuck"].ask),
    ):
        if said:
            told.append(said)
        else:
            untold.append(asked)
    return [*told, f"not told {_or_list(untold)}"] if untold else told


def _or_list(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} or {parts[-1]}"


def people(card: dict[str, Any]) -> str | None:
    """How many people; None where it was not told."""
    value = card["facts"].get("people")
    return None if value is None else FACT_WORDS["people"].phrases[value]


def sound(card: dict[str, Any]) -> str | None:
    """Short words for noise and crowding; None where nothing was told."""
    value = card["facts"].get("sensory")
    return None if value is None else words.SOUND[value]


def leaving(card: dict[str, Any]) -> str | None:
    """Short words for stopping or leaving; None where nothing was told."""
    value = card["facts"].get("stuck")
    if value is not None:
        return words.LEAVING[value]
    return words.LEAVING[0] if card["supports"].get("leave_ok") else None


def practical(card: dict[str, Any]) -> str:
    """Who meets you, cost and step-free, always in this order."""
    return " ".join(f"{part}." for part in (meeting(card), cost(card), step_free(card)))


def meeting(card: dict[str, Any]) -> str:
    """Who meets a newcomer."""
    told = card["supports"].get("greeter")
    if told:
        return f"{card.get('greeter_name') or 'Someone'} meets you"
    return "Not told who meets you" if told is None else "Nobody meets you"


def cost(card: dict[str, Any]) -> str:
    """The price, or that it was not told."""
    return words.money(card.get("cost")) or "Cost not told"


def step_free(card: dict[str, Any]) -> str:
    """Step-free or not; where people don't meet in a place it is not asked."""
    if card["format"] in {"online", "phone"}:
        return "No travel"
    told = card["access"].get("step_free")
    return {True: "Step-free", False: "Not step-free", None: "Not told if step-free"}[told]


def show_fit(fit: dict[str, Any]) -> dict[str, Any]:
    """Band and reasons in words; a band between two names both."""
    name = BANDS[fit["band"]]
    if fit.get("band_to"):
        name += f" or {BANDS[fit['band_to']].lower()}"
    icon = words.BAND_ICONS[fit["band"]]
    return {"band": fit["band"], "icon": icon, "name": name, "reasons": reasons(fit)}


def reasons(fit: dict[str, Any]) -> list[dict[str, str]]:
    """Every reason with its word and icon, good ones first."""
    return [
        {"key": reason["key"], "icon": mark, "word": word, "text": reason["text"]}
        for key, word, mark in words.REASONS
        for reason in fit.get(key) or []
    ]


def two_reasons(fit: dict[str, Any]) -> list[dict[str, str]]:
    """What a card has room for: one good and one hard reason, else the next in order."""
    every = reasons(fit)
    firsts = [r for i, r in enumerate(every) if r["word"] not in {e["word"] for e in every[:i]}]
    chosen = [r for r in firsts if r["word"] in {"Good:", "Harder:"}]
    rest = [r for r in every if r not in chosen]
    picked = (chosen + rest)[:MOST_REASONS]
    return [reason for reason in every if reason in picked]


def told_so_far(card: dict[str, Any]) -> str | None:
    """What is told about how it feels; None where nothing is."""
    said = [
        FACT_WORDS[key].phrases[card["facts"][key]]
        for key in FACTS
        if card["facts"].get(key) is not None
    ]
    return f"Told so far: {', '.join(said)}" if said else None


def left_over(card: dict[str, Any], fit: dict[str, Any], said: set[str]) -> str:
    """One small line of the facts that the shown reasons, by key, did not say already."""
    parts: list[str | None] = []
    if fit["band"] != "not_enough_known":
        parts = [
            None if "people" in said else people(card),
            None if "sensory" in said else sound(card),
            None if said & {"stuck", "leave_ok"} else leaving(card),
        ]
    if "greeter" not in said and card["supports"].get("greeter"):
        parts.append("someone meets you")
    parts += [_small(cost(card)), _small(step_free(card))]
    return words.sentence(", ".join(part for part in parts if part))


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
