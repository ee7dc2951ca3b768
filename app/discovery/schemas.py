"""The shape of searches and profiles; the same names in queries, forms and JSON."""

from typing import Any

from marshmallow import fields, validates_schema
from marshmallow.exceptions import ValidationError

from app.activities.vocabulary import ACCESS, FORMATS, KINDS, TOPICS
from app.comfort import ANSWERS, FACTS, FEELINGS, PACES, SITUATIONS
from app.core.fields import Choice, Coordinate, Day, Flag, Number, Several, Table, Text, Whole
from app.core.requests import StrictSchema
from app.discovery.filters import FREE_TIMES, MAX_DAYS, PARTS_OF_DAY, SORTS, WEEKDAYS

ASKABLE_FORMATS = tuple(name for name in FORMATS if name != "hybrid")
SITUATION_KEYS = tuple(situation.key for situation in SITUATIONS)


class FilterSchema(StrictSchema):
    """The filters of GET /activities, POST /matches and the Nearby page."""

    lat = Coordinate(low=-90, high=90)
    lon = Coordinate(low=-180, high=180)
    place = Text(low=1, high=120)
    radius_km = Number(low=1, high=100)
    from_ = Day(data_key="from", attribute="first")
    to = Day(attribute="last")
    part_of_day = Several(Choice(PARTS_OF_DAY), attribute="parts")
    weekday = Several(Choice(WEEKDAYS), attribute="weekdays")
    kind = Several(Choice(tuple(KINDS)), attribute="kinds")
    topic = Several(
        Choice(tuple(TOPICS), said="There is no such topic; /vocabulary lists them all."),
        attribute="topics",
    )
    format = Several(Choice(ASKABLE_FORMATS), attribute="formats")
    free = Flag()
    max_cost = Whole(low=0, high=10_000_000)
    access = Several(Choice(tuple(ACCESS)))
    language = Several(Text(low=2, high=12), attribute="languages")
    age = Whole(low=0, high=120)
    sort = Choice(SORTS)
    limit = Whole(low=1, high=50)
    cursor = Text(low=1, high=4000)

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


class BudgetSchema(StrictSchema):
    """Money a person would spend on one visit."""

    minor = Whole(low=0, high=10_000_000, required=True)
    currency = Text(low=3, high=3, required=True)


class StateSchema(StrictSchema):
    """What earlier visits taught a profile; made by `observe`, kept by the device."""

    theta = Number(low=-3, high=3, required=True)
    variance = Number(low=0.03, high=2, required=True)
    sensitivities = Table(FACTS, Number(low=-1.2, high=1.2))
    sensitivity_variances = Table(FACTS, Number(low=0.03, high=2))
    updated_on = Day()


class ProfileSchema(StrictSchema):
    """How a person feels and what they like; only ever in the body of a request."""

    level = Whole(low=1, high=5, allow_none=True)
    answers = Table(SITUATION_KEYS, Choice(tuple(ANSWERS)))
    sensitivities = Table(FACTS, Choice(tuple(FEELINGS)))
    pace = Choice(tuple(PACES))
    interests = Several(Choice(tuple(TOPICS), said="There is no such topic."))
    max_km = Number(low=1, high=100)
    free_times = Several(Choice(FREE_TIMES))
    budget = fields.Nested(BudgetSchema, allow_none=True)
    state = fields.Nested(StateSchema)


class MatchSchema(FilterSchema):
    """The body of POST /matches: filters and a profile."""

    profile = fields.Nested(ProfileSchema)


class PageSchema(StrictSchema):
    """Which dates of one activity to show."""

    from_ = Day(data_key="from", attribute="first")
    limit = Whole(low=1, high=50)
