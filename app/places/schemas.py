"""What goes in and out of the places of the API."""

from typing import Any

from app.core.fields import Text
from app.core.requests import StrictSchema
from app.places.typed import MOST_CHARACTERS


class PlaceQuery(StrictSchema):
    """A typed place: a town, a town and its country or region, or a US ZIP code."""

    q = Text(low=1, high=MOST_CHARACTERS, required=True)


SHOWN: dict[str, dict[str, Any]] = {
    "name": {"type": "string"},
    "area": {"type": "string"},
    "country": {"type": "string"},
    "lat": {"type": "number"},
    "lon": {"type": "number"},
    "precision": {"type": "string", "enum": ["town", "postcode"]},
    "source": {"type": "string", "enum": ["geonames", "zipcodes"]},
}
PLACE = {
    "type": "object",
    "properties": SHOWN,
    "required": list(SHOWN),
    "additionalProperties": False,
}
PLACES = {
    "type": "object",
    "properties": {"items": {"type": "array", "items": PLACE, "maxItems": 8}},
    "required": ["items"],
    "additionalProperties": False,
}
