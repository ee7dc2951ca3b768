"""The offline gazetteer: typed text to places, and a point to the town it is near."""

import math
from dataclasses import replace
from pathlib import Path

from app.places.distance import haversine_km
from app.places.found import Found, PlaceNotKnown, UkPostcode
from app.places.grid import spans
from app.places.names import name_key
from app.places.readings import Reading, as_region, readings, within
from app.places.store import Store
from app.places.typed import MOST_CHARACTERS, Typed, read_typed

MOST_ANSWERS = 8
SHORTEST_PREFIX = 2
SAME_TOWN_KM = 15.0
ZIP_BELONGS_KM = 60.0
CITY = 50_000
LANDMARK_KM = 25.0
NEAR_KM = (12.0, 40.0, 150.0)


class Gazetteer:
    """Looks places up in the compiled file; safe to share between threads and over a fork."""

    def __init__(self, path: Path) -> None:
        """Remember where the file lies; it is opened at the first question."""
        self._store = Store(path)

    def is_ready(self) -> bool:
        """Whether the compiled file is there and can be read."""
        return self._store.is_ready()

    def close(self) -> None:
        """Let go of the file."""
        self._store.close()

    def find(self, text: str, limit: int = MOST_ANSWERS) -> list[Found]:
        """Places that a text may mean, the likeliest first: at least one, at most `limit`.

        A text is a town ("Lewes"), a town and where it is ("Lewes, Delaware", "lewes de",
        "Lewes, UK"), the beginning of a town's name, or a US ZIP code, in any case and with
        or without accents. Whole names come before beginnings; among them size decides, and
        the name a place goes by counts for more than its other names.
        Raises PlaceNotKnown; UkPostcode, a kind of it, when a UK postcode is all there is;
        PlacesNotReady when the gazetteer has not been compiled.
        """
        if len(text) > MOST_CHARACTERS:
            raise PlaceNotKnown(f"Please use at most {MOST_CHARACTERS} characters for a place.")
        typed = read_typed(text)
        towns = self._towns(typed)
        postcode = self._postcode(typed, towns)
        answers = _distinct(([postcode] if postcode else []) + towns)[:limit]
        if not answers:
            raise self._reason(typed)
        return self._told_apart(answers)

    def nearest_town(self, lat: float, lon: float) -> Found | None:
        """The town to name a point by; None where there is none within 150 km."""
        if not (math.isfinite(lat) and math.isfinite(lon)):
            return None
        for km in NEAR_KM:
            towns = self._store.towns_in(spans(lat, lon, km))
            if towns:
                away = haversine_km(lat, lon, [t.lat for t in towns], [t.lon for t in towns])
                nearest = int(away.argmin())
                if away[nearest] <= km:
                    return towns[nearest]
        return None

    def _towns(self, typed: Typed) -> list[Found]:
        for reading in readings(self._store, typed.parts):
            towns = self._named(reading)
            if towns:
                enough = len(towns) >= MOST_ANSWERS or typed.has_uk_postcode
                return towns if enough else towns + self._beginning(reading, own_only=True)
        if typed.has_uk_postcode:
            return []
        for reading in readings(self._store, typed.parts[:1], typed.parts[1:]):
            towns = self._beginning(reading, own_only=False)
            if towns and not as_region(self._store, *reading):
                return towns
        return []

    def _named(self, reading: Reading) -> list[Found]:
        """Towns of a name; of a region's name only its own town ("New York") and cities."""
        name, where = reading
        towns = self._store.named(name, where)
        region = as_region(self._store, name, where)
        if not region:
            return towns
        inside = self._store.named(name, region)
        return [town for town in towns if town.population >= CITY or town in inside]

    def _beginning(self, reading: Reading, *, own_only: bool) -> list[Found]:
        name, where = reading
        if len(name) < SHORTEST_PREFIX:
            return []
        return self._store.beginning(name, where, own_only=own_only)

    def _postcode(self, typed: Typed, towns: list[Found]) -> Found | None:
        """The ZIP code's place, unless what stands around it means somewhere else."""
        found = self._store.postcode(typed.zip_code) if typed.zip_code else None
        if found is None:
            return None
        if towns:
            lats, lons = [town.lat for town in towns], [town.lon for town in towns]
            away = haversine_km(found.lat, found.lon, lats, lons)
            return found if away.min() <= ZIP_BELONGS_KM else None
        where = within(self._store, typed.parts)
        return found if where is None or any(c == found.country for c, _ in where) else None

    def _told_apart(self, places: list[Found]) -> list[Found]:
        """Give the second and later of equal labels a landmark: "near Darlington, England"."""
        seen: set[tuple[str, str]] = set()
        told: list[Found] = []
        for place in places:
            label = (name_key(place.name), place.area)
            told.append(self._with_landmark(place) if label in seen else place)
            seen.add(label)
        return told

    def _with_landmark(self, place: Found) -> Found:
        around = self._store.towns_in(spans(place.lat, place.lon, LANDMARK_KM))
        own = name_key(place.name)
        others = [t for t in around if t.country == place.country and name_key(t.name) != own]
        largest = max(others, key=lambda town: town.population, default=None)
        return replace(place, area=f"near {largest.name}, {place.area}") if largest else place

    def _reason(self, typed: Typed) -> PlaceNotKnown:
        if typed.has_uk_postcode:
            return UkPostcode()
        if typed.parts and all(self._store.scope(part) for part in typed.parts):
            return PlaceNotKnown("That is a whole country or region. Please type a town in it.")
        return PlaceNotKnown()


def _distinct(places: list[Found]) -> list[Found]:
    """Without the second of two towns of one name that lie side by side."""
    kept: list[Found] = []
    for place in places:
        same = [k for k in kept if name_key(k.name) == name_key(place.name)]
        apart = haversine_km(place.lat, place.lon, [k.lat for k in same], [k.lon for k in same])
        if not same or apart.min() > SAME_TOWN_KM:
            kept.append(place)
    return kept
