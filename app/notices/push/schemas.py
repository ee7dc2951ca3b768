"""What a browser sends to be told things, and what it is answered."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from app.core.fields import Number, Table, Text, meaning
from app.core.requests import StrictSchema
from app.core.shapes import TEXT, TRUTH, exactly, named, optional, said
from app.notices.push.endpoints import is_public_key, is_push_service, is_secret
from app.notices.push.models import ENDPOINT_HIGH

NO_SERVICE = "This is not an address of a push service we know."
LAST_MS = 8.64e15
EXAMPLE = {
    "endpoint": "https://updates.push.services.mozilla.com/wpush/v2/gAAAA-example",
    "keys": {
        "p256dh": "BIVliXQqF1i1GEFE7V-K5WcPJubxcQQ1xd3ZHoQtS1R8"
        "AJAQcdsOM4aPM2IWgxeujZ9y88h8YB9s0AXrozokhq0",
        "auth": "AAECAwQFBgcICQoLDA0ODw",
    },
}


class Endpoint(Text):
    """The address of a browser at the push service of its maker."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> str:
        text = super()._deserialize(value, attr, data, **kwargs)
        if not is_push_service(text):
            raise ValidationError(NO_SERVICE)
        return text


class SubscriptionSchema(StrictSchema):
    """A subscription as `PushSubscription.toJSON()` gives it."""

    endpoint = Endpoint(
        high=ENDPOINT_HIGH, required=True, metadata=meaning("Where the browser is reached.")
    )
    keys = Table(
        ("p256dh", "auth"),
        Text(low=1, high=100),
        required=True,
        metadata=meaning("What messages are encrypted with, so that only the browser reads them."),
    )
    expirationTime = Number(  # noqa: N815 the browsers' own name
        low=0,
        high=LAST_MS,
        allow_none=True,
        metadata=meaning("Sent by browsers; not used."),
    )

    @validates_schema
    def _check_keys(self, data: dict[str, Any], **kwargs: Any) -> None:
        del kwargs
        keys = data.get("keys", {})
        checks = {"p256dh": is_public_key, "auth": is_secret}
        wrong = {
            name: ["This is not such a key."]
            for name, is_good in checks.items()
            if not is_good(keys.get(name, ""))
        }
        if wrong:
            raise ValidationError({"keys": wrong})


class ForgetSchema(StrictSchema):
    """Which browser is to be told nothing more."""

    may_be_empty = True

    endpoint = Text(
        high=ENDPOINT_HIGH,
        metadata=meaning("Its address; the browser that asks where none is given."),
    )


KEY = named(
    "PushKey",
    "What a browser needs to subscribe.",
    exactly(
        {
            "key": said(
                optional(TEXT),
                "The `applicationServerKey`, base64url; null where messages on phones are not "
                "set up on this server.",
            )
        }
    ),
)
SUBSCRIBED = named(
    "PushSubscribed",
    "This browser is told things from now on.",
    exactly({"is_new": said(TRUTH, "Whether it was not told things before.")}),
)
UNSUBSCRIBED = named("PushUnsubscribed", "It is told nothing more.", exactly({}))
