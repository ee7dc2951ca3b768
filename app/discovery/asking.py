"""From what the schemas loaded to one search: resolves the place, picks the usual order."""

from collections.abc import Mapping
from typing import Any, Protocol

from app.core.errors import SENTENCE, Invalid
from app.discovery.filters import DEFAULT_RADIUS_KM, Filters, Near
from app.places.found import Found, PlaceNotKnown, PlacesNotReady


class Lookup(Protocol):
    """What a search needs of the places room."""

    def find(self, text: str, limit: int = 8) -> list[Found]:
        """Places for a text, likeliest first; raises PlaceNotKnown."""

    def nearest_town(self, lat: float, lon: float) -> Found | None:
        """The town to name a point by."""


def read_filters(asked: Mapping[str, Any], places: Lookup, usual_sort: str) -> Filters:
    """Make Filters of what FilterSchema loaded; raise Invalid for a place nobody knows."""
    lists = ("parts", "weekdays", "kinds", "topics", "formats", "access", "languages")
    sort = asked.get("sort", usual_sort)
    return Filters(
        near=_near(asked, places),
        radius_km=asked.get("radius_km", DEFAULT_RADIUS_KM),
        first=asked.get("first"),
        last=asked.get("last"),
        **{name: tuple(sorted(asked.get(name, ()))) for name in lists},
        free=asked.get("free", False),
        max_cost=asked.get("max_cost"),
        age=asked.get("age"),
        sort="soonest" if sort == "fit" and usual_sort != "fit" else sort,
        limit=asked.get("limit", 20),
        cursor=asked.get("cursor"),
    )


def _near(asked: Mapping[str, Any], places: Lookup) -> Near | None:
    if "lat" in asked:
        named = _name_of_point(places, asked["lat"], asked["lon"])
        return Near(**named | {"lat": asked["lat"], "lon": asked["lon"], "precision": "point"})
    if "place" not in asked:
        return None
    try:
        found = places.find(asked["place"], limit=1)[0]
    except PlaceNotKnown as error:
        raise Invalid(SENTENCE, {"place": [error.detail]}) from error
    return Near(**_named(found))


def _name_of_point(places: Lookup, lat: float, lon: float) -> dict[str, Any]:
    """What a point is called; nothing where no town is near, or no gazetteer there to ask."""
    try:
        town = places.nearest_town(lat, lon)
    except PlacesNotReady:
        return {}
    return _named(town) if town else {}


def _named(found: Found) -> dict[str, Any]:
    return {
        "name": found.name,
        "area": found.area,
        "country": found.country,
        "lat": round(found.lat, 2),
        "lon": round(found.lon, 2),
        "precision": found.precision,
    }
