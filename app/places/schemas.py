"""What goes in and out of the places of the API."""

from marshmallow import Schema
from marshmallow.fields import List, Nested

from app.core.fields import Choice, Number, Text
from app.core.requests import StrictSchema
from app.places.typed import MOST_CHARACTERS


class PlaceQuery(StrictSchema):
    """A typed place: a town, a town and its country or region, or a US ZIP code."""

    q = Text(low=1, high=MOST_CHARACTERS, required=True)


class PlaceAnswer(Schema):
    """One place that the text may mean; the point is that of the town or postcode."""

    name = Text()
    area = Text()
    country = Text()
    lat = Number(low=-90, high=90)
    lon = Number(low=-180, high=180)
    precision = Choice(("town", "postcode"))
    source = Choice(("geonames", "zipcodes"))


class PlaceAnswers(Schema):
    """Up to 8 places, the likeliest first; none when nothing matches."""

    items = List(Nested(PlaceAnswer))
