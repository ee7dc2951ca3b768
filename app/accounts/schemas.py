"""What is asked and answered about a person: all of it only for themselves."""

from app.accounts.preferences import KINDS
from app.core.fields import Choice, Clock, Flag, Table, Text
from app.core.requests import StrictSchema
from app.core.shapes import (
    CLOCK,
    DAY,
    ID,
    TEXT,
    TIME,
    TRUTH,
    exactly,
    named,
    one_of,
    optional,
    said,
    some,
)

LANGUAGES = ("en",)
KIND_WORDS = {
    "reminder": "The evening before a date.",
    "change": "When a date you come to has another time or place.",
    "cancellation": "When a date you come to does not take place.",
    "offer": "When a place you waited for is kept for you.",
    "message": "When the organiser of a date you come to wrote to everybody.",
    "still_fine": "Two days before: whether it is still fine.",
}
ME_EXAMPLE = {
    "display_name": "Sam",
    "notices": {"reminder": True, "still_fine": False},
    "quiet_hours": {"from": "20:30", "until": "09:00"},
}
RECOVERY_EXAMPLE = {"words": " ".join(["apple", "garden", "teabag", "guitar"] * 3)}


class MeSchema(StrictSchema):
    """What a person may set about themselves."""

    display_name = Text(
        low=1, high=80, allow_none=True, metadata={"description": "The name to hold places by."}
    )
    language = Choice(
        LANGUAGES, allow_none=True, metadata={"description": "The language of notices."}
    )
    notices = Table(
        tuple(KINDS),
        Flag(),
        metadata={"description": "Which kinds of notices to send; what is not named stays."},
    )
    quiet_hours = Table(
        ("from", "until"),
        Clock(),
        allow_none=True,
        metadata={"description": "When nothing arrives, `from` and `until`; null for never."},
    )


class RecoverySchema(StrictSchema):
    """The twelve words that bring a person back on another phone."""

    words = Text(
        low=20,
        high=200,
        required=True,
        metadata={"description": "The twelve words in their order, in one text."},
    )


ME = named(
    "Person",
    "A person who is known here, with a name only if they gave one.",
    exactly(
        {
            "kind": said(
                one_of(("guest", "organiser", "moderator")), "What this session is good for."
            ),
            "sign_in_address": said(
                optional(TEXT), "The address you sign in by; null for a guest."
            ),
            "has_passkey": said(TRUTH, "Whether a passkey is needed to sign in."),
            "display_name": said(optional(TEXT), "The name to hold places by."),
            "language": said(optional(one_of(LANGUAGES)), "The language of notices."),
            "has_recovery": said(TRUTH, "Whether twelve words were made that bring one back."),
            "has_calendar": said(TRUTH, "Whether a private calendar shows your plans."),
            "made_on": said(DAY, "When the first place was held."),
            "notices": said(
                exactly({kind: said(TRUTH, KIND_WORDS[kind]) for kind in KINDS}),
                "Which kinds of notices are sent, once there is a way to send them.",
            ),
            "quiet_hours": said(
                optional(
                    exactly(
                        {
                            "from": said(CLOCK, "When quiet begins."),
                            "until": said(CLOCK, "When it ends, perhaps the next morning."),
                        }
                    )
                ),
                "When nothing arrives, on clocks where the activity is; what concerns the next "
                "12 hours is said all the same.",
            ),
            "email": said(
                optional(
                    exactly(
                        {
                            "address": said(TEXT, "The address you gave last."),
                            "is_confirmed": said(TRUTH, "Whether notices go there yet."),
                        }
                    )
                ),
                "Where notices go, if you gave an address.",
            ),
        }
    ),
)
SESSIONS = named(
    "Sessions",
    "The browsers in which a person is known.",
    exactly(
        {
            "items": said(
                some(
                    exactly(
                        {
                            "id": said(ID, "For ending it."),
                            "device": said(TEXT, "What the browser calls itself, in a few words."),
                            "since": said(TIME, "When it came to know you."),
                            "seen_on": said(DAY, "The last day on which it changed something."),
                            "is_this": said(TRUTH, "Whether it is the one that asks."),
                        }
                    )
                ),
                "The latest first.",
            ),
        }
    ),
)
WORDS = named(
    "RecoveryWords",
    "Twelve words, shown once: only their hash is kept. New ones end the old ones.",
    exactly({"words": said(some(TEXT), "In their order.")}),
)
EMPTY = named("Nothing", "Nothing more to say.", exactly({}))
