"""What About me asks, what was answered, and in which words."""

from collections.abc import Mapping
from typing import Any

from app.activities import vocabulary
from app.comfort import SITUATIONS
from app.web import words
from app.web.choices import Option, options
from app.web.forms import Asked
from app.web.problems import NONE, Problems
from app.web.ways import Ways

LEVELS = {"1": "Hardly ever", "2": "A little", "3": "Sometimes", "4": "Often", "5": "Very"}
ANSWERS = {
    "fine": "Fine",
    "nervous": "A bit nervous",
    "very_nervous": "Very nervous",
    "avoid": "I would avoid it",
}
FEELINGS = {"easier": "Easier", "usual": "Usual", "harder": "Harder"}
FEEL_FIRST = {
    "speak": "Speaking to a whole group",
    "sensory": "Noise, light or a crowd",
    "start": "Walking in on my own",
    "body": "Eating or touch",
}
FEEL_MORE = {
    "strangers": "Talking with new people",
    "people": "Many people",
    "watched": "Others looking on",
    "assert": "Dealing with the public",
    "stuck": "Staying until the end",
}
PACES = {
    "steady": ("Steady", "Mostly comfortable ones first"),
    "balanced": ("Balanced", "Comfortable ones and gentle stretches"),
    "stretch": ("Stretch", "A little more new each time"),
}
TODAY = {
    "usual": "As on most days",
    "easier": "More at ease than on most days",
    "harder": "More anxious than on most days",
}
BUDGETS = {
    "": "No limit",
    "0": "Free only",
    "500": "Up to 5",
    "1000": "Up to 10",
    "2000": "Up to 20",
}
LIMITS = {"": "No limit"} | {
    str(count): f"{word} a week" for count, word in enumerate(("One", "Two", "Three", "Four"), 1)
}
CURRENCIES = {
    "AUD": "Australian dollars", "GBP": "British pounds", "CAD": "Canadian dollars",
    "EUR": "Euros", "INR": "Indian rupees", "NZD": "New Zealand dollars",
    "SEK": "Swedish kronor", "CHF": "Swiss francs", "USD": "US dollars",
}  # fmt: skip
HOME_CURRENCIES = {
    "AU": "AUD", "GB": "GBP", "CA": "CAD", "IN": "INR", "NZ": "NZD", "SE": "SEK", "CH": "CHF",
    "US": "USD",
}  # fmt: skip
FIRST_TOPICS = 9
FIELD_OF = {"interests": "interest", "free_times": "free_time", "sensitivities": "feel"}


Errors = Mapping[str, list[str]]


def show_about(asked: Asked, country: str, errors: Errors | None = None) -> dict[str, Any]:
    """The form with every answer in it, and what is wrong where something is."""
    profile = asked.profile
    currency = profile.get("budget_currency") or HOME_CURRENCIES.get(country, "EUR")
    return {
        "asked": asked,
        "ways": Ways(asked),
        # Who asks what suits them means the order of best fit, in place of any other.
        "search": asked.changed({"view": "", "sort": ""}).search,
        "problems": _problems(errors) if errors else NONE,
        "levels": options(LEVELS, [profile.get("level", "")]),
        "situations": [_situation(s.key, s.words, asked) for s in SITUATIONS],
        "feel_first": _feelings(FEEL_FIRST, asked),
        "feel_more": _feelings(FEEL_MORE, asked),
        "families": _families(profile.getlist("interest")),
        "paces": [
            (Option(key, label, profile.get("pace", "balanced") == key), hint)
            for key, (label, hint) in PACES.items()
        ],
        "today": options(TODAY, [profile.get("today", "usual")]),
        "limits": options(LIMITS, [""]),
        "max_km": profile.get("max_km", ""),
        "days": _days(profile.getlist("free_time")),
        "budgets": options(BUDGETS, [profile.get("budget_minor", "")]),
        "currencies": options(CURRENCIES, [currency]),
        # What earlier visits taught goes back only as long as it can be read.
        "state": None if errors else profile.get("state"),
    }


def _problems(errors: Errors) -> Problems:
    """The schema's names (`answers.party`) as the names of the form's parts."""
    parts = {name: name.split(".", maxsplit=1)[0] for name in errors}
    return Problems({FIELD_OF.get(part, part): errors[name] for name, part in parts.items()})


def _situation(key: str, said: str, asked: Asked) -> dict[str, Any]:
    answer = asked.profile.get(f"answer_{key}", "")
    return {
        "key": key,
        "words": said,
        "answer": ANSWERS.get(answer, "Not answered"),
        "options": options(ANSWERS, [answer]),
    }


def _feelings(table: dict[str, str], asked: Asked) -> list[dict[str, Any]]:
    return [
        {
            "key": key,
            "words": said,
            "options": options(FEELINGS, [asked.profile.get(f"feel_{key}", "usual")]),
        }
        for key, said in table.items()
    ]


def _families(chosen: list[str]) -> list[dict[str, Any]]:
    """Every topic in its family, families in the order of the vocabulary."""
    families: dict[str, dict[str, str]] = {}
    for key, topic in vocabulary.TOPICS.items():
        families.setdefault(topic.family, {})[key] = topic.label
    return [
        {
            "label": vocabulary.FAMILIES[family].label,
            "options": options(topics, chosen),
            "is_open": bool(set(topics) & set(chosen)),
        }
        for family, topics in families.items()
    ]


def _days(chosen: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "words": name,
            "options": options(
                {f"{day}_{part}": said for part, said in words.PARTS_OF_DAY.items()}, chosen
            ),
        }
        for day, name in words.WEEKDAYS.items()
    ]
