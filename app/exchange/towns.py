"""Finds the town in an address, and accepts it only when name and surroundings agree."""

import re
from dataclasses import dataclass, field
from itertools import pairwise

from app.exchange.reading import Finder
from app.places.distance import haversine_km
from app.places.found import Found, PlaceNotKnown
from app.places.names import name_key

PIECES = re.compile(r"\s*[,;\n|>()]\s*|\s+[-–—]\s+|\s{2,}")
US_TAIL = re.compile(r"(?P<head>.*?)\s+(?P<state>[A-Z]{2})\s+(?P<zip>\d{5})(?:-\d{4})?$")
ZIP = re.compile(r"\b(\d{5})(?:-\d{4})?\b(?!.*\b\d{5}\b)")
POSTCODE = re.compile(r"\b(?:\d{4,6}(?:-\d{4})?|[A-Z]\d[A-Z]\s?\d[A-Z]\d)\b")
NEARBY_KM = 80.0
MOST_PIECES = 8
LONGEST_NAME_WORDS = 4


@dataclass
class Towns:
    """Looks up towns for one run of a reader and remembers the answers."""

    places: Finder
    near: Found | None = None
    _found: dict[str, Found | None] = field(default_factory=dict)
    _known: dict[str, tuple[Found, ...]] = field(default_factory=dict)

    def in_address(self, text: str) -> Found | None:
        """The town an address names, None when it names none we can be sure of.

        "Town, state" and "town, country" must agree; a bare town counts only within 80 km
        of `near`; a US ZIP code stands in when its town is not known by name.
        """
        if text not in self._found:
            self._found[text] = self._in_address(text)
        return self._found[text]

    def _in_address(self, text: str) -> Found | None:
        pieces = [piece for piece in PIECES.split(text) if piece][-MOST_PIECES:]
        for name, around in _pairs(pieces):
            found = self._named(f"{name}, {around}", name)
            if found:
                return found
        return self._near_by(pieces) or self._by_zip(text)

    def _near_by(self, pieces: list[str]) -> Found | None:
        if self.near is None:
            return None
        for piece in reversed(pieces):
            name = POSTCODE.sub("", piece).strip()
            found = self._named(f"{name}, {self.near.area}", name)
            if found and _km(found, self.near) <= NEARBY_KM:
                return found
        return None

    def _by_zip(self, text: str) -> Found | None:
        match = ZIP.search(text)
        found = self._look(match[1]) if match else ()
        return next((place for place in found if place.precision == "postcode"), None)

    def _named(self, query: str, name: str) -> Found | None:
        wanted = name_key(name)
        if not wanted or wanted.isdigit():
            return None
        return next((place for place in self._look(query) if name_key(place.name) == wanted), None)

    def _look(self, query: str) -> tuple[Found, ...]:
        if query not in self._known:
            try:
                self._known[query] = tuple(self.places.find(query, 3))
            except PlaceNotKnown:
                self._known[query] = ()
        return self._known[query]


def _pairs(pieces: list[str]) -> list[tuple[str, str]]:
    """(town, what stands around it) as an address may mean it, the likeliest first."""
    found: list[tuple[str, str]] = []
    for piece in reversed(pieces):
        match = US_TAIL.fullmatch(piece)
        if match:
            words = match["head"].split()
            sizes = range(min(LONGEST_NAME_WORDS, len(words)), 0, -1)
            found += [(" ".join(words[-size:]), match["state"]) for size in sizes]
    bare = [POSTCODE.sub("", piece).strip(" .") for piece in pieces]
    bare = [piece for piece in bare if piece]
    steps = [(name, around) for name, around in pairwise(bare)]
    skips = list(zip(bare, bare[2:], strict=False))
    return [*found, *reversed(steps), *reversed(skips)]


def _km(one: Found, other: Found) -> float:
    return float(haversine_km(one.lat, one.lon, other.lat, other.lon))
