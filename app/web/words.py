"""Words a page adds to those of the vocabulary and of the comfort tables."""

from collections.abc import Iterable
from typing import Any

from app.activities.vocabulary import AUDIENCES, TOPICS

BAND_ICONS = {
    "comfortable": "band-easy",
    "gentle_stretch": "band-stretch",
    "big_step": "band-step",
    "not_enough_known": "band-unk",
}
REASONS = (
    ("helps", "Good:", "check"),
    ("harder", "Harder:", "rise"),
    ("ask", "Not known:", "ask"),
    ("could_help", "Could help:", "plus"),
)
SOUND = ("quiet", "usual sound", "lively", "loud or crowded")
LEAVING = (
    "leave any time",
    "say when you leave",
    "people stay until the end",
    "a booked course or rota",
)
FACT_ICONS = {
    "people": "people",
    "strangers": "chat",
    "speak": "greet",
    "watched": "eye",
    "sensory": "sound",
    "stuck": "leave",
    "start": "door",
    "body": "tea",
    "assert": "hands",
}
ACCESS_ICONS = {
    "step_free": "ramp",
    "toilet": "check",
    "hearing_loop": "ear",
    "sign_language": "hands",
    "captions": "screen",
    "public_transport": "bus",
    "parking": "check",
    "no_alcohol": "tea",
    "no_photos": "eye",
    "assistance_dogs": "paw",
    "trained": "hands",
}
KIND_ICONS = {"volunteering": "hands", "interest_group": "people", "support_meetup": "listen"}
PARTS_OF_DAY = {"morning": "Morning", "afternoon": "Afternoon", "evening": "Evening"}
WEEKDAYS = {
    "mon": "Monday", "tue": "Tuesday", "wed": "Wednesday", "thu": "Thursday",
    "fri": "Friday", "sat": "Saturday", "sun": "Sunday",
}  # fmt: skip
LANGUAGES = {
    "en": "English", "ar": "Arabic", "bn": "Bengali", "zh": "Chinese", "nl": "Dutch",
    "fr": "French", "de": "German", "hi": "Hindi", "it": "Italian", "pl": "Polish",
    "pt": "Portuguese", "pa": "Punjabi", "ro": "Romanian", "es": "Spanish", "sv": "Swedish",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "cy": "Welsh",
}  # fmt: skip
PLACES = {
    "open": "There is room",
    "waiting_list": "Full, waiting list open",
    "not_needed": "No place needed",
}
SAID_BY = {
    "organiser": "The organiser",
    "source": "The place this listing comes from",
    "visitors": "Visitors",
}
SYMBOLS = {"GBP": "£", "EUR": "€", "USD": "$", "INR": "₹", "JPY": "¥"}
WHOLE_ONLY = frozenset({"JPY", "KRW", "ISK", "CLP", "VND"})
NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def sentence(text: str) -> str:
    """The text with its first letter large."""
    return text[:1].upper() + text[1:]


def listed(parts: list[str]) -> str:
    """Parts as a sentence lists them: `a, b and c`."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"


def number(count: int) -> str:
    """A small count as a word, larger ones as digits."""
    return NUMBERS[count] if count < len(NUMBERS) else str(count)


def money(cost: dict[str, Any] | None) -> str | None:
    """`Free`, `£3.50`, `12 SEK`; None where the cost was not told."""
    if cost is None:
        return None
    minor, currency = int(cost["minor"]), str(cost["currency"])
    if minor == 0:
        return "Free"
    amount = str(minor) if currency in WHOLE_ONLY else f"{minor / 100:.2f}".removesuffix(".00")
    symbol = SYMBOLS.get(currency)
    return f"{symbol}{amount}" if symbol else f"{amount} {currency}"


def distance(km: float | None) -> str | None:
    """`about 1 km`, as rounded by the search; None where there is no distance."""
    if km is None:
        return None
    return f"about {km:g} km" if km else "less than 0.5 km"


def audience(keys: list[str]) -> str | None:
    """`For women and beginners`; None where everybody is welcome."""
    return f"For {listed([AUDIENCES.get(key, key) for key in keys])}" if keys else None


def ages(low: int | None, high: int | None) -> str | None:
    """The ages an activity is for, in words."""
    if low is not None and high is not None:
        return f"Ages {low} to {high}"
    if low is not None:
        return f"Age {low} and over"
    return f"Up to age {high}" if high is not None else None


def drawings() -> dict[str, str]:
    """The icon of each topic and of each kind."""
    return {key: topic.icon for key, topic in TOPICS.items()} | KIND_ICONS


def drawing(topics: Iterable[str], kind: str) -> str:
    """The icon of the first topic, else of the kind."""
    return next((TOPICS[key].icon for key in topics if key in TOPICS), KIND_ICONS[kind])
