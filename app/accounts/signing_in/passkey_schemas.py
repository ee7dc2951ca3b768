"""What browsers send of passkeys, and what they are given: bytes as base64url without padding."""

from typing import Any

from marshmallow import ValidationError
from marshmallow.validate import Regexp

from app.accounts.signing_in.schemas import whose_places
from app.core.fields import Text, meaning
from app.core.requests import StrictSchema
from app.core.shapes import DAY, ID, TEXT, TIME, TRUTH, exactly, named, optional, said, some

BYTES = Regexp(r"^[A-Za-z0-9_-]+$", error="This must be base64url without padding.")
MADE_EXAMPLE = {
    "id": "Y3JlZGVudGlhbA",
    "client_data": "eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0",
    "attestation_object": "o2NmbXRkbm9uZQ",
    "name": "My phone",
}
SHOWN_EXAMPLE = {
    "id": "Y3JlZGVudGlhbA",
    "client_data": "eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0",
    "authenticator_data": "SZYN5YgOjGh0NBcPZHZgW4",
    "signature": "MEUCIQ",
}


class Bytes(Text):
    """Bytes, written as base64url."""

    def __init__(self, high: int, said_of_it: str) -> None:
        """Set the most characters, and what the bytes are."""
        super().__init__(low=1, high=high, required=True, metadata=meaning(said_of_it))
        self.validators.append(BYTES)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if len(text) % 4 == 1:
            raise ValidationError("This must be base64url without padding.")
        return text


class OfferSchema(StrictSchema):
    """For whom a passkey is to be made."""

    may_be_empty = True
    enrolment = Text(
        low=20, high=100, metadata=meaning("The token of a moderator's enrolment link, if any.")
    )


class MadeSchema(StrictSchema):
    """A new passkey, as a browser made it."""

    id = Bytes(1400, "The id of the credential.")
    client_data = Bytes(4000, "`response.clientDataJSON`.")
    attestation_object = Bytes(12000, "`response.attestationObject`.")
    name = Text(low=1, high=60, metadata=meaning("What to call it in your list."))


class ShownSchema(StrictSchema):
    """A passkey's answer to a challenge."""

    id = Bytes(1400, "The id of the credential.")
    client_data = Bytes(4000, "`response.clientDataJSON`.")
    authenticator_data = Bytes(4000, "`response.authenticatorData`.")
    signature = Bytes(4000, "`response.signature`.")
    guest = whose_places()


OPTIONS = named(
    "PasskeyOptions",
    "What `navigator.credentials` needs, as WebAuthn's JSON form.",
    exactly({"publicKey": said({"type": "object"}, "The options; bytes as base64url.")}),
)
STARTED = named(
    "PasskeyStarted",
    "What `navigator.credentials` needs, and whether somebody holds places in this browser.",
    exactly(
        {
            "publicKey": said({"type": "object"}, "The options; bytes as base64url."),
            "has_guest": said(TRUTH, "True where a guest is known here."),
        }
    ),
)
PASSKEYS = named(
    "Passkeys",
    "Your passkeys.",
    exactly(
        {
            "items": said(
                some(
                    exactly(
                        {
                            "id": said(ID, "For removing it."),
                            "name": said(TEXT, "What you call it."),
                            "made_at": said(TIME, "When it was made."),
                            "used_on": said(optional(DAY), "When it was last used."),
                        }
                    )
                ),
                "The earliest first.",
            )
        }
    ),
)
