"""What the chips of Nearby offer: options in words, which are chosen, how many each would show."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from app.activities import vocabulary
from app.web import times, words
from app.web.forms import IN_PERSON, NARROWING, Asked

RADII = ("1", "2", "3", "5", "10", "25", "50", "100")
USUAL_RADIUS = "5"
PRICES = {"": "Any cost", "500": "Up to 5", "1000": "Up to 10", "2000": "Up to 20"}
MOST_TOPICS = 8


@dataclass(frozen=True)
class Option:
    """One thing that can be chosen."""

    value: str
    label: str
    is_chosen: bool
    count: int | None = None


def options(
    labels: Mapping[str, str], chosen: Iterable[str], counts: Mapping[str, int] | None = None
) -> list[Option]:
    """Options of a fixed table, with counts where the search gave them."""
    picked = set(chosen)
    return [
        Option(value, label, value in picked, (counts or {}).get(value) if counts else None)
        for value, label in labels.items()
    ]


def panels(asked: Asked, facets: Mapping[str, Mapping[str, int]], today: date) -> dict[str, Any]:
    """Everything the sheets of Nearby need."""
    search = asked.search
    radius = search.get("radius_km", USUAL_RADIUS)
    radii = dict.fromkeys(RADII if radius in RADII else (*RADII, radius))
    topic_labels = {key: topic.label for key, topic in vocabulary.TOPICS.items()}
    return {
        "when_words": when_words(asked, today),
        "when": options(times.PRESETS, [_preset(asked)]),
        "dates_chosen": _preset(asked) == "dates",
        "radius": options({km: f"{km} km" for km in radii}, [radius]),
        "radius_words": f"{radius} km",
        "kind": _repeated("kind", vocabulary.KINDS, asked, facets),
        "format": options(_forms(), _ways_to_meet(asked), facets.get("format") or None),
        "part_of_day": _repeated("part_of_day", words.PARTS_OF_DAY, asked, facets),
        "weekday": options(words.WEEKDAYS, search.getlist("weekday")),
        "topics": _topics(topic_labels, asked, facets.get("topic", {})),
        "access": options(_access(), search.getlist("access")),
        "language": options(words.LANGUAGES, search.getlist("language")),
        "price": options(PRICES, [search.get("max_cost", "")]),
        "count_on": sum(name in search for name in NARROWING),
    }


def _forms() -> dict[str, str]:
    return {key: label for key, label in vocabulary.FORMATS.items() if key != "hybrid"}


def _ways_to_meet(asked: Asked) -> list[str]:
    """What is ticked: what was chosen, else what Nearby means by itself."""
    return [IN_PERSON] if asked.means_near else asked.search.getlist("format")


def _access() -> dict[str, str]:
    return {key: said.label for key, said in vocabulary.ACCESS.items()}


def _repeated(
    name: str, labels: Mapping[str, str], asked: Asked, facets: Mapping[str, Mapping[str, int]]
) -> list[Option]:
    counts = facets.get(name)
    return options(labels, asked.search.getlist(name), counts or None)


def _topics(
    labels: Mapping[str, str], asked: Asked, counts: Mapping[str, int]
) -> dict[str, list[Option]]:
    """The topics found most first, the others by family under a fold."""
    every = options(labels, asked.search.getlist("topic"), counts)
    all_options = {option.value: option for option in every}
    first = sorted(counts, key=lambda key: (-counts[key], key))[:MOST_TOPICS]
    shown = [k for k in all_options if k in first or all_options[k].is_chosen]
    return {
        "first": [all_options[key] for key in shown],
        "others": [option for key, option in all_options.items() if key not in shown],
    }


def _preset(asked: Asked) -> str:
    if asked.search.get("when") in times.PRESETS:
        return asked.search["when"]
    return "dates" if asked.search.get("from") or asked.search.get("to") else "two_weeks"


def when_words(asked: Asked, today: date) -> str:
    """The chip's words for the asked time."""
    preset = _preset(asked)
    if preset != "dates":
        return times.PRESETS[preset]
    first, last = (_day(asked.search.get(name), today) for name in ("from", "to"))
    if first and last:
        return f"{first} to {last}"
    return f"From {first}" if first else f"Until {last}" if last else "Dates"


def _day(text: str | None, today: date) -> str | None:
    try:
        day = times.read_day(text or "")
    except ValueError:
        return None
    return times.short_day(day, today)
