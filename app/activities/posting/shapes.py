"""JSON Schemas of what organisers are answered about their own activities."""

from app.activities.hiding import CAUSES
from app.activities.vocabulary import ACCESS, AUDIENCES, BOOKINGS, FORMATS, KINDS, TOPICS
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

LOCAL: Shape = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$"}
DRAFT_STATES = ("draft", "waiting", "returned")
STATES = (*DRAFT_STATES, "published", "cancelled", "hidden")
REASON: Shape = {"reason": said(optional(TEXT), "Why it came back, in the words of who read it.")}
DEGREE: Shape = optional({"type": "integer", "minimum": 0, "maximum": 3})
FIELDS: Shape = {
    "title": said(optional(TEXT), "What it is called."),
    "kind": said(optional(one_of(KINDS)), "What sort of activity it is."),
    "description": said(TEXT, "What it is."),
    "topics": said(some(one_of(TOPICS)), "What it is about."),
    "starts_at": said(optional(LOCAL), "The first meeting, as a clock on the wall shows it."),
    "ends_at": said(optional(LOCAL), "When the first meeting ends."),
    "time_zone": said(optional(TEXT), "Whose clock that is."),
    "rrule": said(optional(TEXT), "How it repeats."),
    "exdates": said(some(LOCAL), "Meetings of the rule that do not happen."),
    "rdates": said(some(LOCAL), "Meetings beside the rule."),
    "arrangement": said(
        optional(exactly({}, {"from": optional(DAY), "until": optional(DAY)})),
        "Instead of dates: the days between which times are agreed.",
    ),
    "format": said(optional(one_of(FORMATS)), "How people meet."),
    "place_name": said(optional(TEXT), "What the place is called."),
    "address": said(optional(TEXT), "The street address."),
    "lat": said(optional(NUMBER), "Degrees north."),
    "lon": said(optional(NUMBER), "Degrees east."),
    "finding_us": said(TEXT, "Words for finding the door."),
    "online_url": said(optional(TEXT), "Where it meets online."),
    "url": said(optional(TEXT), "Its own page elsewhere."),
    "capacity": said(optional(COUNT), "How many have room; null is no limit."),
    "booking": said(optional(one_of(BOOKINGS)), "Whether places are held."),
    "party_limit": said(optional(COUNT), "How many may come together."),
    "cost": said(
        optional(exactly({"minor": COUNT, "currency": TEXT})), "Null is not told; free is 0."
    ),
    "age_min": said(optional(COUNT), "The youngest age."),
    "age_max": said(optional(COUNT), "The oldest age."),
    "audience": said(some(one_of(AUDIENCES)), "Who it is for."),
    "greeter_name": said(optional(TEXT), "Who says hello at the door."),
    "contact_public": said(optional(TEXT), "How to ask."),
    "bring": said(TEXT, "What to bring."),
    "steps": said(some(TEXT), "What happens, one step after another."),
    "language": said(optional(TEXT), "The language spoken."),
    "access": said(exactly(dict.fromkeys(ACCESS, optional(TRUTH))), "Access; null is not told."),
    "comfort": said(
        exactly(
            {
                "facts": exactly(dict.fromkeys(FACTS, DEGREE)),
                "supports": exactly(dict.fromkeys(SUPPORTS, optional(TRUTH))),
            }
        ),
        "What it is like to come; null is not sure.",
    ),
}
CHANGE = named(
    "WaitingChange",
    "A change of a published activity that is not public yet.",
    exactly(
        {
            "state": said(one_of(DRAFT_STATES), "Waiting to be read, or come back."),
            **REASON,
            "fields": said(some(TEXT), "Which fields it changes."),
        }
    ),
)
HIDDEN = named(
    "WhyHidden",
    "Why an activity is out of sight.",
    exactly(
        {
            "cause": said(one_of(CAUSES), "Who or what took it out of sight."),
            "reason": said(optional(TEXT), "A word for the moderator's reason."),
            "words": said(optional(TEXT), "The moderator's own words."),
        }
    ),
)
LINE: Shape = {
    "id": said(ID, "The activity; a draft keeps it when it is published."),
    "state": said(one_of(STATES), "What has become of it."),
    "title": FIELDS["title"],
    "organiser": said(exactly({"id": ID, "name": TEXT}), "Under whose name it runs."),
    "changed_at": said(TIME, "When it was last changed."),
    "change": said(optional(CHANGE), "What waits of a published one."),
}
OWN_LINE = named("OwnLine", "One of your activities, in short.", exactly(LINE))
OWN_ACTIVITY = named(
    "OwnActivity",
    "One of your activities as you wrote it.",
    exactly(
        LINE
        | REASON
        | {
            "missing": said(some(TEXT), "Which fields are still needed to publish it."),
            "asked": said(some(one_of((*FACTS, *SUPPORTS, *ACCESS))), "What people asked, untold."),
            "hidden": said(optional(HIDDEN), "Why it is out of sight; null where it is not."),
            "confirmed_on": said(optional(DAY), "When you last said that all of it still holds."),
        }
        | FIELDS
    ),
)
OWN_PAGE = named(
    "OwnPage",
    "One page of your activities.",
    exactly(
        {
            "items": said(some(OWN_LINE), "The last changed first."),
            "next_cursor": said(optional(TEXT), "Send it as cursor for the next page."),
            "total": said(COUNT, "How many there are."),
        }
    ),
)
NOTHING = exactly({})
