"""Which changes are looked at before they are public, and whose."""

import re
from typing import Any

from app.accounts.models import Organiser
from app.activities.posting.content import SCHEDULE, Content

ENOUGH_CLEAN = 3
# Where and when people are sent, what it is called and for whom, and where links lead.
SENSITIVE = frozenset(
    {*SCHEDULE, "title", "format", "place_name", "address", "lat", "lon", "finding_us"}
    | {"online_url", "url", "contact_public", "date_edits", "kind", "age_min", "age_max"}
)
TEXTS = ("description", "bring", "steps", "greeter_name")
# An address with or without its beginning: a name, a dot as browsers read it, and letters. "7.30pm"
# is none; a full stop without a space behind it is only looked at once more.
LINK = re.compile("://|@|\\w[.\uff0e\u3002\uff61][^\\W\\d_]{2}")
AROUND = ".,;:!?()[]'\""
# A telephone number, or any other that long.
NUMBER = re.compile(r"\d(?:[ ()/.-]?\d){6,}")
WORD = re.compile(r"[^\W_]+")
MANY_WORDS = 30


def is_proven(organiser: Organiser) -> bool:
    """Whether an organiser was vouched for, or had three listings found good."""
    return organiser.trusted_at is not None or organiser.clean_posts >= ENOUGH_CLEAN


def is_sensitive(published: Content, changes: Content) -> bool:
    """Whether a change touches title, time, place or a link, or says something else altogether."""
    return any(
        _differs(published.get(name), changes[name])
        for name in changes
        if name in SENSITIVE or (name in TEXTS and _is_new(published.get(name), changes[name]))
    )


def sensitive_part(published: Content, changes: Content) -> dict[str, Any]:
    """The fields of a change that have to be looked at."""
    return {
        name: value for name, value in changes.items() if is_sensitive(published, {name: value})
    }


def _differs(old: Any, new: Any) -> bool:
    return (old or None) != (new or None)


def _is_new(old: Any, new: Any) -> bool:
    """Whether a text leads somewhere else, or most of many words were not there before."""
    if links_in(new) - links_in(old):
        return True
    before, after = (set(WORD.findall(str(text).casefold())) for text in (old, new))
    fresh = len(after - before)
    return fresh >= MANY_WORDS and 2 * fresh > len(after)


def links_in(text: Any) -> set[str]:
    """Addresses, word by word, so that the work grows with the text alone; and long numbers."""
    words = {word.strip(AROUND) for word in str(text or "").split() if LINK.search(word)}
    return words | set(NUMBER.findall(str(text or "")))
