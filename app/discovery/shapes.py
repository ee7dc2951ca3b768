"""JSON Schemas of what the search answers, for the API's document and its tests."""

from app.activities.vocabulary import ACCESS, AUDIENCES, BANDS, FORMATS, KINDS, TOPICS
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
    counts,
    exactly,
    named,
    one_of,
    optional,
    said,
    some,
)

REASON = named(
    "Reason",
    "One reason for a band, in words.",
    exactly(
        {
            "key": said(
                TEXT,
                "A comfort fact, a support, or one of interest, distance, time and cost.",
            ),
            "text": said(TEXT, "A few words to show."),
        }
    ),
)
MONEY = named(
    "Money",
    "An amount.",
    exactly(
        {
            "minor": said(COUNT, "In minor units: 250 is 2.50 pounds. 0 is free."),
            "currency": said(TEXT, "ISO 4217 code, such as GBP."),
        }
    ),
)
POINT: Shape = {
    "lat": said(NUMBER, "Degrees north."),
    "lon": said(NUMBER, "Degrees east."),
}
FIT = named(
    "Fit",
    "How an activity may feel to the person whose profile was sent. A guess, in words, with no "
    "number.",
    exactly(
        {
            "band": said(one_of(BANDS), "How much of a step it may be."),
            "band_to": said(
                optional(one_of(BANDS)),
                "The other end, where what is not told could make it another band.",
            ),
            "helps": said(some(REASON), "What may make it easier: at most 2."),
            "harder": said(some(REASON), "What may make it harder: at most 2."),
            "ask": said(some(REASON), "What nobody told yet and is worth asking: at most 1."),
            "could_help": said(some(REASON), "What would help if it is offered: at most 1."),
        },
        {"been": said(TEXT, "How own visits there were beside the guess; left out before any.")},
    ),
)
PLACE = named(
    "MeetingPlace",
    "Where it meets.",
    exactly(
        {
            "name": said(optional(TEXT), "What the place is called."),
            "area": said(optional(TEXT), "The town or part of town."),
            **POINT,
            "precision": said(
                TEXT, "How exact the point is: exact, approximate, postcode or town."
            ),
        }
    ),
)
DEGREES = exactly({key: optional({"type": "integer", "minimum": 0, "maximum": 3}) for key in FACTS})
FLAGS = exactly(dict.fromkeys(SUPPORTS, optional(TRUTH)))
CARD_NAMES: Shape = {
    "id": said(ID, "The activity."),
    "occurrence_id": said(optional(ID), "The date shown; null when it is by arrangement."),
    "title": said(TEXT, "What it is called."),
    "kind": said(one_of(KINDS), "What sort of activity it is."),
    "topics": said(some(one_of(TOPICS)), "What it is about."),
    "starts_at": said(optional(TIME), "When the first matching date starts."),
    "ends_at": said(optional(TIME), "When that date ends."),
    "time_zone": said(TEXT, "The IANA time zone it happens in, such as Europe/London."),
    "format": said(one_of(FORMATS), "How people meet; hybrid is in person and online."),
    "place": said(optional(PLACE), "Null where nobody goes anywhere."),
    "distance_km": said(
        optional({"type": "number", "minimum": 0}),
        "From where you look, to the nearest half. Null online and where no place was asked.",
    ),
    "cost": said(optional(MONEY), "Null when nobody told the cost."),
    "places": said(
        one_of(("open", "waiting_list", "not_needed")),
        "Whether a place has to be held, and whether there is room.",
    ),
    "facts": said(
        DEGREES, "The nine comfort facts, 0 to 3 (/vocabulary has the words); null is not told."
    ),
    "supports": said(FLAGS, "What eases the first visit; null is not told."),
    "access": said(exactly(dict.fromkeys(ACCESS, optional(TRUTH))), "Access; null is not told."),
    "audience": said(some(one_of(AUDIENCES)), "Who it is for; empty is everybody."),
    "organiser": said(
        exactly(
            {
                "name": said(TEXT, "The group or person."),
                "verified": said(TRUTH, "Whether the operator knows them."),
            }
        ),
        "Who runs it.",
    ),
    "confirmed_on": said(optional(DAY), "When somebody last said that all of this still holds."),
    "more_dates": said(COUNT, "How many further dates match."),
}
CARD = named(
    "Card",
    "An activity as a list shows it, with its first matching date.",
    exactly(
        CARD_NAMES, {"fit": said({"allOf": [FIT]}, "There when a profile told how somebody feels.")}
    ),
)
NEAR = named(
    "Near",
    "Where the search looked.",
    exactly(
        {
            "name": said(optional(TEXT), "The town; null for a point far from any."),
            "area": said(optional(TEXT), "The region or country around it."),
            "country": said(optional(TEXT), "ISO 3166 code, such as GB."),
            **POINT,
            "precision": said(TEXT, "What the point stands for: town, postcode or point."),
        }
    ),
)
FACETS = exactly(
    {
        "kind": said(counts(KINDS), "By kind."),
        "topic": said(counts(TOPICS), "By topic."),
        "format": said(counts(("in_person", "online", "phone")), "By format."),
        "part_of_day": said(counts(("morning", "afternoon", "evening")), "By part of the day."),
    }
)
WIDER = exactly(
    {
        "radius_km": said(NUMBER, "The first larger radius that finds more."),
        "total": said(COUNT, "How many it finds."),
    }
)
PAGE_OF_CARDS = named(
    "Page",
    "One page of a list.",
    exactly(
        {
            "items": said(some(CARD), "The activities, in order."),
            "next_cursor": said(
                optional(TEXT), "Send it as cursor for the next page; null at the end."
            ),
            "total": said(COUNT, "How many activities match."),
            "facets": said(FACETS, "How many there are, each counted without its own filter."),
            "wider": said(optional(WIDER), "What a wider search would find, when fewer than 5 do."),
            "near": said(optional(NEAR), "Null when no place was asked for."),
        },
        {"hint": said(one_of(("give_place",)), "There when no place was asked for.")},
    ),
)
