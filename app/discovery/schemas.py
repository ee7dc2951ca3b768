"""The shape of searches; the same names in queries, forms and JSON."""

from typing import Any

from marshmallow import fields, validates_schema
from marshmallow.exceptions import ValidationError

from app.activities.vocabulary import ACCESS, FORMATS, KINDS, TOPICS
from app.core.fields import (
    Choice,
    Coordinate,
    Day,
    Flag,
    Number,
    Several,
    Text,
    Whole,
    meaning,
)
from app.core.requests import StrictSchema
from app.discovery.filters import (
    DEFAULT_DAYS,
    DEFAULT_RADIUS_KM,
    MAX_DAYS,
    PARTS_OF_DAY,
    SORTS,
    WEEKDAYS,
)
from app.discovery.profile_schemas import ProfileSchema

ASKABLE_FORMATS = tuple(name for name in FORMATS if name != "hybrid")


class FilterSchema(StrictSchema):
    """The filters of GET /activities, POST /matches and the Nearby page."""

    lat = Coordinate(
        low=-90,
        high=90,
        metadata=meaning("Degrees north of where to look; 2 decimals count. Goes with lon."),
    )
    lon = Coordinate(
        low=-180, high=180, metadata=meaning("Degrees east of where to look. Goes with lat.")
    )
    place = Text(
        low=1,
        high=120,
        metadata=meaning(
            "A town to look around, instead of lat and lon: the first answer of /places. Without "
            "any place, only online and phone activities are found.",
            example="Shrewsbury",
        ),
    )
    radius_km = Number(
        low=1,
        high=100,
        metadata=meaning("Kilometres to look around.", default=DEFAULT_RADIUS_KM, example=10),
    )
    from_ = Day(
        data_key="from",
        attribute="first",
        metadata=meaning("The first day, where the activity is. Today, when left out."),
    )
    to = Day(
        attribute="last",
        metadata=meaning(
            f"The last day. {DEFAULT_DAYS} days after the first, when left out; at most "
            f"{MAX_DAYS} from today."
        ),
    )
    part_of_day = Several(
        Choice(PARTS_OF_DAY),
        attribute="parts",
        metadata=meaning("When it starts: morning from 5, afternoon from 12, evening from 17."),
    )
    weekday = Several(
        Choice(WEEKDAYS), attribute="weekdays", metadata=meaning("The day of the week.")
    )
    kind = Several(
        Choice(tuple(KINDS)),
        attribute="kinds",
        metadata=meaning("What sort it is.", example=["interest_group"]),
    )
    topic = Several(
        Choice(tuple(TOPICS), said="There is no such topic; /vocabulary lists them all."),
        attribute="topics",
        metadata=meaning("What it is about: any of these."),
    )
    format = Several(
        Choice(ASKABLE_FORMATS),
        attribute="formats",
        metadata=meaning("How people meet. A hybrid activity is found by both of its ways."),
    )
    free = Flag(metadata=meaning("True for what is told to be free."))
    max_cost = Whole(
        low=0,
        high=10_000_000,
        metadata=meaning("The most it may cost, in minor units of the activity's currency."),
    )
    access = Several(
        Choice(tuple(ACCESS)), metadata=meaning("What has to be told to be there: all of these.")
    )
    language = Several(
        Text(low=2, high=12),
        attribute="languages",
        metadata=meaning("The language spoken, such as en: any of these."),
    )
    age = Whole(low=0, high=120, metadata=meaning("An age that has to be welcome."))
    sort = Choice(
        SORTS,
        metadata=meaning(
            "The order. fit needs a profile and is usual with one; else soonest is usual."
        ),
    )
    limit = Whole(
        low=1,
        high=50,
        metadata=meaning("How many on a page.", default=20, example=2),
    )
    cursor = Text(
        low=1,
        high=4000,
        metadata=meaning("The next_cursor of the page before, with the same filters."),
    )

    @validates_schema
    def whole_point(self, asked: dict[str, Any], **kwargs: Any) -> None:
        """A point needs both numbers, and is given instead of a place's name."""
        del kwargs
        if ("lat" in asked) != ("lon" in asked):
            missing = "lon" if "lat" in asked else "lat"
            raise ValidationError("A point needs both lat and lon.", missing)
        if "lat" in asked and "place" in asked:
            raise ValidationError("Give a place or a point, not both.", "place")

    @validates_schema
    def days_in_order(self, asked: dict[str, Any], **kwargs: Any) -> None:
        """The last day is not before the first, and not too far from it."""
        del kwargs
        first, last = asked.get("first"), asked.get("last")
        if first and last and last < first:
            raise ValidationError("The last day is before the first.", "to")
        if first and last and (last - first).days > MAX_DAYS:
            raise ValidationError(f"At most {MAX_DAYS} days can be asked for.", "to")


class MatchSchema(FilterSchema):
    """The body of POST /matches: filters and a profile."""

    profile = fields.Nested(
        ProfileSchema, metadata=meaning("Who asks. It is dropped once this is answered.")
    )


class PageSchema(StrictSchema):
    """Which dates of one activity to show."""

    from_ = Day(
        data_key="from", attribute="first", metadata=meaning("The first day; today, when left out.")
    )
    limit = Whole(low=1, high=50, metadata=meaning("How many dates.", default=20))
