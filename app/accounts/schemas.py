"""What is asked and answered about a person: all of it only for themselves."""

from app.core.fields import Choice, Text
from app.core.requests import StrictSchema
from app.core.shapes import DAY, ID, TEXT, TIME, TRUTH, exactly, named, one_of, optional, said, some

LANGUAGES = ("en",)
ME_EXAMPLE = {"display_name": "Sam"}
RECOVERY_EXAMPLE = {"words": " ".join(["apple", "garden", "teabag", "guitar"] * 3)}


class MeSchema(StrictSchema):
    """What a person may set about themselves."""

    display_name = Text(
        low=1, high=80, allow_none=True, metadata={"description": "The name to hold places by."}
    )
    language = Choice(
        LANGUAGES, allow_none=True, metadata={"description": "The language of notices."}
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
    "A person who holds places here; no address, and a name only if they gave one.",
    exactly(
        {
            "display_name": said(optional(TEXT), "The name to hold places by."),
            "language": said(optional(one_of(LANGUAGES)), "The language of notices."),
            "has_recovery": said(TRUTH, "Whether twelve words were made that bring one back."),
            "has_calendar": said(TRUTH, "Whether a private calendar shows your plans."),
            "made_on": said(DAY, "When the first place was held."),
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
