"""What is asked and answered when somebody brings a friend."""

from marshmallow import fields

from app.core.fields import Flag, Text
from app.core.requests import StrictSchema
from app.core.shapes import TEXT, exactly, named, said

INVITE_EXAMPLE = {"show": {"note": "Shall we go together?"}}


class ShowSchema(StrictSchema):
    """What a friend sees of the person who invites; nothing by itself."""

    name = Flag(
        metadata={"description": "Show the name you gave for this date, or for all your places."}
    )
    note = Text(
        high=300,
        lines=True,
        allow_none=True,
        metadata={"description": "A few words of your own."},
    )


class InviteSchema(StrictSchema):
    """A link to bring a friend."""

    show = fields.Nested(
        ShowSchema,
        required=True,
        metadata={"description": "What your friend sees of you; empty is nothing."},
    )


INVITE = named(
    "InviteAddress",
    "A link for a friend, shown once: only its hash is kept.",
    exactly({"url": said(TEXT, "The page it opens. It works until the date is over.")}),
)
NOTHING = named("InvitesEnded", "Nothing more to say.", exactly({}))
