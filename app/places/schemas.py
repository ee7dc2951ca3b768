"""What goes in and out of the places of the API."""

from app.core.fields import Text, meaning
from app.core.requests import StrictSchema
from app.core.shapes import NUMBER, TEXT, Shape, exactly, named, one_of, said, some
from app.places.typed import MOST_CHARACTERS


class PlaceQuery(StrictSchema):
    """A typed place: a town, a town and its country or region, or a US ZIP code."""

    q = Text(
        low=1,
        high=MOST_CHARACTERS,
        required=True,
        metadata=meaning(
            "A town, a town and its region or country, or a US ZIP code.", example="Shrewsbury"
        ),
    )


SHOWN: Shape = {
    "name": said(TEXT, "What it is called."),
    "area": said(TEXT, "The region and country to tell it from namesakes."),
    "country": said(TEXT, "ISO 3166 code, such as GB."),
    "lat": said(NUMBER, "Degrees north."),
    "lon": said(NUMBER, "Degrees east."),
    "precision": said(one_of(("town", "postcode")), "What the point stands for."),
    "source": said(one_of(("geonames", "zipcodes")), "Whose data it is from."),
}
PLACE = named("Place", "A place that the words may mean.", exactly(SHOWN))
PLACES = named(
    "Places",
    "What words for a place may mean.",
    exactly({"items": said(some(PLACE) | {"maxItems": 8}, "The likeliest first; may be empty.")}),
)
