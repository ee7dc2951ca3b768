"""The shape of a profile: what a person may tell of themselves, and what visits taught."""

from typing import Any

from marshmallow import fields, validate, validates_schema
from marshmallow.exceptions import ValidationError

from app.activities.vocabulary import TOPICS
from app.comfort import (
    ANSWERS,
    FACTS,
    FEELINGS,
    MOST_TIMES,
    PACES,
    SITUATIONS,
    TABLE_VERSION,
    TODAY,
)
from app.core.fields import Choice, Day, Number, Several, Table, Text, Whole, meaning
from app.core.requests import StrictSchema
from app.discovery.filters import FREE_TIMES

SITUATION_KEYS = tuple(situation.key for situation in SITUATIONS)
MOST_VERSION = 1_000_000
FIRST_VERSION = 1
"""Of a state that names none: those that the first versions of Alongside made."""
MOST_PLACES = 200
OTHER_VERSION = (
    "Another version of Alongside made this, and this one can't read it. "
    "Leave it out to begin again from the answers."
)


class BudgetSchema(StrictSchema):
    """Money a person would spend on one visit."""

    minor = Whole(
        low=0,
        high=10_000_000,
        required=True,
        metadata=meaning("In minor units: 500 is 5.00 pounds."),
    )
    currency = Text(low=3, high=3, required=True, metadata=meaning("ISO 4217 code, such as GBP."))


class VisitedSchema(StrictSchema):
    """What visits to one activity were like, put together."""

    activity_id = Text(low=12, high=12, required=True, metadata=meaning("Where they were."))
    times = Whole(low=1, high=MOST_TIMES, required=True, metadata=meaning("How often."))
    peak = Number(
        low=0,
        high=10,
        required=True,
        metadata=meaning("The mean of the most anxious moments, 0 to 10."),
    )


class StateSchema(StrictSchema):
    """What earlier visits taught a profile; made by `observe`, kept by the device."""

    theta = Number(
        low=-3, high=3, required=True, metadata=meaning("How at ease among people; 0 is usual.")
    )
    variance = Number(low=0.03, high=2, required=True, metadata=meaning("How unsure that is."))
    sensitivities = Table(
        FACTS,
        Number(low=-1.2, high=1.2),
        metadata=meaning("By fact: above 0 is harder than usual."),
    )
    sensitivity_variances = Table(
        FACTS, Number(low=0.03, high=2), metadata=meaning("By fact: how unsure that is.")
    )
    visited = fields.List(
        fields.Nested(VisitedSchema),
        validate=validate.Length(max=MOST_PLACES, error=f"At most {MOST_PLACES} of these."),
        error_messages={"null": "This can't be empty.", "invalid": "This must be a list."},
        metadata=meaning("Places gone to, the last one at the end: each says most of itself."),
    )
    updated_on = Day(metadata=meaning("When a visit was last added."))
    version = Whole(
        low=1,
        high=MOST_VERSION,
        metadata=meaning("Which numbers of the model made it.", default=FIRST_VERSION),
    )

    @validates_schema
    def each_place_once(self, state: dict[str, Any], **kwargs: Any) -> None:
        """Two lines for one place would say different things of it."""
        del kwargs
        ids = [one["activity_id"] for one in state.get("visited", ())]
        if len(set(ids)) < len(ids):
            raise ValidationError("A place can stand here once.", "visited")

    @validates_schema
    def of_this_version(self, state: dict[str, Any], **kwargs: Any) -> None:
        """Numbers of another model mean something else: they are refused, never misread."""
        del kwargs
        if state.get("version", FIRST_VERSION) != TABLE_VERSION:
            raise ValidationError(OTHER_VERSION, "version")


class ProfileSchema(StrictSchema):
    """How a person feels and what they like; only ever in the body of a request."""

    level = Whole(
        low=1,
        high=5,
        allow_none=True,
        metadata=meaning(
            "How anxious meeting people feels: 1 hardly ever, 5 very. Null: not told."
        ),
    )
    answers = Table(
        SITUATION_KEYS,
        Choice(tuple(ANSWERS)),
        metadata=meaning("How everyday situations would feel; the keys are in /vocabulary."),
    )
    sensitivities = Table(
        FACTS,
        Choice(tuple(FEELINGS)),
        metadata=meaning("What is harder or easier than for most people, by comfort fact."),
    )
    pace = Choice(
        tuple(PACES),
        metadata=meaning("How big a step to put first in the list.", default="balanced"),
    )
    interests = Several(
        Choice(tuple(TOPICS), said="There is no such topic."),
        metadata=meaning("Topics they like; related ones count a little."),
    )
    max_km = Number(low=1, high=100, metadata=meaning("How far they like to go, in km."))
    free_times = Several(
        Choice(FREE_TIMES), metadata=meaning("When they are free, such as sat_morning.")
    )
    budget = fields.Nested(
        BudgetSchema, allow_none=True, metadata=meaning("What they like to spend on a visit.")
    )
    today = Choice(
        tuple(TODAY),
        metadata=meaning(
            "How this day feels beside most days; for this one answer only.", default="usual"
        ),
    )
    state = fields.Nested(
        StateSchema,
        metadata=meaning(
            "What visits taught; with it, level, answers and sensitivities are not used."
        ),
    )
