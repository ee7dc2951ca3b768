"""The shape of visits: what `observe` and `next-steps` are told of them, in bodies only."""

from typing import Any

from marshmallow import fields, validate, validates_schema
from marshmallow.exceptions import ValidationError

from app.comfort import ANSWERS
from app.core.fields import Choice, Number, Text, meaning
from app.core.requests import StrictSchema
from app.discovery.profile_schemas import ProfileSchema
from app.discovery.schemas import FilterSchema

SAID: dict[str, Any] = {"required": "Please give this.", "null": "This can't be empty."}
MOST_VISITS = 200
LONGEST_WEEKS = 520


class VisitSchema(StrictSchema):
    """How one visit was: a number or one of four plain answers."""

    activity_id = Text(low=12, high=12, required=True, metadata=meaning("Where they were."))
    peak_anxiety = Number(
        low=0, high=10, metadata=meaning("How anxious at most: 0 not at all, 10 as much as can be.")
    )
    answer = Choice(tuple(ANSWERS), metadata=meaning("How it was, in a word instead."))

    @validates_schema
    def number_or_word(self, visit: dict[str, Any], **kwargs: Any) -> None:
        """One of the two: both could say different things, and neither says nothing."""
        del kwargs
        told = ("peak_anxiety" in visit) + ("answer" in visit)
        if told > 1:
            raise ValidationError("Give a number or an answer, not both.", "answer")
        if not told:
            raise ValidationError("Give a number from 0 to 10, or an answer.", "peak_anxiety")


class ObserveSchema(StrictSchema):
    """The body of POST /matches/observe."""

    profile = fields.Nested(
        ProfileSchema,
        required=True,
        error_messages=SAID,
        metadata=meaning("Who was there. It is dropped once this is answered."),
    )
    visit = fields.Nested(
        VisitSchema,
        required=True,
        error_messages=SAID,
        metadata=meaning("Where they were, and how it was."),
    )
    weeks = Number(
        low=0,
        high=LONGEST_WEEKS,
        metadata=meaning("Weeks since the visit before: people change.", default=0),
    )


class DoneSchema(StrictSchema):
    """One visit that is behind a person."""

    activity_id = Text(low=12, high=12, required=True, metadata=meaning("Where they were."))
    peak_anxiety = Number(
        low=0,
        high=10,
        required=True,
        metadata=meaning("How anxious at most: 0 not at all, 10 as much as can be."),
    )


class DoneListSchema(StrictSchema):
    """The visits so far."""

    done = fields.List(
        fields.Nested(DoneSchema),
        validate=validate.Length(max=MOST_VISITS, error=f"At most {MOST_VISITS} of these."),
        error_messages=SAID | {"invalid": "This must be a list."},
        metadata=meaning("Visits so far, the oldest first."),
    )


class NextStepsSchema(DoneListSchema, FilterSchema):
    """The body of POST /matches/next-steps: filters, a profile, and the visits so far."""

    profile = fields.Nested(
        ProfileSchema,
        required=True,
        error_messages=SAID,
        metadata=meaning("Who asks. It is dropped once this is answered."),
    )
