"""JSON Schemas of what the search answers, for the API's document and its tests."""

from typing import Any

from app.activities.vocabulary import ACCESS, AUDIENCES, BANDS, FORMATS, KINDS, TOPICS
from app.comfort import FACTS, SUPPORTS

Shape = dict[str, Any]

TEXT: Shape = {"type": "string"}
TIME: Shape = {"type": "string", "format": "date-time"}
DAY: Shape = {"type": "string", "format": "date"}
COUNT: Shape = {"type": "integer", "minimum": 0}
ID: Shape = {"type": "string", "pattern": "^[0-9a-hjkmnp-tv-z]{12}$"}


def optional(shape: Shape) -> Shape:
    """The shape, or null."""
    return {"anyOf": [shape, {"type": "null"}]}


def one_of(words: Any) -> Shape:
    """One of a fixed set of words."""
    return {"type": "string", "enum": list(words)}


def some(shape: Shape) -> Shape:
    """A list."""
    return {"type": "array", "items": shape}


def exactly(required: Shape, extra: Shape | None = None) -> Shape:
    """An object with these names, perhaps these, and no others."""
    return {
        "type": "object",
        "properties": required | (extra or {}),
        "required": list(required),
        "additionalProperties": False,
    }


def counts(words: Any) -> Shape:
    """How many, by word; words that count nothing may be left out."""
    return {
        "type": "object",
        "properties": dict.fromkeys(words, COUNT),
        "additionalProperties": False,
    }


DEGREES = {key: optional({"type": "integer", "minimum": 0, "maximum": 3}) for key in FACTS}
REASONS = some(exactly({"key": TEXT, "text": TEXT}))
MONEY = exactly({"minor": COUNT, "currency": TEXT})
POINT: Shape = {"lat": {"type": "number"}, "lon": {"type": "number"}}
FIT = exactly(
    {
        "band": one_of(BANDS),
        "band_to": optional(one_of(BANDS)),
        "helps": REASONS,
        "harder": REASONS,
        "ask": REASONS,
        "could_help": REASONS,
    }
)
CARD_NAMES: Shape = {
    "id": ID,
    "occurrence_id": optional(ID),
    "title": TEXT,
    "kind": one_of(KINDS),
    "topics": some(one_of(TOPICS)),
    "starts_at": optional(TIME),
    "ends_at": optional(TIME),
    "time_zone": TEXT,
    "format": one_of(FORMATS),
    "place": optional(
        exactly({"name": optional(TEXT), "area": optional(TEXT), **POINT, "precision": TEXT})
    ),
    "distance_km": optional({"type": "number", "minimum": 0}),
    "cost": optional(MONEY),
    "places": one_of(("open", "waiting_list", "not_needed")),
    "facts": exactly(DEGREES),
    "supports": exactly(dict.fromkeys(SUPPORTS, optional({"type": "boolean"}))),
    "access": exactly(dict.fromkeys(ACCESS, optional({"type": "boolean"}))),
    "audience": some(one_of(AUDIENCES)),
    "organiser": exactly({"name": TEXT, "verified": {"type": "boolean"}}),
    "confirmed_on": optional(DAY),
    "more_dates": COUNT,
}
CARD = exactly(CARD_NAMES, {"fit": FIT})
NEAR = exactly(
    {
        "name": optional(TEXT),
        "area": optional(TEXT),
        "country": optional(TEXT),
        **POINT,
        "precision": TEXT,
    }
)
PAGE_OF_CARDS = exactly(
    {
        "items": some(CARD),
        "next_cursor": optional(TEXT),
        "total": COUNT,
        "facets": exactly(
            {
                "kind": counts(KINDS),
                "topic": counts(TOPICS),
                "format": counts(("in_person", "online", "phone")),
                "part_of_day": counts(("morning", "afternoon", "evening")),
            }
        ),
        "wider": optional(exactly({"radius_km": {"type": "number"}, "total": COUNT})),
        "near": optional(NEAR),
    },
    {"hint": one_of(("give_place",))},
)
OCCURRENCE = exactly(
    {"id": ID, "starts_at": TIME, "ends_at": TIME, "status": one_of(("scheduled", "cancelled"))}
)
TOLD = exactly({"by": one_of(("organiser", "source", "visitors")), "on": DAY})
ACTIVITY = exactly(
    CARD_NAMES
    | {
        "description": TEXT,
        "arrangement": optional(exactly({"from": optional(DAY), "until": optional(DAY)})),
        "place_name": optional(TEXT),
        "address": optional(TEXT),
        "country": optional(TEXT),
        "lat": optional({"type": "number"}),
        "lon": optional({"type": "number"}),
        "finding_us": TEXT,
        "online_url": optional(TEXT),
        "url": optional(TEXT),
        "capacity": optional(COUNT),
        "booking": optional(one_of(("none", "optional", "needed"))),
        "party_limit": COUNT,
        "age_min": optional(COUNT),
        "age_max": optional(COUNT),
        "greeter_name": optional(TEXT),
        "contact_public": optional(TEXT),
        "bring": TEXT,
        "steps": some(TEXT),
        "language": optional(TEXT),
        "comfort": exactly({"facts": CARD_NAMES["facts"], "supports": CARD_NAMES["supports"]}),
        "told": {
            "type": "object",
            "propertyNames": {"enum": [*FACTS, *SUPPORTS, *ACCESS]},
            "additionalProperties": TOLD,
        },
        "example": {"type": "boolean"},
        "occurrences": some(OCCURRENCE),
    }
)
