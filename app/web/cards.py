"""A card of the search as the words and marks that a page shows."""

from datetime import date
from typing import Any, NamedTuple

from app.activities.vocabulary import FORMATS
from app.comfort import FACT_WORDS
from app.web import reasons, times, words

LINE = 38
REMOTE = frozenset({"online", "phone"})
EXAMPLE = "(example)"


class Where(NamedTuple):
    """Where people meet: our words before a name that somebody else wrote, and after it."""

    before: str
    name: str = ""
    after: str = ""


def show_card(card: dict[str, Any], today: date, zone: str | None) -> dict[str, Any]:
    """Turn a card of the API into plain words; `fit` in it decides which face is shown.

    `zone` is the time zone of the place that was searched, None where none was.
    """
    fit = card.get("fit")
    view: dict[str, Any] = {
        "id": card["id"],
        "title": card["title"],
        "icon": words.drawing(card["topics"], card["kind"]),
        "date": card["occurrence_id"] if card["places"] != "not_needed" else None,
        "starts": card["starts_at"],
        "when": when(card, today),
        "clock": clock(card, zone),
        "where": where(card),
        "first": first_words(card),
        "is_example": card["organiser"]["name"].lower().endswith(EXAMPLE),
    }
    if fit is None:
        view["lines"] = [words.sentence(", ".join(how_it_feels(card))), practical(card)]
        return view | {"asks": any("ot told" in line for line in view["lines"])}
    shown = reasons.two_reasons(fit, card)
    said = {reason["key"] for reason in shown}
    is_little_known = fit["band"] == "not_enough_known"
    lead = reasons.told_beside(card, said) if is_little_known else {}
    return view | {
        "fit": reasons.show_band(fit) | {"reasons": shown},
        "lead": reasons.told_so_far(lead),
        "note": left_over(card, fit, said | set(lead)),
        "asks": any(reason["word"] == "Not known:" for reason in shown),
    }


def when(card: dict[str, Any], today: date) -> str:
    """The first matching date, or that times are agreed."""
    if not card["starts_at"]:
        return "Times by arrangement"
    ends = times.read_instant(card["ends_at"]) if card.get("ends_at") else None
    return times.span(times.read_instant(card["starts_at"]), ends, today)


def clock(card: dict[str, Any], zone: str | None) -> str | None:
    """Whose clock the time is told by: where people meet from anywhere, or it is not `zone`'s."""
    starts = card["starts_at"]
    is_somewhere = card["format"] not in REMOTE
    if not starts or (is_somewhere and times.is_clock_of(zone, times.read_instant(starts))):
        return None
    return times.zone_words(card["time_zone"])


def where(card: dict[str, Any]) -> Where:
    """Distance and place, or how people meet without one."""
    place, form = card.get("place"), card["format"]
    if form in REMOTE or not place:
        return Where(FORMATS[form] if form != "in_person" else "Place not told")
    far = words.distance(card.get("distance_km"))
    before = f"{far}, " if far else ""
    name = short_place(place.get("name") or place.get("area") or "", LINE - len(before))
    after = ", or online" if form == "hybrid" else ""
    if place.get("precision") == "town" and not place.get("name"):
        after = f" (exact place not told){after}"
    if not name:
        return Where(f"{far or 'Place not told'}{after}")
    return Where(before, name, after)


def short_place(name: str, most: int) -> str:
    """A name of more than `most` letters without what follows commas; words are never cut."""
    while len(name) > most and "," in name:
        name = name.rsplit(",", 1)[0].rstrip()
    return name


def first_words(card: dict[str, Any]) -> list[str]:
    """What has to be said before all else: cancelled, full, and who it is for."""
    said = []
    if card.get("status") == "cancelled":
        said.append("Cancelled")
    if card.get("places") == "waiting_list":
        said.append("Full, waiting list open")
    if card.get("kind") == "support_meetup":
        said.append("Support meetup, not therapy")
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
    if card["format"] in REMOTE:
        return "No travel"
    told = card["access"].get("step_free")
    return {True: "Step-free", False: "Not step-free", None: "Not told if step-free"}[told]


def left_over(card: dict[str, Any], fit: dict[str, Any], said: set[str]) -> str:
    """One small line of the facts that were not said already, by key."""
    parts: list[str | None] = []
    if fit["band"] != "not_enough_known":
        parts = [
            None if "people" in said else people(card),
            None if "sensory" in said else sound(card),
            None if said & {"stuck", "leave_ok"} else leaving(card),
        ]
    if "greeter" not in said and card["supports"].get("greeter"):
        parts.append("someone meets you")
    parts.append(_small(cost(card)))
    if "step_free" not in said:
        parts.append(_small(step_free(card)))
    return words.sentence(", ".join(part for part in parts if part))


def _small(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text
