"""What is asked of somebody who reports an activity."""

from app.core.fields import Choice, Text
from app.core.requests import StrictSchema
from app.core.shapes import exactly, named, one_of, said
from app.moderation.reasons import REPORT_REASONS

WORDS_HIGH = 1000
EXAMPLE = {"activity_id": "0123456789ab", "reason": "not_there", "text": "The door was locked."}


class ReportSchema(StrictSchema):
    """Which activity, and what is wrong with it."""

    activity_id = Text(
        required=True,
        low=12,
        high=12,
        metadata={"description": "The id of an item of a list."},
    )
    reason = Choice(
        tuple(REPORT_REASONS), required=True, metadata={"description": "What is wrong with it."}
    )
    text = Text(
        high=WORDS_HIGH,
        lines=True,
        allow_none=True,
        metadata={"description": "In your own words, if you like. Only moderators read it."},
    )


RECEIVED = named(
    "Received",
    "The report is with the moderators.",
    exactly({"state": said(one_of(("received",)), "Always the same, whoever reports.")}),
)
