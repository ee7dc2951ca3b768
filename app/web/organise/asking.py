"""What the steps of posting ask, in which words, with what was answered so far."""

from typing import Any

from app.activities import vocabulary
from app.comfort import FACT_WORDS, FACTS, SUPPORTS
from app.web import words
from app.web.about import CURRENCIES, HOME_CURRENCIES
from app.web.choices import options
from app.web.forms import Values

NOT_SURE = {"": "Not sure"}
THREE = {"yes": "Yes", "no": "No"} | NOT_SURE
# The five that say most come first; none of the nine is required.
FIRST_FACTS = ("speak", "strangers", "people", "start", "stuck")
FACT_HINTS = {
    "speak": "Also count saying your name at the start.",
    "start": "Think of someone who comes for the first time.",
    "strangers": "Think of a quiet person's first hour.",
    "people": "On a usual day, you included.",
    "stuck": "Without having to explain.",
    "sensory": "On a usual day.",
}
SUPPORT_QUESTIONS = {
    "greeter": "A named person meets each newcomer",
    "leave_ok": "People can leave early and need not explain",
    "watch_ok": "People may only watch the first time",
    "bring_friend": "People may bring someone",
    "small_steps": "People can begin with a small task",
    "info_ahead": "You tell people beforehand what will happen",
    "quiet_space": "There is a quiet room",
    "hello_first": "People can write or call you first",
}
KIND_HINTS = {
    "volunteering": "People help with something.",
    "interest_group": "People do or learn something together.",
    "support_meetup": "People in a similar situation meet. It is not therapy.",
}
COSTS = {"free": "Free", "paid": "It costs something"} | NOT_SURE
BOOKINGS = vocabulary.BOOKINGS | {"": "Not sure"}


def ask(step: str, typed: Values, country: str) -> dict[str, Any]:
    """All that the template of a step draws beside the plain fields."""
    if step == "access":
        return _access(typed, country)
    asks = {"what": _what, "where": _where, "expect": _expect, "people": _people}
    return asks[step](typed) if step in asks else {}


def _what(typed: Values) -> dict[str, Any]:
    chosen = typed.getlist("topics")
    families: dict[str, dict[str, str]] = {}
    for key, topic in vocabulary.TOPICS.items():
        families.setdefault(topic.family, {})[key] = topic.label
    return {
        "kinds": [
            (option, KIND_HINTS[option.value])
            for option in options(vocabulary.KINDS, [typed.get("kind", "")])
        ],
        "families": [
            {
                "label": vocabulary.FAMILIES[family].label,
                "options": options(topics, chosen),
                "is_open": bool(set(topics) & set(chosen)),
            }
            for family, topics in families.items()
        ],
    }


def _where(typed: Values) -> dict[str, Any]:
    return {"formats": options(vocabulary.FORMATS, [typed.get("format", "in_person")])}


def _expect(typed: Values) -> dict[str, Any]:
    rest = [key for key in FACTS if key not in FIRST_FACTS]
    return {
        "first_facts": [_fact(key, typed) for key in FIRST_FACTS],
        "more_facts": [_fact(key, typed) for key in rest],
        "has_more": any(typed.get(f"fact_{key}") for key in rest),
        "supports": [
            {
                "key": key,
                "words": SUPPORT_QUESTIONS[key],
                "options": options(THREE, [typed.get(f"support_{key}", "")]),
            }
            for key in SUPPORTS
        ],
    }


def _fact(key: str, typed: Values) -> dict[str, Any]:
    said = FACT_WORDS[key]
    labels = {str(value): label for value, label in enumerate(said.choices)} | NOT_SURE
    reads = {str(value): text for value, text in enumerate(said.phrases)} | {"": said.unknown}
    return {
        "key": key,
        "question": said.question,
        "hint": FACT_HINTS.get(key),
        "options": options(labels, [typed.get(f"fact_{key}", "")]),
        "reads": [(value, words.sentence(text)) for value, text in reads.items()],
    }


def _people(typed: Values) -> dict[str, Any]:
    sizes = {str(size): "Only one" if size == 1 else str(size) for size in range(1, 6)}
    return {
        "audiences": options(
            {key: words.sentence(label) for key, label in vocabulary.AUDIENCES.items()},
            typed.getlist("audience"),
        ),
        "bookings": options(BOOKINGS, [typed.get("booking", "")]),
        "sizes": options(sizes, [typed.get("party_limit", "1")]),
    }


def _access(typed: Values, country: str) -> dict[str, Any]:
    currency = typed.get("cost_currency") or HOME_CURRENCIES.get(country, "EUR")
    return {
        "facts": [
            {
                "key": key,
                "words": said.label,
                "options": options(THREE, [typed.get(f"access_{key}", "")]),
            }
            for key, said in vocabulary.ACCESS.items()
        ],
        "costs": options(COSTS, [typed.get("cost_kind", "")]),
        "currencies": options(CURRENCIES | _own(currency), [currency]),
        "languages": options({"": "Not told"} | words.LANGUAGES, [typed.get("language", "")]),
    }


def _own(currency: str) -> dict[str, str]:
    return {} if currency in CURRENCIES else {currency: currency}
