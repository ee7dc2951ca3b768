"""What is asked about being told things."""

from app.core.fields import Text
from app.core.requests import StrictSchema
from app.core.shapes import exactly, named

EMAIL_EXAMPLE = {"email": "sam@example.org"}


class EmailSchema(StrictSchema):
    """An address to send notices to."""

    email = Text(
        low=3,
        high=254,
        required=True,
        metadata={"description": "An address; it is used for nothing until it is confirmed."},
    )


ASKED = named("Asked", "Nothing more to say: the rest is in the mail.", exactly({}))
