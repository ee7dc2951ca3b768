"""What is asked and answered about those who run activities together."""

from app.core.fields import Choice, Text
from app.core.requests import StrictSchema
from app.core.shapes import (
    DAY,
    ID,
    TEXT,
    TRUTH,
    Shape,
    exactly,
    named,
    one_of,
    optional,
    said,
    some,
)

ROLES = ("owner", "editor", "viewer")
HELPER_EXAMPLE = {"email": "kim@example.org", "role": "editor"}
ROLE_WORDS = (
    "`viewer` sees all and changes nothing, `editor` changes and writes to those who come, "
    "`owner` asks others to help, too."
)


class HelperSchema(StrictSchema):
    """Who is asked to help."""

    email = Text(
        low=3, high=254, required=True, metadata={"description": "Where the invitation goes."}
    )
    role = Choice(ROLES, required=True, metadata={"description": ROLE_WORDS})


_HELPER: Shape = {
    "id": said(ID, "To take them off the list."),
    "name": said(optional(TEXT), "The name they gave, if any."),
    "address": said(optional(TEXT), "Their address; only owners see it."),
    "role": said(one_of(ROLES), ROLE_WORDS),
    "is_you": said(TRUTH, "Whether it is you."),
}
_ASKED: Shape = {
    "id": said(ID, "To take the invitation back."),
    "address": said(TEXT, "Where it went."),
    "role": said(one_of(ROLES), "What they are asked to be."),
    "made_on": said(DAY, "When it was sent. It is good for two weeks."),
}
HELPERS = named(
    "Helpers",
    "Everybody who runs what this organiser posts, and who was asked to.",
    exactly(
        {
            "items": said(some(exactly(_HELPER)), "Those who help, the first one first."),
            "asked": said(some(exactly(_ASKED)), "Who has not said yes; only owners see it."),
        }
    ),
)
