"""The JSON Schema of one activity's own answer: a card and all that is public beside it."""

from app.activities.vocabulary import ACCESS
from app.comfort import FACTS, SUPPORTS
from app.core.shapes import (
    COUNT,
    DAY,
    ID,
    NUMBER,
    TEXT,
    TIME,
    TRUTH,
    Shape,
    exactly,
    named,
    one_of,
    optional,
    said,
    some,
)
from app.discovery.shapes import CARD_NAMES

OCCURRENCE = named(
    "Occurrence",
    "One date of an activity.",
    exactly(
        {
            "id": said(ID, "The date."),
            "starts_at": said(TIME, "When it starts."),
            "ends_at": said(TIME, "When it ends."),
            "status": said(one_of(("scheduled", "cancelled")), "Whether it takes place."),
            "places": CARD_NAMES["places"],
        },
        {"note": said(TEXT, "What is special on this date.")},
    ),
)
TOLD = named(
    "Told",
    "Who told something, and when.",
    exactly(
        {
            "by": said(one_of(("organiser", "source", "visitors")), "Whose word it is."),
            "on": said(DAY, "When it was told."),
        }
    ),
)
VISITORS = exactly(
    {
        "at_least": said(COUNT, "How many answered, rounded down to five; 0 for fewer than five."),
        "found": {
            "description": "Each fact they found other than listed: more of it, or less.",
            "type": "object",
            "properties": dict.fromkeys(FACTS, one_of(("more", "less"))),
            "additionalProperties": False,
        },
        "most_would_go_again": said(TRUTH, "True when most of them would go again."),
    }
)
ARRANGEMENT = exactly(
    {
        "from": said(optional(DAY), "The first day; null is already."),
        "until": said(optional(DAY), "The last day; null is open."),
    }
)
COMFORT = exactly({"facts": CARD_NAMES["facts"], "supports": CARD_NAMES["supports"]})
WHERE: Shape = {
    "place_name": said(optional(TEXT), "What the place is called."),
    "address": said(optional(TEXT), "The street address."),
    "country": said(optional(TEXT), "ISO 3166 code."),
    "lat": said(optional(NUMBER), "Degrees north."),
    "lon": said(optional(NUMBER), "Degrees east."),
    "finding_us": said(TEXT, "How to find the way in; empty is not told."),
    "online_url": said(optional(TEXT), "Where it meets online."),
}
COMING: Shape = {
    "capacity": said(optional(COUNT), "How many people have room; null is no limit told."),
    "booking": said(
        optional(one_of(("none", "optional", "needed"))), "Whether to book; null is not told."
    ),
    "party_limit": said(COUNT, "How many may come together."),
    "age_min": said(optional(COUNT), "The youngest age; null is not told."),
    "age_max": said(optional(COUNT), "The oldest age; null is not told."),
    "greeter_name": said(optional(TEXT), "Who says hello at the door."),
    "contact_public": said(optional(TEXT), "How to ask something."),
    "bring": said(TEXT, "What to bring; empty is not told."),
    "steps": said(some(TEXT), "What happens, one step after another."),
    "language": said(optional(TEXT), "The language spoken, such as en."),
}
ACTIVITY = named(
    "Activity",
    "Everything public of one activity.",
    exactly(
        CARD_NAMES
        | {
            "description": said(TEXT, "What it is, in plain text."),
            "arrangement": said(
                optional(ARRANGEMENT), "The days between which people agree on a time; else null."
            ),
            **WHERE,
            "url": said(optional(TEXT), "Its own page elsewhere."),
            **COMING,
            "comfort": said(COMFORT, "The same facts and supports as above, in one object."),
            "told": {
                "description": "Who told each fact, support and access fact.",
                "type": "object",
                "propertyNames": {"enum": [*FACTS, *SUPPORTS, *ACCESS]},
                "additionalProperties": TOLD,
            },
            "visitors": said(VISITORS, "What at least five visitors found; zero where too few."),
            "example": said(TRUTH, "True for the made-up activities of the demo."),
            "occurrences": said(some(OCCURRENCE), "The next dates, cancelled ones too."),
        }
    ),
)
