"""JSON Schema of the vocabulary."""

from typing import Any

from app.comfort import FACTS
from app.core.shapes import TEXT, Shape, exactly, named, said, some

LABELLED = named(
    "Word",
    "A fixed word and its wording.",
    exactly({"key": said(TEXT, "As filters and answers use it."), "label": said(TEXT, "To show.")}),
)
KEY: Shape = {"key": said(TEXT, "As filters and answers use it.")}
FOUR: Shape = some(TEXT) | {"minItems": 4, "maxItems": 4}
TELLING: Shape = {
    "label": said(TEXT, "Its name."),
    "yes": said(TEXT, "What a visitor reads when it is there."),
    "no": said(TEXT, "What a visitor reads when it is not."),
    "unknown": said(TEXT, "What a visitor reads when nobody told."),
}
FACT = named(
    "Fact",
    "The wording of a comfort fact.",
    exactly(
        KEY
        | {
            "label": said(TEXT, "Its name."),
            "question": said(TEXT, "What an organiser is asked."),
            "choices": said(FOUR, "What they choose from, for the values 0 to 3."),
            "phrases": said(FOUR, "What a visitor reads for the values 0 to 3."),
            "unknown": said(TEXT, "What a visitor reads when nobody told."),
            "ask": said(TEXT, "What a visitor could ask."),
        }
    ),
)
SUPPORT = named(
    "Support",
    "The wording of a support.",
    exactly(KEY | TELLING | {"could_help": said(TEXT, "What it is called while nobody told.")}),
)
ACCESS_FACT = named("AccessFact", "The wording of an access fact.", exactly(KEY | TELLING))
SITUATION = named(
    "Situation",
    "An everyday situation that a person may be asked about.",
    exactly(
        KEY
        | {
            "words": said(TEXT, "What they are asked."),
            "codes": said(
                some({"type": "integer", "minimum": 0, "maximum": 3})
                | {"minItems": len(FACTS), "maxItems": len(FACTS)},
                "Its nine comfort facts, in the order of facts.",
            ),
        }
    ),
)
FAMILY = named(
    "Family",
    "Topics that belong together.",
    exactly(KEY | {"label": said(TEXT, "To show."), "topics": said(some(LABELLED), "Its topics.")}),
)
CONSENT = named(
    "Consent",
    "What is asked before a place is held at an activity of this kind.",
    exactly(
        KEY
        | {
            "version": said(TEXT, "What `consent` says when somebody agrees."),
            "text": said(TEXT, "What they agree to."),
        }
    ),
)
VOCABULARY: dict[str, Any] = named(
    "Vocabulary",
    "Every fixed word.",
    exactly(
        {
            "kinds": said(some(LABELLED), "Sorts of activity."),
            "formats": said(some(LABELLED), "How people meet."),
            "audiences": said(some(LABELLED), "Who an activity is for."),
            "bands": said(some(LABELLED), "How much of a step an activity may be."),
            "families": said(some(FAMILY), "All topics, in families."),
            "facts": said(some(FACT), "The nine comfort facts."),
            "supports": said(some(SUPPORT), "What eases a first visit."),
            "access": said(some(ACCESS_FACT), "Access."),
            "situations": said(some(SITUATION), "What the profile may ask about."),
            "consents": said(some(CONSENT), "By kind; the others ask for nothing."),
        }
    ),
)
