"""What is asked when somebody signs in."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from app.core.fields import Choice, Text
from app.core.requests import StrictSchema
from app.core.shapes import exactly, named

START_EXAMPLE = {"email": "olga@example.org"}
VERIFY_EXAMPLE = {"email": "olga@example.org", "code": "12345678"}
CODE_LOW, CODE_HIGH = 8, 20


class StartSchema(StrictSchema):
    """An address to send a code to."""

    email = Text(
        low=3,
        high=254,
        required=True,
        metadata={"description": "An address whose mail you can read now."},
    )


def whose_places() -> Choice:
    """Whose the places are that a guest holds in this browser."""
    return Choice(
        ("joins", "stays"),
        metadata={
            "description": "What becomes of a guest of this browser: they join the account, or "
            "stay apart and are known here again after signing out. Left out: they join."
        },
    )


class VerifySchema(StrictSchema):
    """A code with its address, or the token of a link."""

    email = Text(low=3, high=254, metadata={"description": "The address the code went to."})
    code = Text(
        low=CODE_LOW,
        high=CODE_HIGH,
        metadata={"description": "The eight digits of the mail; spaces do not matter."},
    )
    token = Text(low=20, high=100, metadata={"description": "The token of the link, instead."})
    guest = whose_places()

    @validates_schema
    def check(self, asked: dict[str, Any], **more: Any) -> None:
        """One of both ways, and not half of one."""
        del more
        if "token" in asked and ("email" in asked or "code" in asked):
            raise ValidationError("Send a token, or an email and a code.", "token")
        if "token" not in asked:
            missing = [name for name in ("email", "code") if name not in asked]
            if missing:
                raise ValidationError({name: ["Please give this."] for name in missing})


SENT = named("Sent", "Nothing more to say: the rest is in the mail.", exactly({}))
